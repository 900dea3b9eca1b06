"""What if the thresholds were others: who would enter and leave, said at once and on the map."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dingdian.campaign.entry import STANDINGS
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.charting import drawn_of
from dingdian.pages.drawing.lit import Mark
from dingdian.pages.drawing.words import Light
from dingdian.pages.remembering import remembered
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.viewing import Viewer, seen_by_viewer
from dingdian.records.targeting.models import Run
from dingdian.records.targeting.queries import current_run, targets
from dingdian.steps.what_if import Moved, WhatIf
from dingdian.steps.what_if import what_if as try_out

ENTERS: Light = "well"
LEAVES: Light = "ill"
TIED: Light = "near"
STAYS: Light = "unreported"
WORDS: Mapping[Light, Text] = {
    ENTERS: Text("进入", "enters"),
    TIED: Text("并列待定", "tied, open"),
    LEAVES: Text("退出", "leaves"),
    STAYS: Text("仍在名单", "stays"),
}
"""What a light says on this map: a change is shown by its shape, as everywhere."""
TITLE = Text("试算后的名单示意图", "Schematic map of the list as it would be")


@require_GET
@seen_by_viewer
@remembered
def what_if(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list of the current run under other parameters; nothing is kept."""
    run = current_run(viewer.campaign.code)
    if run is None:
        return render(request, "targets/none.html")
    changes = changes_asked(request.GET.dict(), run)
    refused = None
    try:
        answer = try_out(run, changes, seen_by=viewer.scope)
    except Unusable as error:
        refused, answer = error, try_out(run, {}, seen_by=viewer.scope)
    context = shown(viewer, run, answer) | {"refused": refused, "typed": changes}
    return whole_or_part(request, "targets/what_if.html", "targets/_what_if.html", context)


def changes_asked(asked: Mapping[str, str], run: Run) -> dict[str, str]:
    """The parameters that were typed as something else than they are."""
    return {
        name: value.strip()
        for name, value in asked.items()
        if name in run.parameters and value.strip() not in ("", str(run.parameters[name]))
    }


def shown(viewer: Viewer, run: Run, answer: WhatIf) -> dict[str, Any]:
    """Everything that the page shows of an answer."""
    labels = {one.code: one.label for one in viewer.campaign.classes}
    return {
        "run": run,
        "answer": answer,
        "classes": [
            (labels[code], answer.before[code], after) for code, after in answer.after.items()
        ],
        "entered": [(one, STANDINGS[one.was]) for one in answer.entered],
        "left": [(one, STANDINGS[one.standing]) for one in answer.left],
        "tied": list(answer.tied),
        "map": drawn_of(marked(viewer, run, answer), viewer, words=WORDS, title=TITLE),
    }


def marked(viewer: Viewer, run: Run, answer: WhatIf) -> list[tuple[str, str, Mark]]:
    """Each place of the list as it was or would be, with its light on this map."""
    moved = [
        *_marks(answer.left, LEAVES),
        *_marks(answer.entered, ENTERS),
        *_marks(answer.tied, TIED),
    ]
    known = {code for code, _, _ in moved}
    stays = targets(run, seen_by=viewer.scope).filter(standing__in=("designated", "included"))
    rows = stays.values_list("code", "name")
    return [
        *((code, name, _mark(code, STAYS)) for code, name in rows if code not in known),
        *{code: (code, name, mark) for code, name, mark in moved}.values(),
    ]


def _marks(places: Iterable[Moved], light: Light) -> list[tuple[str, str, Mark]]:
    return [(one.code, one.name, _mark(one.code, light)) for one in places]


def _mark(code: str, light: Light) -> Mark:
    return Mark(light, reverse("pages:target", args=[code]))
