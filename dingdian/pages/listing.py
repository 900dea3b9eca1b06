"""Lists page by key: the next page begins after the last row of this one, however deep that is."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict

from dingdian.lexicon.text import Text

Row = TypeVar("Row", bound=Model)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list stands: fields that are never null, "-" for downwards, the last one unique."""

    code: str
    label: Text
    keys: tuple[str, ...]

    def values(self, row: Model) -> list[Any]:
        """Where a row stands in this order."""
        return [getattr(row, key.lstrip("-")) for key in self.keys]

    def beyond(self, values: Sequence[Any], *, back: bool) -> Q:
        """What stands after those values, or before them; the first key is bounded for an index."""
        found, equal = Q(), Q()
        for key, value in zip(self.keys, values, strict=True):
            name, how = key.lstrip("-"), "lt" if key.startswith("-") is not back else "gt"
            found |= equal & Q(**{f"{name}__{how}": value})
            equal &= Q(**{name: value})
        first, how = (
            self.keys[0].lstrip("-"),
            "lte" if self.keys[0].startswith("-") is not back else "gte",
        )
        return Q(**{f"{first}__{how}": values[0]}) & found

    def turned(self) -> list[str]:
        """The same order from its end."""
        return [key[1:] if key.startswith("-") else f"-{key}" for key in self.keys]


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of a list, and the marks by which the pages beside it are asked for."""

    rows: list[Row]
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Filter:
    """One question by which a list is narrowed; what was asked stays in the address."""

    name: str
    label: Text
    choices: tuple[Choice, ...]
    conditions: Mapping[str, Q] = field(default_factory=dict)

    def asked(self, asked: QueryDict) -> str:
        """The value that was asked for, or "" where none is known by it."""
        value = asked.get(self.name, "")
        return value if value in {one.value for one in self.choices} else ""

    def over(self, rows: QuerySet[Row], asked: QueryDict) -> QuerySet[Row]:
        """The rows that answer."""
        value = self.asked(asked)
        return rows.filter(self.conditions[value]) if value else rows


def never_null(name: str, instead: int) -> Coalesce:
    """A number to order by, with another instead of none.

    Both may lie beyond what the field itself holds: asked as that, a mark would find nothing.
    """
    return Coalesce(F(name), Value(instead), output_field=BigIntegerField())


def order_asked(asked: QueryDict, orders: Sequence[Order]) -> Order:
    """The order that was asked for; the first where none is known by that name."""
    return next((one for one in orders if one.code == asked.get("order")), orders[0])


def slice_of(
    rows: QuerySet[Row], order: Order, asked: QueryDict, *, size: int = PAGE
) -> Slice[Row]:
    """The page that an address asks for, in one query; a mark that is none begins at the start."""
    earlier = _beyond(rows, order, asked.get("before"), back=True)
    if earlier is not None:
        found = list(earlier.order_by(*order.turned())[: size + 1])
        return _sliced(found[:size][::-1], order, earlier=len(found) > size, later=True)
    later = _beyond(rows, order, asked.get("after"), back=False)
    found = list((rows if later is None else later).order_by(*order.keys)[: size + 1])
    return _sliced(found[:size], order, earlier=later is not None, later=len(found) > size)


def _beyond(
    rows: QuerySet[Row], order: Order, mark: str | None, *, back: bool
) -> QuerySet[Row] | None:
    """The rows beyond a mark, or None where it is not one of this order."""
    values = _read(mark, order)
    if values is None:
        return None
    try:
        return rows.filter(order.beyond(values, back=back))
    except (ValueError, TypeError, ValidationError):
        return None


def _sliced(rows: list[Row], order: Order, *, earlier: bool, later: bool) -> Slice[Row]:
    if not rows:
        return Slice(rows, None, None)
    return Slice(
        rows,
        _mark(order.values(rows[-1])) if later else None,
        _mark(order.values(rows[0])) if earlier else None,
    )


def _mark(values: Sequence[Any]) -> str:
    said = json.dumps(values, ensure_ascii=False, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _read(mark: str | None, order: Order) -> list[Any] | None:
    """The values of a mark, or None where it is not one of this order, written as we write it."""
    if not mark:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if _mark(values) != mark:
            return None
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != len(order.keys):
        return None
    return values if all(map(_can_be_asked, values)) else None


def _can_be_asked(value: Any) -> bool:
    """Whether both databases take a value: a text without NUL, a number of at most 63 bits."""
    if isinstance(value, str):
        return "\0" not in value
    return isinstance(value, int) and abs(value) < 1 << 63
