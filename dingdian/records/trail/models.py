"""An entry of the trail, and the head that knows how many there must be."""

from django.db import models


class Entry(models.Model):
    """One deed, or one batch of them: by whom, to what, sealed onto the entry before it.

    Numbers run without a gap from 1. `told` holds codes and keys, never a name, phone or ID number.
    The database refuses to change or delete an entry.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    place = models.CharField(max_length=12, blank=True)
    told = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=["subject", "number"], name="trail_of_a_subject"),
            models.Index(fields=["place", "number"], name="trail_of_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.subject}"


class Head(models.Model):
    """The one row that says where the trail ends; who writes an entry holds it."""

    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="the_trail_has_one_head"),
        )

    def __str__(self) -> str:
        return f"the trail ends at {self.number}"
