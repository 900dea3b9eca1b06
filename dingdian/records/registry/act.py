"""A deed in the doing: allowed, locked, held against the version its doer saw, remembered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.access.models import User
from dingdian.records.access.queries import scope_of
from dingdian.records.registry.comparing import changed_since
from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.laying import lay_many, spans_of
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.refusals import Changed, NoLongerThere, NotADay, NotAllowed
from dingdian.records.registry.rounds import Span, span_on
from dingdian.records.trail.actions import note

Changes = Sequence[tuple[Sequence[Span], Iterable[Span]]]


class Act:
    """One deed, from the check that it may be done to its entry in the trail.

    Households are locked in one order, so that two deeds never wait for each other.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        on: date,
        campaign: Campaign,
        by: User,
        households: Mapping[Household, int] | None = None,
        undoes: Deed | None = None,
    ) -> None:
        today = installation().today()
        if on > today:
            raise NotADay(on)
        self.on, self.campaign, self.by = on, campaign, by
        self.scope = scope_of(by, on=today, vintage=campaign.vintage, to=EDIT_REGISTRY)
        self.seen = {one.pk: version for one, version in (households or {}).items()}
        self.held = self._locked(self.seen)
        for one in self.held.values():
            self.require(path_of(one))
            if one.version != self.seen[one.pk]:
                raise Changed(one.number, *changed_since(one, self.seen[one.pk], on=today))
        self.deed = Deed.objects.create(
            kind=kind, happened_on=on, recorded_at=timezone.now(), by=by, undoes=undoes
        )
        self.members: dict[int, Member] = {}
        self.touched: dict[int, DeedTouch] = {}

    def require(self, path: str) -> None:
        """Go on only where a duty of today lets the doer change records at that path."""
        if not self.scope.sees(path):
            raise NotAllowed(path.rstrip("/").rpartition("/")[2])

    def live(self, household: Household) -> Household:
        """The household as it is now; raises NoLongerThere where it had ended by that day."""
        one = self.held[household.pk]
        if one.ended_on is not None and one.ended_on <= self.on:
            raise NoLongerThere(one.number, one.ended_on)
        return one

    def going_on(self, household: Household) -> Household:
        """The household as it is now; raises NoLongerThere where it has ended on any day."""
        one = self.held[household.pk]
        if one.ended_on is not None:
            raise NoLongerThere(one.number, one.ended_on)
        return one

    def spans(self, household: Household) -> list[Span]:
        """The live rounds of a household; raises NotADay for a day before the first."""
        rows = HouseholdRound.objects.filter(household=household, undone_at=None)
        return self._covering(spans_of(rows.select_for_update()))

    def member_spans(self, *members: Member) -> dict[int, list[Span]]:
        """The live rounds of some members, each a list by the member's number here."""
        found = {one.pk: one for one in _in_order(Member, [one.pk for one in members])}
        self.members |= found
        spans: dict[int, list[Span]] = {pk: [] for pk in found}
        rows = MemberRound.objects.filter(member__in=found, undone_at=None)
        for span in spans_of(rows.select_for_update()):
            spans[span.values["member_id"]].append(span)
        return spans

    def _covering(self, spans: list[Span]) -> list[Span]:
        if spans and spans[0].since > self.on:
            raise NotADay(self.on, first=spans[0].since)
        return spans

    def lay(self, before: Sequence[Span], after: Iterable[Span]) -> None:
        """Write what became of the rounds of one household."""
        lay_many(HouseholdRound.objects.all(), [(before, after)], self.deed)

    def lay_members(self, changes: Changes) -> None:
        """Write what became of the rounds of some members; their households are touched too."""
        told = [(before, list(after)) for before, after in changes]
        lay_many(MemberRound.objects.all(), told, self.deed)
        moved = [span for pair in told for spans in pair for span in spans]
        ahead = [
            one for one in moved if one.row is None or one.until is None or one.until > self.on
        ]
        self.bump({span.values["household_id"] for span in ahead})

    def bump(self, households: Iterable[int]) -> None:
        """Hold other households as well that what is done reaches."""
        self.held |= self._locked([pk for pk in households if pk not in self.held])

    def _locked(self, households: Iterable[int]) -> dict[int, Household]:
        return {one.pk: one for one in _in_order(Household, list(households))}

    def _count_up(self, household: Household) -> int:
        """The next version of a household; refused if somebody else counted meanwhile."""
        same = Household.objects.filter(pk=household.pk, version=household.version)
        if not same.update(version=F("version") + 1):
            raise Changed(household.number, *changed_since(household, 0, on=self.on))
        return household.version + 1

    def remember(
        self, *, household: Household | None = None, member: Member | None = None, sealed: str = ""
    ) -> DeedTouch:
        """Keep what stood on a household or member before it is written over."""
        before = BEFORE[Household if member is None else Member]
        subject = household or member
        told = {name: _plain(getattr(subject, name)) for name in before}
        return DeedTouch(
            deed=self.deed,
            household=household,
            member=member,
            before=told,
            before_sealed=sealed or None,
        )

    def finish(
        self,
        *,
        deed: str,
        touches: Iterable[DeedTouch] = (),
        told: Mapping[str, Any] | None = None,
        path: str,
    ) -> Deed:
        """Count up every household, remember what was touched, and leave one entry in the trail."""
        made = {(one.household_id, one.member_id): one for one in touches}
        for household in self.held.values():
            made.setdefault((household.pk, None), self.remember(household=household))
        for member in self.members.values():
            made.setdefault((None, member.pk), self.remember(member=member))
        for household in self.held.values():
            made[household.pk, None].version = self._count_up(household)
        DeedTouch.objects.bulk_create(made.values())
        self.deed.told = dict(told or {})
        self.deed.save(update_fields=["told"])
        keys = {"on": self.on.isoformat(), **self.deed.told}
        code = path.rstrip("/").rpartition("/")[2]
        note(by=self.by, deed=deed, subject=self.deed, place=code, told=keys)
        return self.deed


BEFORE: Mapping[type, tuple[str, ...]] = {
    Household: ("ended_on", "ended_why", "successor_id"),
    Member: ("died_on", "left_on", "left_why"),
}
"""What stands on a household or a member itself, and is put back when a deed is undone."""


def path_of(household: Household) -> str:
    """Where a household lives, or lived last: who may change it is asked there."""
    rows = HouseholdRound.objects.filter(household=household)
    live = rows.filter(undone_at=None).order_by("-since").first()
    last = live or rows.order_by("-pk").first()
    return "" if last is None else last.path


def household_on(spans: Sequence[Span], day: date) -> int | None:
    """In which household somebody with these rounds lives on a day."""
    span = span_on(spans, day)
    return None if span is None else span.values["household_id"]


def _in_order(model: Any, keys: list[int]) -> list[Any]:
    return list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
