"""The plain reading: one row's facts against one condition, yes, no or unknown."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from dingdian.campaign.condition import BETWEEN_CHOICES, COMPARISONS, Tree, number_of

Verdict = bool | None
Facts = Mapping[str, Any]

COMPARE: dict[type[exp.Expr], Callable[[Any, Any], bool]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """The two whole numbers of a share; unknown when one is missing or the whole not above zero.

    `scale` is what the share is compared in: basis points, or 1 where it is so much to each.
    """

    n: int | None
    of: int | None
    scale: int = 10_000

    def against(self, limit: int) -> tuple[int, int] | None:
        """The two whole numbers to compare in place of share and limit: n·scale and limit·of."""
        if self.n is None or self.of is None or self.of <= 0:
            return None
        return self.n * self.scale, limit * self.of


def judge(tree: Tree, facts: Facts) -> Verdict:
    """True, False, or None where the facts do not tell; a fact that is not there is unknown."""
    match tree:
        case exp.Paren():
            return judge(tree.this, facts)
        case exp.Not():
            return opposite(judge(tree.this, facts))
        case exp.And():
            return every((judge(tree.this, facts), judge(tree.expression, facts)))
        case exp.Or():
            return opposite(
                every(opposite(judge(side, facts)) for side in (tree.this, tree.expression))
            )
        case exp.Column():
            flag: Verdict = facts.get(tree.name)
            return flag
        case exp.Null():
            return None
        case exp.Is():
            return facts.get(tree.this.name) is None
        case exp.In():
            value = facts.get(tree.this.name)
            return (
                None if value is None else value in [_value(one, facts) for one in tree.expressions]
            )
        case exp.ArrayContains():
            return _among(facts.get(tree.this.name), _value(tree.expression, facts))
        case _ if isinstance(tree, COMPARISONS):
            return _compare(
                COMPARE[type(tree)], _value(tree.this, facts), _value(tree.expression, facts)
            )
    raise TypeError(f"no condition: {tree.sql()}")


def opposite(verdict: Verdict) -> Verdict:
    """Not: unknown stays unknown."""
    return None if verdict is None else not verdict


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """And: one no is a no, whatever is unknown beside it."""
    said = tuple(verdicts)
    return False if False in said else None if None in said else True


def weakness(*, lacking: int, unknown: int, at_least: int, nominated: bool | None) -> Verdict:
    """Whether an area is clearly weak: enough items lack, or a confirmed nomination stands.

    No only when even the unknown items could not reach `at_least`. A nomination that is not
    there has not been made: that is no, not unknown.
    """
    if nominated or lacking >= at_least:
        return True
    return False if lacking + unknown < at_least else None


def _among(many: Any, one: Any) -> Verdict:
    """Whether one choice is among several, as a record lists them or a table's text does."""
    if many is None or one is None:
        return None
    return one in (many.split(BETWEEN_CHOICES) if isinstance(many, str) else many)


def _value(node: Tree, facts: Facts) -> Any:
    match node:
        case exp.Column():
            return facts.get(node.name)
        case exp.Boolean():
            return node.this
        case exp.Literal() if node.is_string:
            return node.name
    return number_of(node)


def _compare(how: Callable[[Any, Any], bool], left: Any, right: Any) -> Verdict:
    if left is None or right is None:
        return None
    if isinstance(left, Ratio):
        sides = left.against(right)
        return None if sides is None else how(*sides)
    if isinstance(right, Ratio):
        sides = right.against(left)
        return None if sides is None else how(*reversed(sides))
    return how(left, right)
