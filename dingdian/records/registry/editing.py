"""What a form asks of the registry: the household it is about, who lives in it, what came since."""

import json
from datetime import date
from typing import Any

from dingdian.records.access.models import User
from dingdian.records.access.scope import Scope
from dingdian.records.registry.act import path_of
from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.draft import Draft
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.values import IDENTITY, fields_of


def household_of_key(key: int, *, seen_by: Scope) -> tuple[Household, str] | None:
    """The household of that key and the path where it lives, if it is seen."""
    found = Household.objects.filter(key=key).first()
    path = "" if found is None else path_of(found)
    return None if found is None or not seen_by.sees(path) else (found, path)


def round_on(of: Household, day: date) -> HouseholdRound | None:
    """How a household stood on a day."""
    rows = HouseholdRound.objects.filter(holding_on(day), household=of)
    return rows.select_related("place").first()


def member_round_of_key(key: int, *, on: date) -> MemberRound | None:
    """How the member of that key stood on a day, with the household they lived in."""
    rows = MemberRound.objects.filter(holding_on(on), member__key=key)
    return rows.select_related("member", "household").first()


def values_of(row: HouseholdRound | MemberRound) -> dict[str, Any]:
    """Every field of a round by its name, who a member is among them; what is sealed is opened."""
    if isinstance(row, HouseholdRound):
        return {name: getattr(row, name) for name in fields_of("households")}
    dated = {name: getattr(row, name) for name in fields_of("members")}
    return {name: getattr(row.member, name) for name in IDENTITY} | dated


def identity_at(of: Member, household: Household, version: int) -> dict[str, Any]:
    """Who a member was taken for when their household had that version; empty if still so."""
    since = Deed.objects.filter(touches__household=household, touches__version__gt=version)
    touches = DeedTouch.objects.filter(member=of, deed__in=since, before_sealed__isnull=False)
    first = touches.order_by("deed").first()
    told: dict[str, Any] = {} if first is None else json.loads(first.before_sealed or "{}")
    if told.get("born_on"):
        told["born_on"] = date.fromisoformat(told["born_on"])
    return told


def deeds_since(of: Household, version: int) -> list[Deed]:
    """What was done to a household since it had that version, the first first."""
    touches = DeedTouch.objects.filter(household=of, version__gt=version)
    return [one.deed for one in touches.select_related("deed__by").order_by("version")]


def last_deed(of: Household) -> Deed | None:
    """The last deed that was done to a household and still stands, if it can be undone."""
    deeds = Deed.objects.filter(touches__household=of, undone_at=None)
    return deeds.exclude(kind__in=(Kind.UNDONE, Kind.LAID)).order_by("-pk").first()


def deed_seen(number: int, *, seen_by: Scope) -> Deed | None:
    """The deed of that number, if every household that it touched is seen."""
    found = Deed.objects.filter(pk=number).select_related("by").first()
    touched = [] if found is None else households_touched(found)
    return found if touched and all(seen_by.sees(path_of(one)) for one in touched) else None


def households_touched(deed: Deed) -> list[Household]:
    """The households that a deed touched."""
    return list(Household.objects.filter(touches__deed=deed).order_by("pk"))


def members_touched(deed: Deed) -> list[Member]:
    """The members that a deed touched."""
    return list(Member.objects.filter(touches__deed=deed).order_by("pk"))


def draft_kept(user: User, *, form: str, subject: str) -> Draft | None:
    """What somebody began and did not send; nobody else's is ever asked for."""
    return Draft.objects.filter(user=user, form=form, subject=subject).first()


def typed_in(draft: Draft) -> dict[str, str]:
    """What was typed, by field."""
    return dict(json.loads(draft.values))
