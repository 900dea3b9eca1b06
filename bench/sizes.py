"""How much is measured, how often: the whole, and a small round that only shows that it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rounds of each contest, villages of the workbook, size of the registry, steps of growth.

    `trail` are the entries that are written, in three steps; `planted` the copies of the planted
    families of which each has about a thousand members. `kept` is the size of the registry that is
    laid into the records, `searches` how often it is searched in each way.
    """

    rounds: int
    villages: int
    registry: str
    growth: tuple[int, int, int]
    trail: tuple[int, int, int]
    planted: int
    kept: str
    searches: int


WHOLE = Sizes(
    rounds=5,
    villages=12_000,
    registry="city",
    growth=(3_000, 12_000, 48_000),
    trail=(1_000, 4_000, 16_000),
    planted=1_865,
    kept="city",
    searches=200,
)
QUICK = Sizes(
    rounds=1,
    villages=1_500,
    registry="village",
    growth=(500, 2_000, 8_000),
    trail=(100, 400, 1_600),
    planted=20,
    kept="village",
    searches=20,
)
