"""What is entered of a household: itself, its fields and members, income, proofs and helper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from dingdian.campaign.definition import Campaign
from dingdian.lexicon.text import Text
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.act import Act, path_of
from dingdian.records.registry.correcting import Correction
from dingdian.records.registry.deed import Deed, Kind
from dingdian.records.registry.entering import (
    Newcomer,
    admit,
    begin_member,
    begin_members,
    require_village,
    said,
    take_number,
)
from dingdian.records.registry.helping import close_helpers
from dingdian.records.registry.household import Household
from dingdian.records.registry.income import PARTS, Income
from dingdian.records.registry.laying import differing
from dingdian.records.registry.person import Member
from dingdian.records.registry.refusals import (
    NoLongerThere,
    NoSuchField,
    NotAValue,
    NotInThisHousehold,
    NotOfThisKind,
)
from dingdian.records.registry.rounds import changed, span_on
from dingdian.records.registry.standing_by import OF_A_MEMBER, Guarantee, Helper, Level, Proof
from dingdian.records.registry.values import (
    IDENTITY,
    Values,
    checked,
    household_columns,
    kept_as,
)
from dingdian.records.secrecy.blinding import NAME, blind


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document in words that name nobody, and the uploaded file that shows it, if any."""

    says: str
    dated_on: date
    sha256: str = ""
    kind: str = ""
    size: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Helping:
    """Who answers for a household (帮扶责任人)."""

    name: str
    unit: str
    unit_level: Level
    post: str = ""
    phone: str = field(default="", repr=False)


@transaction.atomic
def enter_household(
    number: str,
    *,
    village: Standing,
    since: date,
    campaign: Campaign,
    by: User,
    fields: Values | None = None,
    members: Sequence[Newcomer] = (),
) -> Household:
    """Put a household on the register from a day on, with those who live in it."""
    act = Act(Kind.ENTERED, on=since, campaign=campaign, by=by)
    require_village(village, campaign)
    act.require(village.path)
    household = take_number(act, number)
    admit(act, household, village.place_id, village.path, fields or {})
    begin_members(act, household, members)
    act.finish(deed="entered a household", path=village.path, told={"members": len(members)})
    return household


@transaction.atomic
def change_household(
    household: Household,
    *,
    fields: Values,
    since: date,
    version: int,
    campaign: Campaign,
    by: User,
) -> Deed | None:
    """Say how a household stands from a day on; None where that is what stands there already."""
    act = Act(Kind.CHANGED, on=since, campaign=campaign, by=by, households={household: version})
    act.live(household)
    spans = act.spans(household)
    values = household_columns(checked(campaign, "households", fields, on=since))
    now = span_on(spans, since)
    if now is None:
        raise NoLongerThere(household.number, since)
    values = differing(now, values)
    if not values:
        act.deed.delete()
        return None
    act.lay(spans, changed(spans, day=since, values=values))
    told = {"fields": sorted(fields.keys() & values.keys())}
    return act.finish(deed="changed a household", path=now.values["path"], told=told)


@transaction.atomic
def change_member(
    member: Member,
    *,
    fields: Values,
    since: date,
    version: int,
    household: Household,
    campaign: Campaign,
    by: User,
) -> Deed | None:
    """Say how a member stands from a day on, and correct who they are; None where that stands.

    `version` is that of the household in which they lived on that day.
    """
    given = checked(campaign, "members", fields, on=since)
    identity = {name: value for name, value in given.items() if name in IDENTITY}
    dated = {name: value for name, value in given.items() if name not in IDENTITY}
    kind = Kind.CORRECTED if identity and not dated else Kind.MEMBER_CHANGED
    act = Act(kind, on=since, campaign=campaign, by=by, households={household: version})
    (spans,) = act.member_spans(member).values()
    now = span_on(spans, since)
    if now is None or now.values["household_id"] != household.pk:
        raise NotInThisHousehold(household.number, since)
    values = differing(now, dated)
    correction = Correction.of(act.members[member.pk], identity)
    if not values and not correction.differs:
        act.deed.delete()
        return None
    if values:
        act.lay_members([(spans, changed(spans, day=since, values=values))])
    touch = act.remember(member=act.members[member.pk], sealed=correction.was)
    correction.write()
    told: dict[str, Any] = {"fields": sorted(values), "identity": sorted(correction.differs)}
    told |= {"members": [member.key]}
    path = path_of(household)
    return act.finish(deed="changed a member", touches=[touch], path=path, told=told)


