"""Reading the registry as pages show it: a place's households in one look, or one with its past."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable, Exists, Subquery
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.campaign.parameters import in_force
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Place
from dingdian.records.registry.deed import Deed, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.income import Income
from dingdian.records.registry.national import NationalMirror
from dingdian.records.registry.person import MemberRound
from dingdian.records.registry.queries import LINES, Earned, households
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.standing_by import Guarantee, Helper
from dingdian.records.registry.village import VillageProfile

LIGHTS: Mapping[Guarantee, str] = {one: f"{one.value}_light" for one in Guarantee}
"""As what each guarantee's light stands beside a household's round."""
SCHOOL_AGE = (6, 17)
"""From which whole years on, and below which, somebody whose schooling nobody told is a gap."""
UNSAFE_GRADES = ("C", "D")


def households_lit(*, seen_by: Scope, on: date) -> QuerySet[HouseholdRound]:
    """The households that somebody may see on a day, each with the four lights of its guarantees.

    A light is what the household's own fields and those of its members say, the worst first: ill,
    then unreported, then well; "na" where a guarantee concerns nobody in it.
    """
    lit = {LIGHTS[one]: light for one, light in _lights(on).items()}
    return households(seen_by=seen_by, on=on).annotate(**lit)


def household_on(key: int, *, seen_by: Scope, on: date) -> HouseholdRound | None:
    """The household of that key by its round of a day, or its last one before, with its lights.

    It is seen where it lived on that day: who saw it elsewhere before sees it no more.
    """
    known = HouseholdRound.objects.filter(household__key=key, undone_at=None, since__lte=on)
    last = known.order_by("-since").values("pk")[:1]
    lit = {LIGHTS[one]: light for one, light in _lights(on).items()}
    rows = HouseholdRound.objects.filter(pk=Subquery(last)).annotate(**lit)
    seen = seen_by.over(rows, path="path")
    return seen.select_related("household__successor", "deed", "place").first()


def member_on(
    key: int, *, seen_by: Scope, on: date
) -> tuple[list[MemberRound], HouseholdRound] | None:
    """The rounds of a member up to a day, the first one first, and the household of the last.

    Both are seen where that household lived on that day.
    """
    rows = MemberRound.objects.filter(member__key=key, undone_at=None, since__lte=on)
    rounds = list(rows.select_related("member", "household", "deed__by").order_by("since"))
    if not rounds:
        return None
    home = household_on(rounds[-1].household.key, seen_by=seen_by, on=on)
    return None if home is None else (rounds, home)


def late_by(days: int) -> Q:
    """The rounds that were entered more than so many days after what they tell of (补录).

    What was loaded whole was entered elsewhere, nobody here knows when: it is not late.
    """
    after = F("deed__happened_on") + timedelta(days=days)
    return Q(deed__recorded_at__date__gt=after) & ~Q(deed__kind=Kind.LAID)


def lag_of(deed: Deed, *, after: int) -> int | None:
    """How many days late a deed was entered, as late_by says; None for one that was not."""
    lag = (timezone.localtime(deed.recorded_at).date() - deed.happened_on).days
    return lag if lag > after and deed.kind != Kind.LAID else None


def living_in(of: Collection[int], *, on: date) -> dict[int, list[MemberRound]]:
    """Who lives in each of some households on a day, the head first, then by age; one query."""
    found: dict[int, list[MemberRound]] = {pk: [] for pk in of}
    rows = MemberRound.objects.filter(holding_on(on), household__in=of).select_related("member")
    is_head = Case(When(relation="head", then=True), default=False, output_field=BooleanField())
    for one in rows.alias(is_head=is_head).order_by("-is_head", "member__born_on", "member"):
        found[one.household_id].append(one)
    return found


def earned_by(
    of: Collection[int], *, on: date, campaign: Campaign
) -> dict[int, tuple[Earned, ...]]:
    """What each of some households earned in the periods that ended by a day, the latest first.

    Two queries, however many they are.
    """
    found: dict[int, list[Income]] = {pk: [] for pk in of}
    rows = Income.objects.filter(household__in=of, undone_at=None, period_end__lte=on)
    for one in rows.select_related("deed").order_by("-period_end", "-pk"):
        found[one.household_id].append(one)
    lived = _lived_in([pk for pk, incomes in found.items() if incomes])
    return {
        pk: tuple(_earned(one, lived.get(pk, ()), campaign) for one in incomes)
        for pk, incomes in found.items()
    }


def helper_on(of: Household, on: date) -> Helper | None:
    """Who answers for a household on a day."""
    rows = Helper.objects.filter(household=of, undone_at=None, since__lte=on)
    return rows.filter(Q(until=None) | Q(until__gt=on)).first()


def heads_of(
    numbers: Collection[str], *, seen_by: Scope, on: date
) -> dict[str, tuple[HouseholdRound, str]]:
    """The households of these numbers that are seen, each with its head's name; two queries."""
    rows = households(seen_by=seen_by, on=on).filter(household__number__in=numbers)
    found = {one.household_id: one for one in rows}
    heads = MemberRound.objects.filter(holding_on(on), household__in=found, relation="head")
    names = {one.household_id: one.member.name for one in heads.select_related("member")}
    return {one.household.number: (one, names.get(pk, "")) for pk, one in found.items()}


