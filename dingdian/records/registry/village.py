"""What a village reports of itself, from day to day, and not what is counted over its people."""

from django.db import models

from dingdian.records.places.models import Place
from dingdian.records.registry.round import Round, rules_of


class VillageFields(models.Model):
    """The fields of facts/villages.toml that are a village's own, under the same name."""

    agricultural_population = models.PositiveIntegerField(null=True)
    hardened_road = models.BooleanField(null=True)
    group_roads = models.BooleanField(null=True)
    bus = models.BooleanField(null=True)
    three_phase_power = models.BooleanField(null=True)
    broadband = models.BooleanField(null=True)
    leading_industry = models.BooleanField(null=True)
    cooperatives = models.PositiveIntegerField(null=True)
    collective_income_fen = models.BigIntegerField(null=True)
    waste_collected = models.BooleanField(null=True)
    public_toilet = models.BooleanField(null=True)
    clinic_qualified = models.BooleanField(null=True)
    culture_room = models.BooleanField(null=True)
    ecommerce_point = models.BooleanField(null=True)
    poor_village = models.CharField(max_length=40, null=True)
    village_lifted = models.BooleanField(null=True)
    village_lifted_year = models.PositiveSmallIntegerField(null=True)
    natural_villages = models.PositiveIntegerField(null=True)
    all_households = models.PositiveIntegerField(null=True)
    all_persons = models.PositiveIntegerField(null=True)
    registered_households = models.PositiveIntegerField(null=True)
    registered_persons = models.PositiveIntegerField(null=True)
    remaining_poor_households = models.PositiveIntegerField(null=True)
    minimum_living_households = models.PositiveIntegerField(null=True)
    minimum_living_persons = models.PositiveIntegerField(null=True)
    extreme_support_households = models.PositiveIntegerField(null=True)
    extreme_support_persons = models.PositiveIntegerField(null=True)
    labourers = models.PositiveIntegerField(null=True)
    out_workers = models.PositiveIntegerField(null=True)
    farmers_income_per_head_fen = models.BigIntegerField(null=True)
    power = models.BooleanField(null=True)
    mobile_network = models.BooleanField(null=True)
    water_short_households = models.PositiveIntegerField(null=True)
    primary_schools = models.PositiveIntegerField(null=True)
    clinics = models.PositiveIntegerField(null=True)
    qualified_doctors = models.PositiveIntegerField(null=True)
    waste_points = models.PositiveIntegerField(null=True)
    first_secretary_unit = models.CharField(max_length=100, null=True)
    first_secretary_since = models.DateField(null=True)
    team_unit = models.CharField(max_length=100, null=True)
    team_members = models.PositiveIntegerField(null=True)
    team_since = models.DateField(null=True)
    team_until = models.DateField(null=True)

    class Meta:
        abstract = True


class VillageProfile(VillageFields, Round):
    """How a village stood from one day until another."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="village_profiles")

    class Meta:
        ordering = ("place", "since")
        constraints = rules_of("place", "profiles_of_a_village")

    def __str__(self) -> str:
        return f"village {self.place_id} from {self.since}"
