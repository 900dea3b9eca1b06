"""Who belongs to which family: what is asked of all of its persons at once, in whole columns.

Persons stand family by family, the head first; `household` says the number of each one's family,
counted from 0 without a gap.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Ints = TypeVar("Ints", NDArray[np.int8], NDArray[np.int16])


@dataclass(frozen=True, slots=True)
class Families:
    """The family of each person, and where each family begins."""

    household: NDArray[np.int32]
    first: Counts
    place: Counts

    @classmethod
    def of(cls, household: NDArray[np.int32]) -> "Families":
        """The families of persons who stand family by family."""
        first = np.flatnonzero(np.diff(household, prepend=-1))
        place = np.arange(len(household)) - first[household]
        return cls(household, first, place)

    def count(self, which: Flags) -> Counts:
        """How many of each family's persons are such."""
        return np.bincount(self.household[which], minlength=len(self.first))

    def any(self, which: Flags) -> Flags:
        """Whether anybody in each family is such."""
        return np.asarray(self.count(which) > 0)

    def rank(self, which: Flags) -> Counts:
        """Which of its family's such persons each one is, from 0; says nothing of the others."""
        before: Counts = np.cumsum(which, dtype=np.int64) - which
        return before - before[self.first][self.household]

    def first_of(self, which: Flags) -> Counts:
        """Where the first such person of each family stands; -1 where there is none."""
        at = np.full(len(self.first), -1, dtype=np.int64)
        found = np.flatnonzero(which & (self.rank(which) == 0))
        at[self.household[found]] = found
        return at

    def heads(self, column: Ints) -> Ints:
        """For each person, what the column says of the head of the family."""
        return column[self.first][self.household]
