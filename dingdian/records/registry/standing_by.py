"""What stands by a household: the proof of its guarantees, and the person who helps it."""

from django.db import models

from dingdian.records.registry.deed import Deed
from dingdian.records.registry.household import Household
from dingdian.records.registry.person import Member
from dingdian.records.secrecy.fields import SealedText


class Guarantee(models.TextChoices):
    """What must be assured to everybody, each shown with its latest proof."""

    SCHOOLING = "schooling", "义务教育"
    INSURANCE = "insurance", "基本医疗"
    HOUSING = "housing", "住房安全"
    WATER = "water", "饮水安全"


OF_A_MEMBER = (Guarantee.SCHOOLING, Guarantee.INSURANCE)
"""The guarantees that are a person's own; the others are the household's."""


class Level(models.TextChoices):
    """Of which level a helper's unit is."""

    CITY = "city", "市直"
    COUNTY = "county", "县直"
    TOWNSHIP = "township", "乡直"
    VILLAGE = "village", "村"


class Proof(models.Model):
    """A dated document that shows how one guarantee stands; `says` names it, and nobody."""

    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="proofs")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="proofs")
    guarantee = models.CharField(max_length=20, choices=Guarantee)
    says = models.CharField(max_length=200)
    dated_on = models.DateField()
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    evidence_kind = models.CharField(max_length=100, blank=True)
    evidence_size = models.PositiveBigIntegerField(default=0)
    evidence_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-dated_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(household=None, member__isnull=False, guarantee__in=OF_A_MEMBER)
                | (
                    models.Q(household__isnull=False, member=None)
                    & ~models.Q(guarantee__in=OF_A_MEMBER)
                ),
                name="a_proof_is_of_whom_it_concerns",
            ),
        )

    def __str__(self) -> str:
        return f"{self.guarantee} proved on {self.dated_on}"


class Helper(models.Model):
    """The person who answers for a household (帮扶责任人), from a day until another."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="helpers")
    name = SealedText()
    name_blind = models.BigIntegerField(db_index=True)
    unit = models.CharField(max_length=100)
    unit_level = models.CharField(max_length=20, choices=Level)
    post = models.CharField(max_length=100, blank=True)
    phone = SealedText(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    laid_by = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    replaced_by = models.ForeignKey(
        Deed, models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("household", "since")
        constraints = (
            models.UniqueConstraint(
                fields=["household"],
                condition=models.Q(undone_at=None, until=None),
                name="one_helper_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="a_helper_helps_for_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"helper of household {self.household_id} from {self.since}"
