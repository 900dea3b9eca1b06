"""Asking the registry: how a household stood on a day, what changed, and what is proved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from dingdian.campaign.definition import Campaign
from dingdian.campaign.parameters import in_force
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Place, Standing
from dingdian.records.registry.comparing import differences
from dingdian.records.registry.deed import Deed
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.income import Income
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.refusals import Difference
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.standing_by import Guarantee, Helper, Proof
from dingdian.records.registry.village import VillageProfile

LINES = ("poverty_line", "monitoring_line")


@dataclass(frozen=True, slots=True)
class Earned:
    """An income with the number of persons it falls to, and the lines of its last day."""

    income: Income
    persons: int
    poverty_line: int | None
    monitoring_line: int | None

    @property
    def net_per_head_fen(self) -> int | None:
        """Net income per head, in whole fen; None where nobody lived there."""
        return self.income.net_per_head_fen(self.persons)

    @property
    def below_poverty_line(self) -> bool | None:
        """Whether it falls below the line; compared as wholes, so that no fen is lost."""
        return self._below(self.poverty_line)

    @property
    def below_monitoring_line(self) -> bool | None:
        """Whether it falls below the monitoring line."""
        return self._below(self.monitoring_line)

    def _below(self, line: int | None) -> bool | None:
        known = line is not None and self.persons
        return self.income.net_fen < (line or 0) * self.persons if known else None


@dataclass(frozen=True, slots=True)
class State:
    """A household on one day: how it stood, who lived in it, what they earned, who helped."""

    household: Household
    day: date
    round: HouseholdRound | None
    members: tuple[MemberRound, ...]
    earned: Earned | None
    helper: Helper | None


def households(*, seen_by: Scope, on: date) -> QuerySet[HouseholdRound]:
    """The households that somebody may see on a day, each by its round of that day."""
    live = HouseholdRound.objects.filter(holding_on(on)).select_related("household", "deed")
    return seen_by.over(live, path="path")


def household(number: str, *, seen_by: Scope) -> Household | None:
    """The household of that number, if it lives, or lived last, where somebody may look."""
    rows = HouseholdRound.objects.filter(household__number=number).select_related("household")
    last = rows.filter(undone_at=None).order_by("-since").first()
    return last.household if last is not None and seen_by.sees(last.path) else None


def member(key: int, *, seen_by: Scope) -> Member | None:
    """The member of that key, if the last household they lived in is seen."""
    rows = MemberRound.objects.filter(member__key=key, undone_at=None).order_by("-since")
    last = rows.select_related("member", "household").first()
    if last is None or household(last.household.number, seen_by=seen_by) is None:
        return None
    return last.member


def state_on(of: Household, day: date, *, campaign: Campaign) -> State:
    """How a household stood on a day, as it is known now; five queries."""
    round_ = HouseholdRound.objects.filter(holding_on(day), household=of).select_related("deed")
    incomes = Income.objects.filter(household=of, undone_at=None, period_end__lte=day)
    helping = Helper.objects.filter(household=of, undone_at=None, since__lte=day)
    latest = incomes.order_by("-period_end", "-pk").first()
    return State(
        household=of,
        day=day,
        round=round_.first(),
        members=tuple(members_on(of, day)),
        earned=None if latest is None else earned(latest, campaign=campaign),
        helper=helping.filter(Q(until=None) | Q(until__gt=day)).first(),
    )


def members_on(of: Household, day: date) -> QuerySet[MemberRound]:
    """Who lived in a household on a day, the head first, then by age."""
    rows = MemberRound.objects.filter(holding_on(day), household=of)
    first = Case(
        When(relation="head", then=Value(True)), default=False, output_field=BooleanField()
    )
    told = rows.select_related("member", "deed").alias(is_head=first)
    return told.order_by("-is_head", "member__born_on", "member")


def earned(income: Income, *, campaign: Campaign) -> Earned:
    """An income by the size of its household on its last day, with that day's lines."""
    on = income.period_end
    living = MemberRound.objects.filter(holding_on(on), household=income.household_id)
    lines = [in_force(campaign.parameters[name], on) for name in LINES]
    told = [None if one is None else one.value for one in lines]
    return Earned(income, living.count(), *told)


def changes_between(of: Household, first: date, last: date) -> list[Difference]:
    """Field by field, what of a household and of who lives in it differs between two days."""
    rounds = HouseholdRound.objects.filter(household=of)
    return differences(
        rounds.filter(holding_on(first)).first(),
        rounds.filter(holding_on(last)).first(),
        members_on(of, first),
        members_on(of, last),
    )


def rounds_of(of: Household) -> QuerySet[HouseholdRound]:
    """The rounds of a household side by side, the first one first."""
    live = HouseholdRound.objects.filter(household=of, undone_at=None)
    return live.select_related("deed__by", "place").order_by("since")


def deeds_of(of: Household) -> QuerySet[Deed]:
    """Everything that was done to a household, the latest first, what was undone among it."""
    return Deed.objects.filter(touches__household=of).select_related("by", "undone_by")


def proofs_of(of: Household, members: Iterable[Member], *, on: date) -> dict[str, list[Proof]]:
    """The proofs of each guarantee that stand on a day, the latest first."""
    whose = Q(household=of) | Q(member__in=list(members))
    rows = Proof.objects.filter(whose, undone_at=None, dated_on__lte=on)
    found: dict[str, list[Proof]] = {one.value: [] for one in Guarantee}
    for one in rows.select_related("member").order_by("-dated_on", "-pk"):
        found[one.guarantee].append(one)
    return found


def village_profile(place: Place, *, on: date) -> VillageProfile | None:
    """How a village stood on a day by what it says of itself."""
    rows = VillageProfile.objects.filter(holding_on(on), place=place)
    return rows.select_related("deed").first()


def village_version(place: Place) -> int:
    """How many deeds have described a village: what its form hands back."""
    return VillageProfile.objects.filter(place=place).values("laid_by").distinct().count()


def households_in(standing: Standing, *, on: date) -> QuerySet[HouseholdRound]:
    """The households that live in a place as it stands in any vintage.

    A village that went into another keeps its households: they are found through its successor.
    """
    rows = HouseholdRound.objects.filter(holding_on(on), place__in=places_within(standing))
    return rows.select_related("household", "deed")


def places_within(standing: Standing) -> Sequence[int]:
    """The places under a standing, and those that have none in its vintage and went into one."""
    vintage = standing.vintage
    within = Standing.objects.filter(vintage=vintage, path__begins=standing.path)
    found = set(within.values_list("place_id", flat=True))
    newest = found
    while newest:
        gone = Place.objects.filter(successor__in=newest).exclude(standings__vintage=vintage)
        newest = set(gone.values_list("pk", flat=True)) - found
        found |= newest
    return sorted(found)
