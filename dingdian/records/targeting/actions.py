"""Keeping a run, what people say beside it, and the announcement that makes the list final."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.lexicon.text import Text
from dingdian.records.access.allowed import (
    ANNOUNCE,
    CONFIRM_NOMINATION,
    DECIDE,
    NOMINATE,
    OVERRIDE,
)
from dingdian.records.access.models import User
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.targeting.beyond import lay_rows_beyond
from dingdian.records.targeting.models import (
    Announced,
    Announcement,
    Nomination,
    Override,
    Profile,
    Run,
    Sealed,
    State,
    Target,
)
from dingdian.records.targeting.permission import has, path_of_the_whole, require
from dingdian.records.targeting.queries import current_run
from dingdian.records.targeting.queries import targets as targets_of
from dingdian.records.targeting.refusals import (
    NoLongerOpen,
    NoSuchArea,
    NotAllowed,
    NotASecondPerson,
    NothingToAnnounce,
    NotOfThisClass,
    NotSaid,
    NotTheCurrentRun,
    NumberUsed,
    StandsAlready,
    UndecidedTie,
)
from dingdian.records.trail.actions import note

Row = TypeVar("Row", Profile, Target)
Said = TypeVar("Said", Nomination, Override)

AT_ONCE = 1_000
STATES = {
    State.NOMINATED: Text("待确认", "open"),
    State.CONFIRMED: Text("已确认", "confirmed"),
    State.REFUSED: Text("未予确认", "refused"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}
REASON, DOCUMENT = Text("理由", "The reason"), Text("文件", "The document")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document in words, and the uploaded file that shows it, if there is one."""

    says: str
    sha256: str = ""
    kind: str = ""
    size: int = 0
    name: str = ""


@transaction.atomic
def keep(
    run: Run,
    *,
    body: bytes,
    profiles: Iterable[Profile],
    targets: Iterable[Target],
    by: User | None,
) -> Run:
    """Keep a run with its sealed decision and its rows; `by` is None where the program acts.

    The same decision is kept once: where it is the current run already nothing changes, and an
    earlier one becomes the current run again.
    """
    whole = path_of_the_whole(run.vintage)
    if by is not None:
        require(by, DECIDE, path=whole, vintage=run.vintage)
    known = Run.objects.filter(digest=run.digest).first()
    if known is not None:
        return _kept_again(known, by)
    run.kept_at, run.kept_by = timezone.now(), by
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:  # somebody else kept the same in this moment
        return Run.objects.get(digest=run.digest)
    Sealed.objects.create(run=run, body=gzip.compress(body, mtime=0))
    Profile.objects.bulk_create(_each_of(run, profiles), batch_size=AT_ONCE)
    Target.objects.bulk_create(_each_of(run, targets), batch_size=AT_ONCE)
    lay_rows_beyond(run)
    note(by=by, deed="kept a run", subject=run, told={"digest": run.digest, "rows": run.rows})
    return run


def _kept_again(run: Run, by: User | None) -> Run:
    if current_run(run.campaign) != run:
        run.kept_at, run.kept_by = timezone.now(), by
        run.save(update_fields=["kept_at", "kept_by"])
        lay_rows_beyond(run)
        note(by=by, deed="kept a run again", subject=run, told={"digest": run.digest})
    return run


def _each_of(run: Run, rows: Iterable[Row]) -> list[Row]:
    told = list(rows)
    for row in told:
        row.run = run
    return told


