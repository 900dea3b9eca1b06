"""The engine's reading of a condition: the same tree, shares multiplied out in whole numbers."""

from collections.abc import Mapping

from sqlglot import exp

from dingdian.campaign.condition import BETWEEN_CHOICES, COMPARISONS, Tree
from dingdian.campaign.definition import Campaign
from dingdian.campaign.ranges import at_most

WIDE = "INT128"


def predicate(tree: Tree, campaign: Campaign) -> exp.Expr:
    """The tree as SQL; a share whose whole is unknown or not above zero cannot be compared."""
    shares = shares_of(campaign)

    def multiplied(node: Tree) -> Tree:
        if isinstance(node, exp.ArrayContains):
            listed = exp.func("STRING_SPLIT", node.this, exp.Literal.string(BETWEEN_CHOICES))
            return exp.func("LIST_CONTAINS", listed, node.expression)
        if not isinstance(node, COMPARISONS):
            return node
        left, right = node.this, node.expression
        if isinstance(left, exp.Column) and left.name in shares:
            return _across(type(node), shares[left.name], right, share_first=True)
        if isinstance(right, exp.Column) and right.name in shares:
            return _across(type(node), shares[right.name], left, share_first=False)
        return node

    return tree.transform(multiplied)


def shares_of(campaign: Campaign) -> Mapping[str, tuple[str, str, int]]:
    """The two columns of every share, and of the upper end of those that are a range."""
    columns = {name: (one.n, one.of, one.scale) for name, one in campaign.shares.items()}
    for name, one in campaign.shares.items():
        if one.n in campaign.measured:
            columns[at_most(name)] = (at_most(one.n), one.of, one.scale)
    return columns


def _across(
    how: type[exp.Expr], share: tuple[str, str, int], limit: Tree, *, share_first: bool
) -> exp.Expr:
    """`n / of >= points` as `n * 10000 >= points * of`, wide enough that nothing overflows."""
    *columns, scale = share
    n, of = (exp.cast(exp.column(name), WIDE) for name in columns)
    part = exp.Mul(this=n, expression=exp.Literal.number(scale))
    whole = exp.Mul(this=exp.cast(exp.paren(limit.copy()), WIDE), expression=of)
    sides = (part, whole) if share_first else (whole, part)
    compared = how(this=exp.paren(sides[0]), expression=exp.paren(sides[1]))
    above_zero = exp.GT(this=exp.column(share[1]), expression=exp.Literal.number(0))
    return exp.paren(exp.Case().when(above_zero, compared))
