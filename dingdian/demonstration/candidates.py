"""The villages outside the focus townships that a campaign would find: how many, where, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat

import numpy as np

from dingdian.demonstration.edges import Planted
from dingdian.demonstration.invented_places import InventedVillage

NATIONAL_COUNTIES = (
    "500101",
    "500114",
    "500154",
    "500156",
    "500229",
    "500230",
    "500235",
    "500236",
    "500237",
    "500238",
    "500240",
    "500241",
    "500242",
    "500243",
)
CITY_COUNTIES = ("500102", "500119", "500152", "500233")
"""The 14 national and the 4 municipal key counties."""

MORE_THAN_TWENTY = 63
ONE_PERCENT_ONLY = 19
WEAKNESS_ALONE = (
    Planted("", 7, 1_700, lacking=("dropped_out", "unsafe_water")),
    Planted("", 4, 1_650, lacking=("collective_income", "cooperatives")),
    Planted("", 9, 1_720, nominated=("living_environment",)),
)
PLAIN = Planted("", 0)
ALSO_WEAK = (
    Planted("", 0, lacking=("uninsured", "dangerous_houses")),
    Planted("", 0, lacking=("clinic_qualified", "culture_room")),
    Planted("", 0, lacking=("waste_collected", "public_toilet"), nominated=("other",)),
    Planted("", 0, nominated=("public_services",)),
    Planted("", 0, nominated=("guarantees", "industry")),
)
"""Weaknesses, still without a place; those of ALSO_WEAK go to villages that qualify already."""

LIKELIHOOD = dict.fromkeys(NATIONAL_COUNTIES, 1.0) | dict.fromkeys(CITY_COUNTIES, 0.3)
LIKELIHOOD["500242"] = 5.0
"""酉阳 had a sixth of the city's remaining poor at the end of 2019."""


def draw_candidates(
    villages: Sequence[InventedVillage],
    taken: frozenset[str],
    chance: np.random.Generator,
) -> tuple[Planted, ...]:
    """Villages that qualify, drawn in key counties; none in a township of `taken`."""
    open_to = [
        village
        for village in villages
        if village.kind == "village_committee"
        and village.county in LIKELIHOOD
        and village.township not in taken
    ]
    weights = np.array([LIKELIHOOD[village.county] for village in open_to])
    count = MORE_THAN_TWENTY + ONE_PERCENT_ONLY + len(WEAKNESS_ALONE)
    drawn = chance.choice(len(open_to), count, replace=False, p=weights / weights.sum())
    return tuple(_planted([open_to[at].place for at in drawn], chance))


def _planted(places: Sequence[str], chance: np.random.Generator) -> Iterator[Planted]:
    """21 to 60 persons, most of them near 21; then 12 to 20 at 1 to 1.8%; then the weak ones."""
    many, few = places[:MORE_THAN_TWENTY], places[MORE_THAN_TWENTY:]
    also_weak = chain(ALSO_WEAK, repeat(PLAIN))
    for place, also in zip(many, also_weak, strict=False):
        yield replace(also, place=place, remaining=21 + int(39 * chance.random() ** 2))
    for place in few[:ONE_PERCENT_ONLY]:
        remaining = int(chance.integers(12, 21))
        basis_points = int(chance.integers(100, 181))
        yield Planted(place, remaining, remaining * 10_000 // basis_points)
    for place, weak in zip(few[ONE_PERCENT_ONLY:], WEAKNESS_ALONE, strict=True):
        yield replace(weak, place=place)