@transaction.atomic
def nominate(
    standing: Standing, *, campaign: Campaign, area: str, says: str, evidence: Evidence, by: User
) -> Nomination:
    """Put a place forward for a weakness in one area; it counts once a second person confirms."""
    require(by, NOMINATE, path=standing.path, vintage=standing.vintage)
    known = {
        branch.code: target
        for target in campaign.classes
        for branch in target.branches
        if branch.nomination is not None
    }
    if area not in known:
        raise NoSuchArea(area, known)
    if known[area].level != standing.level:
        raise NotOfThisClass(code=standing.code, target_class=known[area].code)
    nomination = Nomination(
        campaign=campaign.code,
        vintage=standing.vintage,
        place_id=standing.place_id,
        code=standing.code,
        path=standing.path,
        area=area,
        says=_said(says, Text("情况说明", "What lacks"), 500),
        evidence_says=_said(evidence.says, Text("依据文件", "The evidence"), 200),
        evidence_sha256=evidence.sha256,
        evidence_kind=evidence.kind,
        evidence_size=evidence.size,
        evidence_name=evidence.name,
        nominated_by=by,
        nominated_at=timezone.now(),
    )
    _lay(nomination, standing.code, Text("申报", "nomination"))
    return _noted(nomination, by, "nominated a place")


@transaction.atomic
def confirm_nomination(nomination: Nomination, *, by: User) -> Nomination:
    """Confirm that the weakness is there; from the next run on it counts."""
    nomination = _to_decide(nomination, by)
    nomination.state = State.CONFIRMED
    nomination.decided_by, nomination.decided_at = by, timezone.now()
    nomination.save(update_fields=["state", "decided_by", "decided_at"])
    return _noted(nomination, by, "confirmed a nomination")


@transaction.atomic
def refuse_nomination(nomination: Nomination, *, why: str, by: User) -> Nomination:
    """Refuse a nomination, with the reason; the place may be nominated anew."""
    nomination = _to_decide(nomination, by)
    nomination.state, nomination.why = State.REFUSED, _said(why, REASON, 300)
    nomination.decided_by, nomination.decided_at = by, timezone.now()
    nomination.save(update_fields=["state", "why", "decided_by", "decided_at"])
    return _noted(nomination, by, "refused a nomination")


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, why: str, by: User) -> Nomination:
    """Take a nomination back: by who made it, by who may confirm it, or by the office."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    others = has(by, CONFIRM_NOMINATION, DECIDE, path=nomination.path, vintage=nomination.vintage)
    if nomination.nominated_by_id != by.pk and not others:
        raise NotAllowed(NOMINATE, code=nomination.code)
    if nomination.state not in (State.NOMINATED, State.CONFIRMED):
        raise NoLongerOpen(code=nomination.code, state=STATES[State(nomination.state)])
    nomination.state, nomination.why = State.WITHDRAWN, _said(why, REASON, 300)
    nomination.withdrawn_by, nomination.withdrawn_at = by, timezone.now()
    nomination.save(update_fields=["state", "why", "withdrawn_by", "withdrawn_at"])
    return _noted(nomination, by, "withdrew a nomination")


def _to_decide(nomination: Nomination, by: User) -> Nomination:
    """The nomination as it is now, open, with somebody who may decide it and did not make it."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    require(by, CONFIRM_NOMINATION, path=nomination.path, vintage=nomination.vintage)
    if nomination.state != State.NOMINATED:
        raise NoLongerOpen(code=nomination.code, state=STATES[State(nomination.state)])
    if nomination.nominated_by_id == by.pk:
        raise NotASecondPerson(code=nomination.code)
    return nomination


@transaction.atomic
def override(
    standing: Standing,
    *,
    campaign: Campaign,
    target_class: str,
    admits: bool,
    reason: str,
    document: str,
    by: User,
) -> Override:
    """Ask that a place be in or out whatever was computed; counts once a second person confirms."""
    require(by, OVERRIDE, path=standing.path, vintage=standing.vintage)
    levels = {target.code: target.level for target in campaign.classes}
    if levels.get(target_class) != standing.level:
        raise NotOfThisClass(code=standing.code, target_class=target_class)
    asked = Override(
        campaign=campaign.code,
        target_class=target_class,
        vintage=standing.vintage,
        place_id=standing.place_id,
        code=standing.code,
        path=standing.path,
        admits=admits,
        reason=_said(reason, REASON, 500),
        document=_said(document, DOCUMENT, 200),
        asked_by=by,
        asked_at=timezone.now(),
    )
    _lay(asked, standing.code, Text("另行决定", "override"))
    run = current_run(campaign.code)
    if run is not None:
        lay_rows_beyond(run)
    return _noted(asked, by, "asked for an override")


