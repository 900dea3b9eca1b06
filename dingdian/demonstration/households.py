"""The families of the invented villages, in whole columns: how many, how large, how they live."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.headcounts import Headcounts
from dingdian.demonstration.shortfalls import (
    LACKING,
    UNKNOWN,
    WELL,
    Standing,
    a_few_where_lacking,
    rank_in_village,
)

STATUSES = ("not_lifted", "lifted_with_policy", "lifted_without_policy", "not_registered")
NOT_LIFTED, WITH_POLICY, WITHOUT_POLICY, NOT_REGISTERED = range(4)
GRADES = ("A", "B", "C", "D")

WITH_POLICY_SHARE = 0.86
"""Of the lifted persons, those who still receive what they received before."""
NOT_LIFTED_SIZE = 2.6
MARGINAL_SIZE = 3.1
LIVED_IN = 0.97
VACANT_IN_DANGER = 0.15
GRADE_A = 0.35
DANGEROUS_HOUSES = (1, 4)
UNSAFE_WATER_HOUSEHOLDS = (2, 8)
FAMILIES_NOT_ASKED = (2, 9)
LATRINES_WELL_MOST = 0.10
"""Share without a sanitary latrine where the item is well, and below where it lacks: the limit is
15%, and the distance keeps it well whichever families are counted."""
LATRINES_ILL = (0.30, 0.60)


@dataclass(frozen=True, slots=True)
class Households:
    """One element per family, in the order of the villages; -1 in `grade` is unknown."""

    village: NDArray[np.int32]
    status: NDArray[np.int8]
    members: NDArray[np.int16]
    grade: NDArray[np.int8]
    lived_in: NDArray[np.bool_]
    safe_water: NDArray[Any]
    sanitary_latrine: NDArray[Any]


def draw_households(
    counts: Headcounts, standing: Standing, chance: np.random.Generator
) -> Households:
    """The families that the villages' persons make up, none of them of two statuses."""
    village, status, members = _families(counts, chance)
    registered = status != NOT_REGISTERED
    dangerous = a_few_where_lacking(
        village, registered, standing["dangerous_houses"], DANGEROUS_HOUSES, chance
    )
    unsafe = a_few_where_lacking(
        village, registered, standing["unsafe_water"], UNSAFE_WATER_HOUSEHOLDS, chance
    )
    lived_in = (chance.random(len(village)) < LIVED_IN) | dangerous
    return Households(
        village=village,
        status=status,
        members=members,
        grade=_grades(village, dangerous, lived_in, standing["dangerous_houses"], chance),
        lived_in=lived_in,
        safe_water=np.ma.MaskedArray(
            ~unsafe, mask=_not_asked(village, standing["unsafe_water"], chance)
        ),
        sanitary_latrine=_latrines(village, standing["sanitary_latrine"], chance),
    )


def _families(
    counts: Headcounts, chance: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.int8], NDArray[np.int16]]:
    """Village, status and size of every family, by village and in no order within it."""
    lifted = counts.registered - counts.remaining
    with_policy = chance.binomial(lifted, WITH_POLICY_SHARE)
    persons = np.stack(
        [counts.remaining, with_policy, lifted - with_policy, counts.marginal], axis=1
    )
    size = np.empty(persons.shape)
    size[:] = counts.household_size[:, None]
    size[:, NOT_LIFTED], size[:, NOT_REGISTERED] = NOT_LIFTED_SIZE, MARGINAL_SIZE
    families = np.maximum(np.rint(persons / size).astype(np.int64), persons > 0).ravel()
    village = np.repeat(np.arange(len(lifted)), len(STATUSES))
    status = np.tile(np.arange(len(STATUSES)), len(lifted))
    group = np.repeat(np.arange(families.size), families)
    members = _sizes(persons.ravel(), families, chance)
    order = np.lexsort((chance.random(len(group)), village[group]))
    group = group[order]
    return (
        village[group].astype(np.int32),
        status[group].astype(np.int8),
        members[order].astype(np.int16),
    )


def _sizes(
    persons: NDArray[np.int64], families: NDArray[np.int64], chance: np.random.Generator
) -> NDArray[np.int64]:
    """A head for every family, then each further person of the group in one of its families."""
    further = np.repeat(np.arange(len(families)), persons - families)
    first = np.cumsum(families) - families
    joined = first[further] + (chance.random(len(further)) * families[further]).astype(np.int64)
    return 1 + np.bincount(joined, minlength=int(families.sum()))


def _not_asked(
    village: NDArray[np.int32], state: NDArray[np.int8], chance: np.random.Generator
) -> NDArray[np.bool_]:
    """A few families in each village where the item is unknown."""
    anybody = np.ones(len(village), dtype=bool)
    some = np.where(state == UNKNOWN, LACKING, WELL).astype(np.int8)
    return a_few_where_lacking(village, anybody, some, FAMILIES_NOT_ASKED, chance)


def _grades(
    village: NDArray[np.int32],
    dangerous: NDArray[np.bool_],
    lived_in: NDArray[np.bool_],
    state: NDArray[np.int8],
    chance: np.random.Generator,
) -> NDArray[np.int8]:
    """A or B where somebody lives, but for the dangerous houses; some empty ones are C or D too."""
    drawn = chance.random(len(village))
    bad = dangerous | (~lived_in & (chance.random(len(village)) < VACANT_IN_DANGER))
    grade = np.where(bad, np.where(drawn < 0.7, 2, 3), np.where(drawn < GRADE_A, 0, 1))
    return np.where(_not_asked(village, state, chance), -1, grade).astype(np.int8)


def _latrines(
    village: NDArray[np.int32], state: NDArray[np.int8], chance: np.random.Generator
) -> NDArray[Any]:
    families = np.bincount(village, minlength=len(state))
    low, high = LATRINES_ILL
    ill = np.ceil(families * (low + (high - low) * chance.random(len(state))))
    well = np.floor(families * LATRINES_WELL_MOST * chance.random(len(state)))
    without = np.where(state == LACKING, ill, well)
    anybody = np.ones(len(village), dtype=bool)
    has_one = rank_in_village(village, anybody) >= without[village]
    return np.ma.MaskedArray(has_one, mask=(state == UNKNOWN)[village])
