"""Forms that save themselves: what somebody began is offered again, and thrown away once sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dingdian.lexicon.text import Text
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.registry.drafting import drop_draft, save_draft
from dingdian.records.registry.editing import draft_kept, typed_in

SEVERAL = "[]"
"""What is put behind the name of a field that was sent with several values."""
OURS = frozenset(("csrfmiddlewaretoken", "draft-form", "draft-subject", "draft", "sure", "back"))
SUBJECT = 40
ADDRESSES: Mapping[str, str] = {
    "enter": "pages:enter-household",
    "change": "pages:change-household",
    "member": "pages:change-member",
    "income": "pages:income",
    "proof": "pages:proof",
    "helper": "pages:helper",
    "birth": "pages:birth",
    "death": "pages:death",
    "leaving": "pages:leaving",
    "joining": "pages:joining",
    "moving": "pages:moving",
    "splitting": "pages:splitting",
    "merging": "pages:merging",
}
"""Each form that keeps drafts, with where it stands."""
UNITS = (
    (1440, "天", "day", "days"),
    (60, "小时", "hour", "hours"),
    (1, "分钟", "minute", "minutes"),
)
SAVED = Text("草稿已保存。", "The draft is saved.")
THROWN = Text("草稿已丢弃。", "The draft is thrown away.")


@dataclass(frozen=True, slots=True)
class Offered:
    """A draft that somebody comes back to."""

    saved_at: datetime
    age: Text
    version: int | None
    values: QueryDict = field(repr=False)
    is_used: bool = False

    def outdated(self, version: int) -> bool:
        """Whether the household has changed since the form was begun."""
        return self.version is not None and self.version != version


@require_POST
@seen_by_viewer
def draft(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Keep what was typed so far, or throw it away; nothing of it stands in an address."""
    must_be_allowed(viewer, EDIT_REGISTRY)
    form, subject = request.POST.get("draft-form", ""), request.POST.get("draft-subject", "")
    to = _address(form, subject)
    if to is None:
        return HttpResponse(status=400)
    if request.POST.get("draft") == "throw":
        drop_draft(form=form, subject=subject, by=viewer.user)
        messages.success(request, THROWN[lang_now()])
        return redirect(to)
    made = save_draft(_packed(request.POST), form=form, subject=subject, by=viewer.user)
    if getattr(request, "htmx", False):
        return render(request, "registry/_saved.html", {"saved_at": made.saved_at})
    messages.success(request, SAVED[lang_now()])
    return redirect(f"{to}{'&' if '?' in to else '?'}draft=use")


def offered(request: HttpRequest, viewer: Viewer, form: str, subject: str) -> Offered | None:
    """The draft of a form, if its reader began one; used where the address says so."""
    found = draft_kept(viewer.user, form=form, subject=subject)
    if found is None:
        return None
    values = _unpacked(typed_in(found))
    version = values.get("version", "")
    return Offered(
        found.saved_at,
        age_of(timezone.now() - found.saved_at),
        int(version) if version.isdecimal() else None,
        values,
        request.GET.get("draft") == "use",
    )


def sent_or_draft(request: HttpRequest, draft: Offered | None) -> dict[str, object]:
    """What a form begins with: what stands in the draft that is used, and else nothing."""
    if request.method == "POST" or draft is None or not draft.is_used:
        return {}
    return typed(draft.values)


def typed(values: QueryDict) -> dict[str, object]:
    """What was typed, as a form begins with it."""
    return {name: told if len(told) > 1 else told[0] for name, told in values.lists() if told}


def sent(viewer: Viewer, form: str, subject: str) -> None:
    """The form was sent: its draft is kept no longer."""
    drop_draft(form=form, subject=subject, by=viewer.user)


def age_of(passed: timedelta) -> Text:
    """How long ago, in the largest unit that says it."""
    minutes = int(passed.total_seconds()) // 60
    if minutes < 1:
        return Text("刚才", "a moment ago")
    size, zh, one, many = next(unit for unit in UNITS if minutes >= unit[0])
    n = minutes // size
    return Text(f"{n}{zh}前", f"{n} {one if n == 1 else many} ago")


def _address(form: str, subject: str) -> str | None:
    """Where a form about a subject stands; None where there is no such form."""
    if form not in ADDRESSES or not subject.isascii() or not subject.isdecimal():
        return None
    if len(subject) > SUBJECT:
        return None
    if form == "enter":
        return f"{reverse(ADDRESSES[form])}?place={subject}"
    return reverse(ADDRESSES[form], args=[int(subject)])


def _packed(sent: QueryDict) -> dict[str, str]:
    """What was typed, a text by field; several values of one stand apart by spaces."""
    told = {name: values for name, values in sent.lists() if name not in OURS}
    return {
        name if len(values) == 1 else name + SEVERAL: " ".join(values)
        for name, values in told.items()
    }


def _unpacked(values: Mapping[str, str]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, value in values.items():
        if name.endswith(SEVERAL):
            made.setlist(name.removesuffix(SEVERAL), value.split())
        else:
            made[name] = value
    return made
