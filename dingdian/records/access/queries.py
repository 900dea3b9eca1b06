"""Which duties somebody has on a day, where they may look, and what they may do there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dingdian.records.access.allowed import ALLOWED
from dingdian.records.access.models import Duty, Role, User
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing, ZoneMember


@dataclass(frozen=True, slots=True)
class Holding:
    """A duty as it reaches on a day: the place it is at, and the paths that it covers."""

    duty: Duty
    place_code: str
    place_name: str
    paths: frozenset[str]

    @property
    def role(self) -> Role:
        """Its role, as the table of what is allowed knows it."""
        return Role(self.duty.role)


def holdings(user: User, *, on: date, vintage: int) -> tuple[Holding, ...]:
    """The duties of somebody on that day, each with the paths it covers, in two or three queries.

    A duty at an overlay zone covers the zone and the places that it is made of.
    """
    return tuple(_holdings(duties_of(user, on=on), vintage))


def everybody_on_duty(*, on: date, vintage: int) -> dict[str, list[Holding]]:
    """What every open account with a duty holds on that day, by its name, in two queries."""
    duties = _counting(Duty.objects.filter(user__is_active=True), on).select_related("user")
    found: dict[str, list[Holding]] = {}
    for one in _holdings(duties, vintage):
        found.setdefault(one.duty.user.get_username(), []).append(one)
    return found


def _holdings(duties: QuerySet[Duty], vintage: int) -> list[Holding]:
    held = list(duties.select_related("place").order_by("user_id", "pk"))
    places = {one.place_id for one in held}
    if not places:
        return []
    made_of: dict[int, set[int]] = {one: {one} for one in places}
    zones = {one.place_id for one in held if one.place.zone}
    if zones:
        for zone, place in ZoneMember.objects.filter(zone__in=zones).values_list("zone", "place"):
            made_of[zone].add(place)
    reached = {place for covered in made_of.values() for place in covered}
    rows = Standing.objects.filter(vintage=vintage, place__in=reached)
    standing = {place: rest for place, *rest in rows.values_list("place", "code", "name", "path")}
    return [_holding(one, made_of[one.place_id], standing) for one in held]


def _holding(duty: Duty, covered: set[int], standing: Mapping[int, list[str]]) -> Holding:
    code, name, _ = standing.get(duty.place_id, ["", "", ""])
    paths = {standing[place][2] for place in covered if place in standing}
    return Holding(duty, code, name, frozenset(paths))


def scope_in(held: Iterable[Holding], *, to: str | None = None) -> Scope:
    """Where those duties let somebody look; with `to`, where they let them do that."""
    reaching = (one for one in held if to is None or to in ALLOWED[one.role])
    return Scope(frozenset(path for one in reaching for path in one.paths))


def duties_of(user: User, *, on: date) -> QuerySet[Duty]:
    """The duties that somebody has on that day; an account that is closed has none."""
    if not user.is_active:
        return Duty.objects.none()
    return _counting(Duty.objects.filter(user=user), on)


def _counting(duties: QuerySet[Duty], on: date) -> QuerySet[Duty]:
    """Those of the duties that have begun and not ended."""
    return duties.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


def scope_of(user: User, *, on: date, vintage: int, to: str | None = None) -> Scope:
    """Where somebody may look on that day; with `to`, where they may do that.

    A duty at an overlay zone reaches the places that it is made of.
    """
    duties = duties_of(user, on=on)
    if to is not None:
        duties = duties.filter(role__in=[role for role in Role if to in ALLOWED[role]])
    places = Q(place__duties__in=duties) | Q(place__zones__zone__duties__in=duties)
    standings = Standing.objects.filter(places, vintage=vintage)
    return Scope(frozenset(standings.values_list("path", flat=True).distinct()))


def may(user: User, to: str, path: str, *, on: date, vintage: int) -> bool:
    """Whether somebody may do a thing at the place of that path, on that day."""
    return scope_of(user, on=on, vintage=vintage, to=to).sees(path)
