"""What a village lacks: five areas of items, each of which is well, lacking or unknown.

A village is clearly weak in an area when two of its items lack. That is rare, so a village that is
not planted has at most one item per area that lacks or is unknown.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.edges import Planted

AREAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "guarantees": ("dropped_out", "uninsured", "dangerous_houses", "unsafe_water"),
        "infrastructure": (
            "hardened_road",
            "group_roads",
            "bus",
            "three_phase_power",
            "broadband",
        ),
        "industry": ("collective_income", "cooperatives", "leading_industry"),
        "living_environment": ("waste_collected", "public_toilet", "sanitary_latrine"),
        "public_services": ("clinic_qualified", "culture_room", "ecommerce_point"),
    }
)
NOMINATED = (*AREAS, "other")

WELL, LACKING, UNKNOWN = 0, 1, 2
ALWAYS_KNOWN = ("dropped_out", "uninsured", "collective_income", "cooperatives")

ONE_LACKS = {
    "infrastructure": 0.04,
    "industry": 0.08,
    "living_environment": 0.06,
    "public_services": 0.04,
}
ONE_UNKNOWN = 0.02
GUARANTEE_LACKS = (0.004, 0.04)
"""Share of villages where a guarantee lacks: anywhere with families, and among the campaign's."""
GUARANTEE_UNKNOWN = 0.003
FEWEST_PERSONS = 60
"""A village with fewer registered persons might hold nobody who could lack the item."""

Standing = dict[str, NDArray[np.int8]]


def draw_standing(
    places: Sequence[str],
    registered: NDArray[np.int64],
    in_campaign: NDArray[np.bool_],
    planted: Sequence[Planted],
    chance: np.random.Generator,
) -> Standing:
    """How every item stands in every village, the planted ones as they were planted."""
    standing: Standing = {}
    for area, items in AREAS.items():
        lacks = np.full(len(places), ONE_LACKS.get(area, 0.0))
        unknown = np.full(len(places), ONE_UNKNOWN)
        if area == "guarantees":
            inhabited = registered >= FEWEST_PERSONS
            lacks = np.where(in_campaign, GUARANTEE_LACKS[1], GUARANTEE_LACKS[0]) * inhabited
            unknown = GUARANTEE_UNKNOWN * inhabited
        standing |= _draw_area(items, lacks, unknown, chance)
    _plant(standing, {place: at for at, place in enumerate(places)}, planted)
    _leave_latrines_unknown(standing, registered)
    return standing


def draw_nominated(
    places: Sequence[str], planted: Sequence[Planted]
) -> dict[str, NDArray[np.bool_]]:
    """The areas in which a village's weakness was nominated and confirmed: only where planted."""
    nominated = {area: np.zeros(len(places), dtype=bool) for area in NOMINATED}
    at = {place: index for index, place in enumerate(places)}
    for village in planted:
        for area in village.nominated:
            nominated[area][at[village.place]] = True
    return nominated


def a_few_where_lacking(
    village: NDArray[np.int32],
    eligible: NDArray[np.bool_],
    state: NDArray[np.int8],
    between: tuple[int, int],
    chance: np.random.Generator,
) -> NDArray[np.bool_]:
    """A few of the eligible families or persons in each village where the item lacks."""
    few = chance.integers(*between, len(state), endpoint=True)
    few = np.where(state == LACKING, few, 0)
    return np.asarray(eligible & (rank_in_village(village, eligible) < few[village]))


def rank_in_village(village: NDArray[np.int32], eligible: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which of its village's eligible rows each one is, from 0; the rows stand by village."""
    before: NDArray[np.int64] = np.cumsum(eligible, dtype=np.int64) - eligible
    return before - before[np.searchsorted(village, village)]


def _draw_area(
    items: tuple[str, ...],
    lacks: NDArray[np.float64],
    unknown: NDArray[np.float64],
    chance: np.random.Generator,
) -> Standing:
    """At most one item of the area that is not well, the same in likelihood for each item."""
    which = chance.integers(0, len(items), len(lacks))
    drawn = chance.random(len(lacks))
    state = np.where(drawn < lacks, LACKING, np.where(drawn < lacks + unknown, UNKNOWN, WELL))
    area = {item: np.where(which == n, state, WELL).astype(np.int8) for n, item in enumerate(items)}
    for item in ALWAYS_KNOWN:
        if item in area:
            area[item][area[item] == UNKNOWN] = WELL
    return area


def _leave_latrines_unknown(standing: Standing, registered: NDArray[np.int64]) -> None:
    """Where no family is registered nobody asked, and the area must not have a second fault."""
    nobody = registered == 0
    for item in AREAS["living_environment"]:
        standing[item][nobody] = UNKNOWN if item == "sanitary_latrine" else WELL


def _plant(standing: Standing, at: Mapping[str, int], planted: Sequence[Planted]) -> None:
    for village in planted:
        for state in standing.values():
            state[at[village.place]] = WELL
        for item in village.lacking:
            standing[item][at[village.place]] = LACKING
        for item in village.unknown:
            standing[item][at[village.place]] = UNKNOWN
