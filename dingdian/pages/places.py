"""The board of a place, from the city to the village."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.pages.charting import map_of
from dingdian.pages.naming import steps_down
from dingdian.pages.place_facts import facts_said, must_be_none, ratio_of
from dingdian.pages.remembering import remembered
from dingdian.pages.target_rows import shown
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.pages.village_words import village_profile
from dingdian.records.access.allowed import READ_PERSONS
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import children, members_of, paths_of, standing
from dingdian.records.targeting.models import Profile, Run
from dingdian.records.targeting.queries import current_run, profile, profiles, targets


@require_GET
@seen_by_viewer
@remembered
def place(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One place; what the viewer may not see is not there."""
    here = standing(code, vintage=viewer.vintage)
    if here is None or not viewer.scope.sees(here.path):
        raise Http404
    return render(request, "places/board.html", board(viewer, here))


def board(viewer: Viewer, here: Standing) -> Mapping[str, Any]:
    """Everything that the board of a place shows; a run may know nothing of it."""
    run = current_run(viewer.campaign.code)
    known = None if run is None else profile(run, here.code, seen_by=viewer.scope)
    within = list(children(here) if here.level != "zone" else members_of(here))
    lines = [] if run is None else shown(targets_at(here, viewer, run), viewer, run)
    return {
        "here": here,
        "run": run,
        "known": known,
        "way": steps_down(here.path, viewer),
        "own": [line for line in lines if line.row.code == here.code],
        "lines": [line for line in lines if line.row.code != here.code],
        "within": beside_profiles(within, viewer, run),
        "facts": [] if known is None else facts_said(viewer.campaign, known),
        "counts": [] if known is None else counts_said(viewer, known),
        "ratio": (None, None) if known is None else ratio_of(known),
        "persons": viewer.may(READ_PERSONS, here.path),
        "profile": village_profile(viewer, here) if here.level == "village" else None,
        "map": county_map(here, lines, viewer),
        "vintage": viewer.campaign.shares["incidence"].vintage,
    }


def targets_at(here: Standing, viewer: Viewer, run: Run) -> Any:
    """The targets, or those still open, at a place and below it."""
    found = targets(run, seen_by=viewer.scope).exclude(decided=False)
    return Scope(paths_of(here)).over(found, path="path").order_by("position")


def beside_profiles(
    within: list[Standing], viewer: Viewer, run: Run | None
) -> list[tuple[Standing, Profile | None]]:
    """Each place within beside what the run knew of it, in one query."""
    known: dict[str, Profile] = {}
    if run is not None:
        rows = profiles(run, seen_by=viewer.scope).filter(code__in=[one.code for one in within])
        known = {one.code: one for one in rows}
    return [(one, known.get(one.code)) for one in within]


def counts_said(viewer: Viewer, known: Profile) -> list[Any]:
    """The counts that must come to none, as they are here."""
    wanted = {one.name for one in must_be_none(viewer.campaign)}
    return [one for one in facts_said(viewer.campaign, known) if one.name in wanted]


def county_map(here: Standing, lines: list[Any], viewer: Viewer) -> Any:
    """A map stands on the boards of the city and of counties."""
    if here.level == "county":
        return map_of([line.row for line in lines], viewer, county=here.code)
    whole = here.level == "province"
    return map_of([line.row for line in lines], viewer) if whole else None
