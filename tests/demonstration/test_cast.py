"""The cast has somebody for every duty, nobody with a name or a password, and one who sees none."""

import re

import pytest

from dingdian.demonstration.cast import (
    BEGAN,
    CAST,
    CITY,
    CONFIRMING,
    county_office,
    open_accounts,
    title_of,
)
from dingdian.demonstration.shortfalls import NOMINATED
from dingdian.records.access.allowed import CONFIRM_NOMINATION, NOMINATE
from dingdian.records.access.models import Duty, Role, User
from dingdian.records.access.queries import may, scope_of
from dingdian.records.places.models import Standing
from dingdian.records.trail.models import Entry
from tests.makers.invented import VINTAGE, lay_invented

LONGJU = "500101151"
FENGJIE = "500236"


@pytest.fixture
def accounts(db: None) -> dict[str, User]:  # noqa: ARG001 - the fixture asks for the database
    lay_invented(LONGJU)
    return open_accounts(CAST, vintage=VINTAGE)


def test_every_duty_has_somebody_and_the_office_a_second_person() -> None:
    assert {part.role for part in CAST} == set(Role)
    assert sum(part.role == Role.OFFICE for part in CAST) == 2


def test_every_account_is_short_and_a_post_in_both_languages() -> None:
    everybody = [*CAST, *CONFIRMING.values()]
    assert all(re.fullmatch(r"[a-z0-9]{4,12}", part.name) for part in everybody)
    assert all(part.title.zh and part.title.en.isascii() for part in everybody)
    assert len({part.name for part in CAST}) == len(CAST)


def test_the_post_behind_an_account_is_told() -> None:
    title = title_of("wanzhou")
    assert title is not None
    assert (title.zh, title.en) == ("万州区扶贫办", "Wanzhou county office")
    assert title_of("somebody") is None


def test_nobody_has_a_password_and_everybody_a_duty_from_the_first_day(
    accounts: dict[str, User],
) -> None:
    assert not any(user.has_usable_password() for user in accounts.values())
    duties = Duty.objects.select_related("user")
    assert {duty.user.username for duty in duties} == set(accounts)
    assert {duty.since for duty in duties} == {BEGAN}


def test_opening_the_accounts_again_changes_nothing(accounts: dict[str, User]) -> None:
    n_entries = Entry.objects.count()
    assert open_accounts(CAST, vintage=VINTAGE) == accounts
    assert (User.objects.count(), Entry.objects.count()) == (len(CAST), n_entries)


def test_the_outsider_sees_nothing_of_the_focus_township(accounts: dict[str, User]) -> None:
    path = Standing.objects.get(vintage=VINTAGE, code=LONGJU).path
    sight = scope_of(accounts["outsider"], on=BEGAN, vintage=VINTAGE)
    assert not sight.sees(path)
    assert scope_of(accounts["longju"], on=BEGAN, vintage=VINTAGE).sees(path)


@pytest.mark.django_db
def test_for_every_area_there_is_a_department_that_may_confirm_in_the_city() -> None:
    accounts = open_accounts(CONFIRMING.values(), vintage=VINTAGE)
    assert set(CONFIRMING) == set(NOMINATED)
    for part in CONFIRMING.values():
        user = accounts[part.name]
        assert may(user, CONFIRM_NOMINATION, f"{CITY}/", on=BEGAN, vintage=VINTAGE)
        assert not may(user, NOMINATE, f"{CITY}/", on=BEGAN, vintage=VINTAGE)


def test_the_office_of_another_county_is_named_after_it() -> None:
    office = county_office(FENGJIE, "奉节县")
    assert (office.name, office.title.zh) == ("county500236", "奉节县扶贫办")
    assert county_office("500101", "万州区") in CAST
