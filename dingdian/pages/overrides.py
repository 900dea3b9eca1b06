"""What the office decides against or beyond what was computed, and the second person's word."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dingdian.campaign.definition import TargetClass
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.asking import one_of, words
from dingdian.pages.deeds import carried_out, done, refused_in
from dingdian.pages.listing import Choice, Filter, Order, slice_of
from dingdian.pages.naming import way_down, ways_down
from dingdian.pages.nomination_list import by_county
from dingdian.pages.override_words import (
    CONFIRMED,
    PENDING,
    WITHDRAWN,
    class_said,
    effect,
    is_pending,
    state_said,
)
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import OVERRIDE
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import standing
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Override
from dingdian.records.targeting.queries import overrides

NEWEST = Order("newest", Text("新的在前", "Newest first"), ("-pk",))
IN, OUT = Text("列入", "take in"), Text("不列入", "leave out")
BY_STATE = Filter(
    "state",
    Text("状态", "State"),
    (Choice("pending", PENDING), Choice("confirmed", CONFIRMED), Choice("withdrawn", WITHDRAWN)),
    {
        "pending": Q(confirmed_at=None, withdrawn_at=None),
        "confirmed": Q(confirmed_at__isnull=False, withdrawn_at=None),
        "withdrawn": Q(withdrawn_at__isnull=False),
    },
)
ASKED = Text(
    "已提出，经办公室另一人复核后生效。",
    "Asked for; it counts once a second person of the office has confirmed it.",
)


class Overriding(forms.Form):
    """In or out, why, and by which document."""

    admits = one_of(Text("决定", "The decision"), apart=True)
    reason = words(
        Text("理由", "The reason"),
        limit=500,
        rows=4,
        hint=Text("不写个人姓名、证件号、电话。", "No names, ID numbers or phones of people."),
    )
    document = words(
        Text("依据文件", "The document behind it"),
        limit=200,
        hint=Text("标题和文号。", "Its title and number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = lang_now()
        choices = [("in", IN[lang]), ("out", OUT[lang])]
        self.fields["admits"].choices = choices  # type: ignore[attr-defined]  # a field of choices


@require_GET
@seen_by_viewer
def override_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The overrides within the viewer's scope."""
    by = [one for one in (BY_STATE, by_county(viewer)) if len(one.choices) > 1]
    found = overrides(viewer.campaign.code, seen_by=viewer.scope)
    for one in by:
        found = one.over(found, request.GET)
    page = slice_of(found, NEWEST, request.GET)
    context = {
        "filters": [(one, one.asked(request.GET)) for one in by],
        "slice": page,
        "rows": _rows(page.rows, viewer),
        "total": found.count(),
    }
    return whole_or_part(request, "overrides/list.html", "overrides/_rows.html", context)


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def ask_for_override(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask that a place be in or out; the class and the place are said in the address."""
    here, of_class = _place(viewer, request.GET.get("place", ""), request.GET.get("class", ""))
    must_be_allowed(viewer, OVERRIDE, here.path)
    form = Overriding(request.POST or None)
    made = _asked(form, here, of_class, viewer) if form.is_valid() else None
    if made is not None:
        return done(request, ASKED, "pages:override", made.pk)
    context = {
        "form": form,
        "here": here,
        "class": of_class.label,
        "way": way_down(here.path, vintage=here.vintage),
        "taken_in": effect(viewer, of_class.code, here.code, admits=True),
        "left_out": effect(viewer, of_class.code, here.code, admits=False),
    }
    return render(request, "overrides/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@seen_by_viewer
def override(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """One override: what it changes, and what may be done about it now."""
    found = _seen(viewer, number)
    (row,) = _rows([found], viewer)
    may, own = viewer.may(OVERRIDE, found.path), found.asked_by_id == viewer.user.pk
    context = row | {
        "effect": effect(viewer, found.target_class, found.code, admits=found.admits),
        "may_confirm": may and not own and is_pending(found),
        "own_to_confirm": may and own and is_pending(found),
        "may_withdraw": may and found.withdrawn_at is None,
    }
    return render(request, "overrides/page.html", context)


@require_POST
@seen_by_viewer
def confirm(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Confirm, as a second person."""
    found = _seen(viewer, number)
    says = Text("已复核，从现在起生效。", "Confirmed; it counts from now on.")
    return carried_out(
        request,
        lambda: actions.confirm_override(found, by=viewer.user),
        says,
        "pages:override",
        number,
    )


@require_POST
@seen_by_viewer
def withdraw(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take it back; what was computed speaks again."""
    found = _seen(viewer, number)
    says = Text("已撤回，恢复为计算结果。", "Withdrawn; what was computed speaks again.")
    return carried_out(
        request,
        lambda: actions.withdraw_override(found, by=viewer.user),
        says,
        "pages:override",
        number,
    )


def _asked(
    form: Overriding, here: Standing, of_class: TargetClass, viewer: Viewer
) -> Override | None:
    """What the form asks for, done; None where it was refused, which the form then says."""
    try:
        return actions.override(
            here,
            campaign=viewer.campaign,
            target_class=of_class.code,
            admits=form.cleaned_data["admits"] == "in",
            reason=form.cleaned_data["reason"],
            document=form.cleaned_data["document"],
            by=viewer.user,
        )
    except Unusable as refused:
        refused_in(form, refused)
        return None


def _rows(found: list[Override], viewer: Viewer) -> list[dict[str, Any]]:
    """Each override in words; one query, however many there are."""
    ways = ways_down((one.path for one in found), vintage=viewer.vintage)
    return [
        {
            "override": one,
            "way": " / ".join(ways[one.path]),
            "class": class_said(viewer.campaign, one.target_class),
            "decision": IN if one.admits else OUT,
            "state": state_said(one),
            "pending": is_pending(one),
        }
        for one in found
    ]


def _seen(viewer: Viewer, number: int) -> Override:
    """The override of that number; what the viewer may not see is not there."""
    seen = overrides(viewer.campaign.code, seen_by=viewer.scope)
    return get_object_or_404(seen.select_related("withdrawn_by"), pk=number)


def _place(viewer: Viewer, code: str, target_class: str) -> tuple[Standing, TargetClass]:
    """The place and the class of an address; what the viewer may not see is not there."""
    of_class = next((one for one in viewer.campaign.classes if one.code == target_class), None)
    here = None if "\0" in code else standing(code, vintage=viewer.vintage)
    if of_class is None or here is None or here.level != of_class.level:
        raise Http404
    if not viewer.scope.sees(here.path):
        raise Http404
    return here, of_class
