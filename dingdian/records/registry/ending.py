"""How a household ends: with a merge, or with the last of its members."""

from collections.abc import Sequence
from datetime import date

from dingdian.records.registry.act import Act
from dingdian.records.registry.deed import DeedTouch
from dingdian.records.registry.household import Ended, Household, HouseholdRound
from dingdian.records.registry.laying import spans_of
from dingdian.records.registry.person import MemberRound
from dingdian.records.registry.refusals import LaterSaid
from dingdian.records.registry.rounds import Span, ended


def nothing_after(spans: Sequence[Span], day: date) -> None:
    """Go on only where no round begins after a day; raises LaterSaid with the first that does."""
    later = [one.since for one in spans if one.since > day]
    if later:
        raise LaterSaid(min(later))


def end_where_nobody_is_left(act: Act) -> list[DeedTouch]:
    """End each household of an act in which nobody lives any more, the day after the last did."""
    rows = MemberRound.objects.filter(household__in=act.held, undone_at=None)
    lived: dict[int, list[date | None]] = {}
    for pk, until in rows.values_list("household_id", "until"):
        lived.setdefault(pk, []).append(until)
    touches = []
    for pk, ends in lived.items():
        days = [one for one in ends if one is not None]
        if len(days) == len(ends) and act.held[pk].successor_id is None:
            touches += _end_on(act, act.held[pk], max(days))
    return touches


def end(
    act: Act,
    household: Household,
    spans: Sequence[Span],
    day: date,
    why: Ended,
    *,
    successor: Household | None = None,
) -> DeedTouch:
    """End a household on a day: the first on which it is one no more."""
    touch = act.remember(household=act.held[household.pk])
    act.lay(spans, ended(spans, day=day))
    ending = Household.objects.filter(pk=household.pk)
    ending.update(ended_on=day, ended_why=why, successor=successor)
    return touch


def _end_on(act: Act, household: Household, day: date) -> list[DeedTouch]:
    if household.ended_on == day:
        return []
    rows = HouseholdRound.objects.filter(household=household, undone_at=None)
    spans = spans_of(rows.select_for_update())
    nothing_after(spans, day)
    return [end(act, household, spans, day, Ended.NOBODY_LEFT)]
