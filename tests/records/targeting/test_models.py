"""The database itself keeps what the targeting promises, whoever writes to it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import (
    Evidence,
    announce,
    confirm_nomination,
    confirm_override,
    nominate,
    override,
)
from dingdian.records.targeting.models import (
    Announced,
    Nomination,
    Override,
    Profile,
    Run,
    State,
    Target,
)
from tests.makers.runs import make_run
from tests.records.targeting.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(villages: list[Standing]) -> Run:
    return make_run(targets={villages[0]: "included", villages[1]: "included"})


@pytest.fixture
def nomination(villages: list[Standing], people: People, campaign: Campaign) -> Nomination:
    return nominate(
        villages[0],
        campaign=campaign,
        area="weak_other",
        says="示例",
        evidence=Evidence("示例"),
        by=people.county,
    )


@pytest.fixture
def asked(villages: list[Standing], people: People, campaign: Campaign) -> Override:
    return override(
        villages[0],
        campaign=campaign,
        target_class="village",
        admits=True,
        reason="示例",
        document="示例",
        by=people.office,
    )


def refused(row: Nomination | Override, **changed: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


def again(row: Any, **changed: Any) -> None:
    """A second row that says the same is refused."""
    row.pk = None
    for name, value in changed.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_decision_is_kept_once(run: Run) -> None:
    again(run)
    assert Run.objects.count() == 1


def test_a_place_has_one_profile_and_one_target_in_a_run(run: Run) -> None:
    again(Profile.objects.filter(run=run)[0])
    again(Target.objects.filter(run=run)[0])
    assert Target.objects.filter(run=run).count() == 2


def test_a_target_stands_as_a_campaign_knows_it(run: Run) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(run=run).update(standing="perhaps")
    assert set(Target.objects.values_list("standing", flat=True)) == {"included"}


def test_a_nomination_is_decided_by_somebody_at_some_time(
    nomination: Nomination, people: People
) -> None:
    refused(nomination, decided_by=people.department)
    refused(nomination, decided_at=timezone.now())
    refused(nomination, state=State.CONFIRMED)
    refused(nomination, state=State.WITHDRAWN)
    refused(nomination, state="perhaps")
    nomination.refresh_from_db()
    assert nomination.state == State.NOMINATED


def test_a_second_person_decides_a_nomination(nomination: Nomination, people: People) -> None:
    refused(nomination, state=State.CONFIRMED, decided_by=people.county, decided_at=timezone.now())
    confirm_nomination(nomination, by=people.department)
    refused(nomination, decided_by=people.county)
    refused(nomination, withdrawn_by=people.county, withdrawn_at=timezone.now())
    assert Nomination.objects.get().decided_by == people.department


def test_a_place_is_nominated_once_for_an_area_while_that_stands(
    nomination: Nomination, people: People
) -> None:
    again(nomination)
    told = {"decided_by": people.department, "decided_at": timezone.now()}
    again(nomination, state=State.CONFIRMED, **told)
    other = Nomination.objects.get()
    other.pk, other.state = None, State.REFUSED
    other.decided_by, other.decided_at = people.department, timezone.now()
    other.save(force_insert=True)
    assert Nomination.objects.count() == 2


def test_a_second_person_confirms_an_override(asked: Override, people: People) -> None:
    refused(asked, confirmed_by=people.office, confirmed_at=timezone.now())
    refused(asked, confirmed_by=people.second)
    refused(asked, confirmed_at=timezone.now())
    refused(asked, withdrawn_at=timezone.now())
    refused(asked, withdrawn_by=people.second)
    assert confirm_override(asked, by=people.second).confirmed_by == people.second


def test_a_place_is_decided_about_once_in_a_class_while_that_stands(asked: Override) -> None:
    again(asked, admits=False)
    other = Override.objects.get()
    other.pk, other.target_class = None, "another"
    other.save(force_insert=True)
    assert Override.objects.count() == 2


def test_a_document_number_and_a_place_stand_once_on_a_list(run: Run, people: People) -> None:
    announcement = announce(
        run,
        document="示例〔2020〕8号",
        title="名单",
        on=timezone.localdate(),
        by=people.office,
    )
    again(Announced.objects.all()[0])
    again(announcement)
    assert Announced.objects.count() == 2


def test_a_row_says_in_words_what_it_is(
    run: Run, nomination: Nomination, asked: Override, villages: list[Standing]
) -> None:
    assert str(run) == "chongqing_2020 of 2020-07-30 over registry"
    assert str(nomination) == f"{villages[0].code} weak_other nominated"
    assert str(asked) == f"{villages[0].code} in by 示例"
    one = Target.objects.filter(run=run)[0]
    assert str(one) == f"{villages[0].code} {villages[0].name} included in run {run.pk}"
