"""A household, and how it stood from day to day."""

from django.db import models

from dingdian.records.places.models import Place
from dingdian.records.registry.pseudonym import new_key
from dingdian.records.registry.round import Round, rules_of
from dingdian.records.secrecy.fields import SealedText

BEGINNING = ("varchar_pattern_ops",)
"""An index over a text whose beginning is asked; PostgreSQL alone must be told."""


class Ended(models.TextChoices):
    """Why a household is one no more."""

    NOBODY_LEFT = "nobody_left", "全户自然减少"
    MERGED = "merged", "并入他户"


class Household(models.Model):
    """Who lives and spends together, under one number; its `version` counts what was done to it.

    `number` is 户编号; `key` stands for it wherever nobody may know which household it is.
    """

    number = models.CharField(max_length=40, unique=True)
    key = models.BigIntegerField(unique=True, default=new_key)
    version = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=20, choices=Ended, null=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_why=None)
                | models.Q(ended_on__isnull=False, ended_why__isnull=False),
                name="a_household_ends_on_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(ended_why=Ended.MERGED),
                name="only_a_merged_household_is_succeeded",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("pk")),
                name="no_household_succeeds_itself",
            ),
        )

    def __str__(self) -> str:
        return self.number


class HouseholdFields(models.Model):
    """Every field of facts/households.toml that is not derived, under the same name."""

    house_grade = models.CharField(max_length=40, null=True)
    lived_in = models.BooleanField(null=True)
    safe_water = models.BooleanField(null=True)
    sanitary_latrine = models.BooleanField(null=True)
    villager_group = models.CharField(max_length=100, null=True)
    phone = SealedText(null=True)
    bank = SealedText(null=True)
    account = SealedText(null=True)
    identification_standard = models.CharField(max_length=40, null=True)
    household_kind = models.CharField(max_length=40, null=True)
    identified_year = models.PositiveSmallIntegerField(null=True)
    lifted_year = models.PositiveSmallIntegerField(null=True)
    exit_state = models.CharField(max_length=40, null=True)
    watch_class = models.CharField(max_length=40, null=True)
    watched_since = models.DateField(null=True)
    watch_risks = models.CharField(max_length=200, null=True)
    watch_support = models.CharField(max_length=40, null=True)
    risk_removed_on = models.DateField(null=True)
    risk_removal = models.CharField(max_length=40, null=True)
    labourless_backstop = models.BooleanField(null=True)
    main_cause = models.CharField(max_length=40, null=True)
    other_causes = models.CharField(max_length=200, null=True)
    military_family = models.BooleanField(null=True)
    one_child = models.BooleanField(null=True)
    two_daughters = models.BooleanField(null=True)
    food_assured = models.BooleanField(null=True)
    clothing_assured = models.BooleanField(null=True)
    dangerous_house = models.BooleanField(null=True)
    housing_state = models.CharField(max_length=40, null=True)
    house_structure = models.CharField(max_length=40, null=True)
    house_area_dm2 = models.PositiveIntegerField(null=True)
    farmland_li = models.PositiveIntegerField(null=True)
    irrigated_li = models.PositiveIntegerField(null=True)
    woodland_li = models.PositiveIntegerField(null=True)
    returned_woodland_li = models.PositiveIntegerField(null=True)
    orchard_li = models.PositiveIntegerField(null=True)
    pasture_li = models.PositiveIntegerField(null=True)
    water_surface_li = models.PositiveIntegerField(null=True)
    power_for_work = models.BooleanField(null=True)
    power_for_living = models.BooleanField(null=True)
    broadcasting = models.BooleanField(null=True)
    road_distance_m = models.PositiveIntegerField(null=True)
    road_kind = models.CharField(max_length=40, null=True)
    fuel = models.CharField(max_length=40, null=True)
    water_source = models.CharField(max_length=40, null=True)
    water_quantity = models.BooleanField(null=True)
    water_quality = models.BooleanField(null=True)
    water_convenience = models.BooleanField(null=True)
    water_reliability = models.BooleanField(null=True)
    in_cooperative = models.BooleanField(null=True)
    led_by_entrepreneur = models.BooleanField(null=True)
    relocated = models.BooleanField(null=True)

    class Meta:
        abstract = True


class HouseholdRound(HouseholdFields, Round):
    """Where a household lived, and how it stood, from one day until another.

    `path` is that of its place in the campaign's vintage: scope asks how it begins.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="rounds")
    place = models.ForeignKey(Place, models.PROTECT, related_name="household_rounds")
    path = models.CharField(max_length=80)
    phone_blind = models.BigIntegerField(null=True)
    account_blind = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("household", "since")
        constraints = rules_of("household", "rounds_of_a_household")
        indexes = (
            models.Index(
                fields=["path"],
                condition=models.Q(undone_at=None),
                name="household_round_by_path",
                opclasses=BEGINNING,
            ),
        )

    def __str__(self) -> str:
        return f"household {self.household_id} from {self.since}"
