"""Facts known only as "at least … and at most …", and what a condition over them still decides."""

from typing import Any

from sqlglot import exp

from dingdian.campaign.condition import COMPARISONS, Tree, equals, names_in


def at_most(name: str) -> str:
    """The name of the upper end of a fact known only as a range; `name` is the lower end."""
    return f"{name}_at_most"


def widen(tree: Tree, ranged: frozenset[str]) -> Tree:
    """The tree over facts that are ranges.

    `f > 20` becomes `f > 20 OR (NULL AND f_at_most > 20)`: yes when even the least is enough, no
    when even the most is not, unknown between. An ordinary tree comes out, for every reading alike.
    """

    def widened(node: Tree) -> Tree:
        if not (isinstance(node, (exp.In, *COMPARISONS)) and ranged.intersection(names_in(node))):
            return node
        if isinstance(node, exp.In):
            return equals(node).transform(widened)
        return _certain_or_possible(node, ranged)

    return tree.transform(widened)


def _certain_or_possible(node: Tree, ranged: frozenset[str]) -> Tree:
    """`certain OR (NULL AND possible)` of one comparison."""
    kind: type[Any] = type(node)
    left, right = node.this, node.expression
    if kind is exp.NEQ:
        equal = exp.EQ(this=left.copy(), expression=right.copy())
        return exp.Not(this=_certain_or_possible(equal, ranged))

    def compare(how: type[Any], one: Tree, other: Tree) -> Tree:
        made: Tree = how(this=one.copy(), expression=other.copy())
        return made

    certain: Tree
    possible: Tree
    least, most = (left, right), (_upper(left, ranged), _upper(right, ranged))
    if kind is exp.EQ:
        certain = exp.and_(compare(kind, least[0], most[1]), compare(kind, most[0], least[1]))
        possible = exp.and_(
            compare(exp.LTE, least[0], most[1]), compare(exp.GTE, most[0], least[1])
        )
    elif kind in (exp.GT, exp.GTE):
        certain, possible = compare(kind, least[0], most[1]), compare(kind, most[0], least[1])
    else:
        certain, possible = compare(kind, most[0], least[1]), compare(kind, least[0], most[1])
    return exp.paren(exp.or_(certain, exp.paren(exp.and_(exp.null(), possible))))


def _upper(side: Tree, ranged: frozenset[str]) -> Tree:
    if isinstance(side, exp.Column) and side.name in ranged:
        return exp.column(at_most(side.name))
    return side
