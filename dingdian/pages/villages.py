"""The villages that a viewer may see, one line each: the rows behind every number of people."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.lexicon.text import Text
from dingdian.pages.listing import Choice, Filter, Order, never_null, order_asked, slice_of
from dingdian.pages.place_facts import must_be_none
from dingdian.pages.remembering import remembered
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.templatetags.saying import LIGHTS
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import codes_on, names_of, paths_of, standing
from dingdian.records.targeting.models import Profile, Run
from dingdian.records.targeting.queries import current_run, profiles

ORDERS = (
    Order("document", Text("文件顺序", "Document order"), ("position", "pk")),
    Order(
        "remaining",
        Text("剩余人口多者先", "Most remaining first"),
        ("-sort_remaining", "position", "pk"),
    ),
    Order(
        "incidence",
        Text("发生率高者先", "Highest ratio first"),
        ("-sort_incidence", "position", "pk"),
    ),
)
KIND = Filter(
    "kind",
    Text("类别", "Kind"),
    (
        Choice("village", Text("行政村", "administrative villages")),
        Choice("community", Text("社区", "residents' communities")),
    ),
    {"village": Q(kind="village_committee"), "community": Q(kind="residents_committee")},
)
INSIDE = Filter(
    "inside",
    Text("攻坚对象", "Targets"),
    (
        Choice("yes", Text("对象内有剩余人口", "remaining poor in the targets")),
        Choice("focus", Text("本身是对象", "a target itself")),
    ),
    {"yes": Q(remaining_in_targets__gt=0), "focus": Q(is_focus=True)},
)
KNOWN = Filter(
    "population",
    Text("分母", "Denominator"),
    (Choice("unknown", Text("未知", "unknown")), Choice("known", Text("已知", "known"))),
    {"unknown": Q(n_population_unknown__gt=0), "known": Q(n_population_unknown=0)},
)
LIGHT = Filter(
    "light",
    Text("保障", "Guarantees"),
    tuple(Choice(code, words) for code, (words, _) in LIGHTS.items()),
    {code: Q(light=code) for code in LIGHTS},
)
FILTERS = (KIND, INSIDE, KNOWN, LIGHT)


@require_GET
@seen_by_viewer
@remembered
def villages(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The villages of the current run, narrowed to a place and by what is asked."""
    run = current_run(viewer.campaign.code)
    if run is None:
        return render(request, "targets/none.html")
    context = listed(request.GET, viewer, run)
    return whole_or_part(request, "places/villages.html", "places/_villages.html", context)


def listed(asked: QueryDict, viewer: Viewer, run: Run) -> Mapping[str, Any]:
    """Everything that the list's page shows; its sums are over all of its rows, not one page."""
    under = place_asked(asked, viewer)
    rows = narrowed(run, asked, viewer, under)
    order = order_asked(asked, ORDERS)
    both = Q(remaining_poor__isnull=False, agricultural_population__gt=0)
    sums = rows.aggregate(
        rows=Count("pk"),
        remaining=Sum("remaining_poor"),
        n=Sum("remaining_poor", filter=both),
        of=Sum("agricultural_population", filter=both),
    )
    page = slice_of(rows, order, asked)
    codes = {code for row in page.rows for code in codes_on(row.path)[1:-1]}
    names = names_of(codes, vintage=viewer.vintage)
    columns = must_be_none(viewer.campaign)
    return {
        "run": run,
        "under": under,
        "sums": sums,
        "total": sums["rows"],
        "slice": page,
        "columns": columns,
        "rows": [
            (row, way_of(row, names), [row.facts.get(one.name) for one in columns])
            for row in page.rows
        ],
        "filters": [(one, one.asked(asked)) for one in FILTERS],
        "orders": ORDERS,
        "order": order,
        "kept": [("under", under.code)] if under else [],
        "export": "pages:export-villages",
    }


def narrowed(
    run: Run, asked: QueryDict, viewer: Viewer, under: Standing | None
) -> QuerySet[Profile]:
    """The villages that answer to all that was asked, with what the orders need."""
    rows = profiles(run, seen_by=viewer.scope, level="village")
    if under is not None:
        rows = Scope(paths_of(under)).over(rows, path="path")
    for one in FILTERS:
        rows = one.over(rows, asked)
    return sortable(rows)


def sortable(rows: QuerySet[Profile]) -> QuerySet[Profile]:
    """The rows with what the orders need: numbers that are never null, unknown ones last."""
    return rows.annotate(
        sort_remaining=never_null("remaining_poor", -1),
        sort_incidence=never_null("incidence_ppm", -1),
    )


def place_asked(asked: QueryDict, viewer: Viewer) -> Standing | None:
    """The place to which the list is narrowed; one that may not be seen is not there."""
    code = asked.get("under", "")
    if not code:
        return None
    here = standing(code, vintage=viewer.vintage)
    if here is None or not viewer.scope.sees(here.path):
        raise Http404
    return here


def way_of(row: Profile, names: Mapping[str, str]) -> str:
    """The county and township of a village in words."""
    return " / ".join(names[code] for code in codes_on(row.path)[1:-1] if code in names)
