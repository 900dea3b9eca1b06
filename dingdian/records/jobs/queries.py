"""Asking about jobs: whether one waits, whether one was left behind, how many stand where."""

from datetime import datetime

from django.db.models import Count

from dingdian.records.jobs.models import Job, State


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