def exported_last(*, seen_by: Scope) -> date | None:
    """The day of the last export that was taken in for the villages of a scope."""
    asked = Q(pk__in=[])
    for code in seen_by.codes:
        asked |= Q(village__begins=code)
    rows = NationalMirror.objects.filter(asked).order_by("-exported_on")
    return rows.values_list("exported_on", flat=True).first()


def profiles_of(place: Place, *, on: date) -> QuerySet[VillageProfile]:
    """What a village said of itself up to a day, the latest first."""
    rows = VillageProfile.objects.filter(place=place, undone_at=None, since__lte=on)
    return rows.select_related("deed__by").order_by("-since")


def _lived_in(of: Collection[int]) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = {}
    rows = MemberRound.objects.filter(household__in=of, undone_at=None)
    for pk, since, until in rows.values_list("household", "since", "until"):
        found.setdefault(pk, []).append((since, until))
    return found


def _earned(
    income: Income, lived: Sequence[tuple[date, date | None]], campaign: Campaign
) -> Earned:
    on = income.period_end
    persons = sum(since <= on and (until is None or until > on) for since, until in lived)
    lines = [in_force(campaign.parameters[name], on) for name in LINES]
    return Earned(income, persons, *(None if one is None else one.value for one in lines))


def _lights(on: date) -> dict[Guarantee, Combinable]:
    return {
        Guarantee.SCHOOLING: _of_members(
            on,
            ill=Q(school_state="dropped_out"),
            unknown=Q(school_state=None) & _of_school_age(on),
            well=Q(school_state__isnull=False) & ~Q(school_state="not_of_school_age"),
        ),
        Guarantee.INSURANCE: _of_members(
            on,
            ill=Q(insurance_state="uninsured"),
            unknown=Q(insurance_state=None),
            well=Q(insurance_state__isnull=False),
        ),
        Guarantee.HOUSING: _housing(),
        Guarantee.WATER: _water(),
    }


def _of_members(on: date, *, ill: Q, unknown: Q, well: Q) -> Combinable:
    living = MemberRound.objects.filter(holding_on(on), household=OuterRef("household"))
    return _light(
        When(Exists(living.filter(ill)), then=Value("ill")),
        When(Exists(living.filter(unknown)), then=Value("unreported")),
        When(Exists(living.filter(well)), then=Value("well")),
        otherwise="na",
    )


def _of_school_age(on: date) -> Q:
    """Those whose age may be that of compulsory education, or is not known."""
    youngest, oldest = (_years_before(on, years) for years in SCHOOL_AGE)
    born = Q(member__born_on__lte=youngest, member__born_on__gt=oldest)
    return born | Q(member__born_on=None)


def _years_before(on: date, years: int) -> date:
    """The same day so many years before; the last of February where there is none."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year - years, on.month, day)


def _housing() -> Combinable:
    """Three lawful states (graded safe, made safe, assured); without one the grade speaks."""
    contradicted = Q(housing_state="graded_safe", house_grade__in=UNSAFE_GRADES)
    unsafe = Q(housing_state=None, house_grade__in=UNSAFE_GRADES)
    return _light(
        When(Q(housing_state="not_safe") | contradicted, then=Value("ill")),
        When(housing_state__isnull=False, then=Value("well")),
        When(unsafe & (Q(lived_in=True) | Q(lived_in=None)), then=Value("ill")),
        When(house_grade__in=("A", "B"), then=Value("well")),
        otherwise="unreported",
    )


def _water() -> Combinable:
    """By what was found in whole, else by the four tests."""
    tests = ("water_quantity", "water_quality", "water_convenience", "water_reliability")
    failed, passed = Q(), Q()
    for one in tests:
        failed |= Q(**{one: False})
        passed &= Q(**{one: True})
    return _light(
        When(safe_water=False, then=Value("ill")),
        When(safe_water=True, then=Value("well")),
        When(failed, then=Value("ill")),
        When(passed, then=Value("well")),
        otherwise="unreported",
    )


def _light(*when: When, otherwise: str) -> Combinable:
    return Case(*when, default=Value(otherwise), output_field=CharField())
