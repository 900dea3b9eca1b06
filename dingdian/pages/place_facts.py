"""The facts of a place in words: a village's own, or what those below it come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dingdian.campaign.definition import Campaign, Fact
from dingdian.campaign.ranges import at_most
from dingdian.campaign.wording import amount, value_of
from dingdian.lexicon.text import Text
from dingdian.records.targeting.models import Profile

APART = ("kind", "name", "place", "township_name", "county_name")


@dataclass(frozen=True, slots=True)
class Said:
    """One fact in words; `unknown` where nobody knows it, or not all of it."""

    name: str
    label: Text
    value: Text
    unknown: bool
    source: str


def facts_said(campaign: Campaign, profile: Profile) -> list[Said]:
    """What is known of a place, in the order in which the campaign declares it."""
    facts: Mapping[str, Any] = profile.facts
    labels = campaign.facts["villages"]
    if profile.level == "village":
        apart = {*APART, *nominations_in(campaign)}
        return [_own(one, facts) for name, one in labels.items() if name not in apart]
    counts: Mapping[str, Any] = facts.get("counts", {})
    return [_sum(labels[name], *counts[name]) for name in labels if name in counts]


def _own(fact: Fact, facts: Mapping[str, Any]) -> Said:
    value, upper = facts.get(fact.name), facts.get(at_most(fact.name))
    said = value_of(fact, value)
    ranged = value is not None and upper is not None and upper != value and fact.unit is not None
    if ranged and upper is not None and fact.unit is not None:
        most = amount(upper, fact.unit)
        said = Text("{value}至{most}", "{value} to {most}").fill(value=said, most=most)
    return Said(fact.name, fact.label, said, value is None or ranged, fact.source)


def _sum(fact: Fact, total: int | None, n_unknown: int) -> Said:
    said = value_of(fact, total)
    if n_unknown and total is not None:
        beside = Text("{said}（另有{n}个村未知）", "{said} (unknown in {n} more villages)")
        said = beside.fill(said=said, n=n_unknown)
    return Said(fact.name, fact.label, said, bool(n_unknown), fact.source)


def nominations_in(campaign: Campaign) -> set[str]:
    """The facts that only say whether a nomination stands: they are shown as what they are."""
    branches = (branch for target in campaign.classes for branch in target.branches)
    return {branch.nomination for branch in branches if branch.nomination is not None}


def ratio_of(profile: Profile) -> tuple[int | None, int | None]:
    """The headcount ratio's two numbers; above villages, over those of which both are known."""
    if profile.level == "village":
        return profile.remaining_poor, profile.agricultural_population
    n, of = profile.facts.get("incidence", (None, None))
    return n, of


def must_be_none(campaign: Campaign) -> tuple[Fact, ...]:
    """The counts of the first task that must come to none, by which a place's light is judged."""
    labels = campaign.facts["villages"]
    return tuple(labels[name] for task in campaign.tasks for name in task.must_be_none)
