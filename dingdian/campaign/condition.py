"""Conditions: restricted SQL text becomes a tree of comparisons, and everything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from dingdian.lexicon.text import Text

Kind = Literal["whole", "fen", "bp", "share", "each", "flag", "choice", "choices", "day", "text"]
Tree = exp.Expr

BETWEEN_CHOICES = " "
"""What stands between the codes where a table keeps several choices as one text."""
LONGEST = 1_000
DEEPEST = 100
LARGEST = 10**15
ORDERED: frozenset[Kind] = frozenset({"whole", "fen", "bp", "share", "each", "day"})
QUOTIENTS: frozenset[Kind] = frozenset({"share", "each"})
"""Two numbers each: a share is compared in basis points, so much to each in its own unit."""
COMPARED_IN: Mapping[Kind, frozenset[Kind]] = {
    "share": frozenset({"bp"}),
    "each": frozenset({"whole", "fen"}),
}
COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)


class Unreadable(Exception):
    """A text is not a condition: what stands in it, and what can stand there instead."""

    def __init__(self, says: Text, do: Text) -> None:
        super().__init__(says.en)
        self.says = says
        self.do = do


@dataclass(frozen=True, slots=True)
class Word:
    """Something that a condition may compare: a fact, a share, a parameter or a literal."""

    kind: Kind
    role: Literal["fact", "parameter", "literal"] = "fact"
    choices: frozenset[str] = frozenset()


Vocabulary = Mapping[str, Word]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it was written, its tree, and the facts, shares and parameters it names."""

    text: str
    tree: Tree
    names: tuple[str, ...]


def read(text: str, *, words: Vocabulary) -> Condition:
    """The condition that a text says; raises Unreadable for anything that is not one.

    A condition is made of facts compared with parameters and literals, of flags, IN, BETWEEN,
    IS NULL, AND, OR, NOT and brackets, no more than a hundred within each other. Calls,
    arithmetic, subqueries, casts, fractions and unknown names cannot stand in it. Of a fact with
    several choices, `=` and IN ask whether it is, or any of them are, among those chosen.
    """
    if len(text) > LONGEST:
        raise Unreadable(
            Text(f"条件超过{LONGEST}个字符", f"a condition is longer than {LONGEST} characters"),
            Text("请拆成几条。", "Split it into several."),
        )
    try:
        tree = parse_one(text)
        if max(node.depth for node in tree.walk()) > DEEPEST:
            raise RecursionError
        _Reader(text, words).check(tree)
    except (SqlglotError, RecursionError):
        raise Unreadable(
            Text(f"读不懂条件“{text}”", f"the condition “{text}” cannot be read"),
            Text(
                "请写成“事实 比较 参数”，例如 remaining_poor > remaining_poor_over。",
                "Write a fact, a comparison and a parameter: remaining_poor > remaining_poor_over.",
            ),
        ) from None
    plain = tree.transform(_spelt_out, words)
    return Condition(text, plain, tuple(dict.fromkeys(names_in(plain))))


def names_in(tree: Tree) -> list[str]:
    """Every name that stands in the tree, in reading order."""
    return [column.name for column in tree.find_all(exp.Column, bfs=False)]


def bind(tree: Tree, values: Mapping[str, int]) -> Tree:
    """The tree with each parameter replaced by its value."""

    def replaced(node: Tree) -> Tree:
        if isinstance(node, exp.Column) and node.name in values:
            return exp.Literal.number(values[node.name])
        return node

    return tree.transform(replaced)


def number_of(node: Tree) -> int | None:
    """The whole number that a literal says; None for a text, a fraction, or one beyond counting."""
    if isinstance(node, exp.Neg):
        inner = number_of(node.this)
        return None if inner is None else -inner
    said = node.name
    if (
        not isinstance(node, exp.Literal)
        or node.is_string
        or not (said.isascii() and said.isdigit())
    ):
        return None
    return int(said) if int(said) <= LARGEST else None


def _spelt_out(node: Tree, words: Vocabulary) -> Tree:
    """BETWEEN, and IN over anything but a fact and literals, as the comparisons that they mean."""
    if isinstance(node, (exp.In, exp.EQ, exp.NEQ)) and any(
        words[name].kind == "choices" for name in names_in(node)
    ):
        return _among(node, words)
    if isinstance(node, exp.In):
        read = [words[name] for name in names_in(node)]
        plain = len(read) == 1 and read[0].kind not in QUOTIENTS
        alone = plain and isinstance(node.this, exp.Column)
        return node if alone else equals(node)
    if not isinstance(node, exp.Between):
        return node
    from_low = exp.GTE(this=node.this.copy(), expression=node.args["low"].copy())
    to_high = exp.LTE(this=node.this.copy(), expression=node.args["high"].copy())
    return exp.paren(exp.And(this=from_low, expression=to_high))


def _among(node: Tree, words: Vocabulary) -> Tree:
    """`risks = 'illness'` as: the one is among the many."""
    if isinstance(node, exp.In):
        return equals(node).transform(_spelt_out, words)
    left, right = node.this, node.expression
    many = isinstance(left, exp.Column) and words[left.name].kind == "choices"
    listed, one = (left, right) if many else (right, left)
    there = exp.ArrayContains(this=listed.copy(), expression=one.copy())
    return exp.Not(this=there) if isinstance(node, exp.NEQ) else there


def equals(node: exp.In) -> Tree:
    """`a IN (1, 2)` as `(a = 1 OR a = 2)`."""
    sides = (exp.EQ(this=node.this.copy(), expression=one.copy()) for one in node.expressions)
    return exp.paren(exp.or_(*sides))


