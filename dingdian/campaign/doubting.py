"""The plain reading of the data audit: one household with its members, one member, one village."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.campaign.condition import Tree, bind
from dingdian.campaign.definition import Campaign, Doubt, HouseholdMeasure, Table
from dingdian.campaign.parameters import in_force
from dingdian.campaign.ranges import at_most
from dingdian.campaign.reach import AUDITED, OF_HOUSEHOLD, view
from dingdian.campaign.verdict import Facts, Verdict, judge
from dingdian.campaign.yardstick import bound, with_shares
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text


@dataclass(frozen=True, slots=True)
class Doubted:
    """What the audit says of one row: the doubts that certainly hold, and those left open."""

    found: tuple[Doubt, ...]
    open: tuple[Doubt, ...]


class Doubting:
    """All doubts of a campaign with their parameters in place, held against row after row."""

    def __init__(self, campaign: Campaign, values: Mapping[str, int]) -> None:
        self.campaign = campaign
        self.views = {table: view(campaign, table) for table in AUDITED}
        self.doubts = {
            table: [one for one in campaign.doubts if one.over == table] for table in AUDITED
        }
        self.trees = {
            one.id: bound(one.when, self.views[one.over], values) for one in campaign.doubts
        }
        self.wheres = {
            name: None if one.where is None else bind(one.where.tree, values)
            for name, one in campaign.household_measures.items()
        }

    def village(self, facts: Facts) -> Doubted:
        """The doubts about one village."""
        return self._doubted("villages", facts)

    def household(self, facts: Facts, members: Sequence[Facts]) -> Doubted:
        """The doubts about one household as a whole, its members counted."""
        return self._doubted("households", self.reckoned(members) | dict(facts))

    def member(self, facts: Facts, household: Facts) -> Doubted:
        """The doubts about one member, within the household."""
        return self._doubted("members", within(household) | dict(facts))

    def verdict(self, doubt: Doubt, facts: Facts) -> Verdict:
        """Whether one doubt holds for one row, of which everything in its reach is told."""
        return judge(self.trees[doubt.id], with_shares(self.views[doubt.over], facts))

    def reckoned(self, members: Sequence[Facts]) -> dict[str, Any]:
        """The measures of a household, over its members; a count is told by both of its ends."""
        told: dict[str, Any] = {}
        for name, measure in self.campaign.household_measures.items():
            told |= reckon(measure, self.wheres[name], members)
        return told

    def _doubted(self, over: Table, facts: Facts) -> Doubted:
        whole = with_shares(self.views[over], facts)
        said = [(one, judge(self.trees[one.id], whole)) for one in self.doubts[over]]
        return Doubted(
            tuple(one for one, holds in said if holds),
            tuple(one for one, holds in said if holds is None),
        )


def reckon(
    measure: HouseholdMeasure, where: Tree | None, members: Sequence[Facts]
) -> dict[str, Any]:
    """One measure over the members; what is unknown of one leaves the sum, least and most open."""
    name = measure.fact.name
    said = [True if where is None else judge(where, one) for one in members]
    certain, unknown = said.count(True), said.count(None)
    if measure.how == "count":
        return {name: certain, at_most(name): certain + unknown}
    if measure.how == "exists":
        return {name: True if certain else None if unknown else False}
    among = [one.get(measure.of) for one, holds in zip(members, said, strict=True) if holds]
    if unknown or None in among:
        return {name: None}
    known = [one for one in among if one is not None]
    if measure.how == "sum":
        return {name: sum(known)}
    extreme = min if measure.how == "min" else max
    return {name: extreme(known, default=None)}


def within(household: Facts) -> dict[str, Any]:
    """The facts of a household under the names by which its members' doubts read them."""
    return {f"{OF_HOUSEHOLD}{name}": value for name, value in household.items()}


def limits_on(campaign: Campaign, on: date) -> dict[str, int]:
    """The value on that day of every parameter that the audit reads.

    Raises Unusable for one that has no value yet on that day.
    """
    values = {}
    for name in sorted(_read(campaign)):
        entry = in_force(campaign.parameters[name], on)
        if entry is None:
            raise Unusable(
                "too_early",
                Text(
                    f"参数 {name} 在 {on} 尚无值。", f"The parameter {name} has no value on {on}."
                ),
                Text("请用 --on 换一个日期。", "Choose another day with --on."),
            )
        values[name] = entry.value
    return values


def _read(campaign: Campaign) -> Iterable[str]:
    wheres = (one.where for one in campaign.household_measures.values() if one.where is not None)
    conditions = [*(one.when for one in campaign.doubts), *wheres]
    return {name for one in conditions for name in one.names if name in campaign.parameters}
