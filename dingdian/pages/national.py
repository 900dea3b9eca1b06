"""The difference sheet: what the national system's last export says otherwise than we do.

It is the authority, and typed into by hand: the sheet is in the order of its screens, and what was
typed there is ticked off until the next export confirms it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from dingdian.lexicon.text import Text, same
from dingdian.pages.deeds import carried_out
from dingdian.pages.registry_words import NONE, SEALED, UNKNOWN, field_said, label_of
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.pages.villages import place_asked
from dingdian.records.access.allowed import EDIT_REGISTRY, READ_PERSONS
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import children, codes_on, members_of, paths_of, standing
from dingdian.records.registry.mirroring import SEALED as PERSONAL
from dingdian.records.registry.mirroring import Unlike, unlike
from dingdian.records.registry.models import HouseholdRound, NationalTick
from dingdian.records.registry.reading import exported_last, heads_of
from dingdian.records.registry.ticking import Line, tick_off, ticks_on
from dingdian.records.secrecy.fields import SHOWN

MOST = 500
"""So many lines stand on one sheet; who has more takes a village at a time."""
DEEPEST = ("township", "village")
"""Whose differences are looked for at once; above, a place is chosen first."""
APART = "|"
WHAT = {
    "not_there": Text("国家系统没有，待录入", "Not in the national system: to be entered there"),
    "not_here": Text("本系统没有，待核实", "Not here: to be looked into"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet in words."""

    one: Unlike
    label: Text
    ours: Text
    theirs: Text
    tick: NationalTick | None
    is_stale: bool

    @property
    def value(self) -> str:
        """How a form names the line."""
        return APART.join((self.one.household_number, self.one.member_number, self.one.field))


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one household, and by which key it is opened."""

    number: str
    round: HouseholdRound | None
    head: str
    rows: Sequence[Row]


@require_GET
@seen_by_viewer
def national(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The sheet of one township or village, or a choice of one."""
    must_be_allowed(viewer, READ_PERSONS)
    here = _place(request.GET, viewer)
    context: dict[str, Any] = {"here": here, "export": "pages:export-national"}
    if here is None or here.level not in DEEPEST:
        return render(request, "national/choose.html", context | {"within": within(here, viewer)})
    return render(request, "national/sheet.html", context | sheet(here, viewer))


@require_POST
@seen_by_viewer
def tick(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Tick off the lines that were sent, or take their ticks back."""
    must_be_allowed(viewer, EDIT_REGISTRY)
    here = _place(request.GET, viewer)
    lines = [Line(*said) for one in request.POST.getlist("line") if (said := _line(one))]
    off = request.POST.get("back") != "yes"
    says = (
        Text("已勾销 {n} 项。", "{n} ticked off.") if off else Text("已恢复 {n} 项。", "{n} back.")
    )
    answer = carried_out(
        request,
        lambda: tick_off(lines, off=off, campaign=viewer.campaign, by=viewer.user),
        says.fill(n=len(lines)),
        "pages:national",
    )
    if answer.status_code == 302 and here is not None:
        return redirect(f"{reverse('pages:national')}?under={here.code}")
    return answer


def sheet(here: Standing, viewer: Viewer) -> dict[str, Any]:
    """What the sheet of a place shows; it looks through its households, some hundreds at a time."""
    found = list(islice(unlike(seen_by=scope_at(here), on=viewer.on), MOST + 1))
    exported_on = exported_last(seen_by=scope_at(here))
    groups = grouped(found[:MOST], viewer, exported_on)
    rows = [row for group in groups for row in group.rows]
    return {
        "groups": groups,
        "n_fields": len(rows),
        "n_ticked": sum(row.tick is not None and not row.is_stale for row in rows),
        "more": len(found) > MOST,
        "most": MOST,
        "exported_on": exported_on,
        "villages": list(children(here)) if here.level == "township" else [],
        "may_tick": viewer.may(EDIT_REGISTRY, here.path),
    }


def grouped(found: Sequence[Unlike], viewer: Viewer, exported_on: date | None) -> list[Group]:
    """The differences by household in words; four queries, however many they are."""
    numbers = list(dict.fromkeys(one.household_number for one in found))
    ticks = ticks_on(numbers)
    heads = heads_of(numbers, seen_by=viewer.scope_to(READ_PERSONS), on=viewer.on)
    groups: list[Group] = []
    for number in numbers:
        rows = [
            _row(one, viewer, ticks, exported_on) for one in found if one.household_number == number
        ]
        round_, head = heads.get(number, (None, ""))
        groups.append(Group(number, round_, head, rows))
    return groups


def within(here: Standing | None, viewer: Viewer) -> list[Standing]:
    """The places among which somebody chooses whose sheet they want."""
    if here is not None:
        rows = members_of(here) if here.level == "zone" else children(here)
        return list(viewer.scope.over(rows, path="path"))
    codes = sorted(viewer.scope_to(READ_PERSONS).codes)
    found = (standing(code, vintage=viewer.vintage) for code in codes)
    return [one for one in found if one is not None]


def scope_at(here: Standing) -> Scope:
    """Where the sheet of a place looks."""
    return Scope(paths_of(here))


def _place(asked: QueryDict, viewer: Viewer) -> Standing | None:
    """The place asked for, or the only one of somebody's duty; refused where not to be read."""
    here = place_asked(asked, viewer)
    scope = viewer.scope_to(READ_PERSONS)
    if here is None and len(scope.paths) == 1:
        (path,) = scope.paths
        here = standing(codes_on(path)[-1], vintage=viewer.vintage)
    if here is not None and not scope.sees(here.path):
        raise Http404
    return here


def _row(
    one: Unlike, viewer: Viewer, ticks: dict[Line, NationalTick], exported_on: date | None
) -> Row:
    table = "members" if one.member_number else "households"
    label = WHAT.get(one.what) or label_of(viewer.campaign, table, one.field)  # type: ignore[arg-type]  # one of two tables
    tick = ticks.get(Line.of(one))
    stale = tick is not None and tick.exported_on != exported_on
    ours, theirs = (_said(one, value, viewer) for value in (one.ours, one.theirs))
    return Row(one, label, ours, theirs, tick, stale)


def _said(one: Unlike, value: object, viewer: Viewer) -> Text:
    """What one side says; what is personal comes masked already."""
    if one.what != "differs":
        return same("")
    if value is None:
        return UNKNOWN
    if value == SHOWN:
        return SEALED
    fact = viewer.campaign.facts["members" if one.member_number else "households"][one.field]
    if fact.sealed or one.field in PERSONAL:
        return fact.choices.get(str(value), same(str(value)))
    return NONE if value == "" else field_said(fact, value)


def _line(said: str) -> tuple[str, str, str] | None:
    parts = said.replace("\0", "").split(APART)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def every_row(here: Standing, viewer: Viewer) -> Iterator[tuple[Group, Row]]:
    """All lines of a place, for the file that goes out."""
    exported_on = exported_last(seen_by=scope_at(here))
    found = unlike(seen_by=scope_at(here), on=viewer.on)
    while some := list(islice(found, MOST)):
        for group in grouped(some, viewer, exported_on):
            for row in group.rows:
                yield group, row


def sheet_place(asked: QueryDict, viewer: Viewer) -> Standing:
    """The township or village whose sheet goes out."""
    here = _place(asked, viewer)
    if here is None or here.level not in DEEPEST:
        raise Http404
    return here
