"""Every list goes out as it was narrowed: all of its rows, with who, when and why."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from dingdian.installation import installation
from dingdian.lexicon.text import Text, join
from dingdian.pages import target_list, villages
from dingdian.pages.listing import order_asked
from dingdian.pages.place_facts import must_be_none
from dingdian.pages.speaking import lang_now
from dingdian.pages.target_rows import shown
from dingdian.pages.targets import counties_in
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.places.queries import codes_on, names_of
from dingdian.records.targeting.models import Run
from dingdian.records.targeting.queries import current_run, targets
from dingdian.steps.export_list import Form, Heading, ListOut, export_list

TYPES: dict[Form, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LONGEST_WHY = 120
POPULATION = Text("农业户籍人口（2014年末）", "Agricultural-hukou population (end of 2014)")


@require_POST
@seen_by_viewer
def export_targets(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list of targets as the address narrows it."""
    run = _run(viewer)
    return answer(request, viewer, target_rows(request.GET, viewer, run), run=run)


@require_POST
@seen_by_viewer
def export_villages(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The villages as the address narrows them."""
    run = _run(viewer)
    return answer(request, viewer, village_rows(request.GET, viewer, run), run=run)


def answer(
    request: HttpRequest, viewer: Viewer, what: ListOut, *, run: Run | None = None
) -> HttpResponse:
    """The file that was asked for; what is synthetic says so, in a demonstration or not."""
    form: Form = "csv" if request.POST.get("form") == "csv" else "xlsx"
    body = export_list(
        what,
        form=form,
        by=viewer.user,
        why=request.POST.get("why", "").replace("\0", "").strip()[:LONGEST_WHY],
        asked=request.GET.urlencode(),
        synthetic=installation().demonstration or (run is not None and run.synthetic),
        lang=lang_now(),
    )
    response = HttpResponse(body, content_type=TYPES[form])
    name = f"{what.title[lang_now()]}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def target_rows(asked: QueryDict, viewer: Viewer, run: Run) -> ListOut:
    """Every row of the list of targets that answers to an address."""
    everything = targets(run, seen_by=viewer.scope)
    by = target_list.filters(viewer.campaign, run, counties_in(everything, viewer.vintage))
    rows = target_list.narrowed(everything, asked, by)
    rows = rows.filter(target_list.DECIDED[target_list.tab_asked(asked)])
    order = order_asked(asked, target_list.ORDERS)
    lang = lang_now()

    def lines() -> Iterator[Sequence[object]]:
        for line in shown(rows.order_by(*order.keys), viewer, run):
            row = line.row
            n, of = row.remaining_poor, row.agricultural_population
            yield (
                row.code,
                line.way[lang],
                row.name,
                line.label[lang],
                n,
                of,
                shown_share(row.incidence_ppm),
                join(line.holds)[lang],
                join(line.opens)[lang],
                line.standing[lang],
                row.rank,
                row.nominated,  # type: ignore[attr-defined]  # annotated by the query
                line.decided[lang],
                Text(row.change_zh, row.change_en)[lang],
            )

    return ListOut(
        "targets", Text("攻坚对象名单", "List of targets"), TARGET_HEADINGS, lines(), _of(run)
    )


def village_rows(asked: QueryDict, viewer: Viewer, run: Run) -> ListOut:
    """Every row of the list of villages that answers to an address."""
    rows = villages.narrowed(run, asked, viewer, villages.place_asked(asked, viewer))
    order = order_asked(asked, villages.ORDERS)
    counts = must_be_none(viewer.campaign)

    def lines() -> Iterator[Sequence[object]]:
        found = list(rows.order_by(*order.keys))
        codes = {code for row in found for code in codes_on(row.path)[1:-1]}
        names = names_of(codes, vintage=viewer.vintage)
        for row in found:
            n, of = row.remaining_poor, row.agricultural_population
            told = [row.facts.get(one.name) for one in counts]
            yield (
                row.code,
                villages.way_of(row, names),
                row.name,
                n,
                of,
                shown_share(row.incidence_ppm),
                *told,
                row.is_focus,
            )

    headings = (
        *VILLAGE_HEADINGS,
        *(Heading(one.label, "whole") for one in counts),
        Heading(Text("攻坚对象", "A target"), "flag"),
    )
    return ListOut("villages", Text("村清单", "List of villages"), headings, lines(), _of(run))


def shown_share(ppm: int | None) -> float | None:
    """A ratio as a part of 1, cut to what a page shows: no sheet rounds 0.999% up to 1.00%."""
    return None if ppm is None else ppm // 100 / 10_000


TARGET_HEADINGS = (
    Heading(Text("区划代码", "Division code"), "code"),
    Heading(Text("所在", "Where")),
    Heading(Text("名称", "Name")),
    Heading(Text("类别", "Class")),
    Heading(Text("剩余贫困人口", "Remaining poor"), "whole"),
    Heading(
        Text("农业户籍人口（2014年末）", "Agricultural-hukou population (end of 2014)"), "whole"
    ),
    Heading(Text("贫困发生率", "Headcount ratio"), "share"),
    Heading(Text("依据", "By")),
    Heading(Text("待定的依据", "Criteria open")),
    Heading(Text("计算结果", "Computed")),
    Heading(Text("位次", "Rank"), "whole"),
    Heading(Text("申报已确认", "Nomination confirmed"), "flag"),
    Heading(Text("决定", "Decided")),
    Heading(Text("怎样会变动", "What would change it")),
)
VILLAGE_HEADINGS = (
    Heading(Text("区划代码", "Division code"), "code"),
    Heading(Text("所在", "Where")),
    Heading(Text("村", "Village")),
    Heading(Text("剩余贫困人口", "Remaining poor"), "whole"),
    Heading(
        Text("农业户籍人口（2014年末）", "Agricultural-hukou population (end of 2014)"), "whole"
    ),
    Heading(Text("贫困发生率", "Headcount ratio"), "share"),
)


def _run(viewer: Viewer) -> Run:
    run = current_run(viewer.campaign.code)
    if run is None:
        raise Http404
    return run


def _of(run: Run) -> tuple[tuple[Text, str], ...]:
    """From what a list was made."""
    return (
        (Text("数据截至", "Data as of"), str(run.as_of or "–")),
        (Text("参数日期", "Parameters of"), str(run.decided_on)),
        (Text("决定摘要", "Digest of the decision"), run.digest),
    )
