"""The office's decision counts once a second person confirms it, and until it is withdrawn."""

from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import confirm_override, override, withdraw_override
from dingdian.records.targeting.models import Override, Run, Target
from dingdian.records.targeting.queries import overrides, target, targets
from dingdian.records.targeting.refusals import (
    NoLongerOpen,
    NotAllowed,
    NotASecondPerson,
    NotOfThisClass,
    NotSaid,
    StandsAlready,
)
from dingdian.records.trail.models import Entry
from tests.makers.duties import sight_of, standing_of
from tests.makers.runs import CAMPAIGN, make_run
from tests.records.targeting.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(villages: list[Standing]) -> Run:
    standings = ("included", "tied", "tied", "beyond_quota", "undecided")
    return make_run(targets=dict(zip(villages, standings, strict=False)))


def ask(place: Standing, campaign: Campaign, people: People, **otherwise: Any) -> Override:
    told: dict[str, Any] = {
        "campaign": campaign,
        "target_class": "village",
        "admits": True,
        "reason": "两村并列，先保基础薄弱的一村",
        "document": "示例〔2020〕3号",
        "by": people.office,
    }
    return override(place, **told | otherwise)


def decided(run: Run, people: People) -> dict[str, bool | None]:
    return {one.code: one.decided for one in targets(run, seen_by=sight_of(people.office))}


def test_what_was_computed_speaks_where_nobody_decided(
    run: Run, people: People, villages: list[Standing]
) -> None:
    said = [decided(run, people)[one.code] for one in villages[:5]]
    assert said == [True, None, None, False, False]


def test_an_override_counts_once_a_second_person_confirms_it(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = ask(villages[1], campaign, people)
    row = target(run, "village", villages[1].code, seen_by=sight_of(people.office))
    assert row is not None
    assert (row.decided, row.override_pending) == (None, True)
    confirm_override(asked, by=people.second)
    row = target(run, None, villages[1].code, seen_by=sight_of(people.office))
    assert row is not None
    assert (row.decided, row.override_pending, row.standing) == (True, False, "tied")


def test_an_override_may_put_a_place_out_and_its_withdrawal_brings_it_back(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = ask(villages[0], campaign, people, admits=False)
    confirm_override(asked, by=people.second)
    assert decided(run, people)[villages[0].code] is False
    withdraw_override(asked, by=people.office)
    assert decided(run, people)[villages[0].code] is True
    assert ask(villages[0], campaign, people).pk != asked.pk


def test_each_deed_leaves_one_entry_of_codes(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    before = Entry.objects.count()
    asked = ask(villages[1], campaign, people)
    confirm_override(asked, by=people.second)
    withdraw_override(asked, by=people.second)
    entries = list(Entry.objects.order_by("number")[before:])
    assert [(one.by, one.deed) for one in entries] == [
        ("office", "asked for an override"),
        ("second", "confirmed an override"),
        ("second", "withdrew an override"),
    ]
    assert {one.place for one in entries} == {villages[1].code}
    assert all(one.told == {"campaign": run.campaign, "about": "village"} for one in entries)


def test_whoever_asked_does_not_confirm(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = ask(villages[1], campaign, people)
    with pytest.raises(NotASecondPerson, match="cannot decide it as well"):
        confirm_override(asked, by=people.office)
    assert decided(run, people)[villages[1].code] is None


def test_nobody_but_the_office_decides_beyond_what_was_computed(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    for by in (people.county, people.department, people.village, people.inspector):
        with pytest.raises(NotAllowed):
            ask(villages[0], campaign, people, by=by)
    asked = ask(villages[0], campaign, people)
    for deed in (confirm_override, withdraw_override):
        with pytest.raises(NotAllowed):
            deed(asked, by=people.county)


def test_an_override_stands_once_for_a_place_and_class(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = ask(villages[0], campaign, people)
    with pytest.raises(StandsAlready):
        ask(villages[0], campaign, people, admits=False)
    confirm_override(asked, by=people.second)
    with pytest.raises(StandsAlready):
        ask(villages[0], campaign, people)


def test_an_override_is_confirmed_and_withdrawn_once(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = ask(villages[0], campaign, people)
    confirm_override(asked, by=people.second)
    with pytest.raises(NoLongerOpen, match="confirmed"):
        confirm_override(asked, by=people.second)
    withdraw_override(asked, by=people.second)
    for deed in (confirm_override, withdraw_override):
        with pytest.raises(NoLongerOpen, match="withdrawn"):
            deed(asked, by=people.second)


def test_a_place_is_put_in_no_class_of_another_level(campaign: Campaign, people: People) -> None:
    township = standing_of("500101151")
    for target_class in ("village", "nothing"):
        with pytest.raises(NotOfThisClass):
            ask(township, campaign, people, target_class=target_class)
    assert ask(township, campaign, people, target_class="township").pk


@pytest.mark.parametrize("otherwise", [{"reason": " "}, {"document": ""}, {"reason": "长" * 501}])
def test_reason_and_document_must_be_said(
    people: People, villages: list[Standing], campaign: Campaign, otherwise: dict[str, Any]
) -> None:
    with pytest.raises(NotSaid):
        ask(villages[0], campaign, people, **otherwise)
    assert not Override.objects.exists()


def test_a_place_that_did_not_qualify_has_a_row_once_somebody_decides(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    beyond = villages[7]
    assert target(run, "village", beyond.code, seen_by=sight_of(people.office)) is None
    confirm_override(ask(beyond, campaign, people), by=people.second)
    row = target(run, "village", beyond.code, seen_by=sight_of(people.office))
    assert row is not None
    assert (row.standing, row.decided, row.holds_mask) == ("not_qualified", True, 0)
    assert (row.county_code, row.township_code) == ("500101", "500101151")


def test_a_later_run_has_that_row_too_with_its_own_numbers(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    ask(villages[7], campaign, people)
    later = make_run("sha256:two", targets={villages[0]: "included", villages[6]: "included"})
    assert Target.objects.filter(run=run).count() == 6
    assert Target.objects.filter(run=later).count() == 3
    ask(villages[6], campaign, people)
    assert Target.objects.filter(run=later).count() == 3


def test_a_row_of_an_override_takes_the_numbers_of_its_profile(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    run = make_run(targets={villages[0]: "included"})
    Target.objects.filter(run=run).delete()
    ask(villages[0], campaign, people)
    row = Target.objects.get(run=run)
    assert (row.remaining_poor, row.agricultural_population, row.light) == (10, 500, "well")


def test_somebody_sees_the_overrides_of_their_places_alone(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    for one in (villages[0], villages[1], villages[-1]):
        ask(one, campaign, people)
    seen = [
        overrides(CAMPAIGN, seen_by=sight_of(by)).count()
        for by in (people.village, people.county, people.office)
    ]
    assert seen == [1, 2, 3]
