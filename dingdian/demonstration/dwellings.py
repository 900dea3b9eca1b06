"""How the invented families live: their house, land, water, power and road, in whole columns."""

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import by_share, yes
from dingdian.demonstration.households import NOT_REGISTERED, Households
from dingdian.frames.parquet import Coded, Column

STRUCTURES = ("concrete", "brick_concrete", "brick_timber", "adobe", "cave", "other")
ROADS = ("earth", "gravel", "cement", "asphalt", "paved")
FUELS = ("firewood", "dung", "coal", "clean_energy", "other")
SAFE_SOURCES = ("purified_tap", "protected_well", "rain")
UNSAFE_SOURCES = ("open_well", "surface_water")
SOURCES = (*SAFE_SOURCES, *UNSAFE_SOURCES)
HOUSING = (
    "graded_safe",
    "made_safe",
    "assured_rented",
    "assured_with_family",
    "assured_bought",
    "not_safe",
)
MADE_SAFE = 0.14
NOT_SAFE = HOUSING.index("not_safe")
TESTS = ("water_quantity", "water_quality", "water_convenience", "water_reliability")

SOUND, DANGEROUS = (0.06, 0.52, 0.37, 0.01, 0.02, 0.02), (0.0, 0.08, 0.34, 0.50, 0.06, 0.02)
"""Shares of each structure where the house is graded A or B, and where it is C or D."""
ROAD_SHARES = (0.05, 0.14, 0.72, 0.06, 0.03)
FUEL_SHARES = (0.34, 0.0, 0.06, 0.59, 0.01)
SAFE_SHARES = (0.86, 0.12, 0.02)
UNSAFE_SHARES = (0.70, 0.30)
AREA_PER_HEAD = (18.0, 44.0)
MOVED_MOST_PER_HEAD = 25
"""Square metres: a family that was moved may not have more of them a head."""
MOVED = 0.13
"""Of the registered, who was moved from where nobody can make a living (易地扶贫搬迁)."""
MU, DM2 = 100, 100
"""Land is told in hundredths of a mu (厘), a house in hundredths of a square metre."""

Floats = NDArray[np.float64]


def draw_dwellings(families: Households, chance: np.random.Generator) -> dict[str, Column]:
    """The columns of house, water, power, road and land of every family."""
    count = len(families.members)
    moved = (families.status != NOT_REGISTERED) & yes(MOVED, count, chance)
    moved &= families.lived_in & (families.grade < 2)
    return {
        **_house(families, moved, chance),
        **_water(families, chance),
        "fuel": Coded(by_share(FUEL_SHARES, count, chance), FUELS),
        "road_kind": Coded(by_share(ROAD_SHARES, count, chance), ROADS),
        "road_distance_m": _metres(count, chance),
        "power_for_work": yes(0.94, count, chance),
        "power_for_living": np.ones(count, dtype=bool),
        "broadcasting": yes(0.97, count, chance),
        **_land(families, chance),
        "relocated": moved,
    }


def _house(
    families: Households, moved: NDArray[np.bool_], chance: np.random.Generator
) -> dict[str, Column]:
    """An empty house that is dangerous lets its family live elsewhere; one lived in is not safe."""
    count = len(families.members)
    low, high = AREA_PER_HEAD
    per_head = low + (high - low) * chance.random(count)
    per_head = np.where(moved, np.minimum(per_head, MOVED_MOST_PER_HEAD), per_head)
    bad = families.grade >= 2
    structure = np.where(bad, by_share(DANGEROUS, count, chance), by_share(SOUND, count, chance))
    dangerous = bad & families.lived_in
    sound = np.where(yes(MADE_SAFE, count, chance), 1, 0)
    state = np.select([dangerous, bad], [NOT_SAFE, chance.integers(2, 5, count)], sound)
    unknown = families.grade < 0
    return {
        "house_area_dm2": np.floor(per_head * families.members).astype(np.int32) * DM2,
        "house_structure": Coded(structure.astype(np.int8), STRUCTURES),
        "dangerous_house": np.ma.MaskedArray(dangerous, mask=unknown),
        "housing_state": Coded(np.where(unknown, -1, state).astype(np.int8), HOUSING),
    }


def _water(families: Households, chance: np.random.Generator) -> dict[str, Column]:
    """Where the water comes from and which of its four tests it passes; all where it is safe."""
    safe = np.ma.filled(families.safe_water, True)
    unknown = np.ma.getmaskarray(families.safe_water)
    failed = chance.integers(0, len(TESTS), len(safe))
    tests = {
        name: np.ma.MaskedArray(safe | (failed != number), mask=unknown)
        for number, name in enumerate(TESTS)
    }
    return {"water_source": _sources(safe, chance), **tests}


def _sources(safe: NDArray[np.bool_], chance: np.random.Generator) -> Coded:
    good = by_share(SAFE_SHARES, len(safe), chance)
    bad = by_share(UNSAFE_SHARES, len(safe), chance) + len(SAFE_SOURCES)
    return Coded(np.where(safe, good, bad).astype(np.int8), SOURCES)


def _metres(count: int, chance: np.random.Generator) -> NDArray[np.int32]:
    """From the door to the village's main road; few live farther than three kilometres from it."""
    return np.minimum(np.exp(chance.normal(5.6, 1.1, count)), 9_500).astype(np.int32)


def _land(families: Households, chance: np.random.Generator) -> dict[str, Column]:
    farmland = _mu(families, 1.25, 0.5, chance)
    returned = _mu(families, 0.6, 0.7, chance) * (chance.random(len(farmland)) < 0.45)
    return {
        "farmland_li": farmland,
        "irrigated_li": (farmland * chance.random(len(farmland)) * 0.6).astype(np.int32),
        "woodland_li": _mu(families, 2.1, 0.8, chance),
        "returned_woodland_li": returned.astype(np.int32),
        "orchard_li": (_mu(families, 0.5, 0.7, chance) * (returned > 0)).astype(np.int32),
        "pasture_li": np.zeros(len(farmland), dtype=np.int32),
        "water_surface_li": (_mu(families, 0.1, 0.5, chance) * (farmland % 20 == 0)).astype(
            np.int32
        ),
    }


def _mu(
    families: Households, per_head: float, spread: float, chance: np.random.Generator
) -> NDArray[np.int32]:
    """Land in hundredths of a mu (厘), so much a head; nobody has more than a dozen times that."""
    uneven: Floats = np.minimum(np.exp(chance.normal(0, spread, len(families.members))), 12)
    return np.rint(per_head * families.members * uneven * MU).astype(np.int32)
