"""Doubts planted on purpose: in one village of 龙驹镇, a family for each, for an audit to find.

Everything else that is drawn is free of doubt, but for what the villages' shortfalls bring with
them: a dangerous house, unsafe water, a child out of school, somebody uninsured, and what nobody
asked. Who is planted is told by `edges.DOUBTS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.edges import DOUBTFUL, DOUBTS
from dingdian.demonstration.households import WITH_POLICY
from dingdian.frames.parquet import Coded, Column

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Planted:
    """Where it stands, and what stands there: of the first family that suits, or a person in it."""

    table: str
    column: str
    value: Any
    suits: Callable[[Drawn], Flags] | None = None
    whom: Callable[[Drawn], Flags] | None = None


def _heads_at_work(drawn: Drawn) -> Flags:
    heads = drawn.families.place == 0
    return np.asarray(heads & drawn.members.working & (drawn.work.post.positions < 0))


def _ill_heads_at_work(drawn: Drawn) -> Flags:
    return np.asarray(_heads_at_work(drawn) & (drawn.members.health > 0))


def _pupils(drawn: Drawn) -> Flags:
    return drawn.schooling.student_status.says("primary")


def _spouses(drawn: Drawn) -> Flags:
    return np.asarray(drawn.families.place == 1)


def _all_well(drawn: Drawn) -> Flags:
    return ~drawn.families.any(drawn.members.health > 0)


PLANTED = {
    "exit-house-area-none": _Planted("households", "house_area_dm2", 0),
    "blank-main-cause": _Planted("households", "main_cause", None),
    "blank-ethnicity": _Planted("members", "ethnicity", None, whom=_spouses),
    "cause-illness": _Planted("households", "main_cause", "illness", suits=_all_well),
    "minimum-living-no-member": _Planted("households", "household_kind", "minimum_living_lifted"),
    "labourless-working": _Planted("members", "labour", "lost_labour", whom=_ill_heads_at_work),
    "work-months-out-of-range": _Planted("members", "work_months", 13, whom=_heads_at_work),
    "work-months-without-place": _Planted("members", "work_region", None, whom=_heads_at_work),
    "helper-none": _Planted("households", "helpers", 0),
    "helper-is-registered": _Planted("households", "helper_registered", True),
    "heads-several": _Planted("members", "relation", "head", whom=_spouses),
    "education-and-student": _Planted("members", "education", "primary", whom=_pupils),
    "road-distance": _Planted("households", "road_distance_m", 61_000),
}
"""By the rule that finds it. The rest of what a rule could find stays as it was drawn."""


def plant(table: str, columns: dict[str, Column], drawn: Drawn) -> dict[str, Column]:
    """The columns of a table with what is planted in it."""
    planted = dict(columns)
    for rule, position in _positions(drawn, table):
        one = PLANTED[rule]
        planted[one.column] = _with(planted[one.column], position, one.value)
    return planted


def _positions(drawn: Drawn, table: str) -> Iterator[tuple[str, int]]:
    """The row of every planted doubt of a table: each in a family of its own."""
    if DOUBTFUL not in drawn.places:
        return
    homes = drawn.households
    plain = (homes.village == drawn.places.index(DOUBTFUL)) & (homes.status == WITH_POLICY)
    plain &= (drawn.watch.kind == 0) & (drawn.benefits.kind == 0) & (homes.members > 2)
    for rule in DOUBTS:
        one = PLANTED[rule]
        free = plain.copy()
        if one.suits is not None:
            free &= one.suits(drawn)
        if one.whom is not None:
            free &= drawn.families.any(one.whom(drawn))
        found = np.flatnonzero(free)
        if not len(found):
            continue
        family = int(found[0])
        plain[family] = False
        if one.table == table:
            yield rule, family if one.whom is None else _person(drawn, family, one.whom)


def _person(drawn: Drawn, family: int, whom: Callable[[Drawn], Flags]) -> int:
    return int(drawn.families.first_of(whom(drawn))[family])


def _with(column: Column, at: int, value: Any) -> Column:
    """A copy of the column that says something else in one row."""
    if isinstance(column, Coded):
        words = list(column.words)
        if value is not None and value not in words:
            words.append(value)
        positions = column.positions.astype(np.int64)
        positions[at] = -1 if value is None else words.index(value)
        return Coded(positions, words)
    changed = np.ma.MaskedArray(column, copy=True)
    changed[at] = np.ma.masked if value is None else value
    return changed
