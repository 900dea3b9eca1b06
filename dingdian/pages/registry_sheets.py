"""Entering a household, and changing all of it or of a member on one sheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from dingdian.lexicon.id_number import checked
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.clashes import Meanwhile, brought_up, meanwhile, seen_at, settled
from dingdian.pages.deeds import refused_in
from dingdian.pages.drafts import Offered, offered, sent, sent_or_draft, typed
from dingdian.pages.editing import Case, done_and_undoable, of_a_household, of_a_member
from dingdian.pages.entering_form import Entering
from dingdian.pages.naming import way_down
from dingdian.pages.sheet_form import HouseholdSheet, MemberSheet, Sheet, verdict_of
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import standing
from dingdian.records.registry import actions
from dingdian.records.registry.editing import (
    last_deed,
    member_round_of_key,
    round_on,
    values_of,
)
from dingdian.records.registry.entering import Newcomer
from dingdian.records.registry.models import Deed, Household, HouseholdRound, MemberRound
from dingdian.records.registry.refusals import Changed

ENTERED = Text("已登记。", "Entered.")
SAVED = Text("已保存。", "Saved.")
NOTHING = Text("没有改动，未保存。", "Nothing was changed, and nothing saved.")
CHOOSE = Text("请逐项选择采用哪一个。", "Choose for each field whose it shall be.")


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def enter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Enter a household into a village; which one is said in the address."""
    must_be_allowed(viewer, EDIT_REGISTRY)
    here = _village(viewer, request.GET.get("place", ""))
    must_be_allowed(viewer, EDIT_REGISTRY, here.path)
    draft = offered(request, viewer, "enter", here.code)
    if "more" in request.POST:
        form = Entering(viewer, None, typed(request.POST))
    else:
        form = Entering(viewer, request.POST or None, sent_or_draft(request, draft))
    made = _entered(form, here, viewer) if form.is_valid() else None
    if made is not None:
        sent(viewer, "enter", here.code)
        return done_and_undoable(request, ENTERED, made)
    context = {"form": form, "here": here, "draft": draft, "draft_subject": here.code}
    context |= {"draft_form": "enter", "way": way_down(here.path, vintage=here.vintage)}
    return render(request, "registry/enter.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@of_a_household
def change_household(request: HttpRequest, case: Case) -> HttpResponse:
    """All fields of a household on one sheet."""
    return _sheet(request, case, HouseholdSheet, values_of(case.round), "change")


@require_http_methods(["GET", "POST"])
@of_a_member
def change_member(request: HttpRequest, case: Case) -> HttpResponse:
    """All fields of a member on one sheet."""
    return _sheet(request, case, MemberSheet, values_of(case.member or case.round), "member")


@require_POST
@seen_by_viewer
def check_number(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is to be said of a number while it is typed; it is sent in the body and kept nowhere."""
    must_be_allowed(viewer, EDIT_REGISTRY)
    names = [name for name in request.POST if name.endswith("id_number")]
    number = checked(request.POST.get(names[0]) if names else "", on=viewer.on)
    context = {"number": number, "says": verdict_of(number)}
    return render(request, "registry/_number.html", context)


def _sheet(
    request: HttpRequest, case: Case, kind: type[Sheet], values: dict[str, Any], name: str
) -> HttpResponse:
    """A sheet: shown, saved, or held against what somebody else saved meanwhile."""
    draft = offered(request, case.viewer, name, case.subject)
    if request.method == "GET":
        first = sent_or_draft(request, draft)
        form = kind(case.campaign, case.today, case.household.version, values, None, first)
        return _shown(request, case, form, name, draft)
    form, found = _posted(request.POST, case, kind, values)
    saved: Deed | bool | None = False
    if form.is_valid():
        form, found, saved = _saved(form, found, case, request.POST)
    if saved is False:
        return _shown(request, case, form, name, draft, found)
    sent(case.viewer, name, case.subject)
    return done_and_undoable(request, SAVED if saved else NOTHING, case.household, undo=saved)


def _posted(
    data: QueryDict, case: Case, kind: type[Sheet], values: dict[str, Any]
) -> tuple[Sheet, Meanwhile | None]:
    """The sheet as it was sent, and what happened since it was begun, if its writer was told."""
    version, begun = _number(data.get("version")), _number(data.get("begun"))
    told = begun < version
    sheet = settled(case, data, kind, values) if told else data
    seen = seen_at(case, values, version)
    form = kind(case.campaign, case.today, case.household.version, seen, sheet)
    form.full_clean()
    found = meanwhile(case, begun, form, data, values) if told else None
    if found is not None and found.undecided:
        form.add_error(None, CHOOSE[lang_now()])
    return form, found


def _saved(
    form: Sheet, found: Meanwhile | None, case: Case, data: QueryDict
) -> tuple[Sheet, Meanwhile | None, Deed | bool | None]:
    """What a sheet says, done; False where it was refused, which the sheet then shows."""
    try:
        return form, found, _said(form, case)
    except Changed:
        values = _now(case)
        found = meanwhile(case, form.begun_version, form, data, values)
        again = brought_up(case, data, form, found, values)
        form = type(form)(case.campaign, case.today, case.household.version, values, again)
    except Unusable as refused:
        refused_in(form, refused)
    return form, found, False


def _said(form: Sheet, case: Case) -> Deed | None:
    told = {
        "fields": form.said(),
        "since": form.cleaned_data["since"],
        "version": form.seen_version,
        "campaign": case.campaign,
        "by": case.viewer.user,
    }
    if case.member is None:
        return actions.change_household(case.household, **told)
    return actions.change_member(case.member.member, household=case.household, **told)


def _now(case: Case) -> dict[str, Any]:
    """What stands on a sheet by now."""
    case.household.refresh_from_db()
    row: HouseholdRound | MemberRound | None = round_on(case.household, case.today)
    if case.member is not None:
        row = member_round_of_key(case.member.member.key, on=case.today)
    return values_of(row or case.member or case.round)


def _shown(
    request: HttpRequest,
    case: Case,
    form: Sheet,
    name: str,
    draft: Offered | None,
    found: Meanwhile | None = None,
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_form": name,
        "draft_subject": case.subject,
        "outdated": draft is not None and draft.outdated(case.household.version),
        "meanwhile": found,
        "last": last_deed(case.household),
    }
    status = 200 if not form.is_bound else 422 if found is None else 409
    return render(request, f"registry/{name}.html", context, status=status)


def _village(viewer: Viewer, code: str) -> Standing:
    """The village of that code; what the viewer may not see is not there."""
    here = None if "\0" in code else standing(code, vintage=viewer.vintage)
    if here is None or not viewer.scope.sees(here.path):
        raise Http404
    return here


def _entered(form: Entering, here: Standing, viewer: Viewer) -> Household | None:
    """What the form asks for, done; None where it was refused, which the form then says."""
    try:
        return actions.enter_household(
            form.cleaned_data["number"],
            village=here,
            since=form.cleaned_data["since"],
            campaign=viewer.campaign,
            by=viewer.user,
            fields=form.household_fields,
            members=[Newcomer(one) for one in form.people],
        )
    except Unusable as refused:
        refused_in(form, refused, field="number" if refused.code == "number_taken" else None)
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
