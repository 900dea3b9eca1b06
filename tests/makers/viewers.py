"""Everybody who could ask for a page: the cast, and those whose duty is not, or not now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client

from dingdian.records.access.actions import give_duty
from dingdian.records.access.models import Role, User
from tests.makers.cast import (
    BEGUN,
    CAST,
    CHENGKOU,
    CHENGKOU_VILLAGE,
    CITY,
    VILLAGE,
    WANZHOU,
    place_at,
    signed_in,
)

NOBODY = "nobody"
OFF_DUTY: Mapping[str, tuple[date, date] | None] = {
    "without_duty": None,
    "duty_has_ended": (BEGUN, BEGUN + timedelta(days=1)),
    "duty_has_not_begun": (date(2999, 1, 1), date(2999, 12, 31)),
}
NOWHERE = "999999"


@dataclass(frozen=True, slots=True)
class Viewed:
    """A place and a village in what somebody sees, and a place and a village beyond it."""

    here: str
    village: str
    away: str
    village_away: str


def where(name: str) -> Viewed:
    """Where somebody may look, and where not; nobody may look at a place that is not there."""
    if name == NOBODY or name in OFF_DUTY:
        return Viewed(CITY, VILLAGE, WANZHOU, VILLAGE)
    place = CAST[name].place
    if place == CITY:
        return Viewed(CITY, VILLAGE, NOWHERE, NOWHERE)
    if place == CHENGKOU:
        return Viewed(CHENGKOU, CHENGKOU_VILLAGE, WANZHOU, VILLAGE)
    return Viewed(place, VILLAGE, CHENGKOU, CHENGKOU_VILLAGE)


def sees_all(name: str) -> bool:
    """Whether somebody's duty is at the root."""
    return name in CAST and CAST[name].place == CITY


def browser_of(name: str, *, language: str = "zh-hans") -> Client:
    """A browser in which they are signed in, if they have an account at all."""
    if name == NOBODY:
        return Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language)
    if name in OFF_DUTY:
        return signed_in(off_duty(name), language=language)
    return signed_in(name, language=language)


def off_duty(name: str) -> User:
    """An account with the duty that it had, or will have; the office's, at the root."""
    user, new = User.objects.get_or_create(username=name)
    held = OFF_DUTY[name]
    if new and held is not None:
        since, until = held
        give_duty(user, role=Role.OFFICE, place=place_at(CITY), since=since, until=until, by=None)
    return user
