"""What the villages of a class claim under any parameters: prepared once, then asked at once."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlglot import exp

from dingdian.analysis.engine import Engine, written
from dingdian.analysis.identify import Tables, facts_asked, villages
from dingdian.analysis.predicate import predicate
from dingdian.campaign.condition import Condition, Tree
from dingdian.campaign.definition import Branch, Campaign, TargetClass
from dingdian.campaign.ranges import widen
from dingdian.campaign.selection import Key, key_of
from dingdian.campaign.settling import Claim, admitted_by_exception
from dingdian.campaign.yardstick import ranged_names

KNOWN = "known"


class Claims:
    """The claims of one class's villages, whatever the parameters become.

    What no parameter touches is answered when the class is prepared: the conditions that name
    none, and the order by rank. The rest is one text that leaves the parameters open.
    """

    def __init__(
        self, engine: Engine, campaign: Campaign, target: TargetClass, *, on: date
    ) -> None:
        self.campaign = campaign
        self.target = target
        self.let_in = admitted_by_exception(target, on)
        self.opens = {name: f"p{at}" for at, name in enumerate(campaign.deciding)}
        self.kept: dict[str, exp.Expr] = {"place": exp.column("place")}
        asked = self._asked()
        engine.keep(self._table, exp.select(*_aliased(self.kept)).from_(KNOWN))
        self.text = written(asked)
        left_open = {one.name for one in asked.find_all(exp.Placeholder)}
        self.asks = {name: at for name, at in self.opens.items() if at in left_open}
        self.keys, self.measures = _order(engine, campaign, target)

    def under(self, engine: Engine, values: Mapping[str, int]) -> dict[str, Claim]:
        """The claim of every place for which a branch holds or is unknown under these values."""
        given = {at: values[name] for name, at in self.asks.items()}
        return {
            place: Claim(admitted, holds, self.keys[place])
            for place, admitted, holds in engine.ask(self.text, given)
        }

    @property
    def _table(self) -> str:
        return f"{KNOWN}_of_{self.target.code}"

    def _asked(self) -> exp.Select:
        claims = {
            "place": exp.column("place"),
            "admitted": self._admitted(),
            "holds": exp.or_(*(exp.paren(self._holds(one)) for one in self.target.branches)),
        }
        judged = exp.select(*_aliased(claims)).from_(self._table)
        matters = exp.NullSafeNEQ(this=exp.column("holds"), expression=exp.false())
        return exp.select("*").from_(judged.subquery("judged")).where(matters)

    def _admitted(self) -> exp.Expr:
        if self.target.admits is None:
            return exp.true()
        rule = self._judged(self.target.admits, "admitted")
        if not self.let_in:
            return rule
        listed = [exp.Literal.string(place) for place in sorted(self.let_in)]
        return exp.or_(exp.In(this=exp.column("place"), expressions=listed), rule)

    def _holds(self, branch: Branch) -> exp.Expr:
        """Whether a branch holds; a weakness does as `verdict.weakness` says, over two counts."""
        if branch.when is not None:
            return self._judged(branch.when, branch.code)
        at_least = exp.Placeholder(this=self.opens[branch.at_least or ""])
        nominated = exp.func("COALESCE", exp.column(branch.nomination or ""), exp.false())
        named = self._keep(f"{branch.code} nominated", nominated)
        surely = exp.GTE(this=self._count(branch, unknown=0), expression=at_least)
        never = exp.LT(this=self._count(branch, unknown=1), expression=at_least.copy())
        return exp.Case().when(exp.or_(named, surely), exp.true()).when(never, exp.false())

    def _count(self, branch: Branch, *, unknown: int) -> exp.Expr:
        """How many items of a branch lack, an unknown one counted as that many."""
        closed: exp.Expr = exp.Literal.number(0)
        total: exp.Expr = exp.Literal.number(0)
        for item in branch.items:
            number = exp.cast(exp.paren(self._predicate(item.lacks)), "INTEGER")
            one = exp.func("COALESCE", number, exp.Literal.number(unknown))
            if self._is_open(item.lacks):
                self._keep_facts(item.lacks)
                total = exp.Add(this=total, expression=one)
            else:
                closed = exp.Add(this=closed, expression=one)
        kept = self._keep(f"{branch.code} lacks {unknown}", closed)
        return exp.paren(exp.Add(this=kept, expression=total))

    def _judged(self, condition: Condition, name: str) -> exp.Expr:
        """A condition's answer: kept where it names no parameter, else asked of the kept facts."""
        if not self._is_open(condition):
            return self._keep(name, self._predicate(condition))
        self._keep_facts(condition)
        return self._predicate(condition)

    def _is_open(self, condition: Condition) -> bool:
        return any(name in self.opens for name in condition.names)

    def _keep(self, name: str, answer: exp.Expr) -> exp.Expr:
        self.kept[name] = answer
        return exp.column(name, quoted=True)

    def _keep_facts(self, condition: Condition) -> None:
        tree = self._predicate(condition)
        self.kept |= {one.name: exp.column(one.name) for one in tree.find_all(exp.Column)}

    def _predicate(self, condition: Condition) -> exp.Expr:
        """The engine's reading of a condition, its parameters left open."""

        def opened(node: Tree) -> Tree:
            if isinstance(node, exp.Column) and node.name in self.opens:
                return exp.Placeholder(this=self.opens[node.name])
            return node

        tree = widen(condition.tree.transform(opened), ranged_names(self.campaign))
        return predicate(tree, self.campaign)


def prepare(engine: Engine, campaign: Campaign, tables: Tables, *, on: date) -> dict[str, Claims]:
    """Every class that criteria decide, prepared over the villages that the engine holds."""
    engine.keep(KNOWN, villages(campaign, tables))
    return {
        target.code: Claims(engine, campaign, target, on=on)
        for target in campaign.classes
        if target.designation is None
    }


def facts_of(
    engine: Engine, campaign: Campaign, places: Collection[str]
) -> dict[str, dict[str, Any]]:
    """All that is known of some places, to explain them."""
    names = facts_asked(campaign)
    there = exp.func("LIST_CONTAINS", exp.Placeholder(this="places"), exp.column("place"))
    query = exp.select(*map(exp.column, names)).from_(KNOWN).where(there)
    rows = (dict(zip(names, row, strict=True)) for row in engine.ask(query, {"places": [*places]}))
    return {row["place"]: row for row in rows}


def _order(
    engine: Engine, campaign: Campaign, target: TargetClass
) -> tuple[dict[str, Key], dict[str, Any]]:
    """The key of every village, and what it is ranked by first where that is a fact.

    Only the order of keys matters, so each is counted off among those that occur.
    """
    read = {"place": None}
    for one in target.ranking:
        share = campaign.shares.get(one.by)
        read |= dict.fromkeys((share.n, share.of) if share else (one.by,))
    rows = [
        dict(zip(read, row, strict=True))
        for row in engine.ask(exp.select(*map(exp.column, read)).from_(KNOWN))
    ]
    keys = [key_of(campaign, target.ranking, row) for row in rows]
    counted = {key: (at,) for at, key in enumerate(sorted(set(keys)))}
    first = target.ranking[0].by if target.ranking else ""
    return (
        {row["place"]: counted[key] for row, key in zip(rows, keys, strict=True)},
        {row["place"]: row.get(first) for row in rows},
    )


def _aliased(asked: Mapping[str, exp.Expr]) -> list[exp.Expr]:
    return [exp.alias_(what, name, quoted=True) for name, what in asked.items()]
