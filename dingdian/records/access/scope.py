"""Where a person may look: the paths of places under which their duties lie."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.base import Model

Rows = TypeVar("Rows", bound=Model)


@dataclass(frozen=True, slots=True)
class Scope:
    """Paths of places; what lies under one of them is seen, and nothing else is.

    The root's path sees everything; no path sees nothing.
    """

    paths: frozenset[str]

    def sees(self, path: str) -> bool:
        """Whether a place of that path lies in the scope."""
        return any(path.startswith(one) for one in self.paths)

    @property
    def is_whole(self) -> bool:
        """Whether it reaches the root, and with it what lies at no place."""
        return any(path.count("/") == 1 for path in self.paths)

    @property
    def codes(self) -> frozenset[str]:
        """The code at the end of each path; what lies in that place has a code that begins so."""
        return frozenset(path.rstrip("/").rpartition("/")[2] for path in self.paths)

    def over(self, rows: QuerySet[Rows], *, path: str) -> QuerySet[Rows]:
        """The rows whose field `path` lies in the scope."""
        if not self.paths:
            return rows.none()
        lies_within = Q()
        for one in sorted(self.paths):
            lies_within |= Q(**{f"{path}__begins": one})
        return rows.filter(lies_within)
