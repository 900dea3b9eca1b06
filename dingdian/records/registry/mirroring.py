"""The national system's last export: taken in whole, and held against what stands here.

The national system is the authority. What stands here and not there is "to be entered there" until
an export shows it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal, TypeVar

from django.db import transaction

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.access.models import User
from dingdian.records.access.queries import scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.registry.household import HouseholdRound
from dingdian.records.registry.laying import plain
from dingdian.records.registry.national import NationalMirror
from dingdian.records.registry.person import MemberRound
from dingdian.records.registry.refusals import NotAllowed
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.screen import HOUSEHOLD_SCREEN, MEMBER_SCREEN
from dingdian.records.registry.values import IDENTITY, checked
from dingdian.records.secrecy.fields import SHOWN
from dingdian.records.secrecy.masks import masked_account, masked_id, masked_phone
from dingdian.records.trail.actions import note

One = TypeVar("One")
AT_ONCE = 500
SEALED = ("name", "phone", "bank", "account", "sex", "born_on", "id_number", "ethnicity")
MASKS = {"id_number": masked_id, "phone": masked_phone, "account": masked_account}
What = Literal["differs", "not_there", "not_here"]


@dataclass(frozen=True, slots=True)
class Exported:
    """One row of an export: a household, or with a member number one of its members."""

    household_number: str
    village: str
    values: Mapping[str, Any]
    member_number: str = ""


@dataclass(frozen=True, slots=True)
class Unlike:
    """One field that the two systems tell differently; without a field, one lacks the whole row.

    What is sealed is masked, or only said to differ.
    """

    household_number: str
    member_number: str
    what: What
    field: str = ""
    ours: object = None
    theirs: object = None


@transaction.atomic
def take_in_export(
    rows: Iterable[Exported], *, exported_on: date, campaign: Campaign, by: User
) -> int:
    """Put an export in the place of the one before it, for the villages that the doer edits."""
    today = installation().today()
    scope = scope_of(by, on=today, vintage=campaign.vintage, to=EDIT_REGISTRY)
    codes = tuple(scope.codes)
    if not codes:
        raise NotAllowed(campaign.root)
    for code in codes:
        NationalMirror.objects.filter(village__begins=code).delete()
    taken = 0
    for some in _by(AT_ONCE, rows):
        made = [_mirror(one, exported_on, campaign) for one in some]
        outside = [one for one in made if not one.village.startswith(codes)]
        if outside:
            raise NotAllowed(outside[0].village)
        NationalMirror.objects.bulk_create(made)
        taken += len(made)
    told = {"exported_on": exported_on.isoformat(), "rows": taken}
    note(by=by, deed="took in an export", subject="registry.nationalmirror", told=told)
    return taken


def unlike(*, seen_by: Scope, on: date) -> Iterator[Unlike]:
    """What differs, household by household in the order of places, fields in that of the screens.

    A few queries for every five hundred households, whatever they hold.
    """
    live = HouseholdRound.objects.filter(holding_on(on)).select_related("household")
    ours = seen_by.over(live, path="path").order_by("path", "household__number")
    for some in _by(AT_ONCE, ours.iterator(AT_ONCE)):
        yield from _of_households(some, on)
    yield from _not_here(seen_by, on)


def _of_households(rounds: Sequence[HouseholdRound], on: date) -> Iterator[Unlike]:
    numbers = {one.household.number: one for one in rounds}
    theirs: dict[str, dict[str, NationalMirror]] = {}
    for one in NationalMirror.objects.filter(household_number__in=numbers):
        theirs.setdefault(one.household_number, {})[one.member_number] = one
    members: dict[int, list[MemberRound]] = {}
    living = MemberRound.objects.filter(
        holding_on(on), household__in=[one.household_id for one in rounds]
    )
    for row in living.select_related("member").order_by("member__number", "member"):
        members.setdefault(row.household_id, []).append(row)
    for number, ours in numbers.items():
        there = theirs.get(number, {})
        yield from _rows(number, "", _told_of(ours), there.pop("", None), HOUSEHOLD_SCREEN)
        for row in members.get(ours.household_id, ()):
            code = row.member.number or ""
            told = there.pop(code, None) if code else None
            yield from _rows(number, code, _told_of(row), told, MEMBER_SCREEN)
        for code in sorted(there):
            yield Unlike(number, code, "not_here")


def _rows(
    number: str,
    member: str,
    ours: Mapping[str, Any],
    theirs: NationalMirror | None,
    screen: Sequence[str],
) -> Iterator[Unlike]:
    if theirs is None:
        yield Unlike(number, member, "not_there")
        return
    told = theirs.values | json.loads(theirs.sealed or "{}")
    for name in screen:
        if name in told and _as_text(ours[name]) != _as_text(told[name]):
            shown = _shown(name, ours[name]), _shown(name, told[name])
            yield Unlike(number, member, "differs", name, *shown)


def _not_here(seen_by: Scope, on: date) -> Iterator[Unlike]:
    """What the export has in the villages that are seen, of households that are not here."""
    here = HouseholdRound.objects.filter(holding_on(on)).values("household__number")
    for code in sorted(seen_by.codes):
        there = NationalMirror.objects.filter(village__begins=code, member_number="")
        rows = there.exclude(household_number__in=here).order_by("village", "household_number")
        for number in rows.values_list("household_number", flat=True):
            yield Unlike(number, "", "not_here")


def _told_of(row: HouseholdRound | MemberRound) -> dict[str, Any]:
    if isinstance(row, HouseholdRound):
        return {name: plain(row.__dict__[name]) for name in HOUSEHOLD_SCREEN}
    who = {name: getattr(row.member, name) for name in IDENTITY}
    return who | {name: getattr(row, name) for name in MEMBER_SCREEN if name not in who}


def _mirror(one: Exported, exported_on: date, campaign: Campaign) -> NationalMirror:
    table: Literal["members", "households"] = "members" if one.member_number else "households"
    values = checked(campaign, table, one.values, on=exported_on)
    told = {name: _as_json(value) for name, value in values.items()}
    sealed = {name: told.pop(name) for name in SEALED if name in told}
    return NationalMirror(
        household_number=one.household_number,
        member_number=one.member_number,
        village=one.village,
        exported_on=exported_on,
        values=told,
        sealed=json.dumps(sealed) if sealed else None,
    )


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _as_text(value: object) -> object:
    """Both sides alike: a day as it is written, and blank as unknown."""
    told = _as_json(value)
    return None if told == "" else told


def _shown(name: str, value: Any) -> object:
    if value is None or name not in SEALED or name in ("name", "sex", "born_on", "ethnicity"):
        return _as_json(value)
    return MASKS[name](value) if name in MASKS else SHOWN


def _by(n: int, rows: Iterable[One]) -> Iterator[list[One]]:
    told = iter(rows)
    while some := list(islice(told, n)):
        yield some
