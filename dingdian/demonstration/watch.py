"""Who is watched: families near to falling back (不稳定) and others at the edge (边缘), and why.

Whoever lives without a guarantee is watched for that; each risk is true.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import yes
from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED, Households
from dingdian.demonstration.members import SCHOOL_STATES, Members

CLASSES = ("not_watched", "unstable", "marginal")
UNSTABLE, MARGINAL = 1, 2
SHARE = 0.042
"""Of the lifted, who is watched without lacking a guarantee: about five in a hundred are."""
RISKS = (
    "illness",
    "schooling",
    "disability",
    "lack_of_labour",
    "natural_disaster",
    "accident",
    "industry_failed",
    "unstable_work",
    "epidemic",
    "unsafe_housing",
    "unsafe_water",
    "other",
)
AT = {risk: number for number, risk in enumerate(RISKS)}
GUARANTEES = ("schooling", "unsafe_housing", "unsafe_water")
"""The risks that are the lack of a guarantee, in the order in which `lacking` tells them."""
SUPPORTS = ("development", "safety_net")
MOST_OTHERS = 3
FIRST, LAST = np.datetime64("2020-03-20"), np.datetime64("2020-06-10")
"""The class exists from March 2020 on."""


@dataclass(frozen=True, slots=True)
class Watch:
    """By family: the class, since when, for each risk whether it is told, and how it is supported.

    Whoever can work is supported so that they earn more, the others are kept.
    """

    kind: NDArray[np.int8]
    since: NDArray[np.datetime64]
    risks: NDArray[np.bool_]
    support: NDArray[np.int8]


def draw_watch(
    households: Households,
    members: Members,
    families: Families,
    works: Flags,
    studies: Flags,
    chance: np.random.Generator,
) -> Watch:
    """The watched families: all who are not registered, and some of those who were lifted.

    Where a child left school and no other learns, schooling is no risk: the standard asks for a
    student.
    """
    count = len(households.members)
    lacks = lacking(households, members, families)
    lifted = (households.status != NOT_LIFTED) & (households.status != NOT_REGISTERED)
    known = (households.grade >= 0) & ~np.ma.getmaskarray(households.safe_water)
    unstable = lifted & (lacks.any(axis=1) | (known & yes(SHARE, count, chance)))
    kind = np.select([unstable, households.status == NOT_REGISTERED], [UNSTABLE, MARGINAL], 0)
    told = np.stack([lacks[:, 0] & families.any(studies), lacks[:, 1], lacks[:, 2]], axis=1)
    risks = _risks(members, families, works, told, chance) & (kind > 0)[:, None]
    days = (LAST - FIRST).astype(int)
    since = FIRST + chance.integers(0, days, count)
    since[kind == 0] = np.datetime64("NaT")
    support = np.where(families.any(members.labour < 3), 0, 1)
    support[kind == 0] = -1
    return Watch(kind.astype(np.int8), since, risks, support.astype(np.int8))


def lacking(households: Households, members: Members, families: Families) -> NDArray[np.bool_]:
    """Family by guarantee (schooling, housing, water), whether it surely lacks it."""
    dropped_out = members.school == SCHOOL_STATES.index("dropped_out")
    return np.stack(
        [
            families.any(dropped_out),
            (households.grade >= 2) & households.lived_in,
            ~np.ma.filled(households.safe_water, True),
        ],
        axis=1,
    )


def _risks(
    members: Members,
    families: Families,
    works: Flags,
    lacks: NDArray[np.bool_],
    chance: np.random.Generator,
) -> NDArray[np.bool_]:
    """The risks that are true of each family: those of guarantees, and one or two others."""
    count = len(lacks)
    could = np.zeros((count, len(RISKS)), dtype=bool)
    could[:, AT["illness"]] = families.any((members.health == 1) | (members.health == 2))
    could[:, AT["disability"]] = families.any(members.health == 3)
    could[:, AT["lack_of_labour"]] = ~families.any(members.labour < 3)
    has_worker = families.any(works)
    could[:, AT["unstable_work"]] = could[:, AT["epidemic"]] = has_worker
    could[:, AT["industry_failed"]] = could[:, AT["natural_disaster"]] = families.any(
        members.labour < 3
    )
    could[:, AT["accident"]] = could[:, AT["other"]] = True
    often = np.array([0.7, 0, 0.7, 0.9, 0.08, 0.08, 0.24, 0.38, 0.3, 0, 0, 0])
    risks = could & (chance.random(could.shape) < often)
    for column, risk in enumerate(GUARANTEES):
        risks[:, AT[risk]] = lacks[:, column]
    most = np.cumsum(risks, axis=1) <= MOST_OTHERS
    risks &= most | np.isin(np.arange(len(RISKS)), [AT["unsafe_housing"], AT["unsafe_water"]])
    risks[~risks.any(axis=1), AT["other"]] = True
    return risks
