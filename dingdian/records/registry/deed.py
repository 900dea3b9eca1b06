"""A deed of the registry: what happened on which day, entered when and by whom, undone or not."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from dingdian.records.secrecy.fields import SealedText

SOMEBODY = settings.AUTH_USER_MODEL
LATE_AFTER_DAYS = 7
"""An entry made later than so many days after what it tells of says so (补录)."""


class Kind(models.TextChoices):
    """What a deed did."""

    LAID = "laid", "载入"
    ENTERED = "entered", "登记户"
    CHANGED = "changed", "变更户信息"
    MEMBER_CHANGED = "member_changed", "变更成员信息"
    CORRECTED = "corrected", "更正身份信息"
    INCOME = "income", "核算收入"
    PROVED = "proved", "登记佐证"
    HELPED = "helped", "确定帮扶责任人"
    PROFILED = "profiled", "更新村情"
    BORN = "born", "出生"
    DIED = "died", "死亡"
    LEFT = "left", "迁出"
    JOINED = "joined", "转入"
    MOVED = "moved", "整户迁移"
    SPLIT = "split", "分户"
    MERGED = "merged", "并户"
    UNDONE = "undone", "撤销"


class Deed(models.Model):
    """Something that happened to households or members, as one person entered it.

    `told` holds keys and codes, never what points at a person. An undoing is a deed as well:
    `undoes` names what it undid, and nothing undoes an undoing.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    told = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undoing", db_index=False
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="a_deed_is_undone_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.UNDONE, undoes__isnull=False, undone_at=None)
                | (~models.Q(kind=Kind.UNDONE) & models.Q(undoes=None)),
                name="an_undoing_undoes_and_stays",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"

    @property
    def is_late(self) -> bool:
        """Whether it was entered so long after it happened that this is said (补录)."""
        return is_late(self.happened_on, timezone.localtime(self.recorded_at).date())


class DeedTouch(models.Model):
    """A household or a member that a deed touched, and what stood there before, for the undoing.

    `version` is what the household's version became. `before` holds days and codes; what a
    correction of somebody's identity replaced is sealed.
    """

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="touches")
    household = models.ForeignKey(
        "registry.Household", models.PROTECT, null=True, related_name="touches"
    )
    member = models.ForeignKey("registry.Member", models.PROTECT, null=True, related_name="touches")
    version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)
    before_sealed = SealedText(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(household=None, member__isnull=False, version=None)
                | models.Q(household__isnull=False, member=None, version__isnull=False),
                name="a_touch_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["deed", "household"], name="a_household_touched_once"),
            models.UniqueConstraint(fields=["deed", "member"], name="a_member_touched_once"),
        )

    def __str__(self) -> str:
        return f"deed {self.deed_id} on {self.household_id or self.member_id}"


def is_late(happened_on: date, recorded_on: date, *, after: int = LATE_AFTER_DAYS) -> bool:
    """Whether an entry of that day was made later than so many days after what it tells of."""
    return recorded_on - happened_on > timedelta(days=after)
