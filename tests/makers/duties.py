"""Accounts with a duty at a place."""

from datetime import date

from dingdian.records.access.actions import give_duty
from dingdian.records.access.models import Role, User
from dingdian.records.access.queries import scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing

VINTAGE = 2020
BEGUN = date(2020, 7, 30)
TODAY = date(2020, 10, 19)


def standing_of(code: str) -> Standing:
    """How the place of that code stands in 2020."""
    return Standing.objects.select_related("place").get(vintage=VINTAGE, code=code)


def somebody(role: Role, code: str, *, name: str | None = None) -> User:
    """An account with that duty since the campaign began; named after the role if not otherwise."""
    user, _ = User.objects.get_or_create(username=name or role.value)
    give_duty(user, role=role, place=standing_of(code).place, since=BEGUN, by=None)
    return user


def sight_of(user: User) -> Scope:
    """What somebody sees."""
    return scope_of(user, on=TODAY, vintage=VINTAGE)
