"""What a household earned in a period, part by part; what it comes to is computed."""

from django.db import models
from django.db.models import F

from dingdian.records.registry.deed import Deed
from dingdian.records.registry.household import Household

TRANSFERS = (
    "family_planning_fen",
    "minimum_living_fen",
    "extreme_support_fen",
    "pension_fen",
    "ecological_fen",
    "other_transfer_fen",
)
EARNED = ("wage_fen", "operating_fen", "property_fen", *TRANSFERS, "insurance_payout_fen")
SPENT = ("operating_cost_fen", "qualified_expense_fen")
PARTS = (*EARNED, *SPENT)


class Period(models.TextChoices):
    """Over which twelve months an income is added up."""

    POVERTY_YEAR = "poverty_year", "扶贫年度"
    ROLLING = "rolling", "识别前12个月"


class Income(models.Model):
    """One household's income of one period, in parts; net income is computed and never typed."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="incomes")
    period_start = models.DateField()
    period_end = models.DateField()
    kind = models.CharField(max_length=20, choices=Period)
    wage_fen = models.BigIntegerField(default=0)
    operating_fen = models.BigIntegerField(default=0)
    property_fen = models.BigIntegerField(default=0)
    family_planning_fen = models.BigIntegerField(default=0)
    minimum_living_fen = models.BigIntegerField(default=0)
    extreme_support_fen = models.BigIntegerField(default=0)
    pension_fen = models.BigIntegerField(default=0)
    ecological_fen = models.BigIntegerField(default=0)
    other_transfer_fen = models.BigIntegerField(default=0)
    operating_cost_fen = models.BigIntegerField(default=0)
    insurance_payout_fen = models.BigIntegerField(default=0)
    qualified_expense_fen = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField()
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+", db_index=False)
    replaced_by = models.ForeignKey(
        Deed, models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("household", "-period_end", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["household", "kind", "period_end"],
                condition=models.Q(undone_at=None),
                name="one_income_per_period",
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__gt=F("period_start")),
                name="an_income_has_a_period",
            ),
        )

    def __str__(self) -> str:
        return f"income of household {self.household_id} to {self.period_end}"

    @property
    def transfer_fen(self) -> int:
        """What was given: the sum of the transfers."""
        return self._sum(TRANSFERS)

    @property
    def net_fen(self) -> int:
        """What is left of what came in once the costs are taken off."""
        return self._sum(EARNED) - self._sum(SPENT)

    def _sum(self, parts: tuple[str, ...]) -> int:
        return sum(int(getattr(self, name)) for name in parts)

    def net_per_head_fen(self, persons: int) -> int | None:
        """What falls to each of so many persons, in whole fen; None where there is nobody."""
        return self.net_fen // persons if persons else None


def net_in_sql() -> models.expressions.Combinable:
    """The same net income, as the database computes it."""
    net: models.expressions.Combinable = F(EARNED[0])
    for name in EARNED[1:]:
        net = net + F(name)
    for name in SPENT:
        net = net - F(name)
    return net
