"""The persons of the invented families, in whole columns: no name, only what is counted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED, Households
from dingdian.demonstration.shortfalls import Standing, a_few_where_lacking

SCHOOL_STATES = (
    "not_of_school_age",
    "enrolled",
    "home_teaching",
    "deferral_approved",
    "certified_unfit",
    "dropped_out",
)
INSURANCE_STATES = ("insured", "exempt", "uninsured")
SEXES = ("male", "female")
HEALTH = ("healthy", "long_term_chronic_illness", "serious_illness", "disabled")
LABOUR = ("skilled_labour", "ordinary_labour", "weak_or_half_labour", "lost_labour", "no_labour")

YEAR = 2020
SCHOOL_AGES = (6, 15)
SURELY_OF_SCHOOL_AGE = (7, 14)
"""Six before 31 August and not yet through the ninth grade, in whichever month they were born."""
WORKING_AGES = (16, 64)
OLDEST = 99

DROPPED_OUT = (1, 3)
UNINSURED = (1, 4)
EXEMPT = 0.003
MALE_HEAD = 0.85

PSEUDONYM_BITS = 52
"""So that a pseudonym is a whole number in every program, JavaScript included."""

Ints = NDArray[np.int8]
Ages = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Members:
    """One element per person, in the order of the families."""

    member: NDArray[np.int64]
    household: NDArray[np.int32]
    village: NDArray[np.int32]
    status: Ints
    school: Ints
    insurance: Ints
    sex: Ints
    birth_year: Ages
    health: Ints
    labour: Ints
    working: NDArray[np.bool_]


def draw_members(
    households: Households, standing: Standing, chance: np.random.Generator
) -> Members:
    """Every person of every family, the head first."""
    household = np.repeat(np.arange(len(households.members), dtype=np.int32), households.members)
    village = households.village[household]
    status = households.status[household]
    place = _place_in_family(households.members)
    age = _ages(place, household, chance)
    health = _health(age, status, chance)
    labour = _labour(age, health, chance)
    registered = status != NOT_REGISTERED
    return Members(
        member=pseudonyms(len(household), chance),
        household=household,
        village=village,
        status=status,
        school=_school(village, registered, age, standing["dropped_out"], chance),
        insurance=_insurance(village, registered, standing["uninsured"], chance),
        sex=_sexes(place, household, chance),
        birth_year=(YEAR - age).astype(np.int16),
        health=health,
        labour=labour,
        working=_working(age, labour, chance),
    )


def pseudonyms(count: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Numbers that look random, are all different, and tell neither order nor how many there are.

    The steps (add, multiply by an odd number, fold the upper bits into the lower) can each be
    undone, and that is why no two of them fall together.
    """
    mask = np.uint64((1 << PSEUDONYM_BITS) - 1)
    number = np.arange(1, count + 1, dtype=np.uint64)
    for _ in range(3):
        add, odd = chance.integers(1, 1 << PSEUDONYM_BITS, 2, dtype=np.uint64)
        number = ((number + add) * (odd | np.uint64(1))) & mask
        number ^= number >> np.uint64(PSEUDONYM_BITS // 2)
    return number.astype(np.int64)


def _place_in_family(sizes: NDArray[np.int16]) -> NDArray[np.int64]:
    """0 for the head, 1 for the next, and so on."""
    first = np.cumsum(sizes, dtype=np.int64) - sizes
    return np.arange(int(sizes.sum())) - np.repeat(first, sizes)


def _ages(
    place: NDArray[np.int64], household: NDArray[np.int32], chance: np.random.Generator
) -> Ages:
    """Head and spouse; then mostly their children, some grandchildren, some parents."""
    families = int(household[-1]) + 1 if len(household) else 0
    head = np.clip(chance.normal(54, 13, families), 20, 92)[household]
    which = chance.random(len(place))
    spread = chance.normal(0, 1, len(place))
    child, grandchild = head - 27 + 5 * spread, head - 52 + 6 * spread
    parent = head + 25 + 3 * spread
    parent = np.where(parent <= OLDEST, parent, child)
    other = np.select([which < 0.64, which < 0.90], [child, grandchild], parent)
    other = np.where(other < 0, 18 * chance.random(len(place)), other)
    age = np.select([place == 0, place == 1], [head, np.maximum(head - 2 + 3 * spread, 20)], other)
    whole: Ages = np.clip(age, 0, OLDEST).astype(np.int16)
    return whole


def _sexes(
    place: NDArray[np.int64], household: NDArray[np.int32], chance: np.random.Generator
) -> Ints:
    families = int(household[-1]) + 1 if len(household) else 0
    head_is_female = (chance.random(families) >= MALE_HEAD)[household]
    other_is_female = chance.random(len(place)) < 0.48
    female = np.select([place == 0, place == 1], [head_is_female, ~head_is_female], other_is_female)
    return female.astype(np.int8)


def _health(age: Ages, status: Ints, chance: np.random.Generator) -> Ints:
    """Illness grows with age, and the remaining poor are ill or disabled twice as often."""
    times = np.where(status == NOT_LIFTED, 2.0, 1.0)
    disabled = 0.045 * times
    serious = disabled + 0.012 * times
    chronic = serious + np.clip((age - 30) * 0.008, 0.005, 0.35) * times
    drawn = chance.random(len(age))
    return np.select([drawn < disabled, drawn < serious, drawn < chronic], [3, 2, 1], 0).astype(
        np.int8
    )


def _labour(age: Ages, health: Ints, chance: np.random.Generator) -> Ints:
    drawn = chance.random(len(age))
    able = np.where(drawn < 0.14, 0, np.where(drawn < 0.95, 1, 2))
    ill = np.where(drawn < 0.35, 1, np.where(drawn < 0.80, 2, 3))
    old = np.where(drawn < 0.30, 2, 4)
    low, high = WORKING_AGES
    return np.select([age < low, age > high, health > 0], [4, old, ill], able).astype(np.int8)


def _working(age: Ages, labour: Ints, chance: np.random.Generator) -> NDArray[np.bool_]:
    likely = np.array([0.95, 0.86, 0.35, 0.0, 0.0])[labour] * np.where(age < 19, 0.15, 1.0)
    return np.asarray(chance.random(len(age)) < likely)


def _school(
    village: NDArray[np.int32],
    registered: NDArray[np.bool_],
    age: Ages,
    dropped_out: Ints,
    chance: np.random.Generator,
) -> Ints:
    drawn = chance.random(len(age))
    state = np.select([drawn < 0.002, drawn < 0.003], [2, 4], 1)
    state = np.where((age == SCHOOL_AGES[0]) & (drawn > 0.99), 3, state)
    state = np.where((age >= SCHOOL_AGES[0]) & (age <= SCHOOL_AGES[1]), state, 0)
    low, high = SURELY_OF_SCHOOL_AGE
    pupils = registered & (age >= low) & (age <= high)
    left = a_few_where_lacking(village, pupils, dropped_out, DROPPED_OUT, chance)
    return np.where(left, SCHOOL_STATES.index("dropped_out"), state).astype(np.int8)


def _insurance(
    village: NDArray[np.int32],
    registered: NDArray[np.bool_],
    uninsured: Ints,
    chance: np.random.Generator,
) -> Ints:
    state = (chance.random(len(village)) < EXEMPT).astype(np.int8)
    without = a_few_where_lacking(village, registered, uninsured, UNINSURED, chance)
    return np.where(without, INSURANCE_STATES.index("uninsured"), state).astype(np.int8)
