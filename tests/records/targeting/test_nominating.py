"""A nomination is one person's word until a second one confirms it, and it leaves a trail."""

from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import Role
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import (
    Evidence,
    confirm_nomination,
    nominate,
    refuse_nomination,
    withdraw_nomination,
)
from dingdian.records.targeting.models import Nomination, State
from dingdian.records.targeting.queries import areas_confirmed, nominations
from dingdian.records.targeting.refusals import (
    NoLongerOpen,
    NoSuchArea,
    NotAllowed,
    NotASecondPerson,
    NotOfThisClass,
    NotSaid,
    StandsAlready,
)
from dingdian.records.trail.models import Entry
from tests.makers.duties import sight_of, somebody, standing_of
from tests.records.targeting.conftest import People

pytestmark = pytest.mark.django_db

SAYS = "柑橘滞销，合作社停办"
EVIDENCE = Evidence("示例〔2020〕1号", "ab" * 32, "application/pdf", 2048, "依据.pdf")


@pytest.fixture
def made(villages: list[Standing], campaign: Campaign, people: People) -> Nomination:
    return put_forward(villages[0], campaign, people)


def put_forward(
    place: Standing, campaign: Campaign, people: People, **otherwise: Any
) -> Nomination:
    told: dict[str, Any] = {
        "campaign": campaign,
        "area": "weak_industry",
        "says": SAYS,
        "evidence": EVIDENCE,
        "by": people.county,
    }
    return nominate(place, **told | otherwise)


def last() -> Entry:
    return Entry.objects.order_by("-number")[0]


def test_a_nomination_is_kept_open_with_its_evidence(made: Nomination, people: People) -> None:
    made.refresh_from_db()
    assert made.state == State.NOMINATED
    assert (made.says, made.evidence_says) == (SAYS, EVIDENCE.says)
    assert (made.evidence_sha256, made.evidence_size) == (EVIDENCE.sha256, EVIDENCE.size)
    assert made.nominated_by == people.county
    assert areas_confirmed(made.campaign) == {}


def test_the_trail_holds_codes_and_never_what_people_wrote(made: Nomination) -> None:
    entry = last()
    assert (entry.by, entry.deed, entry.place) == ("county", "nominated a place", made.code)
    assert entry.told == {"campaign": made.campaign, "about": "weak_industry"}
    assert entry.subject == f"targeting.nomination:{made.pk}"


def test_a_second_person_confirms_and_it_counts(made: Nomination, people: People) -> None:
    confirmed = confirm_nomination(made, by=people.department)
    assert confirmed.state == State.CONFIRMED
    assert (confirmed.decided_by, confirmed.decided_at is None) == (people.department, False)
    assert areas_confirmed(made.campaign) == {"weak_industry": [made.code]}
    assert last().deed == "confirmed a nomination"


def test_a_refused_nomination_says_why_and_may_be_made_anew(
    made: Nomination, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    refused = refuse_nomination(made, why="材料不足", by=people.department)
    assert (refused.state, refused.why) == (State.REFUSED, "材料不足")
    assert last().told == {"campaign": made.campaign, "about": "weak_industry"}
    assert put_forward(villages[0], campaign, people).pk != made.pk


def test_whoever_nominated_does_not_decide_it(
    villages: list[Standing], campaign: Campaign, people: People
) -> None:
    both = somebody(Role.COUNTY, "500101", name="both")
    somebody(Role.DEPARTMENT, "50", name="both")
    made = put_forward(villages[0], campaign, people, by=both)
    for decide in (confirm_nomination, lambda one, by: refuse_nomination(one, why="x", by=by)):
        with pytest.raises(NotASecondPerson):
            decide(made, by=both)
    made.refresh_from_db()
    assert made.state == State.NOMINATED


def test_only_a_department_confirms_where_its_duty_lies(made: Nomination, people: People) -> None:
    elsewhere = somebody(Role.DEPARTMENT, "500229", name="elsewhere")
    for by in (people.office, people.county, people.inspector, elsewhere):
        with pytest.raises(NotAllowed):
            confirm_nomination(made, by=by)
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        refuse_nomination(made, why="x", by=people.village)
    assert Entry.objects.count() == before


def test_nobody_nominates_where_no_duty_of_theirs_lies(
    villages: list[Standing], campaign: Campaign, people: People
) -> None:
    with pytest.raises(NotAllowed) as refused:
        put_forward(villages[-1], campaign, people)
    assert villages[-1].code in refused.value.says.zh
    with pytest.raises(NotAllowed):
        put_forward(villages[1], campaign, people, by=people.village)
    with pytest.raises(NotAllowed):
        put_forward(villages[0], campaign, people, by=people.office)
    assert put_forward(villages[0], campaign, people, by=people.village).pk


def test_an_area_that_no_branch_opens_is_refused(
    villages: list[Standing], campaign: Campaign, people: People
) -> None:
    for area in ("remaining_poor", "weak_nothing", ""):
        with pytest.raises(NoSuchArea, match="no area") as refused:
            put_forward(villages[0], campaign, people, area=area)
    assert "weak_industry" in refused.value.do.en


def test_a_township_is_not_nominated_for_what_villages_lack(
    campaign: Campaign, people: People
) -> None:
    with pytest.raises(NotOfThisClass):
        put_forward(standing_of("500101151"), campaign, people)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"says": "  "},
        {"says": "长" * 501},
        {"evidence": Evidence("")},
        {"evidence": Evidence("长" * 201)},
    ],
)
def test_what_lacks_and_the_evidence_must_be_said_briefly(
    villages: list[Standing], campaign: Campaign, people: People, otherwise: dict[str, Any]
) -> None:
    with pytest.raises(NotSaid):
        put_forward(villages[0], campaign, people, **otherwise)
    assert not Nomination.objects.exists()


