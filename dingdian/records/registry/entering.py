"""How a household and its members come onto the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from dingdian.campaign.definition import Campaign
from dingdian.lexicon.text import Text
from dingdian.records.places.models import Standing
from dingdian.records.registry.act import Act
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.laying import whole
from dingdian.records.registry.limits import hold_limits
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.refusals import NotAVillage, NotSaid, NumberTaken
from dingdian.records.registry.rounds import Span
from dingdian.records.registry.values import (
    IDENTITY,
    Values,
    checked,
    household_columns,
    identity_columns,
)

Row = TypeVar("Row", Household, Member)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who comes onto the register: who they are, and how they stand."""

    fields: Values = field(repr=False)
    number: str | None = None


def said(text: str, what: Text, limit: int) -> str:
    """A text without the blanks around it; refused where it says nothing, or too much."""
    told = text.strip()
    if not 0 < len(told) <= limit:
        raise NotSaid(what, limit)
    return told


def require_village(village: Standing, campaign: Campaign) -> None:
    """Go on only with a village of the campaign's vintage."""
    if village.level != "village" or village.vintage != campaign.vintage:
        raise NotAVillage(village.code)


def take_number(act: Act, number: str) -> Household:
    """The household of a free number; one whose entering was undone is taken up again."""
    told = said(number, Text("户编号", "The household number"), 40)
    known = Household.objects.select_for_update().filter(number=told).first()
    if known is None:
        known = _new(Household(number=told, version=0), told)
    elif known.rounds.filter(undone_at=None).exists():
        raise NumberTaken(told)
    act.held[known.pk] = known
    return known


def admit(act: Act, household: Household, place: int, path: str, fields: Values) -> None:
    """Lay the first round of a household."""
    told = checked(act.campaign, "households", fields, on=act.on)
    hold_limits("households", told, told)
    values = household_columns(told)
    at = {"household_id": household.pk, "place_id": place, "path": path}
    columns = whole(HouseholdRound, {**values, **at})
    act.lay([], [Span(act.on, None, columns, frozenset({*fields, "place_id"}))])


def begin_members(act: Act, household: Household, newcomers: Sequence[Newcomer]) -> None:
    """Lay the first rounds of those who come with a household."""
    for one in newcomers:
        begin_member(act, household, one)


def begin_member(
    act: Act, household: Household, newcomer: Newcomer, *, born_on: date | None = None
) -> Member:
    """Lay the first round of somebody."""
    given = checked(act.campaign, "members", newcomer.fields, on=act.on)
    who = {name: value for name, value in given.items() if name in IDENTITY}
    if born_on is not None:
        who["born_on"] = born_on
    dated = {name: value for name, value in given.items() if name not in IDENTITY}
    hold_limits("members", dated, dated)
    member = _member(act, newcomer.number, identity_columns(who))
    at = {"member_id": member.pk, "household_id": household.pk}
    columns = whole(MemberRound, {**dated, **at})
    first = Span(act.on, None, columns, frozenset({*dated, "household_id"}))
    act.lay_members([([], [first])])
    return member


def _member(act: Act, number: str | None, who: dict[str, Any]) -> Member:
    """A new member; one of that number whose entering was undone is taken up again."""
    if not who.get("name"):
        raise NotSaid(Text("姓名", "The name"), 60)
    known = number and Member.objects.select_for_update().filter(number=number).first()
    if not known:
        made = _new(Member(number=number or None, **who), number or "")
    elif known.rounds.filter(undone_at=None).exists():
        raise NumberTaken(number or "")
    else:
        made = known
        for name, value in who.items():
            setattr(made, name, value)
        made.save()
    act.members[made.pk] = made
    return made


def _new(row: Row, number: str) -> Row:
    """Save a new row under its number, which somebody may have taken in this moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise NumberTaken(number) from None
    return row
