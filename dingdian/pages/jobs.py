"""Work in the background: what waits, how far it is, what came of it, and asking for more."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from dingdian.lexicon.text import Text
from dingdian.pages.deeds import done
from dingdian.pages.job_kinds import JOB_KINDS, kind_said, may_ask_for
from dingdian.pages.job_results import STATES, came_of, doing, is_under_way
from dingdian.pages.listing import Choice, Filter, Order, slice_of
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import RUN_JOBS
from dingdian.records.jobs import actions
from dingdian.records.jobs.models import Job
from dingdian.records.jobs.queries import jobs, under_way

NEWEST = Order("newest", Text("新的在前", "Newest first"), ("-pk",))
NOT_DOUBLED = Text(
    "同样的工作已在进行，没有重复提交。",
    "The same is under way already; it was not asked for again.",
)
BY_STATE = Filter(
    "state",
    Text("状态", "State"),
    tuple(Choice(code, said) for code, said in STATES.items()),
    {code: Q(state=code) for code in STATES},
)


@require_GET
@seen_by_viewer
def job_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The jobs that the viewer may see, and the kinds that they may ask for."""
    seen = jobs(asked_by=viewer.user, runs=viewer.scope_to(RUN_JOBS))
    found = BY_STATE.over(seen, request.GET)
    page = slice_of(found, NEWEST, request.GET)
    context = {
        "filters": [(BY_STATE, BY_STATE.asked(request.GET))],
        "slice": page,
        "jobs": [shown(one, viewer) for one in page.rows],
        "total": found.count(),
        "kinds": {code: kind for code, kind in JOB_KINDS.items() if may_ask_for(viewer, code)},
    }
    return whole_or_part(request, "jobs/list.html", "jobs/_rows.html", context)


@require_GET
@seen_by_viewer
def job(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """One job; its part asks for itself again while the job is under way."""
    context = shown(_seen(viewer, number), viewer)
    return whole_or_part(request, "jobs/page.html", "jobs/_job.html", context)


@require_POST
@seen_by_viewer
def ask(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask for work; where the same is under way already, that is shown instead of doubling it."""
    kind = request.POST.get("kind", "")
    if not may_ask_for(viewer, kind):
        raise PermissionDenied(kind)
    if under_way(kind) is not None:
        return done(request, NOT_DOUBLED, "pages:jobs")
    asked = actions.ask_for(kind, by=viewer.user, told={"campaign": viewer.campaign.code})
    says = Text("已提交“{kind}”。", "Asked for “{kind}”.").fill(kind=kind_said(kind))
    return done(request, says, "pages:job", asked.pk)


@require_POST
@seen_by_viewer
def cancel(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Ask a job to stop; one that has ended stays as it is."""
    must_be_allowed(viewer, RUN_JOBS)
    found = _seen(viewer, number)
    if not is_under_way(found):
        says = Text("它已经结束，没有改动。", "It has ended already; nothing was changed.")
        return done(request, says, "pages:job", number)
    actions.cancel(found, by=viewer.user)
    says = Text("已要求停止，稍后停下。", "It was asked to stop, and will shortly.")
    return done(request, says, "pages:job", number)


def shown(one: Job, viewer: Viewer) -> dict[str, Any]:
    """A job in words, and what the viewer may do with it."""
    return {
        "job": one,
        "kind": kind_said(one.kind),
        "state": STATES[one.state],
        "doing": doing(one),
        "under_way": is_under_way(one),
        "came_of": came_of(one),
        "may_cancel": is_under_way(one) and not one.cancel_asked and viewer.may(RUN_JOBS),
    }


def _seen(viewer: Viewer, number: int) -> Job:
    seen = jobs(asked_by=viewer.user, runs=viewer.scope_to(RUN_JOBS))
    return get_object_or_404(seen, pk=number)
