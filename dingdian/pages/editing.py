"""Who changes which household: found, seen, allowed and still there before any form is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from dingdian.campaign.definition import Campaign
from dingdian.lexicon.text import Text
from dingdian.pages.errors import unusable
from dingdian.pages.naming import way_down
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY
from dingdian.records.registry.editing import (
    household_of_key,
    last_deed,
    member_round_of_key,
    round_on,
)
from dingdian.records.registry.models import Deed, Household, HouseholdRound, MemberRound
from dingdian.records.registry.queries import members_on
from dingdian.records.registry.refusals import NoLongerThere

Given = ParamSpec("Given")
AFTERWARDS = "pages:change-household"
"""Where a deed can be seen once it is done."""
UNDO = Text("撤销", "Undo")


@dataclass(frozen=True)
class Case:
    """A household that somebody may change, as it stands today; of a member, if one is meant."""

    viewer: Viewer
    household: Household
    path: str
    round: HouseholdRound
    member: MemberRound | None = None

    @property
    def today(self) -> date:
        """The day on which it is changed."""
        return self.viewer.on

    @property
    def campaign(self) -> Campaign:
        """The campaign that declares the fields."""
        return self.viewer.campaign

    @cached_property
    def members(self) -> tuple[MemberRound, ...]:
        """Who lives in it, the head first."""
        return tuple(members_on(self.household, self.today))

    @cached_property
    def way(self) -> str:
        """Where it lives in words."""
        return way_down(self.path, vintage=self.viewer.vintage)

    @property
    def subject(self) -> str:
        """By which key the page is asked for: the member's, or the household's."""
        return str(self.member.member.key if self.member else self.household.key)


def of_a_household(
    view: Callable[Concatenate[HttpRequest, Case, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of a household that the viewer may change; what they may not see is not there."""

    def found(
        request: HttpRequest, viewer: Viewer, /, key: int, *args: Given.args, **named: Given.kwargs
    ) -> HttpResponse:
        return _with(request, view, viewer, key, None, *args, **named)

    return wraps(view)(seen_by_viewer(found))


def of_a_member(
    view: Callable[Concatenate[HttpRequest, Case, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """The same for a member, and the household in which they live today."""

    def found(
        request: HttpRequest, viewer: Viewer, /, key: int, *args: Given.args, **named: Given.kwargs
    ) -> HttpResponse:
        member = member_round_of_key(key, on=viewer.on) if key < 1 << 63 else None
        if member is None:
            raise Http404
        return _with(request, view, viewer, member.household.key, member, *args, **named)

    return wraps(view)(seen_by_viewer(found))


def _with(
    request: HttpRequest,
    view: Callable[..., HttpResponse],
    viewer: Viewer,
    key: int,
    member: MemberRound | None,
    *args: Any,
    **named: Any,
) -> HttpResponse:
    found = household_of_key(key, seen_by=viewer.scope) if key < 1 << 63 else None
    if found is None:
        raise Http404
    household, path = found
    must_be_allowed(viewer, EDIT_REGISTRY, path)
    round_ = round_on(household, viewer.on)
    if round_ is None:
        gone = NoLongerThere(household.number, household.ended_on or viewer.on)
        return unusable(request, gone)
    return view(request, Case(viewer, household, path, round_, member), *args, **named)


def done_and_undoable(
    request: HttpRequest, says: Text, household: Household, *, undo: object = True
) -> HttpResponse:
    """Go where the deed can be seen; say it there once, with the way to take it back."""
    lang, deed = lang_now(), last_deed(household) if undo else None
    said = says[lang]
    if deed is not None:
        said = format_html("{} <a href='{}'>{}</a>", said, undo_address(deed), UNDO[lang])
    messages.success(request, said)
    return redirect(AFTERWARDS, household.key)


def undo_address(deed: Deed) -> str:
    """Where a deed is taken back."""
    return reverse("pages:undo", args=[deed.pk])
