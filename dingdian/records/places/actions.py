"""Laying the places: every vintage of the lists, each place known again, and what hangs on them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model

from dingdian.records.places import rows
from dingdian.records.places.crosswalk import Link, absorbed, crosswalk
from dingdian.records.places.division import Division
from dingdian.records.places.gazetteer import Gazetteer
from dingdian.records.places.models import (
    Boundary,
    Designation,
    Place,
    Point,
    Standing,
    ZoneMember,
)
from dingdian.records.places.named import Named
from dingdian.records.trail.actions import note

Row = TypeVar("Row", bound=Model)
Key = tuple[object, ...]
Identities = Mapping[str, int]
Lists = Mapping[int, Sequence[Division]]
Standings = Mapping[int, Mapping[str, tuple[int, Division]]]
"""What stands already: by vintage and code, the enduring place and what the list said of it."""
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Laid:
    """How many rows of each kind were laid anew, and how many were put right."""

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    @property
    def something(self) -> bool:
        """Whether anything differs from before."""
        return any(self.new.values()) or any(self.changed.values())


@transaction.atomic
def lay_places(
    gazetteer: Gazetteer,
    *,
    named: Iterable[Named] = (),
    by: AbstractBaseUser | None,
    progress: Callable[[str], None] | None = None,
) -> Laid:
    """Lay all places of a gazetteer; what is there stays the place it was, and is put right.

    What stands already and is not in the gazetteer keeps standing beside it, and all of them are
    in one document order. `progress` hears the name of each part before it is laid. Laying the same
    again changes nothing and leaves no entry in the trail.
    """
    say = progress or (lambda _part: None)
    laid = Laid()
    say("places")
    there = _standing_already()
    lists = {
        vintage: rows.beside(
            rows.with_zones(divisions, gazetteer),
            (one for _, one in there.get(vintage, {}).values()),
        )
        for vintage, divisions in gazetteer.lists.items()
    }
    of = _identities(lists, there, laid)
    for vintage, divisions in lists.items():
        say(f"divisions_{vintage}")
        standings = rows.standings(vintage, divisions, gazetteer, of[vintage])
        _settle(Standing, standings, laid, vintage=vintage)
    say("overlays")
    known = of[gazetteer.vintage]
    _settle(ZoneMember, rows.zone_members(gazetteer, known), laid)
    _settle(Point, rows.points(gazetteer, known), laid)
    _settle(Boundary, rows.boundaries(gazetteer, known), laid)
    _settle(Designation, rows.designations(named, known), laid)
    if laid.something:
        told = {"new": laid.new, "changed": laid.changed, "vintages": [*gazetteer.lists]}
        note(by=by, deed="laid the places", subject="places", told=told)
    return laid


def _standing_already() -> Standings:
    """Everything that stands, in every vintage."""
    found: dict[int, dict[str, tuple[int, Division]]] = {}
    fields = ("vintage", "place_id", "code", "name", "official_name", "level", "kind", "path")
    for vintage, place, code, name, official, level, kind, path in Standing.objects.order_by(
        "vintage", "code"
    ).values_list(*fields):
        parent = path.split("/")[-3] if path.count("/") > 1 else ""
        division = Division(code, name, official, level, kind, parent)
        found.setdefault(vintage, {})[code] = place, division
    return found


def _identities(lists: Lists, standing: Standings, laid: Laid) -> dict[int, dict[str, int]]:
    """Which enduring place is behind each code of each vintage; what nobody knows yet is made.

    What stands already stays as it is: records point at it, whatever a better crosswalk would say.
    """
    of: dict[int, dict[str, int]] = {}
    earlier: int | None = None
    for vintage, divisions in lists.items():
        there = of[vintage] = {
            code: place for code, (place, _) in standing.get(vintage, {}).items()
        }
        links = () if earlier is None else crosswalk(lists[earlier], divisions)
        if earlier is not None:
            _know_again(links, of[earlier], there)
        missing = [one for one in divisions if one.code not in there]
        made = Place.objects.bulk_create(
            [Place(zone=one.level == rows.ZONE) for one in missing], batch_size=AT_ONCE
        )
        there |= {one.code: place.pk for one, place in zip(missing, made, strict=True)}
        _count(laid.new, Place, len(made))
        if earlier is not None:
            went = absorbed(lists[earlier], divisions, links)
            _succeed({of[earlier][one]: there[into] for one, into in went.items()}, laid)
        earlier = vintage
    return of


def _know_again(links: Iterable[Link], earlier: Identities, there: dict[str, int]) -> None:
    """Give each later code the place that its earlier one had, where neither is given otherwise."""
    taken = set(there.values())
    for link in links:
        place = earlier[link.before]
        if link.after not in there and place not in taken:
            there[link.after] = place


def _succeed(successors: Mapping[int, int], laid: Laid) -> None:
    """Say of each ended place which one it went into."""
    changed = [
        place
        for place in Place.objects.filter(pk__in=successors)
        if place.successor_id != successors[place.pk]
    ]
    for place in changed:
        place.successor_id = successors[place.pk]
    Place.objects.bulk_update(changed, ["successor"], batch_size=AT_ONCE)
    _count(laid.changed, Place, len(changed))


def _settle(model: type[Row], wanted: Mapping[Key, Row], laid: Laid, **only: object) -> None:
    """Lay the rows that are not there, and put right those that differ; the rest are left alone.

    `only` narrows the rows among which they are looked for.
    """
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    keys = rows.KEYS[model]
    found = {
        tuple(getattr(row, key) for key in keys): row
        for row in model._default_manager.filter(**only)
    }
    new, changed, differing = [], [], set()
    for key, row in wanted.items():
        there = found.get(key)
        if there is None:
            new.append(row)
        elif apart := [
            one.name for one in fields if getattr(there, one.attname) != getattr(row, one.attname)
        ]:
            row.pk = there.pk
            changed.append(row)
            differing.update(apart)
    model._default_manager.bulk_create(new, batch_size=AT_ONCE)
    _put_right(model, changed, sorted(differing))
    _count(laid.new, model, len(new))
    _count(laid.changed, model, len(changed))


def _put_right(model: type[Row], changed: Sequence[Row], fields: Sequence[str]) -> None:
    """Write those fields of rows that are there, thousands at a time."""
    if changed:
        model._default_manager.bulk_create(
            changed,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=fields,
        )


def _count(counts: dict[str, int], model: type[Model], n: int) -> None:
    name = model._meta.model_name or ""
    counts[name] = counts.get(name, 0) + n
