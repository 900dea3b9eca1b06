"""Asking for work, taking it, saying how far it is, ending it, and taking it back from the dead."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from dingdian.records.access.models import User
from dingdian.records.jobs.models import Job, State
from dingdian.records.trail.actions import note

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
LONGEST_MESSAGE = 200


class NoLongerOurs(Exception):
    """The lease of a job ran out and somebody else may have it: whoever held it has to stop."""


class Cancelled(Exception):
    """Somebody asked for the job to stop."""


@transaction.atomic
def ask_for(
    kind: str, *, by: User | None, told: Mapping[str, Any] | None = None, key: str | None = None
) -> Job:
    """Ask for a piece of work; with a key that is known already, the job asked for before."""
    if key is not None:
        known = Job.objects.filter(key=key).first()
        if known is not None:
            return known
    job = Job.objects.create(
        kind=kind, told=dict(told or {}), key=key, by=by, asked_at=timezone.now()
    )
    note(by=by, deed="asked for work", subject=job, told={"kind": kind})
    return job


@transaction.atomic
def take(*, worker: str, lease: timedelta = LEASE) -> Job | None:
    """Lease the job that has waited longest, or None where none waits."""
    waiting = Job.objects.filter(state=State.WAITING).order_by("pk")
    locking = waiting.select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    )
    job = locking.first()
    if job is None:
        return None
    job.state, job.worker, job.attempts = State.RUNNING, worker, job.attempts + 1
    job.leased_until, job.done, job.message = timezone.now() + lease, 0, ""
    job.save()
    return job


@transaction.atomic
def beat(
    job: Job, *, done: int = 0, total: int = 0, message: str = "", lease: timedelta = LEASE
) -> None:
    """Say that the job is alive and how far it is; raises where it should stop."""
    ours = _ours(job)
    changed = ours.update(
        leased_until=timezone.now() + lease,
        done=done,
        total=total,
        message=message[:LONGEST_MESSAGE],
    )
    if not changed:
        raise NoLongerOurs(f"{job} is held by somebody else.")
    if Job.objects.filter(pk=job.pk, cancel_asked=True).exists():
        raise Cancelled(f"{job} was asked to stop.")


def keep(job: Job, *, lease: timedelta = LEASE) -> bool:
    """Renew the lease of a job that is still ours, and say whether it is; how far it is stays."""
    return bool(_ours(job).update(leased_until=timezone.now() + lease))


@transaction.atomic
def give_back(job: Job) -> None:
    """Let a job that is still ours wait again: its worker has to end; this attempt counts not."""
    given = _ours(job).update(
        state=State.WAITING, leased_until=None, worker="", attempts=job.attempts - 1
    )
    if given:
        note(by=None, deed="gave work back", subject=job, told={"kind": job.kind})


@transaction.atomic
def finish(job: Job, *, state: State = State.DONE, result: Mapping[str, Any] | None = None) -> None:
    """End a job that is still ours, with what came of it."""
    ended = _ours(job).update(
        state=state, ended_at=timezone.now(), leased_until=None, result=dict(result or {})
    )
    if not ended:
        raise NoLongerOurs(f"{job} is held by somebody else.")
    note(by=job.by, deed=f"work {state}", subject=job, told={"kind": job.kind})


@transaction.atomic
def cancel(job: Job, *, by: User) -> None:
    """Ask a running job to stop; one that waits is ended at once."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, ended_at=now, cancel_asked=True):
        Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True)
    note(by=by, deed="asked work to stop", subject=job)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Take back the jobs whose worker no longer beats: to be tried again, or failed for good."""
    dead = Job.objects.filter(state=State.RUNNING, leased_until__lt=now)
    failed = dead.filter(attempts__gte=ATTEMPTS).update(
        state=State.FAILED, ended_at=now, leased_until=None, result={"why": "its worker died"}
    )
    again = dead.update(state=State.WAITING, leased_until=None, worker="")
    if failed or again:
        note(
            by=None, deed="took work back", subject="jobs", told={"failed": failed, "again": again}
        )
    return failed + again


def _ours(job: Job) -> Any:
    """The job's row while this worker, at this attempt, holds its lease."""
    return Job.objects.filter(
        pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts
    )
