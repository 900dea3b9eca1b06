"""Ticking off what was entered in the national system, until its next export confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.access.models import User
from dingdian.records.access.queries import scope_of
from dingdian.records.registry.mirroring import Unlike
from dingdian.records.registry.national import NationalMirror, NationalTick
from dingdian.records.registry.queries import households
from dingdian.records.trail.actions import note


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the difference sheet: of which household or member, and which field."""

    household_number: str
    member_number: str = ""
    field: str = ""

    @classmethod
    def of(cls, one: Unlike) -> "Line":
        """The line on which a difference stands."""
        return cls(one.household_number, one.member_number, one.field)


@transaction.atomic
def tick_off(lines: Iterable[Line], *, off: bool = True, campaign: Campaign, by: User) -> int:
    """Say of some lines that they were entered there, or that they were not; how many changed.

    A tick holds for one export and one state of the household: the next of either is looked at
    anew. Lines of households beyond the doer's duty are left as they are.
    """
    today = installation().today()
    scope = scope_of(by, on=today, vintage=campaign.vintage, to=EDIT_REGISTRY)
    wanted = set(lines)
    rows = households(seen_by=scope, on=today).filter(
        household__number__in={one.household_number for one in wanted}
    )
    here = {one.household.number: one for one in rows}
    theirs = dict(
        NationalMirror.objects.filter(household_number__in=here, member_number="").values_list(
            "household_number", "exported_on"
        )
    )
    gone, _ = NationalTick.objects.filter(
        pk__in=[pk for pk, line in _ticked(here) if line in wanted]
    ).delete()
    made = [
        NationalTick(
            household=here[one.household_number].household,
            member_number=one.member_number,
            field=one.field,
            exported_on=theirs.get(one.household_number),
            version=here[one.household_number].household.version,
            by=by,
            at=timezone.now(),
        )
        for one in sorted(wanted, key=str)
        if off and one.household_number in here
    ]
    NationalTick.objects.bulk_create(made)
    changed = len(made) or gone
    if changed:
        told = {"lines": changed, "off": off}
        note(by=by, deed="ticked off differences", subject="registry.nationaltick", told=told)
    return changed


def ticks_on(household_numbers: Iterable[str]) -> dict[Line, NationalTick]:
    """The ticks that still hold on the lines of some households; one query."""
    rows = NationalTick.objects.filter(household__number__in=list(household_numbers))
    return {
        Line(one.household.number, one.member_number, one.field): one
        for one in rows.select_related("household", "by")
        if one.version == one.household.version
    }


def _ticked(numbers: Iterable[str]) -> list[tuple[int, Line]]:
    rows = NationalTick.objects.filter(household__number__in=list(numbers))
    told = rows.values_list("pk", "household__number", "member_number", "field")
    return [(pk, Line(*line)) for pk, *line in told]
