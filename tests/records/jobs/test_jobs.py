"""Jobs: asked for once, held by one, seen to be alive, and taken back from the dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dingdian.records.access.models import User
from dingdian.records.jobs import actions
from dingdian.records.jobs.models import Job, State
from dingdian.records.jobs.queries import jobs_by_state, one_is_left_behind, one_waits
from dingdian.records.trail.models import Entry

LATER = timedelta(seconds=61)


@pytest.fixture
def office(db: None) -> User:  # noqa: ARG001 - asks for the database
    return User.objects.create(username="office")


def taken(worker: str = "one") -> Job:
    job = actions.take(worker=worker)
    assert job is not None
    return job


def test_what_waits_longest_is_taken_first(office: User) -> None:
    first = actions.ask_for("snapshot", by=office)
    actions.ask_for("identify", by=office)
    assert taken().pk == first.pk
    assert taken("two").kind == "identify"
    assert actions.take(worker="three") is None


def test_asking_twice_with_one_key_is_asking_once(office: User) -> None:
    first = actions.ask_for("snapshot", by=office, key="2020-10-19")
    assert actions.ask_for("snapshot", by=office, key="2020-10-19").pk == first.pk
    assert Job.objects.count() == 1
    assert Entry.objects.filter(deed="asked for work").count() == 1


def test_a_beat_says_how_far_it_is_and_keeps_the_lease(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    job = taken()
    Job.objects.update(leased_until=timezone.now())
    actions.beat(job, done=25, total=100, message="户")
    job.refresh_from_db()
    assert (job.percent, job.message) == (25, "户")
    assert job.leased_until is not None
    assert job.leased_until > timezone.now()


def test_a_job_whose_whole_is_unknown_has_no_percentage(office: User) -> None:
    assert actions.ask_for("snapshot", by=office).percent is None


def test_a_finished_job_keeps_what_came_of_it_and_leaves_a_trail(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    actions.finish(taken(), result={"rows": 8006})
    job = Job.objects.get()
    assert (job.state, job.result, job.leased_until) == (State.DONE, {"rows": 8006}, None)
    assert Entry.objects.last().deed == "work done"  # type: ignore[union-attr]  # just written


def test_the_job_of_a_dead_worker_is_taken_up_again(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    dead = taken("dead")
    assert actions.sweep(now=timezone.now()) == 0
    assert actions.sweep(now=timezone.now() + LATER) == 1
    alive = taken("alive")
    assert (alive.pk, alive.attempts) == (dead.pk, 2)
    with pytest.raises(actions.NoLongerOurs):
        actions.beat(dead)
    with pytest.raises(actions.NoLongerOurs):
        actions.finish(dead)
    actions.finish(alive)
    assert Job.objects.get().state == State.DONE


def test_a_job_that_kills_its_worker_every_time_fails_for_good(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    for attempt in range(actions.ATTEMPTS):
        assert taken(f"worker {attempt}").attempts == attempt + 1
        actions.sweep(now=timezone.now() + LATER)
    job = Job.objects.get()
    assert (job.state, job.result) == (State.FAILED, {"why": "its worker died"})
    assert actions.take(worker="one more") is None


def test_a_running_job_is_asked_to_stop_and_stops_at_its_next_beat(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    job = taken()
    actions.cancel(job, by=office)
    with pytest.raises(actions.Cancelled):
        actions.beat(job)
    actions.finish(job, state=State.CANCELLED)
    assert Job.objects.get().state == State.CANCELLED


def test_a_waiting_job_is_cancelled_at_once(office: User) -> None:
    actions.cancel(actions.ask_for("snapshot", by=office), by=office)
    assert Job.objects.get().state == State.CANCELLED
    assert actions.take(worker="one") is None


def test_a_job_that_is_given_back_waits_again_and_the_attempt_does_not_count(office: User) -> None:
    actions.ask_for("snapshot", by=office)
    before = taken()
    actions.give_back(before)
    after = taken("two")
    assert (after.pk, after.attempts) == (before.pk, 1)
    actions.give_back(before)
    assert Job.objects.get().worker == "two"
    assert Entry.objects.filter(deed="gave work back").count() == 1


def test_what_waits_and_what_was_left_behind_is_asked_without_holding_anybody_up(
    office: User,
) -> None:
    assert not one_waits()
    actions.ask_for("snapshot", by=office)
    actions.ask_for("identify", by=office)
    assert one_waits()
    taken()
    assert jobs_by_state() == {State.RUNNING: 1, State.WAITING: 1}
    assert not one_is_left_behind(now=timezone.now())
    assert one_is_left_behind(now=timezone.now() + LATER)