def _comparable(left: Word, right: Word) -> bool:
    """Whether two sides mean the same kind of thing; a literal takes the kind of its other side."""
    if left.kind == right.kind:
        return left.kind not in {*QUOTIENTS, "choices"}
    if {left.kind, right.kind} == {"choice", "choices"}:
        return True
    if right.kind in COMPARED_IN.get(left.kind, ()) or left.kind in COMPARED_IN.get(right.kind, ()):
        return True
    literal, other = (left, right) if left.role == "literal" else (right, left)
    if literal.role != "literal":
        return False
    fitting = {"whole": ORDERED - {"day"}, "text": {"choice", "choices", "text"}}
    return other.kind in fitting.get(literal.kind, ())


class _Reader:
    """Refuses whatever is not a condition, saying which part of the text it is."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text = text
        self.words = words

    def check(self, node: Tree) -> None:
        match node:
            case exp.Paren() | exp.Not():
                self.check(node.this)
            case exp.And() | exp.Or():
                self.check(node.this)
                self.check(node.expression)
            case exp.Column():
                if self.word(node).kind != "flag":
                    raise self.undecided(node)
            case exp.In() if node.expressions:
                self.only(node, "this", "expressions")
                for listed in node.expressions:
                    self.pair(node, node.this, listed, ordered=False)
            case exp.Between():
                self.only(node, "this", "low", "high")
                self.pair(node, node.this, node.args["low"], ordered=True)
                self.pair(node, node.this, node.args["high"], ordered=True)
            case exp.Is(this=exp.Column(), expression=exp.Null()):
                word = self.word(node.this)
                if word.role != "fact" or word.kind in QUOTIENTS:
                    raise self.undecided(node)
            case exp.EQ() | exp.NEQ():
                self.pair(node, node.this, node.expression, ordered=False)
            case exp.GT() | exp.GTE() | exp.LT() | exp.LTE():
                self.pair(node, node.this, node.expression, ordered=True)
            case _:
                raise self.refused(node)

    def only(self, node: Tree, *parts: str) -> None:
        if any(value for part, value in node.args.items() if part not in parts):
            raise self.refused(node)

    def pair(self, node: Tree, left: Tree, right: Tree, *, ordered: bool) -> None:
        """Two sides: at least one a fact, both of one kind, and a choice only with its choices."""
        one, other = self.word(left), self.word(right)
        if "fact" not in (one.role, other.role) or (
            ordered and not {one.kind, other.kind} <= ORDERED
        ):
            raise self.undecided(node)
        if not _comparable(one, other):
            raise self.mismatched(node)
        choices = one.choices | other.choices
        for side in (left, right):
            if choices and isinstance(side, exp.Literal) and side.name not in choices:
                raise self.not_a_choice(side.name, choices)

    def word(self, node: Tree) -> Word:
        """What one side of a comparison is."""
        match node:
            case exp.Column(this=exp.Identifier() as name) if not (
                node.args.get("table") or name.args.get("quoted")
            ):
                if name.name not in self.words:
                    raise self.unknown(name.name)
                return self.words[name.name]
            case exp.Literal() if node.is_string:
                return Word("text", "literal")
            case exp.Boolean():
                return Word("flag", "literal")
            case exp.Literal() | exp.Neg() if number_of(node) is not None:
                return Word("whole", "literal")
        raise self.refused(node)

    def unknown(self, name: str) -> Unreadable:
        known = sorted(self.words)
        return Unreadable(
            Text(
                f"没有叫“{name}”的事实或参数（条件“{self.text}”）",
                f"there is no fact or parameter called “{name}” (condition “{self.text}”)",
            ),
            Text(f"可用的有：{'、'.join(known)}。", f"Known are: {', '.join(known)}."),
        )

    def refused(self, node: Tree) -> Unreadable:
        said = node.sql()
        return Unreadable(
            Text(
                f"“{said}”不能出现在条件里（条件“{self.text}”）",
                f"“{said}” cannot stand in a condition (condition “{self.text}”)",
            ),
            Text(
                "只能用事实、参数、整数、文字及 = <> > >= < <= IN BETWEEN IS NULL AND OR NOT。",
                "A condition holds facts, parameters, whole numbers, texts and "
                "= <> > >= < <= IN BETWEEN IS NULL AND OR NOT alone.",
            ),
        )

    def undecided(self, node: Tree) -> Unreadable:
        said = node.sql()
        return Unreadable(
            Text(
                f"“{said}”不是判断（条件“{self.text}”）",
                f"“{said}” decides nothing (condition “{self.text}”)",
            ),
            Text(
                "数字要与参数或整数比较；只有“是/否”型事实可以单独出现；文字只能用 = <> IN。",
                "Compare a number with a parameter or a whole number; only a yes/no fact stands "
                "alone; texts take = <> IN only.",
            ),
        )

    def mismatched(self, node: Tree) -> Unreadable:
        said = node.sql()
        return Unreadable(
            Text(
                f"“{said}”两边不是同一种东西（条件“{self.text}”）",
                f"the sides of “{said}” are of different kinds (condition “{self.text}”)",
            ),
            Text(
                "比率与万分数比较，金额与金额（分）比较，文字与文字比较。",
                "Compare a share with basis points, money with fen, text with text.",
            ),
        )

    def not_a_choice(self, said: str, choices: frozenset[str]) -> Unreadable:
        known = sorted(choices)
        return Unreadable(
            Text(
                f"“{said}”不是可选值（条件“{self.text}”）",
                f"“{said}” is none of the choices (condition “{self.text}”)",
            ),
            Text(f"可选值：{'、'.join(known)}。", f"The choices are: {', '.join(known)}."),
        )
