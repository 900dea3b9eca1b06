"""Taking a deed back, as long as nothing later builds upon it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.act import Act, path_of
from dingdian.records.registry.correcting import restore
from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.income import Income
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.refusals import LaterDeed, NotUndoable
from dingdian.records.registry.standing_by import Helper, Proof
from dingdian.records.registry.village import VillageProfile

NEVER = (Kind.LAID, Kind.UNDONE)
DAYS = ("ended_on", "died_on", "left_on")
"""What a touch remembers as a day, which JSON holds as a text."""


@transaction.atomic
def undo(deed: Deed, *, campaign: Campaign, by: User) -> Deed:
    """Take a deed back: every row is as it was before, and the undoing is a deed of its own."""
    deed = Deed.objects.select_for_update().get(pk=deed.pk)
    if deed.undone_at is not None or deed.kind in NEVER:
        raise NotUndoable(Kind(deed.kind))
    touches = list(deed.touches.select_related("household", "member"))
    households = {one.household: one.household.version for one in touches if one.household}
    act = Act(
        Kind.UNDONE,
        on=installation().today(),
        campaign=campaign,
        by=by,
        households=households,
        undoes=deed,
    )
    act.member_spans(*[one.member for one in touches if one.member])
    path = _path_of(deed, act)
    act.require(path)
    _refuse_if_built_upon(deed, act)
    remembered = [_remembered(act, one) for one in touches]
    _put_back(deed, act.deed)
    for one in touches:
        _restore(one)
    deed.undone_at, deed.undone_by = act.deed.recorded_at, by
    deed.save(update_fields=["undone_at", "undone_by"])
    told = {**deed.told, "undid": deed.kind}
    return act.finish(deed="undid a deed", touches=remembered, path=path, told=told)


def _path_of(deed: Deed, act: Act) -> str:
    """Where the deed was done: at the village it describes, or where its household lives."""
    if deed.kind != Kind.PROFILED:
        return path_of(next(iter(act.held.values())))
    here = Standing.objects.get(vintage=act.campaign.vintage, place=deed.told["place"])
    return here.path


def _refuse_if_built_upon(deed: Deed, act: Act) -> None:
    """Raises LaterDeed where a later deed, not undone, touched what this one touched."""
    described = Q(kind=Kind.PROFILED, told__place=deed.told.get("place", 0))
    touched = Q(touches__household__in=act.held) | Q(touches__member__in=act.members)
    later = (
        Deed.objects.filter(
            described if deed.kind == Kind.PROFILED else touched, pk__gt=deed.pk, undone_at=None
        )
        .exclude(pk=act.deed.pk)
        .exclude(kind=Kind.UNDONE)
        .order_by("-pk")
        .first()
    )
    if later is not None:
        raise LaterDeed(Kind(later.kind), later.recorded_at)


def _put_back(deed: Deed, undoing: Deed) -> None:
    """What the deed laid holds no more; what it replaced holds again."""
    held: Mapping[str, Any] = {
        "household__in": [one.household_id for one in deed.touches.all() if one.household_id],
    }
    of_members = {"member__in": [one.member_id for one in deed.touches.all() if one.member_id]}
    for model, of in ((HouseholdRound, held), (MemberRound, of_members), (Helper, held)):
        _turn(model, of, deed, undoing, laid="laid_by")
    _turn(Income, held, deed, undoing, laid="deed")
    at = undoing.recorded_at
    Proof.objects.filter(Q(**held) | Q(**of_members), deed=deed).update(undone_at=at)
    if deed.kind == Kind.PROFILED:
        place = {"place": deed.told.get("place")}
        _turn(VillageProfile, place, deed, undoing, laid="laid_by")


def _turn(
    model: type[Model], of: Mapping[str, Any], deed: Deed, undoing: Deed, *, laid: str
) -> None:
    rows = model._default_manager.filter(**of)
    rows.filter(undone_at=None, **{laid: deed}).update(undone_at=undoing.recorded_at)
    rows.filter(replaced_by=deed).update(undone_at=None, replaced_by=None)


def _remembered(act: Act, touch: DeedTouch) -> DeedTouch:
    if touch.member_id is not None:
        return act.remember(member=act.members[touch.member_id])
    return act.remember(household=act.held[touch.household_id or 0])


def _restore(touch: DeedTouch) -> None:
    told = {name: _day(name, value) for name, value in touch.before.items()}
    if touch.household is not None:
        Household.objects.filter(pk=touch.household.pk).update(**told)
    if touch.member is not None:
        Member.objects.filter(pk=touch.member.pk).update(**told)
        if touch.before_sealed is not None:
            restore(Member.objects.get(pk=touch.member.pk), touch.before_sealed)


def _day(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DAYS and value is not None else value
