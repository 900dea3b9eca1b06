"""One household in words: its rounds side by side, its guarantees with their proof, its deeds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dingdian.campaign.definition import Campaign, Fact
from dingdian.lexicon.text import Text, join, same
from dingdian.pages.registry_words import DEEDS, GUARANTEES, field_said, label_of, money
from dingdian.records.registry.income import SPENT, TRANSFERS
from dingdian.records.registry.models import (
    Deed,
    Guarantee,
    HouseholdRound,
    Kind,
    MemberRound,
    Proof,
)
from dingdian.records.registry.queries import Earned
from dingdian.records.registry.reading import LIGHTS, lag_of
from dingdian.records.registry.round import Round
from dingdian.records.registry.values import fields_of

NOT_TOLD = Text("未知", "unknown")
SIMPLE = ("wage_fen", "operating_fen", "property_fen", "insurance_payout_fen")


@dataclass(frozen=True, slots=True)
class Compared:
    """One field over all rounds: what each says, and whether it differs from the one before."""

    label: Text
    cells: Sequence[tuple[Text, bool]]

    @property
    def differs(self) -> bool:
        """Whether it ever changed."""
        return any(changed for _, changed in self.cells)

    @property
    def is_known(self) -> bool:
        """Whether any round says it."""
        return any(said != NOT_TOLD for said, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Assured:
    """One guarantee: its light, what it rests on, its latest proof and how many came before."""

    label: Text
    light: str
    says: Text
    proofs: Sequence[tuple[Proof, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """One deed in words; `lag` is how many days late it was entered, None where it was not."""

    deed: Deed
    what: Text
    fields: Text
    lag: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One line of an income: what it is, and what it came to in each period."""

    label: Text
    amounts: Sequence[Text]
    is_cost: bool = False


def compared(
    rounds: Sequence[Round], facts: Mapping[str, Fact], fields: Iterable[str]
) -> list[Compared]:
    """The fields of some rounds side by side, the first round first; those ever known."""
    found = [_compared(facts[name], [getattr(one, name) for one in rounds]) for name in fields]
    return [one for one in found if one.is_known]


def household_compared(rounds: Sequence[HouseholdRound], campaign: Campaign) -> list[Compared]:
    """All fields of a household over its rounds."""
    return compared(rounds, campaign.facts["households"], fields_of("households"))


def member_compared(rounds: Sequence[MemberRound], campaign: Campaign) -> list[Compared]:
    """All dated fields of a member over their rounds."""
    return compared(rounds, campaign.facts["members"], fields_of("members"))


def assured(
    row: HouseholdRound,
    members: Sequence[MemberRound],
    proofs: Mapping[str, Sequence[Proof]],
    campaign: Campaign,
) -> list[Assured]:
    """The four guarantees of a household as they stand, each with its dated proof."""
    names = {one.member_id: one.member.name for one in members}
    says = _rests_on(row, members, campaign)
    return [
        Assured(
            GUARANTEES[one],
            getattr(row, light),
            says[one],
            [(proof, names.get(proof.member_id or 0, "")) for proof in proofs[one.value]],
        )
        for one, light in LIGHTS.items()
    ]


def done(deeds: Iterable[Deed], campaign: Campaign, *, late_after: int) -> list[Done]:
    """Deeds in words, as they come."""
    return [_done(one, campaign, late_after) for one in deeds]


def parts(earned: Sequence[Earned], campaign: Campaign) -> list[Part]:
    """The parts of some incomes side by side, the costs last; what is nought in all is out."""
    facts = campaign.facts["incomes"]
    names = (*SIMPLE[:3], *TRANSFERS, SIMPLE[3], *SPENT)
    return [
        Part(
            facts[name].label,
            [money(getattr(one.income, name)) for one in earned],
            is_cost=name in SPENT,
        )
        for name in names
        if any(getattr(one.income, name) for one in earned)
    ]


def age_on(born_on: date | None, day: date) -> int | None:
    """Whole years of age on a day."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _compared(fact: Fact, values: Sequence[object]) -> Compared:
    before = (values[0], *values) if values else ()
    return Compared(
        fact.label,
        [
            (field_said(fact, value), value != was)
            for value, was in zip(values, before, strict=False)
        ],
    )


def _rests_on(
    row: HouseholdRound, members: Sequence[MemberRound], campaign: Campaign
) -> dict[Guarantee, Text]:
    household, member = campaign.facts["households"], campaign.facts["members"]
    at_school = [
        one for one in members if one.school_state and one.school_state != "not_of_school_age"
    ]
    of_each = Text("{name}：{state}", "{name}: {state}")
    schooling = [
        of_each.fill(
            name=one.member.name, state=field_said(member["school_state"], one.school_state)
        )
        for one in at_school
    ]
    insured = sum(one.insurance_state == "insured" for one in members)
    return {
        Guarantee.SCHOOLING: join(schooling, zh="；", en="; ")
        if schooling
        else Text("没有适龄儿童的记录", "nobody of school age is on record"),
        Guarantee.INSURANCE: Text("{n}人中{insured}人参保", "{insured} of {n} insured").fill(
            n=len(members), insured=insured
        ),
        Guarantee.HOUSING: join(
            [
                field_said(household[name], getattr(row, name))
                for name in ("housing_state", "house_grade")
                if getattr(row, name) is not None
            ]
            or [NOT_TOLD]
        ),
        Guarantee.WATER: join(
            [
                field_said(household[name], getattr(row, name))
                for name in ("safe_water", "water_source")
                if getattr(row, name) is not None
            ]
            or [NOT_TOLD]
        ),
    }


def _done(one: Deed, campaign: Campaign, late_after: int) -> Done:
    table = "households" if one.kind == Kind.CHANGED else "members"
    told = [*one.told.get("fields", ()), *one.told.get("identity", ())]
    labels = [label_of(campaign, table, name) for name in told]  # type: ignore[arg-type]  # one of two tables
    lag = lag_of(one, after=late_after)
    return Done(one, DEEDS[Kind(one.kind)], join(labels) if labels else same(""), lag)
