"""The plain reading of a branch: whether it holds for a place, by how much, and what is unknown."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sqlglot import exp

from dingdian.campaign.change import gauge_of
from dingdian.campaign.condition import Condition, bind, names_in
from dingdian.campaign.definition import Branch, Campaign
from dingdian.campaign.entry import Finding
from dingdian.campaign.ranges import at_most, widen
from dingdian.campaign.verdict import Facts, Ratio, Verdict, judge, weakness


class Yardstick:
    """One branch with its parameters in place, ready to be held against place after place."""

    def __init__(self, branch: Branch, campaign: Campaign, values: Mapping[str, int]) -> None:
        self.branch = branch
        self.campaign = campaign
        self.values = values
        self.wholes = frozenset(share.of for share in campaign.shares.values())
        self.reads = {item.code: facts_in(item.lacks, campaign) for item in branch.items}
        if branch.when is not None:
            self.gauge = gauge_of(bind(branch.when.tree, values))
            self.facts = facts_in(branch.when, campaign)

    @cached_property
    def trees(self) -> dict[str, exp.Expr]:
        """What is judged: the branch's own condition, or that of each of its items."""
        judged = {item.code: item.lacks for item in self.branch.items}
        if self.branch.when is not None:
            judged = {self.branch.code: self.branch.when}
        return {code: bound(one, self.campaign, self.values) for code, one in judged.items()}

    def find(self, facts: Facts) -> Finding:
        """The finding for one place, read plainly."""
        whole = with_shares(self.campaign, facts)
        verdicts = {code: judge(tree, whole) for code, tree in self.trees.items()}
        if self.branch.when is not None:
            return self.measured(facts, verdicts[self.branch.code])
        lacking = tuple(code for code, lacks in verdicts.items() if lacks)
        open_items = tuple(code for code, lacks in verdicts.items() if lacks is None)
        return self.weighed(facts, lacking=lacking, open_items=open_items)

    def measured(self, facts: Facts, holds: Verdict) -> Finding:
        """The finding of a branch that is a condition, once it is known whether it holds."""
        unknown = () if holds is not None else self._missing(self.facts, facts)
        gauge = self.gauge
        if gauge is None:
            return Finding(self.branch, holds, unknown=unknown)
        share = self.campaign.shares.get(gauge.name)
        name = gauge.name if share is None else share.n
        value, upper = facts.get(name), facts.get(at_most(name))
        return Finding(
            self.branch,
            holds,
            value=value if share is None else None,
            threshold=gauge.threshold,
            n=None if share is None else value,
            of=None if share is None else facts.get(share.of),
            share=share is not None,
            at_most=None if upper == value else upper,
            unknown=unknown,
        )

    def weighed(
        self, facts: Facts, *, lacking: tuple[str, ...], open_items: tuple[str, ...]
    ) -> Finding:
        """The finding of a weakness, once it is known what lacks and what is open."""
        at_least = self.values[self.branch.at_least or ""]
        nominated = bool(facts.get(self.branch.nomination or ""))
        holds = weakness(
            lacking=len(lacking), unknown=len(open_items), at_least=at_least, nominated=nominated
        )
        read = [] if holds is not None else [n for code in open_items for n in self.reads[code]]
        return Finding(
            self.branch,
            holds,
            len(lacking),
            at_least,
            lacking=lacking,
            open_items=open_items,
            nominated=nominated,
            unknown=self._missing(read, facts),
        )

    def _missing(self, names: Iterable[str], facts: Facts) -> tuple[str, ...]:
        """Which of the facts are unknown: blank, only a range, or a whole not above zero."""
        return tuple(
            name
            for name in dict.fromkeys(names)
            if facts.get(name) is None
            or facts.get(at_most(name), facts[name]) != facts[name]
            or (name in self.wholes and facts[name] <= 0)
        )


def bound(condition: Condition, campaign: Campaign, values: Mapping[str, int]) -> exp.Expr:
    """A condition over villages as both readings take it: parameters in place, ranges opened."""
    return widen(bind(condition.tree, values), ranged_names(campaign))


def ranged_names(campaign: Campaign) -> frozenset[str]:
    """The counted facts, and the shares whose part is one."""
    shares = (name for name, share in campaign.shares.items() if share.n in campaign.measured)
    return campaign.measured.union(shares)


def with_shares(campaign: Campaign, facts: Facts) -> dict[str, Any]:
    """The facts of a village with its shares beside them, and both ends of what is only a range."""
    whole = dict(facts)
    for name in campaign.measured:
        whole.setdefault(at_most(name), whole.get(name))
    for name, share in campaign.shares.items():
        whole[name] = Ratio(whole.get(share.n), whole.get(share.of), share.scale)
        if share.n in campaign.measured:
            upper = whole.get(at_most(share.n))
            whole[at_most(name)] = Ratio(upper, whole.get(share.of), share.scale)
    return whole


def facts_in(condition: Condition, campaign: Campaign) -> tuple[str, ...]:
    """The facts of villages that a condition reads; a share is its two numbers."""
    read: list[str] = []
    for name in names_in(condition.tree):
        share = campaign.shares.get(name)
        read += [share.n, share.of] if share else [name] if name not in campaign.parameters else []
    return tuple(dict.fromkeys(read))
