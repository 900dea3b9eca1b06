"""Places put forward for a weakness: the list, putting one forward, and a second person's word."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.deeds import carried_out, done, refused_in
from dingdian.pages.errors import unusable
from dingdian.pages.listing import order_asked, slice_of
from dingdian.pages.naming import way_down, ways_down
from dingdian.pages.nomination_forms import Nominating, Why
from dingdian.pages.nomination_list import ORDERS, STATES, areas_of, filters
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import CONFIRM_NOMINATION, DECIDE, NOMINATE
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import standing
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Nomination, State
from dingdian.records.targeting.queries import nominations
from dingdian.steps.evidence import NotTaken, kept
from dingdian.steps.nominate import nominate as nominate_with_evidence

NOWHERE = Unusable(
    "no_area_here",
    Text("这里不能申报短板弱项。", "A weakness cannot be nominated here."),
    Text(
        "请打开要申报的行政村，再从那里申报。",
        "Open the administrative village, and nominate from there.",
    ),
)
NOMINATED = Text(
    "已申报，等待行业部门确认；确认后从下一次识别起计入。",
    "Nominated. It counts from the next run on, once the line department has confirmed it.",
)


@require_GET
@seen_by_viewer
def nomination_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The nominations within the viewer's scope."""
    by, order = filters(viewer), order_asked(request.GET, ORDERS)
    found = nominations(viewer.campaign.code, seen_by=viewer.scope)
    for one in by:
        found = one.over(found, request.GET)
    page = slice_of(found, order, request.GET)
    context = {
        "filters": [(one, one.asked(request.GET)) for one in by],
        "orders": ORDERS,
        "order": order,
        "slice": page,
        "rows": _rows(page.rows, viewer),
        "total": found.count(),
        "may_nominate": viewer.may(NOMINATE),
    }
    return whole_or_part(request, "nominations/list.html", "nominations/_rows.html", context)


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def nominate(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put a place forward; which one is said in the address."""
    must_be_allowed(viewer, NOMINATE)
    code = request.GET.get("place", "")
    if not code:
        return render(request, "nominations/where.html")
    here = _place(viewer, code)
    must_be_allowed(viewer, NOMINATE, here.path)
    areas = areas_of(viewer.campaign, here.level)
    if not areas:
        return unusable(request, NOWHERE)
    form = Nominating(areas, request.POST or None, request.FILES or None)
    made = _nominated(form, here, viewer) if form.is_valid() else None
    if made is not None:
        return done(request, NOMINATED, "pages:nomination", made.pk)
    context = {"form": form, "here": here, "way": way_down(here.path, vintage=here.vintage)}
    return render(request, "nominations/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@seen_by_viewer
def nomination(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """One nomination: what lacks, what shows it, and what may be done about it now."""
    return _page(request, viewer, _seen(viewer, number))


@require_GET
@seen_by_viewer
def evidence(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """The file of a nomination, to be saved and never shown as a page of ours."""
    found = _seen(viewer, number)
    try:
        file = kept(found)
    except Unusable as missing:
        return unusable(request, missing, status=404)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.path.read_bytes(), content_type=file.kind, headers=headers)


@require_POST
@seen_by_viewer
def confirm(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Confirm, as a second person."""
    found = _seen(viewer, number)
    says = Text("已确认，从下一次识别起计入。", "Confirmed; it counts from the next run on.")
    return carried_out(
        request,
        lambda: actions.confirm_nomination(found, by=viewer.user),
        says,
        "pages:nomination",
        number,
    )


@require_POST
@seen_by_viewer
def refuse(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Refuse, with the reason."""
    says = Text("未予确认，理由已记录。", "Refused; the reason is on record.")
    return _with_reason(request, viewer, number, "refusing", actions.refuse_nomination, says)


@require_POST
@seen_by_viewer
def withdraw(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take it back, with the reason."""
    says = Text("已撤回，理由已记录。", "Withdrawn; the reason is on record.")
    return _with_reason(request, viewer, number, "withdrawing", actions.withdraw_nomination, says)


def _with_reason(
    request: HttpRequest,
    viewer: Viewer,
    number: int,
    which: str,
    deed: Callable[..., Nomination],
    says: Text,
) -> HttpResponse:
    found = _seen(viewer, number)
    form = Why(request.POST, prefix=which)
    if not form.is_valid():
        return _page(request, viewer, found, status=422, **{which: form})
    why = form.cleaned_data["why"]
    return carried_out(
        request, lambda: deed(found, why=why, by=viewer.user), says, "pages:nomination", number
    )


def _nominated(form: Nominating, here: Standing, viewer: Viewer) -> Nomination | None:
    """What the form asks for, done; None where it was refused, which the form then says."""
    said = form.cleaned_data
    try:
        return nominate_with_evidence(
            here,
            campaign=viewer.campaign,
            area=said["area"],
            says=said["says"],
            document=said["document"],
            sent=said["file"],
            by=viewer.user,
        )
    except Unusable as refused:
        refused_in(form, refused, field="file" if isinstance(refused, NotTaken) else None)
        return None


def _page(
    request: HttpRequest, viewer: Viewer, found: Nomination, *, status: int = 200, **forms: Why
) -> HttpResponse:
    (row,) = _rows([found], viewer)
    own, is_open = found.nominated_by_id == viewer.user.pk, found.state == State.NOMINATED
    decides = viewer.may(CONFIRM_NOMINATION, found.path)
    context = row | {
        "confirmed": _confirmed_beside(found, viewer),
        "may_decide": is_open and decides and not own,
        "own_to_decide": is_open and decides and own,
        "may_withdraw": found.state in (State.NOMINATED, State.CONFIRMED)
        and (own or decides or viewer.may(DECIDE, found.path)),
        "refusing": forms.get("refusing") or Why(prefix="refusing"),
        "withdrawing": forms.get("withdrawing") or Why(prefix="withdrawing"),
    }
    return render(request, "nominations/page.html", context, status=status)


def _confirmed_beside(found: Nomination, viewer: Viewer) -> int:
    """How many places have a confirmed nomination in the same area, as far as the viewer sees."""
    beside = nominations(viewer.campaign.code, seen_by=viewer.scope)
    return beside.filter(area=found.area, state=State.CONFIRMED).count()


def _rows(found: list[Nomination], viewer: Viewer) -> list[dict[str, Any]]:
    """Each nomination in words; one query, however many there are."""
    ways = ways_down((one.path for one in found), vintage=viewer.vintage)
    areas = areas_of(viewer.campaign)
    return [
        {
            "nomination": one,
            "way": " / ".join(ways[one.path]),
            "area": areas[one.area].label if one.area in areas else one.area,
            "state": STATES[State(one.state)],
        }
        for one in found
    ]


def _seen(viewer: Viewer, number: int) -> Nomination:
    """The nomination of that number; what the viewer may not see is not there."""
    seen = nominations(viewer.campaign.code, seen_by=viewer.scope)
    return get_object_or_404(seen.select_related("withdrawn_by"), pk=number)


def _place(viewer: Viewer, code: str) -> Standing:
    """The place of that code; what the viewer may not see is not there."""
    here = None if "\0" in code else standing(code, vintage=viewer.vintage)
    if here is None or not viewer.scope.sees(here.path):
        raise Http404
    return here
