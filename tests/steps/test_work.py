"""A worker: it runs what waits by its kind, keeps its lease, and says what came of it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.logbook import Lines
from dingdian.records.access.models import User
from dingdian.records.jobs import actions
from dingdian.records.jobs.models import Job, State
from dingdian.steps.kinds import KINDS, Kind, Progress
from dingdian.steps.work import Worker, last_alive

FAMILY = "张三 500101198001011234"


def counts(job: Job, progress: Progress) -> Mapping[str, Any]:
    progress(done=1, total=2, message="一半")
    return {"counted": job.told["upto"]}


def refuses(*_: Any) -> Mapping[str, Any]:
    raise Unusable("no_rows", Text("没有行。", "No rows."), Text("请补。", "Add some."), where="村")


def breaks(*_: Any) -> Mapping[str, Any]:
    raise ValueError(f"not a number: {FAMILY}")


def says_what_no_json_holds(*_: Any) -> Mapping[str, Any]:
    return {"families": {FAMILY}}


def is_cancelled(job: Job, progress: Progress) -> Mapping[str, Any]:
    actions.cancel(job, by=User.objects.get())
    progress()
    return {}


def loses_its_lease(_: Job, progress: Progress) -> Mapping[str, Any]:
    actions.sweep(now=timezone.now() + actions.LEASE * 2)
    progress()
    return {}


def finds_no_database(*_: Any) -> Mapping[str, Any]:
    raise OperationalError("the server closed the connection")


@pytest.fixture
def office(db: None) -> User:  # noqa: ARG001 - asks for the database
    return User.objects.create(username="office")


def done(step: Kind, office: User, **told: Any) -> Job:
    """A job of that step, after a worker had its turn."""
    actions.ask_for("tried", by=office, told=told)
    job = Worker(kinds={"tried": step}).take_turn()
    assert job is not None
    return job


def test_a_job_is_run_by_its_kind_and_keeps_what_came_of_it(office: User) -> None:
    job = done(counts, office, upto=8006)
    assert (job.state, job.result) == (State.DONE, {"counted": 8006})
    assert (job.done, job.total, job.message) == (1, 2, "一半")


def test_where_nothing_waits_a_turn_is_nothing(office: User) -> None:
    assert office.pk
    assert Worker().take_turn() is None


def test_the_trail_can_be_verified_in_the_background(office: User) -> None:
    actions.ask_for("verify_trail", by=office)
    job = Worker().take_turn()
    assert job is not None
    assert job.result["intact"] is True
    assert job.result["entries"] > 0
    assert "verify_trail" in KINDS


def test_what_cannot_be_used_fails_with_its_reason_in_both_languages(office: User) -> None:
    job = done(refuses, office)
    assert job.state == State.FAILED
    assert job.result == {
        "code": "no_rows",
        "where": "村",
        "says": {"zh": "没有行。", "en": "No rows."},
        "do": {"zh": "请补。", "en": "Add some."},
    }


@pytest.mark.parametrize("step", [breaks, says_what_no_json_holds])
def test_a_fault_is_logged_by_its_place_and_quotes_no_family(
    office: User, step: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    job = done(step, office)
    assert (job.state, job.result["code"]) == (State.FAILED, "fault")
    (record,) = [one for one in caplog.records if one.exc_info]
    said = Lines().format(record)
    assert json.loads(said)["fault"][0] in ("ValueError", "TypeError")
    assert "work.py" in said
    for kept in (said, json.dumps(job.result, ensure_ascii=False)):
        assert "张三" not in kept
        assert "500101198001011234" not in kept


def test_a_kind_that_this_version_does_not_know_fails_and_says_so(office: User) -> None:
    actions.ask_for("fly", by=office)
    job = Worker().take_turn()
    assert job is not None
    assert (job.state, job.result["code"], job.result["where"]) == ("failed", "no_such_kind", "fly")


def test_a_job_asked_to_stop_ends_cancelled_at_its_next_beat(office: User) -> None:
    assert done(is_cancelled, office).state == State.CANCELLED


def test_a_job_that_is_no_longer_ours_is_left_to_whoever_has_it(office: User) -> None:
    job = done(loses_its_lease, office)
    assert (job.state, job.worker, job.result) == (State.WAITING, "", {})


def test_a_worker_that_has_to_end_gives_its_job_back_unspent(office: User) -> None:
    worker = Worker()

    def is_told_to_end(_: Job, progress: Progress) -> Mapping[str, Any]:
        worker.stop()
        progress()
        return {}

    worker.kinds = {"tried": is_told_to_end}
    actions.ask_for("tried", by=office)
    assert worker.work() == 0
    job = Job.objects.get()
    assert (job.state, job.attempts, job.leased_until) == (State.WAITING, 0, None)


def test_a_silent_database_leaves_the_job_leased_for_the_next(office: User) -> None:
    with pytest.raises(OperationalError):
        done(finds_no_database, office)
    assert Job.objects.get().state == State.RUNNING


def test_until_idle_everything_is_done_and_failures_are_counted(office: User) -> None:
    steps: dict[str, Kind] = {"counts": counts, "breaks": breaks}
    for kind in ("counts", "breaks", "counts"):
        actions.ask_for(kind, by=office, told={"upto": 1})
    assert Worker(kinds=steps).work(until_idle=True) == 1
    assert Job.objects.filter(state=State.DONE).count() == 2


def test_a_worker_that_lives_is_seen(office: User) -> None:
    assert office.pk
    Worker().work(until_idle=True)
    seen = last_alive()
    assert seen is not None
    assert timezone.now() - seen < timedelta(minutes=1)


def test_a_lease_is_as_long_as_it_is_told_to_be(office: User) -> None:
    actions.ask_for("tried", by=office)
    job = actions.take(worker="one", lease=timedelta(seconds=3))
    assert job is not None
    assert job.leased_until is not None
    assert job.leased_until < timezone.now() + timedelta(seconds=4)
    assert actions.keep(job, lease=timedelta(hours=1))
    job.refresh_from_db()
    assert job.leased_until > timezone.now() + timedelta(minutes=59)
    actions.finish(job)
    assert not actions.keep(job)
