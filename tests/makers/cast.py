"""The cast: one account for each duty, in the city, a county, a township and a village."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.test import Client

from dingdian.records.access.actions import give_duty
from dingdian.records.access.models import Role, Sector, User
from dingdian.records.places.models import Place, Standing

VINTAGE = 2020
BEGUN = date(2020, 7, 30)
CITY = "50"
WANZHOU = "500101"
LONGJU = "500101151"
VILLAGE = "500101151200"
CHENGKOU = "500229"
CHENGKOU_VILLAGE = "500229001203"


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the cast is on duty for, and where."""

    role: Role
    place: str
    sector: Sector = Sector.ALL


CAST: Mapping[str, Part] = {
    "office": Part(Role.OFFICE, CITY),
    "second_office": Part(Role.OFFICE, CITY),
    "county": Part(Role.COUNTY, WANZHOU),
    "department": Part(Role.DEPARTMENT, WANZHOU, Sector.AGRICULTURE),
    "township": Part(Role.TOWNSHIP, LONGJU),
    "village": Part(Role.VILLAGE, VILLAGE),
    "inspector": Part(Role.INSPECTOR, CITY),
    "county_inspector": Part(Role.INSPECTOR, WANZHOU),
    "steward": Part(Role.STEWARD, CITY),
    "evaluator": Part(Role.EVALUATOR, CITY),
    "outsider": Part(Role.COUNTY, CHENGKOU),
}


def standing_at(code: str) -> Standing:
    """How the place of that code stands in the campaign's vintage."""
    return Standing.objects.select_related("place").get(vintage=VINTAGE, code=code)


def place_at(code: str) -> Place:
    """The place of that code."""
    return standing_at(code).place


def one_of_the_cast(name: str) -> User:
    """That account with its duty; the same one when it is asked for again."""
    user, new = User.objects.get_or_create(username=name)
    if new:
        part = CAST[name]
        give_duty(
            user,
            role=part.role,
            place=place_at(part.place),
            sector=part.sector,
            since=BEGUN,
            by=None,
        )
    return user


def signed_in(user: User | str, *, language: str = "zh-hans") -> Client:
    """A browser in which somebody is signed in, by account or by their name in the cast."""
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(one_of_the_cast(user) if isinstance(user, str) else user)
    return client
