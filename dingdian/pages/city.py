"""The first page: how the whole campaign stands, as far as the viewer may look."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.pages.charting import map_of
from dingdian.pages.remembering import remembered
from dingdian.pages.target_rows import Line, shown
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.targeting.models import Run
from dingdian.records.targeting.queries import announcements, counters, current_run, targets


@require_GET
@seen_by_viewer
@remembered
def city(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Map, counters and both classes of target."""
    run = current_run(viewer.campaign.code)
    if run is None:
        return render(request, "targets/none.html")
    return render(request, "city/page.html", overview(viewer, run))


def overview(viewer: Viewer, run: Run) -> Mapping[str, Any]:
    """Everything that the first page shows of a run."""
    campaign = viewer.campaign
    found = targets(run, seen_by=viewer.scope).exclude(decided=False)
    lines = shown(found.order_by("position"), viewer, run)
    classes = [
        (one, [line for line in lines if line.row.target_class == one.code])
        for one in campaign.classes
    ]
    quotas = {one.code: run.parameters.get(one.quota or "") for one in campaign.classes}
    counted = counters(run, seen_by=viewer.scope)
    return {
        "run": run,
        "days_left": max(0, (campaign.ends - viewer.on).days),
        "counters": counted,
        "vintage": campaign.shares["incidence"].vintage,
        "classes": [
            (one, said, quotas[one.code], n_ill(said), counted.of_class.get(one.code, 0))
            for one, said in classes
        ],
        "map": map_of([line.row for line in lines], viewer),
        "announcement": announcements(campaign.code).first(),
        "whole": viewer.scope.sees(f"{campaign.root}/"),
    }


def n_ill(lines: list[Line]) -> int:
    """How many of those on the list are red: above a place there is no light but this number."""
    return sum(line.row.light == "ill" and line.is_in for line in lines)
