"""Who belongs to which household, and where it lives: deaths, joining, moves, splits, merges."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.act import Act, household_on, path_of
from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.ending import end, end_where_nobody_is_left, nothing_after
from dingdian.records.registry.entering import admit, require_village, take_number
from dingdian.records.registry.household import Ended, Household
from dingdian.records.registry.person import Left, Member, MemberRound
from dingdian.records.registry.refusals import (
    NobodyLeft,
    NoLongerThere,
    NotADay,
    NotInThisHousehold,
    SameHousehold,
)
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.rounds import Span, changed, ended, span_on
from dingdian.records.registry.values import Values, checked

Relations = Mapping[int, str]
"""How members stand to the head of a household, by their key; nothing said is unknown."""


@transaction.atomic
def died(
    member: Member,
    *,
    on: date,
    household: Household,
    version: int,
    campaign: Campaign,
    by: User,
) -> Deed:
    """Somebody died: that day is their last, and the household's if nobody is left."""
    act = Act(Kind.DIED, on=on, campaign=campaign, by=by, households={household: version})
    touch = _go(act, member, household, until=on + timedelta(days=1))
    Member.objects.filter(pk=member.pk).update(died_on=on)
    touches = [touch, *end_where_nobody_is_left(act)]
    path, told = path_of(household), {"members": [member.key]}
    return act.finish(deed="entered a death", touches=touches, path=path, told=told)


@transaction.atomic
def member_leaves(
    member: Member,
    *,
    why: Left,
    on: date,
    household: Household,
    version: int,
    campaign: Campaign,
    by: User,
) -> Deed:
    """Somebody leaves the register on a day, which is the first that they do not belong here."""
    act = Act(Kind.LEFT, on=on, campaign=campaign, by=by, households={household: version})
    touch = _go(act, member, household, until=on)
    Member.objects.filter(pk=member.pk).update(left_on=on, left_why=Left(why))
    touches = [touch, *end_where_nobody_is_left(act)]
    path, told = path_of(household), {"members": [member.key], "why": Left(why).value}
    return act.finish(deed="entered a leaving", touches=touches, path=path, told=told)


@transaction.atomic
def member_joins(
    member: Member,
    *,
    household: Household,
    version: int,
    of: Household,
    of_version: int,
    on: date,
    campaign: Campaign,
    by: User,
    relation: str | None = None,
) -> Deed:
    """Somebody moves from one household, `of`, into another, and lives there from that day on."""
    if household == of:
        raise SameHousehold(household.number)
    seen = {household: version, of: of_version}
    act = Act(Kind.JOINED, on=on, campaign=campaign, by=by, households=seen)
    act.going_on(household)
    act.spans(household)
    _take_over(act, [member], of=of, into=household, relations={member.key: relation or ""})
    touches = end_where_nobody_is_left(act)
    told = {"members": [member.key]}
    return act.finish(deed="entered a joining", touches=touches, path=path_of(household), told=told)


@transaction.atomic
def move_household(
    household: Household,
    *,
    village: Standing,
    on: date,
    version: int,
    campaign: Campaign,
    by: User,
) -> Deed | None:
    """A whole household moves to another village; None where it lives there already."""
    act = Act(Kind.MOVED, on=on, campaign=campaign, by=by, households={household: version})
    require_village(village, campaign)
    act.require(village.path)
    act.going_on(household)
    spans = act.spans(household)
    now = span_on(spans, on)
    if now is not None and now.values["place_id"] == village.place_id:
        act.deed.delete()
        return None
    values = {"place_id": village.place_id, "path": village.path}
    act.lay(spans, changed(spans, day=on, values=values))
    return act.finish(deed="moved a household", path=village.path, told={"to": village.code})


@transaction.atomic
def split_household(
    household: Household,
    *,
    number: str,
    members: Sequence[Member],
    on: date,
    version: int,
    campaign: Campaign,
    by: User,
    relations: Relations | None = None,
    fields: Values | None = None,
) -> Household:
    """Some members of a household become one of their own, in the same village, from a day on."""
    act = Act(Kind.SPLIT, on=on, campaign=campaign, by=by, households={household: version})
    act.going_on(household)
    now = span_on(act.spans(household), on)
    living = _living_in(household, on)
    if now is None or not members or not living - {one.pk for one in members}:
        raise NobodyLeft(household.number)
    made = take_number(act, number)
    admit(act, made, now.values["place_id"], now.values["path"], fields or {})
    _take_over(act, members, of=household, into=made, relations=relations or {})
    touches = end_where_nobody_is_left(act)
    told = {"members": [one.key for one in members]}
    act.finish(deed="split a household", touches=touches, path=now.values["path"], told=told)
    return made


@transaction.atomic
def merge_households(
    household: Household,
    *,
    version: int,
    into: Household,
    into_version: int,
    on: date,
    campaign: Campaign,
    by: User,
    relations: Relations | None = None,
) -> Household:
    """Everybody in a household goes over into another on a day, and the household ends."""
    if household == into:
        raise SameHousehold(into.number)
    seen = {household: version, into: into_version}
    act = Act(Kind.MERGED, on=on, campaign=campaign, by=by, households=seen)
    act.going_on(household)
    act.going_on(into)
    act.spans(into)
    spans = act.spans(household)
    nothing_after(spans, on)
    if MemberRound.objects.filter(household=household, undone_at=None, since__gt=on).exists():
        raise NotADay(on, first=_last_arrival(household))
    members = list(Member.objects.filter(pk__in=_living_in(household, on)))
    _take_over(act, members, of=household, into=into, relations=relations or {})
    touch = end(act, household, spans, on, Ended.MERGED, successor=into)
    told = {"members": [one.key for one in members]}
    act.finish(deed="merged households", touches=[touch], path=path_of(into), told=told)
    return into


def _go(act: Act, member: Member, household: Household, *, until: date) -> DeedTouch:
    """End the rounds of somebody who lives in a household on the day of the act."""
    (spans,) = act.member_spans(member).values()
    if household_on(spans, act.on) != household.pk:
        raise NotInThisHousehold(household.number, act.on)
    nothing_after(spans, act.on)
    if spans[-1].until is not None:
        raise NoLongerThere(household.number, spans[-1].until)
    if spans[0].since >= until:
        raise NotADay(act.on, first=spans[0].since)
    act.lay_members([(spans, ended(spans, day=until))])
    return act.remember(member=act.members[member.pk])


def _take_over(
    act: Act, members: Iterable[Member], *, of: Household, into: Household, relations: Relations
) -> None:
    """Let members live in another household from the day of the act on."""
    told = list(members)
    spans = act.member_spans(*told)
    changes = []
    for one in told:
        before = spans[one.pk]
        if household_on(before, act.on) != of.pk:
            raise NotInThisHousehold(of.number, act.on)
        _said_no_later(before, act.on)
        relation = relations.get(one.key) or None
        checked(act.campaign, "members", {"relation": relation}, on=act.on)
        values = {"household_id": into.pk, "relation": relation}
        changes.append((before, changed(before, day=act.on, values=values)))
    act.lay_members(changes)


def _said_no_later(spans: Sequence[Span], day: date) -> None:
    """Go on only where no later round says in which household somebody lives."""
    nothing_after([one for one in spans if "household_id" in one.said], day)


def _living_in(household: Household, day: date) -> set[int]:
    rows = MemberRound.objects.filter(holding_on(day), household=household)
    return set(rows.values_list("member_id", flat=True))


def _last_arrival(household: Household) -> date:
    rows = MemberRound.objects.filter(household=household, undone_at=None)
    return rows.order_by("-since").values_list("since", flat=True)[0]
