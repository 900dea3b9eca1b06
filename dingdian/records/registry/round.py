"""What all rounds have in common: from when to when they hold, and which deeds laid them."""

from datetime import date

from django.db import models

from dingdian.records.registry.deed import Deed


class Round(models.Model):
    """How something stood from one day until another, as long as no deed says otherwise.

    `deed` said what it says first; `laid_by` wrote this row, perhaps only cutting an older one. A
    row that was replaced, or whose deed was undone, is kept with `undone_at`, and holds no more.
    `said` are the fields stated on its first day, in the order of the alphabet; the others go on.
    """

    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    laid_by = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    replaced_by = models.ForeignKey(
        Deed, models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)
    said = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def is_late(self) -> bool:
        """Whether what it says was entered long after the day it tells of (补录)."""
        return self.deed.is_late


def holding_on(day: date, *, at: str = "") -> models.Q:
    """The rounds that hold on a day; `at` leads to them from elsewhere, as in "rounds__"."""
    begun = models.Q(**{f"{at}undone_at": None, f"{at}since__lte": day})
    return begun & (models.Q(**{f"{at}until": None}) | models.Q(**{f"{at}until__gt": day}))


def rules_of(of: str, name: str) -> tuple[models.BaseConstraint, ...]:
    """What the database refuses: two live rounds from one day, two open ones, one without a day."""
    live = models.Q(undone_at=None)
    return (
        models.UniqueConstraint(fields=[of, "since"], condition=live, name=f"{name}_begin_once"),
        models.UniqueConstraint(
            fields=[of], condition=live & models.Q(until=None), name=f"{name}_open_once"
        ),
        models.CheckConstraint(
            condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
            name=f"{name}_last_a_day",
        ),
        models.CheckConstraint(
            condition=models.Q(replaced_by=None) | models.Q(undone_at__isnull=False),
            name=f"{name}_replaced_hold_no_more",
        ),
    )