def test_a_reason_of_a_refusal_must_be_said(made: Nomination, people: People) -> None:
    with pytest.raises(NotSaid):
        refuse_nomination(made, why=" ", by=people.department)
    with pytest.raises(NotSaid):
        withdraw_nomination(made, why="长" * 301, by=people.county)


def test_the_same_nomination_does_not_stand_twice(
    made: Nomination, villages: list[Standing], campaign: Campaign, people: People
) -> None:
    for _ in range(2):
        with pytest.raises(StandsAlready, match="same nomination"):
            put_forward(villages[0], campaign, people)
        if made.state == State.NOMINATED:
            made = confirm_nomination(made, by=people.department)
    assert put_forward(villages[0], campaign, people, area="weak_other").pk


def test_what_is_decided_is_not_decided_again(made: Nomination, people: People) -> None:
    stale = Nomination.objects.get(pk=made.pk)
    confirm_nomination(made, by=people.department)
    for decide in (confirm_nomination, lambda one, by: refuse_nomination(one, why="x", by=by)):
        with pytest.raises(NoLongerOpen, match="confirmed"):
            decide(stale, by=people.department)


def test_a_nomination_is_withdrawn_and_who_confirmed_stays_on_record(
    made: Nomination, people: People
) -> None:
    confirm_nomination(made, by=people.department)
    gone = withdraw_nomination(made, why="已恢复", by=people.county)
    assert (gone.state, gone.why) == (State.WITHDRAWN, "已恢复")
    assert (gone.decided_by, gone.withdrawn_by) == (people.department, people.county)
    assert areas_confirmed(made.campaign) == {}
    assert last().deed == "withdrew a nomination"
    with pytest.raises(NoLongerOpen, match="withdrawn"):
        withdraw_nomination(made, why="x", by=people.county)


def test_a_nomination_is_withdrawn_by_its_maker_a_department_or_the_office(
    villages: list[Standing], campaign: Campaign, people: People
) -> None:
    for by in (people.county, people.department, people.office):
        made = put_forward(villages[0], campaign, people)
        for stranger in (people.village, people.inspector):
            with pytest.raises(NotAllowed):
                withdraw_nomination(made, why="x", by=stranger)
        assert withdraw_nomination(made, why="x", by=by).state == State.WITHDRAWN


def test_a_refused_nomination_cannot_be_withdrawn(made: Nomination, people: People) -> None:
    refuse_nomination(made, why="x", by=people.department)
    with pytest.raises(NoLongerOpen, match="refused"):
        withdraw_nomination(made, why="x", by=people.county)


def test_somebody_sees_the_nominations_of_their_places_alone(
    villages: list[Standing], campaign: Campaign, people: People
) -> None:
    other = somebody(Role.COUNTY, "500229", name="other")
    here = [put_forward(one, campaign, people) for one in villages[:2]]
    put_forward(villages[-1], campaign, people, by=other)
    seen = {
        by.username: nominations(campaign.code, seen_by=sight_of(by)).count()
        for by in (people.village, people.county, other, people.office)
    }
    assert seen == {"village": 1, "county": 2, "other": 1, "office": 3}
    assert nominations("another", seen_by=sight_of(people.office)).count() == 0
    assert list(nominations(campaign.code, seen_by=sight_of(people.county))) == here[::-1]
