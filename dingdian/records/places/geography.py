"""Where the places of a vintage lie, for drawing a map: public, so nobody's scope applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from dingdian.records.places.models import Designation, Standing
from dingdian.records.trail.models import Entry

TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class Outlined:
    """A county with its outline, GeoJSON in degrees, and how many villages lie in it."""

    code: str
    name: str
    geometry: Mapping[str, Any]
    n_villages: int


@dataclass(frozen=True, slots=True)
class Located:
    """A township of an outlined county; `at` is longitude and latitude, None where unknown."""

    code: str
    name: str
    county: str
    at: tuple[float, float] | None
    designated: bool


@dataclass(frozen=True, slots=True)
class Geography:
    """The outlined counties of a vintage and their townships, both in document order."""

    counties: tuple[Outlined, ...]
    townships: tuple[Located, ...]


def geography(*, vintage: int) -> Geography:
    """What lies where; four queries, however many places there are."""
    standings = Standing.objects.filter(vintage=vintage).order_by("position")
    counties = list(
        standings.filter(level="county", place__boundary__isnull=False).values_list(
            "place", "code", "name", "place__boundary__geometry"
        )
    )
    townships = list(
        standings.filter(level=TOWNSHIP, parent__in=[place for place, *_ in counties]).values_list(
            "place", "code", "name", "parent", "place__point__longitude", "place__point__latitude"
        )
    )
    lies_in = {place: parent for place, _, _, parent, *_ in townships}
    n_villages = _n_villages(vintage, lies_in)
    designated = set(
        Designation.objects.filter(purpose=TOWNSHIP).values_list("place", flat=True).distinct()
    )
    code_of = {place: code for place, code, *_ in counties}
    return Geography(
        tuple(
            Outlined(code, name, geometry, n_villages.get(place, 0))
            for place, code, name, geometry in counties
        ),
        tuple(
            Located(code, name, code_of[parent], _at(east, north), place in designated)
            for place, code, name, parent, east, north in townships
        ),
    )


def laid_as_of() -> tuple[int, ...]:
    """What changes whenever places do: the last entry about them, and the designations there are.

    An outline that is put right keeps its key, so counting rows would not tell; the trail does.
    """
    about = Entry.objects.filter(subject="places").order_by("-number")
    last = about.values_list("number", flat=True).first() or 0
    named = Designation.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return last, named["n"], named["last"] or 0


def _at(east: Decimal | None, north: Decimal | None) -> tuple[float, float] | None:
    return None if east is None or north is None else (float(east), float(north))


def _n_villages(vintage: int, lies_in: Mapping[int, int]) -> dict[int, int]:
    """The villages of each county, summed over its townships."""
    counted = Standing.objects.filter(vintage=vintage, level="village").order_by()
    found: dict[int, int] = {}
    for township, n in counted.values_list("parent").annotate(n=Count("pk")):
        if township in lies_in:
            county = lies_in[township]
            found[county] = found.get(county, 0) + n
    return found
