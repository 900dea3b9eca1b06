"""What is to be reached: seconds, memory, and how a cost may grow; held, or said to be beyond."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.timing import Cost

STEEPEST = 1.1


@dataclass(frozen=True, slots=True)
class Bound:
    """What is to be reached, in seconds and, where it is said, in MiB."""

    seconds: float
    mebibytes: float | None = None

    def held(self, cost: Cost) -> Iterator[str]:
        """Whether a cost is within the bound, in words."""
        yield held(f"{cost.seconds:.2f} s", f"{self.seconds} s", cost.seconds <= self.seconds)
        if self.mebibytes is not None:
            within = cost.mebibytes <= self.mebibytes
            yield held(f"{cost.mebibytes:.0f} MiB", f"{self.mebibytes:.0f} MiB", within)


def held(is_: str, bound: str, within: bool) -> str:
    """One line: what is, what is to be reached, and whether it is."""
    return f"  {is_}, to reach: {bound}: {'within' if within else 'BEYOND'}"


def growing(seconds: Mapping[int, float]) -> Iterator[str]:
    """How a cost grows over three sizes, as the slope on a logarithmic scale."""
    first, middle, last = seconds
    whole, step = (
        math.log(seconds[last] / seconds[start]) / math.log(last / start)
        for start in (first, middle)
    )
    yield f"  exponent over all {whole:.2f}, over the last step {step:.2f}"
    yield held(f"exponent {max(whole, step):.2f}", f"{STEEPEST}", max(whole, step) <= STEEPEST)
