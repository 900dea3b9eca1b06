"""The registry told as a list of statements, replayed day by day without a single round."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Subject = tuple[str, int]
"""A household or a member, by its number in the database."""
Said = tuple[Subject, str, Any]
"""Of whom, which field, and what."""


@dataclass(frozen=True)
class Event:
    """One deed: what it says of whom from a day on, who comes with it, and whose time it ends."""

    deed: int
    on: date
    says: tuple[Said, ...] = ()
    begins: tuple[Subject, ...] = ()
    ends: tuple[tuple[Subject, date], ...] = ()


@dataclass
class Told:
    """Every deed that was done and not undone, in the order in which they were done."""

    events: list[Event] = field(default_factory=list)

    def undo(self, deed: int) -> None:
        """As if it had never been told."""
        self.events = [one for one in self.events if one.deed != deed]

    def subjects(self, sort: str) -> list[int]:
        return [pk for one in self.events for kind, pk in one.begins if kind == sort]

    def is_there(self, subject: Subject, day: date) -> bool:
        """Whether it has begun by that day, and nothing has ended it."""
        begun = any(subject in one.begins and one.on <= day for one in self.events)
        ends = [until for one in self.events for whose, until in one.ends if whose == subject]
        return begun and all(day < until for until in ends)

    def said(self, subject: Subject, what: str, day: date) -> Any:
        """What was said of the latest day up to this one; of one day, what was said last."""
        told = [
            (one.on, at, value)
            for at, one in enumerate(self.events)
            for whose, name, value in one.says
            if whose == subject and name == what and one.on <= day
        ]
        return max(told, key=lambda one: one[:2])[2] if told else None

    def homes(self, day: date) -> dict[int, int]:
        """In which household everybody lives on a day."""
        return {
            pk: self.said(("member", pk), "household", day)
            for pk in self.subjects("member")
            if self.is_there(("member", pk), day)
        }