@transaction.atomic
def record_income(
    household: Household,
    *,
    parts: Mapping[str, int],
    period_start: date,
    period_end: date,
    kind: str,
    version: int,
    campaign: Campaign,
    by: User,
) -> Income:
    """Record what a household earned in a period; the same period's earlier record is replaced."""
    act = Act(Kind.INCOME, on=period_end, campaign=campaign, by=by, households={household: version})
    act.live(household)
    act.spans(household)
    facts = campaign.facts["incomes"]
    for name, value in {**parts, "kind": kind}.items():
        if name not in (*PARTS, "kind"):
            raise NoSuchField(name, PARTS)
        if kept_as(facts[name], value, on=period_end) is None:
            raise NotAValue(facts[name], period_end)
    if period_start >= period_end:
        raise NotAValue(facts["period_start"], period_end)
    before = Income.objects.filter(
        household=household, kind=kind, period_end=period_end, undone_at=None
    )
    before.update(undone_at=act.deed.recorded_at, replaced_by=act.deed)
    income = Income.objects.create(
        household=household,
        period_start=period_start,
        period_end=period_end,
        kind=kind,
        recorded_at=act.deed.recorded_at,
        deed=act.deed,
        **parts,
    )
    act.finish(deed="recorded an income", path=path_of(household), told={"period": kind})
    return income


@transaction.atomic
def record_proof(
    subject: Household | Member,
    *,
    guarantee: Guarantee,
    evidence: Evidence,
    household: Household,
    version: int,
    campaign: Campaign,
    by: User,
) -> Proof:
    """Record a dated document that shows how a guarantee of a household or a member stands."""
    on = evidence.dated_on
    act = Act(Kind.PROVED, on=on, campaign=campaign, by=by, households={household: version})
    act.live(household)
    member = subject if isinstance(subject, Member) else None
    if (member is not None) is not (guarantee in OF_A_MEMBER):
        raise NotOfThisKind
    if member is not None:
        (spans,) = act.member_spans(member).values()
        if household.pk not in {one.values["household_id"] for one in spans}:
            raise NotInThisHousehold(household.number, on)
    proof = Proof.objects.create(
        household=household if member is None else None,
        member=member,
        guarantee=guarantee,
        says=said(evidence.says, Text("佐证", "The proof"), 200),
        dated_on=on,
        evidence_sha256=evidence.sha256,
        evidence_kind=evidence.kind,
        evidence_size=evidence.size,
        evidence_name=evidence.name,
        recorded_at=act.deed.recorded_at,
        deed=act.deed,
    )
    act.finish(deed="recorded a proof", path=path_of(household), told={"guarantee": guarantee})
    return proof


@transaction.atomic
def assign_helper(
    household: Household,
    *,
    helping: Helping,
    since: date,
    version: int,
    campaign: Campaign,
    by: User,
) -> Helper:
    """Say who answers for a household from a day on; who did before does so until then."""
    act = Act(Kind.HELPED, on=since, campaign=campaign, by=by, households={household: version})
    act.live(household)
    act.spans(household)
    close_helpers(household, since, act.deed)
    helper = Helper.objects.create(
        household=household,
        name=said(helping.name, Text("姓名", "The name"), 60),
        name_blind=blind(helping.name.strip(), NAME),
        unit=said(helping.unit, Text("单位", "The unit"), 100),
        unit_level=Level(helping.unit_level),
        post=helping.post.strip()[:100],
        phone=helping.phone.strip() or None,
        since=since,
        recorded_at=act.deed.recorded_at,
        deed=act.deed,
        laid_by=act.deed,
    )
    act.finish(deed="assigned a helper", path=path_of(household))
    return helper


@transaction.atomic
def born(
    household: Household,
    *,
    child: Newcomer,
    on: date,
    version: int,
    campaign: Campaign,
    by: User,
) -> Member:
    """A child is born into a household, and lives in it from that day on."""
    act = Act(Kind.BORN, on=on, campaign=campaign, by=by, households={household: version})
    act.going_on(household)
    act.spans(household)
    member = begin_member(act, household, child, born_on=on)
    path = path_of(household)
    act.finish(deed="entered a birth", path=path, told={"members": [member.key]})
    return member
