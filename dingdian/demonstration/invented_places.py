"""Chongqing's real townships filled with invented villages, as many as there are real ones.

A light under a real village's name would be a false statement about that village. So the villages
here have codes that no official list uses (901–949 a village, 951–999 a residents' committee) and
names from a series that nobody could take for real ones.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dingdian.campaign.reading import find, load
from dingdian.demonstration.naming import community_name, village_name
from dingdian.lexicon.place import Committee, above
from dingdian.records.places.division import Division, read_divisions

CAMPAIGN = "chongqing_2020"
KINDS: tuple[Committee, ...] = ("village_committee", "residents_committee")
FIRST_NUMBER: dict[Committee, int] = {"village_committee": 901, "residents_committee": 951}
MOST_OF_A_KIND = 49


@cache
def focus_townships() -> tuple[str, ...]:
    """The 18 deep-poverty townships that the campaign designates, by code: their names recur."""
    named = (target.designation for target in load(CAMPAIGN).classes)
    return tuple(code for designation in named if designation for code in designation.places)


@dataclass(frozen=True, slots=True)
class InventedVillage:
    """A village or residents' committee that does not exist, in a township that does."""

    place: str
    name: str
    township_name: str
    county_name: str
    kind: Committee

    @property
    def county(self) -> str:
        return above(self.place, "county")

    @property
    def township(self) -> str:
        return above(self.place, "township")


@cache
def official_divisions() -> tuple[Division, ...]:
    """The official list of the campaign's vintage, from the root to the villages, by code."""
    rule = load(CAMPAIGN)
    places = find(CAMPAIGN) / "places"
    return read_divisions(places / f"divisions_{rule.vintage}.csv.gz", root=rule.root)


def invented_villages() -> tuple[InventedVillage, ...]:
    """Every invented village of the city in the order of its code.

    A township with more than 49 of a kind would be given 49; in 2020 the most is 32.
    """
    divisions = official_divisions()
    names = {one.code: one.official_name for one in divisions}
    real = {kind: Counter(one.parent for one in divisions if one.kind == kind) for kind in KINDS}
    invented = (
        village
        for kind, townships in real.items()
        for township, count in townships.items()
        for village in _villages(township, kind, min(count, MOST_OF_A_KIND), names)
    )
    return tuple(sorted(invented, key=lambda village: village.place))


def invented_divisions() -> tuple[Division, ...]:
    """The invented villages as an official list would have them."""
    return tuple(
        Division(one.place, one.name, one.name, "village", one.kind, one.township)
        for one in invented_villages()
    )


def _villages(
    township: str, kind: Committee, count: int, names: dict[str, str]
) -> Iterator[InventedVillage]:
    name = village_name if kind == "village_committee" else community_name
    for number in range(1, count + 1):
        yield InventedVillage(
            place=f"{township}{FIRST_NUMBER[kind] + number - 1}",
            name=name(number),
            township_name=names[township],
            county_name=names[above(township, "county")],
            kind=kind,
        )
