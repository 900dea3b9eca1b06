"""The nearest change: how far which facts must move for a condition to come out otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from dingdian.campaign.condition import COMPARISONS, Tree, number_of
from dingdian.campaign.definition import Share
from dingdian.campaign.verdict import Facts, Ratio, judge

TURNED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.LT,
    exp.GTE: exp.LTE,
    exp.LT: exp.GT,
    exp.LTE: exp.GTE,
    exp.EQ: exp.EQ,
    exp.NEQ: exp.NEQ,
}
NOT: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.LTE,
    exp.GTE: exp.LT,
    exp.LT: exp.GTE,
    exp.LTE: exp.GT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One fact that would have to become another value."""

    fact: str
    value: int | bool


@dataclass(frozen=True, slots=True)
class Gauge:
    """A condition that is one comparison with a number: what is measured, and against what."""

    name: str
    how: type[exp.Expr]
    threshold: int


def gauge_of(tree: Tree) -> Gauge | None:
    """The gauge of a bound tree that is a single comparison of a fact or share with a number."""
    while isinstance(tree, exp.Paren):
        tree = tree.this
    if not isinstance(tree, COMPARISONS):
        return None
    how: type[exp.Expr] = type(tree)
    left, right = tree.this, tree.expression
    if isinstance(right, exp.Column):
        left, how, right = right, TURNED[how], left
    number = number_of(right) if isinstance(left, exp.Column) else None
    return None if number is None else Gauge(left.name, how, number)


def steps_to(
    tree: Tree, facts: Facts, shares: Mapping[str, Share], *, want: bool
) -> tuple[Step, ...] | None:
    """The fewest changes that make the tree's answer `want`; None where they cannot be told.

    Nothing has to change where the answer is so already. A share moves by its numerator.
    """
    match tree:
        case exp.Paren():
            return steps_to(tree.this, facts, shares, want=want)
        case exp.Not():
            return steps_to(tree.this, facts, shares, want=not want)
        case exp.And() | exp.Or():
            sides = [
                steps_to(side, facts, shares, want=want) for side in (tree.this, tree.expression)
            ]
            told = [side for side in sides if side is not None]
            if isinstance(tree, exp.And) is want:
                return _both(tree, told, facts, shares, want=want) if len(told) == 2 else None
            return min(told, key=len) if told else None
        case exp.Column():
            known = facts.get(tree.name)
            return None if known is None else () if known is want else (Step(tree.name, want),)
    gauge = gauge_of(tree)
    return None if gauge is None else _steps_of(gauge, facts, shares, want=want)


def after(steps: Iterable[Step], facts: Facts, shares: Mapping[str, Share]) -> dict[str, Any]:
    """The facts once the steps are taken, the shares that they move among them."""
    moved = dict(facts) | {one.fact: one.value for one in steps}
    ratios = {name: Ratio(moved.get(one.n), moved.get(one.of)) for name, one in shares.items()}
    return moved | ratios


def _both(
    tree: Tree,
    sides: list[tuple[Step, ...]],
    facts: Facts,
    shares: Mapping[str, Share],
    *,
    want: bool,
) -> tuple[Step, ...] | None:
    """The steps of both sides, one for each fact; None where what one side needs undoes the other.

    Where both move the same fact, one of the two values may do for both.
    """
    for first, second in (sides, sides[::-1]):
        steps = tuple({one.fact: one for one in (*first, *second)}.values())
        if judge(tree, after(steps, facts, shares)) is want:
            return steps
    return None


def _steps_of(
    gauge: Gauge, facts: Facts, shares: Mapping[str, Share], *, want: bool
) -> tuple[Step, ...] | None:
    how = gauge.how if want else NOT[gauge.how]
    share = shares.get(gauge.name)
    if share is None:
        now = facts.get(gauge.name)
        return None if now is None else _reach(gauge.name, how, now, gauge.threshold, 1)
    sides = Ratio(facts.get(share.n), facts.get(share.of)).against(gauge.threshold)
    return None if sides is None else _reach(share.n, how, facts[share.n], sides[1], 10_000)


def _reach(
    fact: str, how: type[exp.Expr], now: int, limit: int, scale: int
) -> tuple[Step, ...] | None:
    """The value nearest to `now` for which `value·scale how limit` holds."""
    below = -(-limit // scale) - 1  # the greatest with value·scale < limit
    above = limit // scale + 1  # the least with value·scale > limit
    equal = limit // scale if limit % scale == 0 else None
    reached: dict[type[exp.Expr], int | None] = {
        exp.GT: max(now, above),
        exp.GTE: max(now, below + 1),
        exp.LT: min(now, below),
        exp.LTE: min(now, above - 1),
        exp.EQ: equal,
        exp.NEQ: now if now * scale != limit else below,
    }
    nearest = reached[how]
    if nearest is None:
        return None
    return () if nearest == now else (Step(fact, nearest),)