@transaction.atomic
def confirm_override(asked: Override, *, by: User) -> Override:
    """Confirm, as a second person, what the office wants decided; from now on it counts."""
    asked = _standing_override(asked, by)
    if asked.confirmed_at is not None:
        raise NoLongerOpen(code=asked.code, state=STATES[State.CONFIRMED])
    if asked.asked_by_id == by.pk:
        raise NotASecondPerson(code=asked.code)
    asked.confirmed_by, asked.confirmed_at = by, timezone.now()
    asked.save(update_fields=["confirmed_by", "confirmed_at"])
    return _noted(asked, by, "confirmed an override")


@transaction.atomic
def withdraw_override(asked: Override, *, by: User) -> Override:
    """Take an override back; what was computed speaks again."""
    asked = _standing_override(asked, by)
    asked.withdrawn_by, asked.withdrawn_at = by, timezone.now()
    asked.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return _noted(asked, by, "withdrew an override")


def _standing_override(asked: Override, by: User) -> Override:
    """The override as it is now, not withdrawn, with somebody who may decide such."""
    asked = Override.objects.select_for_update().get(pk=asked.pk)
    require(by, OVERRIDE, path=asked.path, vintage=asked.vintage)
    if asked.withdrawn_at is not None:
        raise NoLongerOpen(code=asked.code, state=STATES[State.WITHDRAWN])
    return asked


@transaction.atomic
def announce(run: Run, *, document: str, title: str, on: date, by: User) -> Announcement:
    """Make the list final by a document: what is in now is frozen, place by place."""
    whole = path_of_the_whole(run.vintage)
    require(by, ANNOUNCE, path=whole, vintage=run.vintage)
    document = _said(document, Text("文号", "The document number"), 120)
    title = _said(title, Text("标题", "The title"), 200)
    if current_run(run.campaign) != run:
        raise NotTheCurrentRun
    found = targets_of(run, seen_by=Scope(frozenset({whole})))
    tied = [one.name for one in found.filter(decided=None)]
    if tied:
        raise UndecidedTie(tied)
    listed = list(found.filter(decided=True))
    if not listed:
        raise NothingToAnnounce
    made = Announcement(
        run=run,
        document=document,
        title=title,
        announced_on=on,
        announced_by=by,
        announced_at=timezone.now(),
    )
    _announce_under(made)
    Announced.objects.bulk_create([_announced(made, one) for one in listed], batch_size=AT_ONCE)
    told = {"document": document, "run": run.pk, "places": len(listed)}
    note(by=by, deed="announced the list", subject=made, told=told)
    return made


def _announce_under(made: Announcement) -> None:
    """Save the announcement under its number, which nobody may have used."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise NumberUsed(made.document) from None


def _announced(announcement: Announcement, target: Target) -> Announced:
    return Announced(
        announcement=announcement,
        target_class=target.target_class,
        place_id=target.place_id,
        code=target.code,
        name=target.name,
        path=target.path,
        position=target.position,
    )


def _said(text: str, what: Text, limit: int) -> str:
    """A text without the blanks around it; refused where it says nothing, or too much."""
    said = text.strip()
    if not 0 < len(said) <= limit:
        raise NotSaid(what, limit)
    return said


def _lay(row: Model, code: str, what: Text) -> None:
    """Save a new row; where the same stands already, say so instead of failing."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise StandsAlready(code=code, what=what) from None


def _noted(row: Said, by: User, deed: str) -> Said:
    """Leave the deed in the trail: codes alone, never what people wrote."""
    told = {"campaign": row.campaign, "about": row.about}
    note(by=by, deed=deed, subject=row, place=row.code, told=told)
    return row
