"""Which duties somebody has on a day, where they may look, and what they may do there."""

from datetime import date

from django.db.models import Q, QuerySet

from dingdian.records.access.allowed import ALLOWED
from dingdian.records.access.models import Duty, Role, User
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing


def duties_of(user: User, *, on: date) -> QuerySet[Duty]:
    """The duties that somebody has on that day; an account that is closed has none."""
    if not user.is_active:
        return Duty.objects.none()
    begun = Duty.objects.filter(user=user, since__lte=on)
    return begun.filter(Q(until=None) | Q(until__gte=on))


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
