"""One household: who they are, how they stand and stood, what was done; and its page on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dingdian.campaign.parameters import in_force
from dingdian.pages.household_list import day_asked, late_after
from dingdian.pages.household_words import age_on, assured, done, household_compared, parts
from dingdian.pages.naming import steps_down, way_down
from dingdian.pages.registry_words import LACKS, LEVELS, field_said
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import EDIT_REGISTRY, READ_PERSONS
from dingdian.records.registry.models import (
    Guarantee,
    Helper,
    Household,
    HouseholdRound,
    Income,
    Level,
    MemberRound,
    Period,
)
from dingdian.records.registry.queries import Earned, deeds_of, proofs_of, rounds_of
from dingdian.records.registry.readiness import Readiness, readiness, year_end
from dingdian.records.registry.reading import (
    LIGHTS,
    earned_by,
    helper_on,
    household_on,
    lag_of,
    living_in,
)
from dingdian.records.secrecy.masks import masked_id, masked_phone

BIGGEST = 1 << 63
PERIODS = 4
"""So many incomes stand side by side."""
TOLD_OF_A_MEMBER = (
    "relation",
    "labour",
    "health",
    "education",
    "student_status",
    "school_state",
    "insurance_state",
)


@dataclass(frozen=True)
class Shown:
    """A household as somebody looks at it on a day; each part is asked for once, when shown."""

    viewer: Viewer
    on: date
    row: HouseholdRound

    @property
    def household(self) -> Household:
        """The household itself."""
        return self.row.household

    @property
    def has_ended(self) -> bool:
        """Whether it was one no more on that day."""
        return self.row.until is not None and self.row.until <= self.on

    @cached_property
    def members(self) -> list[MemberRound]:
        """Who lived in it, the head first."""
        return living_in([self.household.pk], on=self.on)[self.household.pk]

    @property
    def head(self) -> MemberRound | None:
        """The head, where there is one."""
        return next((one for one in self.members if one.relation == "head"), None)

    @cached_property
    def earned(self) -> tuple[Earned, ...]:
        """What they earned, the latest period first."""
        of = [self.household.pk]
        return earned_by(of, on=self.on, campaign=self.viewer.campaign)[self.household.pk]

    @property
    def year(self) -> Earned | None:
        """The income of the poverty year that ended last, or ends this year."""
        return next((one for one in self.earned if _of_the_year(one.income, self.on)), None)

    @cached_property
    def helper(self) -> Helper | None:
        """Who answers for it."""
        return helper_on(self.household, self.on)

    @cached_property
    def proofs(self) -> Mapping[str, Any]:
        """The proofs of each guarantee, the latest first."""
        return proofs_of(self.household, [one.member for one in self.members], on=self.on)

    @property
    def lights(self) -> dict[Guarantee, str]:
        """The light of each guarantee."""
        return {one: getattr(self.row, name) for one, name in LIGHTS.items()}

    @cached_property
    def readiness(self) -> Readiness:
        """How near its exit is."""
        posting = in_force(self.viewer.campaign.parameters["exit_posting"], self.on)
        return readiness(
            self.row.exit_state,
            lights=self.lights,
            earned=self.year,
            on=self.on,
            posting_days=None if posting is None else posting.value,
        )


def shown(request: HttpRequest, viewer: Viewer, key: int) -> Shown:
    """The household of a key on the day asked for; what the viewer may not see is not there."""
    on = day_asked(request.GET, viewer)
    row = household_on(key, seen_by=viewer.scope, on=on) if key < BIGGEST else None
    if row is None:
        raise Http404
    must_be_allowed(viewer, READ_PERSONS, row.path)
    return Shown(viewer, on, row)


@require_GET
@seen_by_viewer
def household(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    """Everything that is known of one household."""
    here = shown(request, viewer, key)
    return render(request, "households/page.html", _common(here) | _past(here))


@require_GET
@seen_by_viewer
def account(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    """One sheet of paper that answers for one household (一户交账单)."""
    here = shown(request, viewer, key)
    year = here.year
    context = _common(here) | {
        "year_end": year_end(here.on),
        "year": year,
        "year_parts": parts([year], viewer.campaign) if year else [],
    }
    return render(request, "households/account.html", context)


def members_said(here: Shown) -> list[dict[str, Any]]:
    """Each member in words, the ID number masked."""
    facts = here.viewer.campaign.facts["members"]
    return [
        {
            "row": one,
            "age": age_on(one.member.born_on, here.on),
            "sex": field_said(facts["sex"], one.member.sex),
            "id": masked_id(one.member.id_number) if one.member.id_number else "",
            **{name: field_said(facts[name], getattr(one, name)) for name in TOLD_OF_A_MEMBER},
        }
        for one in here.members
    ]


def _common(here: Shown) -> dict[str, Any]:
    """What the page shows, and the sheet of paper as well."""
    campaign, row = here.viewer.campaign, here.row
    facts = campaign.facts["households"]
    helper = here.helper
    said = ("exit_state", "watch_class", "watch_risks", "main_cause", "other_causes")
    return {
        "here": here,
        "household": here.household,
        "row": row,
        "on": here.on,
        "way": way_down(row.path, vintage=here.viewer.vintage),
        "village": row.path.rstrip("/").rpartition("/")[2],
        "head": here.head,
        "members": members_said(here),
        "guarantees": assured(row, here.members, here.proofs, campaign),
        "latest": next(iter(here.earned), None),
        "helper": helper,
        "helper_level": None if helper is None else LEVELS[Level(helper.unit_level)],
        "helper_phone": masked_phone(helper.phone) if helper and helper.phone else "",
        "readiness": here.readiness,
        "lacks": [LACKS[one] for one in here.readiness.lacks],
        "said": {name: field_said(facts[name], getattr(row, name)) for name in said},
        "kind": field_said(facts["household_kind"], row.household_kind),
        "phone": masked_phone(row.phone) if row.phone else "",
    }


def _past(here: Shown) -> dict[str, Any]:
    """How it stood before, what it earned, and what was done, up to the day that is looked at."""
    campaign = here.viewer.campaign
    rounds = [one for one in rounds_of(here.household) if one.since <= here.on]
    lines = household_compared(rounds, campaign)
    earned = here.earned[:PERIODS]
    late = late_after(here.viewer)
    deeds = deeds_of(here.household).filter(happened_on__lte=here.on)
    return {
        "steps": steps_down(here.row.path, here.viewer),
        "rounds": _rounds(rounds, here),
        "changed": [one for one in lines if one.differs],
        "unchanged": [one for one in lines if not one.differs],
        "earned": earned,
        "parts": parts(earned, campaign),
        "deeds": done(deeds, campaign, late_after=late),
        "may_edit": here.viewer.may(EDIT_REGISTRY, here.row.path),
    }


def _rounds(rounds: Sequence[HouseholdRound], here: Shown) -> list[tuple[HouseholdRound, Any]]:
    """Each round with how late it was entered."""
    late = late_after(here.viewer)
    return [(one, lag_of(one.deed, after=late)) for one in rounds]


def _of_the_year(income: Income, on: date) -> bool:
    return income.kind == Period.POVERTY_YEAR and income.period_end == year_end(on)
