"""Duties: where somebody may look and what they may do, by date, and never beyond their places."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dingdian.records.access.actions import EndsBeforeItBegan, end_duty, give_duty
from dingdian.records.access.allowed import ALLOWED, DECIDE, NOMINATE, READ_PLACES, READ_TRAIL
from dingdian.records.access.models import Duty, Role, Sector, User
from dingdian.records.access.queries import duties_of, may, scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Place, Standing
from dingdian.records.trail.models import Entry

VINTAGE = 2020
BEGUN = date(2020, 7, 30)
TODAY = date(2020, 10, 19)
LONGJU = "500101151"
WANZHOU = "500101"
CITY = "50"
CHENGKOU = "500229"

pytestmark = pytest.mark.django_db


def place(code: str) -> Place:
    return Standing.objects.select_related("place").get(vintage=VINTAGE, code=code).place


def path(code: str) -> str:
    return Standing.objects.get(vintage=VINTAGE, code=code).path


def somebody(role: Role, code: str, *, name: str = "somebody", since: date = BEGUN) -> User:
    user, _ = User.objects.get_or_create(username=name)
    give_duty(user, role=role, place=place(code), since=since, by=None)
    return user


def seen(user: User, *, on: date = TODAY) -> int:
    scope = scope_of(user, on=on, vintage=VINTAGE)
    return scope.over(Standing.objects.filter(vintage=VINTAGE), path="path").count()


def test_an_account_without_a_duty_sees_nothing() -> None:
    user = User.objects.create(username="nobody")
    assert scope_of(user, on=TODAY, vintage=VINTAGE) == Scope(frozenset())
    assert seen(user) == 0
    assert not may(user, READ_PLACES, path(CITY), on=TODAY, vintage=VINTAGE)


def test_an_office_of_the_city_sees_every_place() -> None:
    assert seen(somebody(Role.OFFICE, CITY)) == Standing.objects.filter(vintage=VINTAGE).count()


@pytest.mark.parametrize(("code", "role"), [(WANZHOU, Role.COUNTY), (LONGJU, Role.TOWNSHIP)])
def test_a_duty_reaches_its_place_and_what_lies_in_it(code: str, role: Role) -> None:
    within = Standing.objects.filter(vintage=VINTAGE, code__startswith=code)
    assert seen(somebody(role, code)) == within.count() > 1
    user = User.objects.get()
    scope = scope_of(user, on=TODAY, vintage=VINTAGE)
    assert not scope.sees(path(CHENGKOU))
    assert not scope.sees(path(CITY))


def test_two_duties_reach_both_of_their_places() -> None:
    user = somebody(Role.COUNTY, WANZHOU)
    one = seen(user)
    somebody(Role.COUNTY, CHENGKOU)
    assert seen(user) > one


@pytest.mark.parametrize(
    ("since", "until", "on", "counts"),
    [
        (BEGUN, None, BEGUN, True),
        (TODAY, None, BEGUN, False),
        (BEGUN, TODAY, TODAY, True),
        (BEGUN, BEGUN, TODAY, False),
    ],
)
def test_a_duty_counts_from_its_first_day_to_its_last(
    since: date, until: date | None, on: date, counts: bool
) -> None:
    user = somebody(Role.COUNTY, WANZHOU, since=since)
    if until is not None:
        end_duty(Duty.objects.get(), until=until, by=None)
    assert duties_of(user, on=on).exists() is counts
    assert (seen(user, on=on) > 0) is counts


def test_a_closed_account_has_no_duties() -> None:
    user = somebody(Role.OFFICE, CITY)
    user.is_active = False
    assert seen(user) == 0


def test_what_somebody_may_do_depends_on_their_role_and_place() -> None:
    county = somebody(Role.COUNTY, WANZHOU, name="county")
    inspector = somebody(Role.INSPECTOR, CITY, name="inspector")
    township = path(LONGJU)
    assert may(county, NOMINATE, township, on=TODAY, vintage=VINTAGE)
    assert not may(county, NOMINATE, path(CHENGKOU), on=TODAY, vintage=VINTAGE)
    assert not may(county, DECIDE, township, on=TODAY, vintage=VINTAGE)
    assert may(inspector, READ_TRAIL, township, on=TODAY, vintage=VINTAGE)
    assert not may(inspector, NOMINATE, township, on=TODAY, vintage=VINTAGE)


def test_every_role_is_allowed_something_and_only_the_office_decides() -> None:
    assert ALLOWED.keys() == set(Role)
    assert all(READ_PLACES in allowed for allowed in ALLOWED.values())
    assert [role for role, allowed in ALLOWED.items() if DECIDE in allowed] == [Role.OFFICE]


def test_giving_and_ending_a_duty_leave_a_trail() -> None:
    office = somebody(Role.OFFICE, CITY, name="office")
    user = User.objects.create(username="new")
    duty = give_duty(
        user,
        role=Role.DEPARTMENT,
        place=place(WANZHOU),
        sector=Sector.WATER,
        since=BEGUN,
        by=office,
    )
    end_duty(duty, until=TODAY, by=office)
    deeds = Entry.objects.filter(by="office").values_list("deed", flat=True)
    assert list(deeds) == ["gave a duty", "ended a duty"]
    assert Duty.objects.get(user=user).until == TODAY


def test_a_duty_cannot_end_before_it_began() -> None:
    user = somebody(Role.COUNTY, WANZHOU, since=TODAY)
    with pytest.raises(EndsBeforeItBegan):
        end_duty(user.duties.get(), until=BEGUN, by=None)
    with pytest.raises(EndsBeforeItBegan):
        give_duty(user, role=Role.LEAD, place=place(LONGJU), since=TODAY, until=BEGUN, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.update(until=BEGUN)


def test_how_many_queries_a_scope_takes_does_not_depend_on_the_duties() -> None:
    user = somebody(Role.COUNTY, WANZHOU)
    counts = []
    for code in ("500102", CHENGKOU, LONGJU):
        somebody(Role.COUNTY, code)
        with CaptureQueriesContext(connection) as asked:
            scope_of(user, on=TODAY, vintage=VINTAGE)
        counts.append(len(asked))
    assert counts == [1, 1, 1]


def test_a_duty_at_an_overlay_zone_reaches_the_places_it_is_made_of() -> None:
    zone = Place.objects.filter(members__isnull=False).distinct().get()
    user = User.objects.create(username="zone")
    give_duty(user, role=Role.COUNTY, place=zone, since=BEGUN, by=None)
    scope = scope_of(user, on=TODAY, vintage=VINTAGE)
    members = Standing.objects.filter(vintage=VINTAGE, place__zones__zone=zone)
    assert members.exists()
    assert all(scope.sees(member.path) for member in members)
    assert not scope.sees(path(WANZHOU))
