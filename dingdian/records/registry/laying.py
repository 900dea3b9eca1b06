"""Rounds between the database and plain spans: read, and written so that no row is overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from dingdian.records.registry.deed import Deed
from dingdian.records.registry.round import Round
from dingdian.records.registry.rounds import Span
from dingdian.records.secrecy.fields import Sealed

Row = TypeVar("Row", bound=Round)
AT_ONCE = 500
OWN = frozenset(
    ("id", "since", "until", "recorded_at", "deed_id", "laid_by_id", "replaced_by_id")
) | {"undone_at", "said"}


@cache
def columns_of(model: type[Model]) -> tuple[str, ...]:
    """What a round says, without from when, until when and by whom."""
    return tuple(one.attname for one in model._meta.concrete_fields if one.attname not in OWN)


def spans_of(rows: Iterable[Row]) -> list[Span]:
    """Live rows of one subject as spans, in the order of their days; what is sealed stays so."""
    return [
        Span(
            row.since,
            row.until,
            {name: row.__dict__[name] for name in columns_of(type(row))},
            frozenset(row.said),
            row.deed_id,
            row,
        )
        for row in sorted(rows, key=lambda one: one.since)
    ]


def lay_spans(
    rows: "QuerySet[Row]", before: Sequence[Span], after: Iterable[Span], deed: Deed
) -> None:
    """Write what `after` has and `before` had not; what it has no more is kept as replaced."""
    lay_many(rows, [(before, after)], deed)


def lay_many(
    rows: "QuerySet[Row]", changes: Iterable[tuple[Sequence[Span], Iterable[Span]]], deed: Deed
) -> None:
    """The same for several subjects, in as many queries as for one."""
    gone: set[int] = set()
    new: list[Row] = []
    for before, after in changes:
        told = list(after)
        kept = {one.row.pk for one in told if one.row is not None}
        gone |= {one.row.pk for one in before} - kept
        new += [row_of(rows.model, one, deed) for one in told if one.row is None]
    replaced = rows.filter(pk__in=gone)
    replaced.update(undone_at=deed.recorded_at, replaced_by=deed)
    rows.bulk_create(new, batch_size=AT_ONCE)


def row_of(model: type[Row], span: Span, deed: Deed) -> Row:
    """A new row that says what a span says."""
    return model(
        since=span.since,
        until=span.until,
        recorded_at=deed.recorded_at,
        deed_id=span.begun_by or deed.pk,
        laid_by=deed,
        said=sorted(span.said),
        **span.values,
    )


def whole(model: type[Row], values: Mapping[str, Any]) -> dict[str, Any]:
    """Every column of a round: those that are given, and the rest unknown."""
    return dict.fromkeys(columns_of(model)) | dict(values)


def differing(now: Span, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that are not what the round says already."""
    return {name: value for name, value in values.items() if plain(now.values[name]) != value}


def plain(value: object) -> object:
    """What is sealed, in plain; anything else as it is."""
    return value.text if isinstance(value, Sealed) else value
