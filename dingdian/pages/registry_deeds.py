"""Deeds on a household: asked for, foretold in numbers and names, done, and taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.clashes import since_of
from dingdian.pages.deed_forms import DeedForm
from dingdian.pages.deed_pages import PAGES, DeedPage
from dingdian.pages.deeds import refused_in
from dingdian.pages.drafts import offered, sent, sent_or_draft
from dingdian.pages.editing import Case, done_and_undoable, of_a_household, of_a_member
from dingdian.pages.errors import unusable
from dingdian.pages.income_form import IncomeForm
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.registry.act import path_of
from dingdian.records.registry.editing import (
    deed_seen,
    deeds_since,
    households_touched,
    members_touched,
)
from dingdian.records.registry.models import Deed, Household, Kind
from dingdian.records.registry.refusals import KINDS, Changed
from dingdian.records.registry.undoing import undo as take_back

UNDONE = Text("已撤销，一切恢复原样。", "Undone; everything is as it was before.")


@require_http_methods(["GET", "POST"])
@of_a_household
def household_deed(request: HttpRequest, case: Case, deed: str) -> HttpResponse:
    """A deed on a household."""
    return _asked(request, case, deed)


@require_http_methods(["GET", "POST"])
@of_a_member
def member_deed(request: HttpRequest, case: Case, deed: str) -> HttpResponse:
    """A deed on a member."""
    return _asked(request, case, deed)


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def undo(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take a deed back, having read what that brings back."""
    deed = deed_seen(number, seen_by=viewer.scope) if number < 1 << 63 else None
    if deed is None:
        raise Http404
    households, members = households_touched(deed), members_touched(deed)
    for one in households:
        must_be_allowed(viewer, EDIT_REGISTRY, path_of(one))
    if request.method == "POST":
        try:
            take_back(deed, campaign=viewer.campaign, by=viewer.user)
        except Unusable as refused:
            return unusable(request, refused)
        return done_and_undoable(request, UNDONE, _left(households), undo=False)
    context = {"deed": deed, "what": KINDS[Kind(deed.kind)], "households": households}
    context |= {"members": members, "fields": _fields(deed, viewer), "left": _left(households)}
    return render(request, "registry/undo.html", context)


def _asked(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """A form, then what would come of it, then the deed."""
    page, draft = PAGES[name], offered(request, case.viewer, name, case.subject)
    first = sent_or_draft(request, draft) | page.first(case)
    sent_data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = page.form(case, sent_data[0], sent_data[1], first)
    if getattr(request, "htmx", False) and isinstance(form, IncomeForm):
        form.is_valid()
        return render(request, "registry/_net.html", {"form": form, "case": case})
    is_right = form.is_bound and form.is_valid() and not form.looks and "back" not in request.POST
    foretold, doings = None, None
    if is_right and page.foretells is not None and "sure" not in request.POST:
        foretold = page.foretells(case, form)
    elif is_right:
        doings = _done(page, case, form)
        if doings is None:
            sent(case.viewer, name, case.subject)
            return done_and_undoable(request, page.done, page.left(case, form))
    context = {"case": case, "page": page, "form": form, "draft": draft, "draft_form": name}
    context |= {"draft_subject": case.subject, "foretold": foretold, "meanwhile": doings}
    context["outdated"] = draft is not None and draft.outdated(case.household.version)
    goes_on = foretold or "back" in request.POST or (form.looks and not form.errors)
    status = 200 if goes_on or not form.is_bound else 422
    return render(request, "registry/deed.html", context, status=status)


def _done(page: DeedPage, case: Case, form: DeedForm) -> list[object] | None:
    """Do it; None where it is done, else what others did meanwhile, which the form then says."""
    try:
        page.does(case, form)
    except Changed as changed:
        case.household.refresh_from_db()
        since = deeds_since(case.household, form.seen_version)
        refused_in(form, changed)
        form.look_again()
        return [since_of(one) for one in since]
    except Unusable as refused:
        refused_in(form, refused, field=page.field_of(refused))
        return []
    return None


def _fields(deed: Deed, viewer: Viewer) -> list[Text]:
    """The labels of the fields that a deed changed."""
    facts = {**viewer.campaign.facts["members"], **viewer.campaign.facts["households"]}
    names = [*deed.told.get("fields", ()), *deed.told.get("identity", ())]
    return [facts[name].label for name in names if name in facts]


def _left(households: list[Household]) -> Household:
    """The household at which one arrives after an undoing: the oldest that still stands."""
    return min(households, key=lambda one: one.pk)
