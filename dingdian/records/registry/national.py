"""What the national system said in its last export, which is the authority; ours mirrors it."""

from django.conf import settings
from django.db import models

from dingdian.records.registry.household import BEGINNING, Household
from dingdian.records.secrecy.fields import SealedText


class NationalMirror(models.Model):
    """One household or member as the last export has it; a household's row has no member number.

    `village` is its code there. `values` holds our keys and the values that point at nobody, and
    `sealed` the others, as JSON.
    """

    household_number = models.CharField(max_length=40)
    member_number = models.CharField(max_length=40, blank=True)
    village = models.CharField(max_length=12)
    exported_on = models.DateField()
    values = models.JSONField(default=dict)
    sealed = SealedText(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["household_number", "member_number"], name="mirrored_once"
            ),
        )
        indexes = (models.Index(fields=["village"], name="mirror_by_village", opclasses=BEGINNING),)

    def __str__(self) -> str:
        return f"{self.household_number} {self.member_number} as of {self.exported_on}"


class NationalTick(models.Model):
    """One line of the difference sheet that somebody says was entered in the national system.

    It holds for the export that showed the difference, and while the household's version stays.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="ticks")
    member_number = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=60, blank=True)
    exported_on = models.DateField(null=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["household", "member_number", "field"], name="ticked_off_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.household_id} {self.member_number} {self.field}"
