"""The targets: the list, why each place is on it or not, and what would change that."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.lexicon.text import Text
from dingdian.pages import target_list
from dingdian.pages.listing import order_asked, slice_of
from dingdian.pages.naming import steps_down
from dingdian.pages.nomination_list import STATES, areas_of
from dingdian.pages.override_words import state_said
from dingdian.pages.place_facts import facts_said
from dingdian.pages.remembering import remembered
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.target_rows import DECISIONS, designation_of, shown
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.access.allowed import NOMINATE, OVERRIDE
from dingdian.records.places.queries import names_of
from dingdian.records.targeting.models import Nomination, Override, Profile, Run, State, Target
from dingdian.records.targeting.queries import current_run, nominations, overrides, sealed
from dingdian.records.targeting.queries import profile as profile_of
from dingdian.records.targeting.queries import targets as targets_of
from dingdian.steps.explain import explain


@require_GET
@seen_by_viewer
@remembered
def targets(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list of the current run, as far as the viewer may look."""
    run = current_run(viewer.campaign.code)
    if run is None:
        return whole_or_part(request, "targets/none.html", "targets/none.html", {})
    return whole_or_part(
        request, "targets/list.html", "targets/_rows.html", listed(request, viewer, run)
    )


def listed(request: HttpRequest, viewer: Viewer, run: Run) -> Mapping[str, Any]:
    """Everything that the list's page shows."""
    asked = request.GET
    everything = targets_of(run, seen_by=viewer.scope)
    by = target_list.filters(viewer.campaign, run, counties_in(everything, viewer.vintage))
    narrowed = target_list.narrowed(everything, asked, by)
    tab = target_list.tab_asked(asked)
    counts = narrowed.aggregate(
        **{f"n_{code}": Count("pk", filter=q) for code, q in target_list.DECIDED.items()}
    )
    order = order_asked(asked, target_list.ORDERS)
    page = slice_of(narrowed.filter(target_list.DECIDED[tab]), order, asked)
    return {
        "run": run,
        "filters": [(one, one.asked(asked)) for one in by],
        "orders": target_list.ORDERS,
        "order": order,
        "tab": tab,
        "tabs": [(one, counts[f"n_{one.value}"]) for one in target_list.TABS],
        "total": counts[f"n_{tab}"],
        "slice": page,
        "rows": shown(page.rows, viewer, run),
        "kept": [("in", tab)],
        "export": "pages:export-targets",
    }


def counties_in(rows: QuerySet[Target], vintage: int) -> list[target_list.County]:
    """The counties in which a list has rows, in document order, in one query beside."""
    codes = rows.order_by().values_list("county_code", flat=True).distinct()
    there = names_of([code for code in codes if code], vintage=vintage)
    return [target_list.County(code, name) for code, name in there.items()]


@require_GET
@seen_by_viewer
@remembered
def target(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Why one place is on the list or not, by how much, what is unknown, what would change it."""
    run = current_run(viewer.campaign.code)
    profile = None if run is None else profile_of(run, code, seen_by=viewer.scope)
    if run is None or profile is None:
        raise Http404
    return render(request, "targets/target.html", why(viewer, run, profile))


def why(viewer: Viewer, run: Run, profile: Profile) -> Mapping[str, Any]:
    """Everything that says why a place is on the list, or is not."""
    code = profile.code
    rows = list(targets_of(run, seen_by=viewer.scope).filter(code=code))
    kept = {row.target_class: row for row in rows}
    return {
        "run": run,
        "profile": profile,
        "lines": shown(rows, viewer, run),
        "way": steps_down(profile.path, viewer),
        "explained": explain(run, profile, kept, campaign=viewer.campaign),
        "designated": designation_of(viewer, code),
        "nominations": nominations_said(viewer, code),
        "overrides": overrides_said(viewer, code),
        "facts": facts_said(viewer.campaign, profile),
        "may_nominate": viewer.may(NOMINATE, profile.path),
        "may_override": viewer.may(OVERRIDE, profile.path),
    }


def nominations_said(viewer: Viewer, code: str) -> list[tuple[Nomination, Text, Text]]:
    """What was nominated of a place: for which area, and how that stands."""
    found = nominations(viewer.campaign.code, seen_by=viewer.scope).filter(code=code)
    areas = areas_of(viewer.campaign)
    return [(one, areas[one.area].label, STATES[State(one.state)]) for one in found]


def overrides_said(viewer: Viewer, code: str) -> list[tuple[Override, Text, Text]]:
    """What was decided of a place beyond what was computed, and how that stands."""
    found = overrides(viewer.campaign.code, seen_by=viewer.scope).filter(code=code)
    return [(one, DECISIONS[one.admits], state_said(one)) for one in found]


@require_GET
@seen_by_viewer
def sealed_decision(request: HttpRequest, viewer: Viewer) -> HttpResponse:  # noqa: ARG001 - views take it
    """The sealed decision of the current run, as `dingdian verify` reads it."""
    run = current_run(viewer.campaign.code)
    if run is None or not viewer.scope.sees(f"{viewer.campaign.root}/"):
        raise Http404
    response = HttpResponse(sealed(run), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="decision-{run.digest[7:19]}.json"'
    return response
