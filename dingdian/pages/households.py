"""The households that somebody may read of: their list as of a day, and finding one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from dingdian.pages.household_list import ORDERS, day_asked, filters, lines, narrowed
from dingdian.pages.listing import order_asked, slice_of
from dingdian.pages.naming import ways_down
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.pages.villages import place_asked
from dingdian.records.access.allowed import EDIT_REGISTRY, READ_PERSONS
from dingdian.records.registry.searching import search

LONGEST = 60
MOST = 50
POOR = Q(exit_state__in=("not_lifted", "pre_lifted", "fallen_back"))
WATCHED = Q(watch_class__isnull=False) & ~Q(watch_class="not_watched") & Q(risk_removed_on=None)


@require_GET
@seen_by_viewer
def households(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The households of a day, narrowed to a place and by what is asked."""
    must_be_allowed(viewer, READ_PERSONS)
    context = listed(request, viewer)
    return whole_or_part(request, "households/list.html", "households/_rows.html", context)


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The households and members that answer to what was typed.

    It is posted, so that no name and no number stands in an address, a log or a history.
    """
    must_be_allowed(viewer, READ_PERSONS)
    typed = request.POST.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = search(typed, seen_by=viewer.scope_to(READ_PERSONS), limit=MOST) if typed else []
    ways = ways_down({one.path for one in found}, vintage=viewer.vintage)
    context = {
        "typed": typed,
        "found": [(one, " / ".join(ways[one.path])) for one in found],
        "most": MOST,
    }
    return render(request, "households/find.html", context)


def listed(request: HttpRequest, viewer: Viewer) -> Mapping[str, Any]:
    """Everything that the list shows; its sums are over all of its rows, not one page."""
    asked = request.GET
    on, under = day_asked(asked, viewer), place_asked(asked, viewer)
    rows = narrowed(viewer, asked, on, under)
    order = order_asked(asked, ORDERS)
    sums = rows.aggregate(
        rows=Count("pk"), poor=Count("pk", filter=POOR), watched=Count("pk", filter=WATCHED)
    )
    page = slice_of(rows, order, asked)
    return {
        "on": on,
        "under": under,
        "sums": sums,
        "total": sums["rows"],
        "slice": page,
        "rows": lines(page.rows, viewer, on),
        "filters": [(one, one.asked(asked)) for one in filters(viewer, on)],
        "orders": ORDERS,
        "order": order,
        "kept": [("under", under.code)] if under else [],
        "export": "pages:export-households",
        "may_edit": viewer.may(EDIT_REGISTRY),
    }
