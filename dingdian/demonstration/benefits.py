"""Whom the state keeps: 低保 and 特困 by family and person, insurance and pension by person.

A family in 低保 has somebody in it, a family kept as 特困 nobody who could work, and none is both.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import yes
from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED, WITH_POLICY, Households
from dingdian.demonstration.members import INSURANCE_STATES, YEAR, Members

GENERAL, LOW_INCOME, EXTREME = range(3)
OLD = 67
"""Every family of which all are so old and nobody works could be kept as 特困."""
KEPT_OF_THE_OLD = 0.55
IN_ALLOWANCE = {NOT_LIFTED: 0.52, WITH_POLICY: 0.12}
WHOLE_FAMILY = 0.6
EMPLOYEES_COVER = 0.05
EMPLOYEES_PLACES = (1, 2, 3)
COMMERCIAL = 0.88
RELIEF_OF_THE_SERIOUSLY_ILL = 0.75
OTHER_RELIEF_OF_THE_ILL = 0.42
PENSION_FROM, RESIDENTS_PENSION = 16, 0.93


@dataclass(frozen=True, slots=True)
class Benefits:
    """`kind` by family, the rest by person."""

    kind: NDArray[np.int8]
    allowance: Flags
    kept: Flags
    residents_insurance: Flags
    employees_insurance: Flags
    serious_illness_insurance: Flags
    commercial_insurance: Flags
    serious_illness_relief: Flags
    other_health_relief: Flags
    residents_pension: Flags
    employees_pension: Flags


def draw_benefits(
    households: Households,
    members: Members,
    families: Families,
    works_away: Flags,
    studies: Flags,
    chance: np.random.Generator,
) -> Benefits:
    """What each family and each person is given; `works_away` is who could have an employer."""
    count = len(members.member)
    kind = _kinds(households, members, families, chance)
    allowance = _in_allowance(kind, members, families, chance)
    insured = members.insurance == INSURANCE_STATES.index("insured")
    employees = insured & works_away & yes(EMPLOYEES_COVER, count, chance)
    registered = members.status != NOT_REGISTERED
    age = YEAR - members.birth_year.astype(np.int16)
    pension = (age > PENSION_FROM) & ~studies
    return Benefits(
        kind=kind,
        allowance=allowance,
        kept=(kind == EXTREME)[families.household],
        residents_insurance=insured & ~employees,
        employees_insurance=employees,
        serious_illness_insurance=insured,
        commercial_insurance=insured & registered & yes(COMMERCIAL, count, chance),
        serious_illness_relief=insured
        & registered
        & (members.health == 2)
        & yes(RELIEF_OF_THE_SERIOUSLY_ILL, count, chance),
        other_health_relief=insured
        & registered
        & (members.health > 0)
        & yes(OTHER_RELIEF_OF_THE_ILL, count, chance),
        residents_pension=pension & ~employees & yes(RESIDENTS_PENSION, count, chance),
        employees_pension=employees & pension,
    )


def _kinds(
    households: Households, members: Members, families: Families, chance: np.random.Generator
) -> NDArray[np.int8]:
    count = len(households.members)
    registered = households.status != NOT_REGISTERED
    young = YEAR - members.birth_year.astype(np.int16) < OLD
    alone = registered & ~families.any(young | members.working)
    extreme = alone & yes(KEPT_OF_THE_OLD, count, chance)
    share = np.array([IN_ALLOWANCE.get(status, 0.0) for status in range(NOT_REGISTERED + 1)])
    low = ~extreme & (chance.random(count) < share[households.status])
    return np.select([extreme, low], [EXTREME, LOW_INCOME], GENERAL).astype(np.int8)


def _in_allowance(
    kind: NDArray[np.int8], members: Members, families: Families, chance: np.random.Generator
) -> Flags:
    """The whole family, or those of it who are ill; the head where nobody is."""
    whole = yes(WHOLE_FAMILY, len(kind), chance)
    ill = members.health > 0
    alone = ~families.any(ill)[families.household] & (families.place == 0)
    chosen = whole[families.household] | ill | alone
    return np.asarray(chosen & (kind == LOW_INCOME)[families.household])
