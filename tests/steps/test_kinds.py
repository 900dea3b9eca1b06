"""Identifying again in the background: from the same source, with what is confirmed by now."""

from pathlib import Path

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import Role, User
from dingdian.records.jobs.actions import ask_for
from dingdian.records.jobs.models import Job, State
from dingdian.records.targeting.actions import (
    Evidence,
    confirm_nomination,
    nominate,
    withdraw_nomination,
)
from dingdian.records.targeting.models import Nomination
from dingdian.records.targeting.queries import current_run
from dingdian.steps.keep_run import keep_run
from dingdian.steps.nominated_source import source_without
from dingdian.steps.work import Worker
from tests.makers.duties import somebody, standing_of
from tests.makers.invented import lay_invented
from tests.makers.tables import IN_NO_WANT, village, write_tables

LONGJU = "500101151"
CAMPAIGN = "chongqing_2020"

pytestmark = pytest.mark.django_db


@pytest.fixture
def tables(tmp_path: Path, campaign: Campaign) -> Path:
    """Two villages in want of nothing, under a real township."""
    lay_invented(LONGJU)
    rows = [village(901, **IN_NO_WANT), village(902, **IN_NO_WANT)]
    return write_tables(tmp_path / "tables", campaign, villages=rows)


def confirmed(campaign: Campaign, number: int) -> Nomination:
    """A nomination of one of the two villages, confirmed by a second person."""
    made = nominate(
        standing_of(f"{LONGJU}{number}"),
        campaign=campaign,
        area="weak_industry",
        says="柑橘滞销，合作社停办",
        evidence=Evidence("万州区农业农村委〔2020〕示例1号"),
        by=somebody(Role.COUNTY, "500101", name=f"county{number}"),
    )
    return confirm_nomination(made, by=somebody(Role.DEPARTMENT, "50", name=f"office{number}"))


def asked_for(by: User) -> Job:
    """A job that identifies again, after a worker had its turn."""
    ask_for("keep_run", by=by, told={"campaign": CAMPAIGN})
    job = Worker().take_turn()
    assert job is not None
    return job


def included() -> list[str]:
    run = current_run(CAMPAIGN)
    assert run is not None
    return list(run.targets.filter(standing="included").values_list("code", flat=True))


def test_a_village_confirmed_meanwhile_is_in_and_one_withdrawn_is_out_again(
    tables: Path, campaign: Campaign
) -> None:
    office = somebody(Role.OFFICE, "50")
    first = confirmed(campaign, 901)
    keep_run(tables, by=office, campaign=CAMPAIGN)
    assert included() == [f"{LONGJU}901"]
    confirmed(campaign, 902)
    withdraw_nomination(first, why="已恢复", by=first.nominated_by)
    job = asked_for(office)
    run = current_run(CAMPAIGN)
    assert run is not None
    assert (job.state, job.result) == (State.DONE, {"run": run.pk, "digest": run.digest})
    assert included() == [f"{LONGJU}902"]
    assert run.kept_by == office


def test_a_source_with_nominations_knows_the_one_without(tables: Path, campaign: Campaign) -> None:
    assert source_without(tables) == tables
    confirmed(campaign, 901)
    run = keep_run(tables, by=None, campaign=CAMPAIGN)
    assert Path(run.source_path) != tables
    assert source_without(Path(run.source_path)) == tables


def test_without_a_run_it_fails_and_says_what_to_do() -> None:
    job = asked_for(somebody(Role.OFFICE, "50"))
    assert (job.state, job.result["code"]) == (State.FAILED, "nothing_identified")
    assert "dingdian keep" in job.result["do"]["zh"]
