"""A job: what is to be done, for whom, how far it is, and who holds it until when."""

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where a job is on its way."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One piece of work; `kind` names the step, `told` its arguments.

    A running job is leased: a worker that no longer beats loses it, and it is taken up again.
    `key` makes asking twice the same as asking once.
    """

    kind = models.CharField(max_length=40)
    told = models.JSONField(default=dict)
    key = models.CharField(max_length=100, null=True, blank=True, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(leased_until__isnull=False),
                name="a_running_job_is_leased",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "running"), ended_at=None)
                | models.Q(state__in=("done", "failed", "cancelled"), ended_at__isnull=False),
                name="an_ended_job_says_when",
            ),
        )
        indexes = (models.Index(fields=["state", "id"], name="jobs_in_turn"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def percent(self) -> int | None:
        """How far it is, in whole per cent; None where the whole is not known."""
        return None if not self.total else min(100, self.done * 100 // self.total)
