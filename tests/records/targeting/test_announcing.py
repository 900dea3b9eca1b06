"""An announcement freezes the decided list; nothing that comes later changes it."""

from datetime import date
from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import announce, confirm_override, override
from dingdian.records.targeting.models import Announced, Announcement, Run
from dingdian.records.targeting.queries import announced, announcements, targets
from dingdian.records.targeting.refusals import (
    NotAllowed,
    NothingToAnnounce,
    NotSaid,
    NotTheCurrentRun,
    NumberUsed,
    UndecidedTie,
)
from dingdian.records.trail.models import Entry
from tests.makers.duties import sight_of, standing_of
from tests.makers.runs import CAMPAIGN, make_run
from tests.records.targeting.conftest import LONGJU, People

pytestmark = pytest.mark.django_db

ON = date(2020, 7, 30)
NUMBER = "示例〔2020〕8号"


@pytest.fixture
def run(villages: list[Standing]) -> Run:
    township = standing_of(LONGJU)
    standings = ("included", "included", "beyond_quota", "undecided")
    named = {township: "designated"}
    return make_run(targets=named | dict(zip(villages, standings, strict=False)))


def made(run: Run, people: People, **otherwise: Any) -> Announcement:
    told: dict[str, Any] = {
        "document": NUMBER,
        "title": "定点攻坚对象名单",
        "on": ON,
        "by": people.office,
    }
    return announce(run, **told | otherwise)


def decide(
    place: Standing, campaign: Campaign, people: People, *, admits: bool, target_class: str
) -> None:
    asked = override(
        place,
        campaign=campaign,
        target_class=target_class,
        admits=admits,
        reason="示例",
        document="示例",
        by=people.office,
    )
    confirm_override(asked, by=people.second)


def listed(announcement: Announcement) -> list[str]:
    rows = Announced.objects.filter(announcement=announcement)
    return list(rows.values_list("code", flat=True))


def test_the_list_is_what_is_in_by_computation_and_decision(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    decide(villages[1], campaign, people, admits=False, target_class="village")
    decide(villages[2], campaign, people, admits=True, target_class="village")
    decide(villages[9], campaign, people, admits=True, target_class="village")
    announcement = made(run, people)
    codes = [villages[0].code, villages[2].code, villages[9].code]
    assert listed(announcement) == [LONGJU, *codes]
    assert (announcement.announced_on, announcement.announced_by) == (ON, people.office)


def test_a_list_that_is_announced_stays_as_it_was(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    announcement = made(run, people)
    before = listed(announcement)
    decide(villages[0], campaign, people, admits=False, target_class="village")
    assert listed(announcement) == before
    told = {one.code: one.announced for one in targets(run, seen_by=sight_of(people.office))}
    assert [code for code, was in told.items() if was] == before


def test_announcing_leaves_one_entry(run: Run, people: People) -> None:
    before = Entry.objects.count()
    made(run, people)
    entry = Entry.objects.order_by("-number")[0]
    assert Entry.objects.count() == before + 1
    assert (entry.by, entry.deed) == ("office", "announced the list")
    assert entry.told == {"document": NUMBER, "run": run.pk, "places": 3}


def test_a_tie_must_be_decided_first(
    people: People, villages: list[Standing], campaign: Campaign
) -> None:
    ties = dict.fromkeys(villages[:2], "tied")
    run = make_run(targets={villages[2]: "included"} | ties)
    with pytest.raises(UndecidedTie) as refused:
        made(run, people)
    assert all(one.name in refused.value.says.zh for one in ties)
    decide(villages[0], campaign, people, admits=True, target_class="village")
    with pytest.raises(UndecidedTie) as refused:
        made(run, people)
    assert villages[0].name not in refused.value.says.zh
    decide(villages[1], campaign, people, admits=False, target_class="village")
    assert listed(made(run, people)) == [villages[0].code, villages[2].code]


def test_a_document_number_is_used_once(run: Run, people: People) -> None:
    made(run, people)
    with pytest.raises(NumberUsed):
        made(run, people, document=f" {NUMBER} ")
    second = made(run, people, document="示例〔2020〕9号")
    assert announcements(CAMPAIGN).first() == second


def test_an_outdated_run_is_not_announced(
    run: Run, people: People, villages: list[Standing]
) -> None:
    make_run("sha256:two", targets={villages[0]: "included"})
    with pytest.raises(NotTheCurrentRun):
        made(run, people)


def test_a_list_without_a_place_is_not_announced(people: People, villages: list[Standing]) -> None:
    run = make_run(targets={villages[0]: "undecided"})
    with pytest.raises(NothingToAnnounce):
        made(run, people)


def test_nobody_but_the_office_announces(run: Run, people: People) -> None:
    for by in (people.county, people.department, people.inspector):
        with pytest.raises(NotAllowed):
            made(run, people, by=by)
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("otherwise", [{"document": " "}, {"title": ""}, {"document": "长" * 121}])
def test_number_and_title_must_be_said(run: Run, people: People, otherwise: dict[str, Any]) -> None:
    with pytest.raises(NotSaid):
        made(run, people, **otherwise)


def test_somebody_sees_of_a_list_their_own_places(
    run: Run, people: People, villages: list[Standing]
) -> None:
    announcement = made(run, people)
    seen = announced(announcement, seen_by=sight_of(people.village))
    assert [one.code for one in seen] == [villages[0].code]
    assert announced(announcement, seen_by=sight_of(people.office)).count() == 3


def test_the_latest_announcement_up_to_a_day_is_the_one_that_counts(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    made(run, people)
    decide(villages[0], campaign, people, admits=False, target_class="village")
    made(run, people, document="示例〔2020〕9号", on=date(2020, 9, 1))
    scope = sight_of(people.office)
    for on, expected in ((date(2020, 7, 29), False), (ON, True), (date(2020, 9, 1), False)):
        rows = targets(run, seen_by=scope, on=on)
        assert rows.get(code=villages[0].code).announced is expected
