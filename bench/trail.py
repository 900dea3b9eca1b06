"""The contest of the trail: how the cost of noting deeds and of verifying them grows with both."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.answers import Disagreement
from bench.bounds import growing
from bench.sizes import Sizes
from bench.timing import cost_of

MOST_ROUNDS = 3
"""Sixteen thousand transactions take half a minute, whose median needs no more."""
PARTS = ("writing", "verifying")


def on_the_trail(folder: Path, sizes: Sizes) -> Iterator[str]:
    """Entries written through `note`, each in its transaction, then verified; beside themselves."""
    yield "trail, how cost grows with its entries"
    told: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes.trail}
    for _ in range(min(sizes.rounds, MOST_ROUNDS)):
        for size, runs in told.items():
            runs.append(_noted(folder / "noted.json", size))
    for size, runs in told.items():
        seconds = {part: median(one[part] for one in runs) for part in PARTS}
        yield (
            f"  rows in: {size:>7,} deeds; rows out: {runs[-1]['entries']:>7,} entries, intact; "
            f"written in {seconds['writing']:.2f} s ({size / seconds['writing']:,.0f} a second), "
            f"verified in {seconds['verifying']:.2f} s"
        )
    for part in PARTS:
        yield f"  {part}"
        yield from growing({size: median(one[part] for one in runs) for size, runs in told.items()})


def _noted(out: Path, entries: int) -> dict[str, Any]:
    """One round; raises Disagreement where an entry is missing or the trail is not intact."""
    cost_of((sys.executable, "-m", "bench.noting", str(entries), str(out)))
    told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    if told["entries"] != entries or not told["intact"]:
        raise Disagreement(f"{entries} deeds went in, and the trail says {told}")
    return told
