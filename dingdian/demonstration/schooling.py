"""Who learns and who has learnt: of every person exactly one of student status and education.

A pupil's grade follows from the year of birth, and nobody who works is a student.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.members import SCHOOL_STATES, YEAR, Members
from dingdian.frames.parquet import Coded

EDUCATION = (
    "illiterate",
    "primary",
    "junior_high",
    "senior_high",
    "junior_college",
    "bachelor",
)
STUDENT = (
    "preschool_age",
    "kindergarten",
    "primary",
    "grade_7",
    "grade_8",
    "grade_9",
    "senior_high_1",
    "senior_high_2",
    "senior_high_3",
    "vocational_1",
    "vocational_2",
    "vocational_3",
    "higher_vocational_1",
    "higher_vocational_2",
    "higher_vocational_3",
    "undergraduate_1",
    "undergraduate_2",
    "undergraduate_3",
    "undergraduate_4",
)
AT = {status: number for number, status in enumerate(STUDENT)}
DROPOUT_REASONS = ("illness", "disability", "poverty", "weariness", "other")

FIRST_GRADE, FIRST_OF_SENIOR, FIRST_OF_UNIVERSITY, AFTER_ALL = 7, 16, 19, 23
"""The years of age, as a year of birth gives them, in which each kind of school begins."""
GRADES = {12: "grade_7", 13: "grade_7", 14: "grade_8", 15: "grade_9"}
BEGINS_AFTER = {
    "senior_high_1": "grade_9",
    "vocational_1": "grade_9",
    "higher_vocational_1": "senior_high_3",
    "undergraduate_1": "senior_high_3",
}
STAY_ON = (0.93, 0.80)
"""Of those who do not work, who goes on to a senior school and who to a university."""
VOCATIONAL = 0.35

EDUCATION_BY_AGE = {
    23: (0.005, 0.06, 0.45, 0.27, 0.13, 0.085),
    40: (0.02, 0.30, 0.55, 0.10, 0.02, 0.01),
    55: (0.07, 0.58, 0.30, 0.045, 0.004, 0.001),
    66: (0.30, 0.60, 0.09, 0.01, 0.0, 0.0),
    120: (0.30, 0.60, 0.09, 0.01, 0.0, 0.0),
}
"""Shares of each education up to that age: the oldest hardly went to school."""


@dataclass(frozen=True, slots=True)
class Schooling:
    """The school columns of the persons; a position of -1 says that the other one is filled."""

    education: Coded
    student_status: Coded
    dropout_reason: Coded

    @property
    def studies(self) -> NDArray[np.bool_]:
        """Who is at a school of any kind, from the first grade on."""
        return np.asarray(self.student_status.positions >= AT["primary"])


def draw_schooling(members: Members, chance: np.random.Generator) -> Schooling:
    """The student status of who learns, the education of everybody else."""
    age = YEAR - members.birth_year.astype(np.int16)
    status = _status(members, age, chance)
    return Schooling(
        education=Coded(_education(members, age, status, chance), EDUCATION),
        student_status=Coded(status, STUDENT),
        dropout_reason=Coded(_reason(members), DROPOUT_REASONS),
    )


def _status(
    members: Members, age: NDArray[np.int16], chance: np.random.Generator
) -> NDArray[np.int8]:
    drawn, branch = chance.random(len(age)), chance.random(len(age))
    status = np.full(len(age), -1, dtype=np.int8)
    status[age < FIRST_GRADE] = AT["kindergarten"]
    status[age < 4] = AT["preschool_age"]
    status[(age >= FIRST_GRADE) & (age < min(GRADES))] = AT["primary"]
    for years, grade in GRADES.items():
        status[age == years] = AT[grade]
    free = ~members.working & (members.labour < 3)
    senior = free & (age >= FIRST_OF_SENIOR) & (age < FIRST_OF_UNIVERSITY) & (drawn < STAY_ON[0])
    first = np.where(branch < VOCATIONAL, AT["vocational_1"], AT["senior_high_1"])
    status[senior] = (first + age - FIRST_OF_SENIOR)[senior]
    higher = free & (age >= FIRST_OF_UNIVERSITY) & (age < AFTER_ALL) & (drawn < STAY_ON[1])
    short = (branch < 0.55) & (age < FIRST_OF_UNIVERSITY + 3)
    first = np.where(short, AT["higher_vocational_1"], AT["undergraduate_1"])
    status[higher] = (first + age - FIRST_OF_UNIVERSITY)[higher]
    for state in ("dropped_out", "certified_unfit"):
        status[members.school == SCHOOL_STATES.index(state)] = -1
    return status


def a_year_before(status: Coded, age: NDArray[np.int16]) -> Coded:
    """What the students of a year were in the year before it; `age` is theirs in that year."""
    was = np.where(status.positions < 0, -1, status.positions - 1)
    for first, after in BEGINS_AFTER.items():
        was[status.positions == AT[first]] = AT[after]
    young = (status.positions >= 0) & (age <= FIRST_OF_SENIOR)
    was[young] = AT["primary"]
    was[young & (age <= FIRST_GRADE)] = AT["kindergarten"]
    was[young & (age <= 4)] = AT["preschool_age"]
    for years, grade in GRADES.items():
        was[young & (age - 1 == years)] = AT[grade]
    return Coded(was.astype(np.int8), STUDENT)


def _education(
    members: Members,
    age: NDArray[np.int16],
    status: NDArray[np.int8],
    chance: np.random.Generator,
) -> NDArray[np.int8]:
    drawn = chance.random(len(age))
    education = np.zeros(len(age), dtype=np.int8)
    youngest = 0
    for until, shares in EDUCATION_BY_AGE.items():
        here = (age >= youngest) & (age < until)
        education[here] = np.searchsorted(np.cumsum(shares)[:-1], drawn[here], side="right")
        youngest = until
    young = age < AFTER_ALL
    education[young] = np.where(age[young] < FIRST_OF_SENIOR, 1, 2)
    education[members.school == SCHOOL_STATES.index("certified_unfit")] = 0
    education[status >= 0] = -1
    return education


def _reason(members: Members) -> NDArray[np.int8]:
    """Who is ill or disabled left for that, the others because they were tired of school."""
    by_health = np.array([3, 0, 0, 1], dtype=np.int8)[members.health]
    left = members.school == SCHOOL_STATES.index("dropped_out")
    reason: NDArray[Any] = np.where(left, by_health, -1)
    return reason.astype(np.int8)
