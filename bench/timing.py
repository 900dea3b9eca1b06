"""Whole processes, timed from outside: seconds on the wall and the most memory that one held."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).resolve().parents[1]
MEBIBYTE = 1 << 20
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
DINGDIAN = (sys.executable, "-c", "from dingdian.cli import main; main()")

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: wall seconds, and the most MiB that it or a child of it held."""

    seconds: float
    mebibytes: float


class Failed(RuntimeError):
    """A process of the bench ended as it must not."""


def cost_of(command: Command, *, ends: Sequence[int] = (0,)) -> Cost:
    """Run a process to its end; raises Failed unless it ends with one of the codes.

    This process has to stay small: what it holds counts, until the child has begun, as the child's.
    """
    begun = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = child.stderr.read() if child.stderr else b""
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in ends:
        raise Failed(f"{' '.join(command)} ended with {child.returncode}:\n{said.decode()}")
    return Cost(took, used.ru_maxrss * MAXRSS_UNIT / MEBIBYTE)


def medians(
    commands: Mapping[str, Command], rounds: int, *, ends: Sequence[int] = (0, 1)
) -> dict[str, Cost]:
    """The median cost of each, run in turn (A B C A B C …), so that what else happens hits all."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost_of(command, ends=ends))
    return {
        name: Cost(median(one.seconds for one in runs), median(one.mebibytes for one in runs))
        for name, runs in costs.items()
    }


def made(what: str, size: str, path: Path) -> None:
    """See that an input stands at its path; a process of its own writes it."""
    cost_of((sys.executable, "-m", "bench.inputs", what, size, str(path)))
