"""What the national system said in its last export, which is the authority; ours mirrors it."""

from django.db import models

from dingdian.records.registry.household import BEGINNING
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
