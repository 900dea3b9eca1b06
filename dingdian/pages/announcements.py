"""The list made final by a document: what would be announced, and what was, as its table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.announced_rows import official_tables
from dingdian.pages.asking import a_day, words
from dingdian.pages.deeds import done, refused_in
from dingdian.pages.listing import Order, slice_of
from dingdian.pages.naming import ways_down
from dingdian.pages.override_words import class_said
from dingdian.pages.speaking import lang_now, later
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import ANNOUNCE
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Announcement, Run
from dingdian.records.targeting.queries import (
    announcements,
    counters,
    current_run,
    overrides,
    runs,
    targets,
)
from dingdian.records.targeting.refusals import NotTheCurrentRun

NEWEST = Order("newest", Text("新的在前", "Newest first"), ("-pk",))
MOST_TIES = 20
TO_COME = Text("公布日期不能晚于今天。", "The day cannot lie after today.")
SHOWN_RUN = Text("所看的识别结果", "The run that was shown")


class Announcing(forms.Form):
    """The document that makes the list final."""

    run = forms.IntegerField(widget=forms.HiddenInput(), label=later(SHOWN_RUN))
    document = words(
        Text("文号", "The document's number"),
        limit=120,
        hint=Text(
            "如“渝扶组发〔2020〕8号”，只能用一次。", "Such as 渝扶组发〔2020〕8号; used once only."
        ),
    )
    title = words(Text("标题", "The title"), limit=200)
    on = a_day(Text("公布日期", "The day of announcement"))

    def clean_on(self) -> Any:
        """Nothing is announced ahead of its day."""
        on = self.cleaned_data["on"]
        if on > installation().today():
            raise ValidationError(TO_COME[lang_now()])
        return on


@require_GET
@seen_by_viewer
def announcement_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every announcement of the campaign; they are public."""
    found = announcements(viewer.campaign.code)
    context = {
        "slice": slice_of(found, NEWEST, request.GET),
        "total": found.count(),
        "may_announce": viewer.scope_to(ANNOUNCE).is_whole,
    }
    return render(request, "announcements/list.html", context)


@require_http_methods(["GET", "POST"])
@seen_by_viewer
def announce(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show in numbers what would be announced; announce it where nothing stands in the way."""
    must_be_allowed(viewer, ANNOUNCE, f"{viewer.campaign.root}/")
    run = current_run(viewer.campaign.code)
    if run is None:
        return render(request, "announcements/nothing.html")
    form = Announcing(request.POST or None, initial=_initial(run, viewer))
    made = _announced(form, viewer) if form.is_valid() else None
    if made is not None:
        says = Text("已公布：{document}。", "Announced: {document}.").fill(document=made.document)
        return done(request, says, "pages:announcement", made.pk)
    context = _to_announce(run, viewer) | {"form": form}
    return render(request, "announcements/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@seen_by_viewer
def announcement(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """The announced list as the official table, as far as the viewer sees."""
    found = get_object_or_404(announcements(viewer.campaign.code), pk=number)
    tables = official_tables(found, viewer)
    context = {
        "announcement": found,
        "tables": tables,
        "shown": sum(len(one.rows) for one in tables),
        "listed": found.places.count(),
    }
    return render(request, "announcements/page.html", context)


def _initial(run: Run, viewer: Viewer) -> dict[str, Any]:
    title = Text("{label}对象名单", "{label}: list of targets").fill(label=viewer.campaign.label)
    return {"run": run.pk, "title": title[lang_now()], "on": installation().today()}


def _announced(form: Announcing, viewer: Viewer) -> Announcement | None:
    """The list announced; None where it was refused, which the form then says."""
    said = form.cleaned_data
    try:
        run = runs(viewer.campaign.code).filter(pk=said["run"]).first()
        if run is None:
            raise NotTheCurrentRun
        return actions.announce(
            run, document=said["document"], title=said["title"], on=said["on"], by=viewer.user
        )
    except Unusable as refused:
        refused_in(form, refused)
        return None


def _quotas(
    run: Run, campaign: Campaign, of_class: Mapping[str, int]
) -> list[tuple[Text, int, int]]:
    """The quota of each class that has one, and how much of it is left for what is tied."""
    return [
        (one.label, quota, max(0, quota - of_class.get(one.code, 0)))
        for one in campaign.classes
        if (quota := run.parameters.get(one.quota or "")) is not None
    ]


def _to_announce(run: Run, viewer: Viewer) -> dict[str, Any]:
    """What would be announced in numbers, and what stands in the way."""
    counted = counters(run, seen_by=viewer.scope)
    tied = list(targets(run, seen_by=viewer.scope).filter(decided=None)[:MOST_TIES])
    ways = ways_down((one.path for one in tied), vintage=run.vintage)
    pending = overrides(viewer.campaign.code, seen_by=viewer.scope)
    campaign = viewer.campaign
    return {
        "run": run,
        "of_class": [(one.label, counted.of_class.get(one.code, 0)) for one in campaign.classes],
        "quotas": _quotas(run, campaign, counted.of_class),
        "n_listed": sum(counted.of_class.values()),
        "n_tied": counted.tied,
        "n_undecided": counted.undecided,
        "tied": [
            (one, " / ".join(ways[one.path]), class_said(campaign, one.target_class))
            for one in tied
        ],
        "n_pending": pending.filter(confirmed_at=None, withdrawn_at=None).count(),
    }
