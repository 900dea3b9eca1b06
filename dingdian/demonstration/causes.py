"""Why each invented family became poor: one main cause and at most two others, all of them true.

Nobody is poor by illness in a family where all are well, or by schooling where nobody studies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import by_weight
from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.households import NOT_REGISTERED, Households
from dingdian.demonstration.members import Members

CAUSES = (
    "illness",
    "disability",
    "schooling",
    "disaster",
    "lack_of_land",
    "lack_of_water",
    "lack_of_technique",
    "lack_of_labour",
    "lack_of_funds",
    "poor_transport",
    "lack_of_drive",
)
ILLNESS, DISABILITY, SCHOOLING, LABOUR = 0, 1, 2, 7
WEIGHTS = (10.0, 4.2, 1.25, 0.065, 0.04, 0.03, 0.22, 4.0, 0.12, 0.14, 0.07)
"""How each weighs where it is true at all. What comes out is 因病 37%, 缺技术 and 缺资金 20%, 因学
15%, 因残 10%: the first four can be true of some families only, and weigh more there."""
SHORT_OF_LABOUR = 0.2
"""The largest share of a family that can work where it is said to lack labour."""
ANOTHER, A_THIRD = 0.55, 0.3


@dataclass(frozen=True, slots=True)
class Causes:
    """Positions in CAUSES, -1 for none: `main` of every registered family, the others of some."""

    main: NDArray[np.int8]
    second: NDArray[np.int8]
    third: NDArray[np.int8]


def draw_causes(
    households: Households,
    members: Members,
    families: Families,
    studies: Flags,
    chance: np.random.Generator,
) -> Causes:
    """The causes of every registered family."""
    true = _true_of(households, members, families, studies)
    weights = true * np.array(WEIGHTS)
    main = by_weight(weights, chance)
    count = len(main)
    more = chance.random(count)
    second = by_weight(_without(weights, main), chance)
    second[more >= ANOTHER] = -1
    third = by_weight(_without(_without(weights, main), second), chance)
    third[more >= A_THIRD] = -1
    return Causes(main, second, third)


def _true_of(
    households: Households, members: Members, families: Families, studies: Flags
) -> NDArray[np.bool_]:
    """Family by cause, whether it can be said of it; nothing of those who are not registered."""
    true = np.ones((len(households.members), len(CAUSES)), dtype=bool)
    able = families.count(members.labour < 3)
    true[:, ILLNESS] = families.any((members.health == 1) | (members.health == 2))
    true[:, DISABILITY] = families.any(members.health == 3)
    true[:, SCHOOLING] = families.any(studies)
    true[:, LABOUR] = able <= SHORT_OF_LABOUR * households.members
    true[households.status == NOT_REGISTERED] = False
    return true


def _without(weights: NDArray[np.float64], taken: NDArray[np.int8]) -> NDArray[np.float64]:
    left = weights.copy()
    has_one = np.flatnonzero(taken >= 0)
    left[has_one, taken[has_one]] = 0
    return left
