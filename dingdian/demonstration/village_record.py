"""The columns of the invented villages: what decides, and the rest of the standard's record."""

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration import synthetic_campaign as campaign
from dingdian.demonstration.benefits import EXTREME, LOW_INCOME
from dingdian.demonstration.candidates import CITY_COUNTIES, NATIONAL_COUNTIES
from dingdian.demonstration.chances import by_share, yes
from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED
from dingdian.demonstration.shortfalls import LACKING, UNKNOWN
from dingdian.demonstration.synthetic_campaign import SyntheticVillages, stream
from dingdian.frames.parquet import Coded, Column

TOLD = (
    "hardened_road",
    "group_roads",
    "bus",
    "three_phase_power",
    "broadband",
    "clinic_qualified",
    "culture_room",
    "ecommerce_point",
    "waste_collected",
    "public_toilet",
    "leading_industry",
)
"""The items of `shortfalls` that are flags of the village itself."""
POOR_VILLAGES = {True: 0.46, False: 0.035}
"""Of the villages of the key counties, and of the others, who was a poor village: 1,919 in all."""
LIFTED_YEARS = (0.18, 0.38, 0.24, 0.18, 0.02)
FIRST_LIFTED = 2015
PERSONS_A_HOUSEHOLD = 3.1
FARMERS_YUAN = 13_800
TEAM_SINCE, TEAM_UNTIL = np.datetime64("2018-03-01"), np.datetime64("2020-12-31")
UNITS = tuple(f"示例{sign}号派出单位" for sign in "甲乙丙丁戊己庚辛壬癸")

Counts = NDArray[np.int64]


def village_columns(drawn: Drawn) -> dict[str, Column]:
    """The villages' columns."""
    chance = stream(drawn.seed, campaign.VILLAGE_RECORD)
    poor = _poor_villages(drawn.villages, chance)
    return {
        **_what_decides(drawn.villages),
        **_counts(drawn),
        **_services(drawn.villages, chance),
        "poor_village": Coded(
            np.where(poor, 0, 1).astype(np.int8), ("poor_village", "other_village")
        ),
        "village_lifted": np.ma.MaskedArray(poor, mask=~poor),
        "village_lifted_year": np.ma.MaskedArray(
            FIRST_LIFTED + by_share(LIFTED_YEARS, len(poor), chance).astype(np.int32), mask=~poor
        ),
        **_team(drawn, poor, chance),
    }


def _what_decides(drawn: SyntheticVillages) -> dict[str, Column]:
    """A fact that lacks is false, one that is unknown is left out."""
    text = ("place", "name", "township_name", "county_name", "kind")
    columns: dict[str, Column] = {
        name: [getattr(village, name) for village in drawn.villages] for name in text
    }
    columns["agricultural_population"] = np.ma.MaskedArray(
        drawn.counts.population, mask=~drawn.population_known
    )
    columns["cooperatives"] = drawn.cooperatives
    columns["collective_income_fen"] = drawn.collective_income_fen
    for item in TOLD:
        state = drawn.standing[item]
        columns[item] = np.ma.MaskedArray(state != LACKING, mask=state == UNKNOWN)
    for area, named in drawn.nominated.items():
        columns[f"nominated_{area}"] = named
    return columns


def _poor_villages(drawn: SyntheticVillages, chance: np.random.Generator) -> NDArray[np.bool_]:
    """Who was named a poor village in 2014: none of which a service or a road is unknown."""
    key = {*NATIONAL_COUNTIES, *CITY_COUNTIES}
    share = np.array([POOR_VILLAGES[village.county in key] for village in drawn.villages])
    share *= [village.kind == "village_committee" for village in drawn.villages]
    known = ~np.any([drawn.standing[item] == UNKNOWN for item in TOLD], axis=0)
    return np.asarray(known & (drawn.counts.registered > 0) & (chance.random(len(share)) < share))


def _counts(drawn: Drawn) -> dict[str, Column]:
    """What the village's families and persons come to."""
    homes, persons = drawn.households, drawn.members
    kind = drawn.benefits.kind
    at_home, at_person = homes.village, persons.village
    registered_home = homes.status != NOT_REGISTERED
    registered = persons.status != NOT_REGISTERED
    population = drawn.villages.counts.population
    everybody = np.rint(population * 1.04).astype(np.int64)
    return {
        "all_persons": everybody,
        "all_households": np.ceil(everybody / PERSONS_A_HOUSEHOLD).astype(np.int64),
        "registered_households": _among(drawn, at_home, registered_home),
        "registered_persons": _among(drawn, at_person, registered),
        "remaining_poor_households": _among(drawn, at_home, homes.status == NOT_LIFTED),
        "minimum_living_households": _among(drawn, at_home, kind == LOW_INCOME),
        "minimum_living_persons": _among(drawn, at_person, drawn.benefits.allowance),
        "extreme_support_households": _among(drawn, at_home, kind == EXTREME),
        "extreme_support_persons": _among(drawn, at_person, drawn.benefits.kept),
        "labourers": np.rint(population * 0.56).astype(np.int64),
        "out_workers": np.rint(population * 0.31).astype(np.int64),
    }


def _among(drawn: Drawn, village: NDArray[np.int32], counted: NDArray[np.bool_]) -> Counts:
    return np.bincount(village[counted], minlength=len(drawn.villages.villages))


def _services(drawn: SyntheticVillages, chance: np.random.Generator) -> dict[str, Column]:
    count = len(drawn.villages)
    clinic = drawn.standing["clinic_qualified"]
    doctors = np.where(clinic == LACKING, 0, 1 + yes(0.15, count, chance))
    unsafe = drawn.standing["unsafe_water"] == LACKING
    yuan = np.rint(FARMERS_YUAN * np.exp(chance.normal(0, 0.12, count))).astype(np.int64)
    return {
        "natural_villages": 3 + chance.poisson(4, count),
        "farmers_income_per_head_fen": yuan * 100,
        "power": np.ones(count, dtype=bool),
        "mobile_network": yes(0.985, count, chance),
        "water_short_households": np.where(unsafe, 1 + chance.integers(0, 6, count), 0),
        "primary_schools": yes(0.42, count, chance).astype(np.int64),
        "clinics": np.ones(count, dtype=np.int64),
        "qualified_doctors": np.ma.MaskedArray(doctors, mask=clinic == UNKNOWN),
        "waste_points": np.ma.MaskedArray(
            np.where(drawn.standing["waste_collected"] == LACKING, 0, 2 + chance.poisson(4, count)),
            mask=drawn.standing["waste_collected"] == UNKNOWN,
        ),
    }


def _team(drawn: Drawn, poor: NDArray[np.bool_], chance: np.random.Generator) -> dict[str, Column]:
    """A first secretary and a team where the village was poor or somebody in it still is."""
    there = poor | (drawn.villages.counts.remaining > 0)
    count = len(poor)
    unit = np.where(there, chance.integers(0, len(UNITS), count), -1).astype(np.int8)
    since = np.full(count, TEAM_SINCE) + chance.integers(0, 500, count)
    since[~there] = np.datetime64("NaT")
    until = np.where(there, TEAM_UNTIL, np.datetime64("NaT")).astype("datetime64[D]")
    return {
        "first_secretary_unit": Coded(unit, UNITS),
        "first_secretary_since": since,
        "team_unit": Coded(unit, UNITS),
        "team_members": np.ma.MaskedArray(2 + chance.integers(0, 3, count), mask=~there),
        "team_since": since,
        "team_until": until,
    }
