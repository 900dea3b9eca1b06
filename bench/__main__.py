"""`python -m bench` prints the table of speed and size; with `--quick`, one small round of each."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.answers import Disagreement
from bench.contests import on_a_registry, on_a_workbook, on_growth, on_help
from bench.doubts import on_doubts
from bench.lay import on_laying
from bench.sizes import QUICK, WHOLE, Sizes
from bench.trail import on_the_trail
from bench.what_if import on_what_if

FOLDER = Path("var/bench")
CONTESTS: Mapping[str, Callable[[Path, Sizes], Iterator[str]]] = {
    "workbook": on_a_workbook,
    "registry": on_a_registry,
    "help": on_help,
    "growth": on_growth,
    "what-if": on_what_if,
    "trail": on_the_trail,
    "doubts": on_doubts,
    "lay": on_laying,
}


def main() -> int:
    """Run the contests that are named, or all; 1 where an answer was wrong, never for a time."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("contest", nargs="*", choices=[*CONTESTS, []], help="which; all if none")
    parser.add_argument("--quick", action="store_true", help="one round of smaller sizes")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else WHOLE
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in asked.contest or CONTESTS:
        try:
            for line in CONTESTS[name](FOLDER, sizes):
                print(line, flush=True)
        except Disagreement as wrong:
            print(f"WRONG ANSWER: {wrong}", file=sys.stderr)
            return 1
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
