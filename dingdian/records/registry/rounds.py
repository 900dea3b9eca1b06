"""What becomes of a row of rounds when something is said of a day: plain values, no database.

A row of rounds has neither gap nor overlap. What is said of a day holds from then on until a later
day on which the same field was said: a late entry reaches as far as nothing contradicts it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """One round: what holds from a day until another, and which fields were said on its first.

    `row` is the row of the database that says just this; `begun_by` the number of the deed that
    said it first. Both are none for what the deed in hand says.
    """

    since: date
    until: date | None
    values: Mapping[str, Any]
    said: frozenset[str]
    begun_by: int | None = None
    row: Any = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


def span_on(spans: Sequence[Span], day: date) -> Span | None:
    """The one that holds on a day, or None before the first and after the last."""
    return next((one for one in spans if one.holds_on(day)), None)


def changed(spans: Sequence[Span], *, day: date, values: Mapping[str, Any]) -> list[Span]:
    """The rounds once these values are said of that day, which lies in one of them."""
    made: list[Span] = []
    still = dict(values)
    for one in spans:
        if one.holds_on(day):
            made += _cut(one, day, values)
        elif one.since > day:
            still = {name: value for name, value in still.items() if name not in one.said}
            made.append(_with(one, still))
        else:
            made.append(one)
    return made


def ended(spans: Sequence[Span], *, day: date) -> list[Span]:
    """The rounds once nothing holds from that day on."""
    before = [one for one in spans if one.since < day]
    return [replace(one, until=day, row=None) if one.holds_on(day) else one for one in before]


def _cut(one: Span, day: date, values: Mapping[str, Any]) -> list[Span]:
    """A round in two: as it was up to the day, and with the values from then on."""
    if one.since == day:
        return [Span(day, one.until, {**one.values, **values}, one.said | values.keys())]
    later = Span(day, one.until, {**one.values, **values}, frozenset(values))
    return [replace(one, until=day, row=None), later]


def _with(one: Span, values: Mapping[str, Any]) -> Span:
    if all(one.values[name] == value for name, value in values.items()):
        return one
    return replace(one, values={**one.values, **values}, row=None)
