"""What differs between two states of a household: between two days, or since somebody looked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.person import MemberRound
from dingdian.records.registry.refusals import Difference, Doing
from dingdian.records.registry.round import Round, holding_on
from dingdian.records.registry.values import fields_of
from dingdian.records.secrecy.fields import SHOWN, Sealed

Row = TypeVar("Row", bound=Round)
PLACE, HERE = "place", "household"
"""The two fields that no fact declares: where a household lives, and that a member is in it."""


def differences(
    was: HouseholdRound | None,
    now: HouseholdRound | None,
    members_were: Iterable[MemberRound],
    members_are: Iterable[MemberRound],
) -> list[Difference]:
    """Field by field what differs: of the household, then of each member that was or is in it."""
    before = {one.member.key: one for one in members_were}
    after = {one.member.key: one for one in members_are}
    found = list(_of_rows(was, now, (PLACE, *fields_of("households"))))
    for key in dict.fromkeys((*before, *after)):
        found += _of_member(before.get(key), after.get(key), key)
    return found


def changed_since(
    household: Household, version: int, *, on: date
) -> tuple[list[Doing], list[Difference]]:
    """Who did what since the household had that version, and what differs now by it."""
    touches = DeedTouch.objects.filter(household=household, version__gt=version)
    deeds = [one.deed for one in touches.select_related("deed__by").order_by("version")]
    if not deeds:
        return [], []
    first = deeds[0]
    told = differences(
        _last(_before(HouseholdRound.objects.filter(household=household), first, on)),
        HouseholdRound.objects.filter(holding_on(on), household=household).first(),
        _each_last(_before(_members(household), first, on)),
        _members(household).filter(holding_on(on)),
    )
    return [_doing(one) for one in deeds], [*told, *_corrected(deeds)]


def _members(household: Household) -> QuerySet[MemberRound]:
    return MemberRound.objects.filter(household=household).select_related("member")


def _before(rows: QuerySet[Row], deed: Deed, on: date) -> QuerySet[Row]:
    """The rounds that held on a day as it was known just before a deed, the last laid last."""
    known = Q(laid_by__lt=deed.pk) & (Q(undone_at=None) | Q(undone_at__gte=deed.recorded_at))
    holding = Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))
    return rows.filter(known & holding).order_by("laid_by")


def _last(rows: Iterable[Row]) -> Row | None:
    return next(iter(list(rows)[::-1]), None)


def _each_last(rows: Iterable[MemberRound]) -> list[MemberRound]:
    return list({one.member_id: one for one in rows}.values())


def _of_rows(was: Round | None, now: Round | None, fields: Iterable[str]) -> Iterator[Difference]:
    for name in fields:
        before, after = _value(was, name), _value(now, name)
        if _plain(before) != _plain(after):
            yield Difference(name, _shown(before), _shown(after))


def _of_member(was: MemberRound | None, now: MemberRound | None, key: int) -> list[Difference]:
    if was is None or now is None:
        return [Difference(HERE, was is not None, now is not None, key)]
    found = _of_rows(was, now, fields_of("members"))
    return [Difference(one.field, one.was, one.now, key) for one in found]


def _value(row: Round | None, name: str) -> object:
    if row is None:
        return None
    return row.__dict__["place_id" if name == PLACE else name]


def _plain(value: object) -> object:
    return value.text if isinstance(value, Sealed) else value


def _shown(value: object) -> object:
    return SHOWN if isinstance(value, Sealed) else value


def _corrected(deeds: Iterable[Deed]) -> Iterator[Difference]:
    """Who a member is, where a deed corrected it: that it differs, and not from what."""
    told: Mapping[tuple[str, int], None] = dict.fromkeys(
        (name, key)
        for deed in deeds
        for name in deed.told.get("identity", ())
        for key in deed.told.get("members", ())
    )
    return (Difference(name, SHOWN, SHOWN, key) for name, key in told)


def _doing(deed: Deed) -> Doing:
    by = "" if deed.by is None else deed.by.get_username()
    return Doing(Kind(deed.kind), by, deed.recorded_at, deed.happened_on)
