"""Asking about jobs: those that somebody may see, whether one waits or was left behind."""

from datetime import datetime

from django.db.models import Count, QuerySet

from dingdian.records.access.models import User
from dingdian.records.access.scope import Scope
from dingdian.records.jobs.models import Job, State


def jobs(*, asked_by: User, runs: Scope) -> QuerySet[Job]:
    """Every job for whom duties let run jobs somewhere, else those that somebody asked for.

    A job is at no place, so that where those duties lie does not matter. The newest first.
    """
    seen = Job.objects.all() if runs.paths else Job.objects.filter(by=asked_by)
    return seen.select_related("by").order_by("-pk")


def latest_done(kind: str) -> Job | None:
    """The last job of a kind that was done, with what came of it."""
    return Job.objects.filter(kind=kind, state=State.DONE).order_by("-pk").first()


def under_way(kind: str) -> Job | None:
    """The job of a kind that waits or runs, if there is one."""
    return Job.objects.filter(kind=kind, state__in=(State.WAITING, State.RUNNING)).first()


def one_waits() -> bool:
    """Whether there is anything to take; asking holds nobody up."""
    return Job.objects.filter(state=State.WAITING).exists()


def one_is_left_behind(*, now: datetime) -> bool:
    """Whether a lease ran out: its worker no longer beats."""
    return Job.objects.filter(state=State.RUNNING, leased_until__lt=now).exists()


def jobs_by_state() -> dict[str, int]:
    """How many jobs stand in each state, those left out in which none does."""
    counted = Job.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(counted)
