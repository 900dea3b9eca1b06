"""A form that somebody has begun and not sent."""

from django.conf import settings
from django.db import models

from dingdian.records.secrecy.fields import SealedText


class Draft(models.Model):
    """What somebody typed into one form about one subject, sealed, so that nothing is lost."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, blank=True)
    values = SealedText()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "form", "subject"], name="one_draft_per_form_and_subject"
            ),
        )

    def __str__(self) -> str:
        return f"{self.form} {self.subject}"
