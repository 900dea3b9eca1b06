"""What was found of one place: each branch with its margin, what is unknown, its rank, whether it is in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlglot import exp

from dingdian.campaign.change import gauge_of
from dingdian.campaign.condition import Condition, bind, names_in
from dingdian.campaign.definition import Branch, Campaign, TargetClass
from dingdian.campaign.ranges import at_most, widen
from dingdian.campaign.verdict import Facts, Ratio, Verdict, judge, weakness

Standing = Literal[
    "designated", "included", "tied", "beyond_quota", "not_admitted", "undecided", "not_qualified"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one branch stands for one place.

    `value` and `threshold` are whole numbers in the fact's own unit (items for a weakness; basis
    points for the threshold of a share, whose two numbers are `n` and `of`).
    """

    branch: Branch
    holds: Verdict
    value: int | None = None
    threshold: int | None = None
    n: int | None = None
    of: int | None = None
    lacking: tuple[str, ...] = ()
    open_items: tuple[str, ...] = ()
    nominated: bool = False
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in one class, with everything that says why it is in or out."""

    target: TargetClass
    place: str
    name: str
    standing: Standing
    findings: tuple[Finding, ...] = ()
    rank: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    admission_unknown: tuple[str, ...] = ()

    @property
    def included(self) -> bool | None:
        """In, out, or None where only the office can say."""
        return {"designated": True, "included": True, "tied": None}.get(self.standing, False)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The facts that would have to be known before every branch can be decided."""
        branches = (name for one in self.findings for name in one.unknown)
        return tuple(dict.fromkeys((*self.admission_unknown, *branches)))


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
        whole[name] = Ratio(whole.get(share.n), whole.get(share.of))
        if share.n in campaign.measured:
            whole[at_most(name)] = Ratio(whole.get(at_most(share.n)), whole.get(share.of))
    return whole


def facts_in(condition: Condition, campaign: Campaign) -> tuple[str, ...]:
    """The facts of villages that a condition reads; a share is its two numbers."""
    read: list[str] = []
    for name in names_in(condition.tree):
        share = campaign.shares.get(name)
        read += [share.n, share.of] if share else [name] if name not in campaign.parameters else []
    return tuple(dict.fromkeys(read))


def find(branch: Branch, campaign: Campaign, values: Mapping[str, int], facts: Facts) -> Finding:
    """The plain reading of one branch for one place."""
    whole = with_shares(campaign, facts)
    if branch.when is not None:
        return measured(
            branch, campaign, values, whole, judge(bound(branch.when, campaign, values), whole)
        )
    verdicts = {
        item.code: judge(bound(item.lacks, campaign, values), whole) for item in branch.items
    }
    return weighed(
        branch,
        campaign,
        values,
        whole,
        lacking=tuple(code for code, lacks in verdicts.items() if lacks),
        open_items=tuple(code for code, lacks in verdicts.items() if lacks is None),
    )


def measured(
    branch: Branch, campaign: Campaign, values: Mapping[str, int], facts: Facts, holds: Verdict
) -> Finding:
    """The finding of a branch that is a condition, once it is known whether it holds."""
    assert branch.when is not None
    gauge = gauge_of(bind(branch.when.tree, values))
    unknown = (
        () if holds is not None else _missing(facts_in(branch.when, campaign), campaign, facts)
    )
    if gauge is None:
        return Finding(branch, holds, unknown=unknown)
    share = campaign.shares.get(gauge.name)
    if share is None:
        return Finding(branch, holds, facts.get(gauge.name), gauge.threshold, unknown=unknown)
    n, of = facts.get(share.n), facts.get(share.of)
    return Finding(branch, holds, None, gauge.threshold, n, of, unknown=unknown)


def weighed(
    branch: Branch,
    campaign: Campaign,
    values: Mapping[str, int],
    facts: Facts,
    *,
    lacking: tuple[str, ...],
    open_items: tuple[str, ...],
) -> Finding:
    """The finding of a weakness, once it is known which of its items lack and which are open."""
    assert branch.at_least is not None and branch.nomination is not None
    at_least = values[branch.at_least]
    nominated = bool(facts.get(branch.nomination))
    holds = weakness(
        lacking=len(lacking), unknown=len(open_items), at_least=at_least, nominated=nominated
    )
    read = [
        name
        for item in branch.items
        if holds is None and item.code in open_items
        for name in facts_in(item.lacks, campaign)
    ]
    return Finding(
        branch,
        holds,
        len(lacking),
        at_least,
        lacking=lacking,
        open_items=open_items,
        nominated=nominated,
        unknown=_missing(read, campaign, facts),
    )


def _missing(
    names: tuple[str, ...] | list[str], campaign: Campaign, facts: Facts
) -> tuple[str, ...]:
    """Which of the facts are unknown: blank, only a range, or a whole that is not above zero."""
    wholes = {share.of for share in campaign.shares.values()}
    return tuple(
        name
        for name in dict.fromkeys(names)
        if facts.get(name) is None
        or facts.get(at_most(name), facts[name]) != facts[name]
        or (name in wholes and facts[name] <= 0)
    )
