"""One member of a household over the rounds, and the look at an ID number that is masked."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages.asking import one_of
from dingdian.pages.errors import unusable
from dingdian.pages.household import BIGGEST
from dingdian.pages.household_list import day_asked, late_after
from dingdian.pages.household_words import age_on, member_compared
from dingdian.pages.naming import steps_down
from dingdian.pages.registry_words import WHYS, field_said
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY, READ_PERSONS
from dingdian.records.registry.models import Proof
from dingdian.records.registry.reading import lag_of, member_on
from dingdian.records.registry.revealing import Why, reveal_id_number
from dingdian.records.secrecy.masks import masked_id, masked_phone

NOW = ("relation", "poverty_status", "labour", "health", "school_state", "insurance_state")


class Revealing(forms.Form):
    """For what somebody wants to read an ID number."""

    why = one_of(
        Text("查看事由", "What you need it for"),
        hint=Text(
            "事由、时间和您的账号记入留痕；号码只在下一页显示一次。",
            "The reason, the time and your account go into the trail; the number is shown once, "
            "on the next page.",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = lang_now()
        choices = [("", "–"), *((code.value, said[lang]) for code, said in WHYS.items())]
        self.fields["why"].choices = choices  # type: ignore[attr-defined]  # a field of choices


@require_GET
@seen_by_viewer
def member(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    """Who somebody is, and how they stood in each round."""
    return render(request, "households/member.html", _page(request, viewer, key))


@require_POST
@seen_by_viewer
def reveal(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    """The same page with the ID number in plain, for this one answer."""
    context = _page(request, viewer, key)
    form = Revealing(request.POST)
    if not form.is_valid():
        return render(request, "households/member.html", context | {"form": form}, status=422)
    try:
        number = reveal_id_number(
            context["member"],
            why=Why(form.cleaned_data["why"]),
            campaign=viewer.campaign,
            by=viewer.user,
        )
    except Unusable as refused:
        return unusable(request, refused)
    answer = render(request, "households/member.html", context | {"number": number})
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, viewer: Viewer, key: int) -> dict[str, Any]:
    on = day_asked(request.GET, viewer)
    found = member_on(key, seen_by=viewer.scope, on=on) if key < BIGGEST else None
    if found is None:
        raise Http404
    rounds, home = found
    must_be_allowed(viewer, READ_PERSONS, home.path)
    last, facts = rounds[-1], viewer.campaign.facts["members"]
    lines, who = member_compared(rounds, viewer.campaign), last.member
    late = late_after(viewer)
    return {
        "on": on,
        "member": who,
        "home": home,
        "last": last,
        "has_gone": last.until is not None and last.until <= on,
        "steps": steps_down(home.path, viewer),
        "age": age_on(who.born_on, who.died_on or on),
        "sex": field_said(facts["sex"], who.sex),
        "ethnicity": field_said(facts["ethnicity"], who.ethnicity),
        "id_kind": field_said(facts["id_kind"], who.id_kind),
        "id": masked_id(who.id_number) if who.id_number else "",
        "phone": masked_phone(who.phone) if who.phone else "",
        "now": [(facts[name].label, field_said(facts[name], getattr(last, name))) for name in NOW],
        "rounds": [(one, lag_of(one.deed, after=late)) for one in rounds],
        "changed": [one for one in lines if one.differs],
        "unchanged": [one for one in lines if not one.differs],
        "proofs": Proof.objects.filter(member=who, undone_at=None, dated_on__lte=on),
        "may_edit": viewer.may(EDIT_REGISTRY, home.path),
        "form": Revealing(),
    }
