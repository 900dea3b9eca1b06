"""Asking for places: one of them, those around it, those that answer to what somebody types."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dingdian.records.places.models import Designation, Standing
from dingdian.records.places.typed import matching


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found; `names` lead down to it, so that none is taken for another."""

    place_id: int
    code: str
    official_name: str
    level: str
    kind: str
    path: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as people say it."""
        return self.names[-1]

    @property
    def said(self) -> str:
        """The whole way in words: 奉节县 / 平安乡 / 天台村."""
        return " / ".join(self.names)


def search(text: str, *, vintage: int, level: str | None = None, limit: int = 20) -> list[Hit]:
    """The places that answer to a text: a name or part of one, pinyin, initials, a code's start.

    What answers exactly comes first (平安 is exact for 平安镇), then what begins so, then what
    holds it; among those the wider place, then document order. Two queries, whatever is found.
    """
    standings = matching(text, vintage=vintage)
    if level is not None:
        standings = standings.filter(level=level)
    found = list(standings[:limit])
    names = names_of({code for one in found for code in codes_on(one.path)}, vintage=vintage)
    return [_hit(one, names) for one in found]


def standing(code: str, *, vintage: int) -> Standing | None:
    """How the place of that code stands in a vintage, or None where no place has it."""
    return Standing.objects.filter(vintage=vintage, code=code).first()


def children(of: Standing) -> QuerySet[Standing]:
    """What lies directly in a place, in document order."""
    return Standing.objects.filter(vintage=of.vintage, parent=of.place_id).order_by("position")


def ancestors(of: Standing) -> QuerySet[Standing]:
    """What a place lies in, from the root down, without itself."""
    codes = codes_on(of.path)[:-1]
    return Standing.objects.filter(vintage=of.vintage, code__in=codes).order_by("position")


def in_document_order(*levels: str, vintage: int) -> QuerySet[Standing]:
    """All places of a level, or of several together, in document order (文件顺序)."""
    return Standing.objects.filter(vintage=vintage, level__in=levels).order_by("position")


def villages_under(path: str, *, vintage: int) -> QuerySet[Standing]:
    """The villages and residents' committees below a path, in document order."""
    within = Standing.objects.filter(vintage=vintage, path__begins=path)
    return within.filter(level="village").order_by("position")


def members_of(zone: Standing) -> QuerySet[Standing]:
    """The places that a zone is made of, in document order."""
    made_of = Standing.objects.filter(vintage=zone.vintage, place__zones__zone=zone.place_id)
    return made_of.order_by("position")


def paths_of(of: Standing) -> frozenset[str]:
    """The paths under which what lies in a place is found: its own, or of a zone its members'."""
    if of.level != "zone":
        return frozenset((of.path,))
    return frozenset(members_of(of).values_list("path", flat=True))


def designated(purpose: str, *, on: date) -> QuerySet[Designation]:
    """What documents had designated for a purpose by that day, each in its document's order."""
    named = Designation.objects.filter(purpose=purpose, since__lte=on)
    return named.select_related("place").order_by("since", "position")


def _hit(one: Standing, names: dict[str, str]) -> Hit:
    """The root goes without saying, unless it is what was found."""
    below = codes_on(one.path)[1:] or codes_on(one.path)
    return Hit(
        place_id=one.place_id,
        code=one.code,
        official_name=one.official_name,
        level=one.level,
        kind=one.kind,
        path=one.path,
        names=tuple(names[code] for code in below),
    )


def codes_on(path: str) -> list[str]:
    """The codes from the root down to the place of that path."""
    return path.rstrip("/").split("/")


def names_of(codes: Iterable[str], *, vintage: int) -> dict[str, str]:
    """The names, as people say them, of the places of those codes, in one query."""
    there = Standing.objects.filter(vintage=vintage, code__in=set(codes)).order_by("position")
    return dict(there.values_list("code", "name"))
