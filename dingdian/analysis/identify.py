"""From a table of villages to candidates for the list: every branch of a class, in one query."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.predicate import predicate
from dingdian.analysis.schema import fitting, weighed_types
from dingdian.analysis.tally import counts_of, unpacked
from dingdian.campaign.definition import Branch, Campaign, Table, TargetClass
from dingdian.campaign.entry import Finding
from dingdian.campaign.ranges import at_most
from dingdian.campaign.settling import Candidate, admitted_by_exception
from dingdian.campaign.yardstick import Yardstick, bound, facts_in

Values = Mapping[str, int]
OVER: tuple[Table, ...] = ("members", "households")


@dataclass(frozen=True)
class Tables:
    """What a source holds: the columns of its villages, and the tables they are counted over.

    `left_out` are places that stand twice: neither row is admitted. `rows` counts the villages.
    `ranges` are counted facts whose upper end is a column of the villages, too.
    """

    columns: Collection[str]
    counted: Collection[Table] = ()
    left_out: frozenset[str] = frozenset()
    rows: int = 0
    ranges: Collection[str] = ()


def candidates(
    engine: Engine,
    campaign: Campaign,
    target: TargetClass,
    values: Values,
    *,
    on: date,
    tables: Tables,
) -> Iterator[Candidate]:
    """The places of a class for which a branch holds or is unknown, with what was found of each."""
    question = _Question(campaign, target, values, on)
    names, query = question.query(tables)
    for row in engine.ask(query):
        yield question.candidate(dict(zip(names, row, strict=True)))


def villages(campaign: Campaign, tables: Tables) -> exp.Select:
    """Every village with the facts that are weighed: those of its row, those counted, the rest unknown."""
    types = weighed_types(campaign)
    counted = {name: one for name, one in campaign.measures.items() if one.over in tables.counted}
    columns: list[exp.Expr] = []
    for name, kind in types.items():
        if name in counted:
            columns += unpacked(counted[name])
            continue
        there = name in tables.columns
        fact = campaign.facts["villages"].get(name)
        value: exp.Expr = exp.cast(exp.null(), kind)
        if there:
            value = exp.column(name, "villages") if fact is None else fitting(fact)
        columns.append(exp.alias_(value, name))
        if name in campaign.measured:
            upper = value.copy()
            if fact is not None and name in tables.ranges:
                upper = fitting(replace(fact, name=at_most(name)))
            columns.append(exp.alias_(upper, at_most(name)))
    place = exp.column("place", "villages")
    known: exp.Expr = exp.Not(this=exp.Is(this=place, expression=exp.Null()))
    if tables.left_out:
        listed = [exp.Literal.string(one) for one in sorted(tables.left_out)]
        known = exp.and_(known, exp.Not(this=exp.In(this=place.copy(), expressions=listed)))
    query = exp.select(*columns, copy=False).from_("villages", copy=False).where(known, copy=False)
    for over in tables.counted:
        counts = counts_of(over)
        joined = exp.EQ(this=exp.column("village", counts), expression=place.copy())
        query = query.join(counts, on=joined, join_type="left", copy=False)
    return query


def facts_asked(campaign: Campaign) -> list[str]:
    """The columns of `villages`: every fact, and the upper end of those that may be a range."""
    return [*weighed_types(campaign), *map(at_most, sorted(campaign.measured))]


def facts_of_villages(engine: Engine, campaign: Campaign, tables: Tables) -> list[dict[str, Any]]:
    """Every village's facts by their names, the upper ends of the counted ones among them."""
    query = villages(campaign, tables)
    names = query.named_selects
    rows = engine.ask(query.order_by("place", copy=False))
    return [dict(zip(names, row, strict=True)) for row in rows]


class _Question:
    """One class put to the engine, and its answer's rows taken apart."""

    def __init__(self, campaign: Campaign, target: TargetClass, values: Values, on: date) -> None:
        self.campaign = campaign
        self.target = target
        self.values = values
        self.let_in = admitted_by_exception(target, on)
        self.closed: dict[tuple[str, int, int, bool | None], Finding] = {}
        self.yardsticks = [Yardstick(branch, campaign, values) for branch in target.branches]

    def query(self, tables: Tables) -> tuple[list[str], exp.Select]:
        """The query, and the names of what it answers, in their order."""
        facts = facts_asked(self.campaign)
        asked: dict[str, exp.Expr] = {name: exp.column(name) for name in facts}
        asked["admitted"] = self._admitted()
        for branch in self.target.branches:
            asked |= self._branch(branch)
        answers = [exp.alias_(what, name) for name, what in asked.items()]
        judged = exp.select(*answers).from_(
            villages(self.campaign, tables).subquery("facts_read", copy=False), copy=False
        )
        kept = exp.or_(*(self._kept(branch) for branch in self.target.branches))
        return list(asked), exp.select("*").from_(
            judged.subquery("judged", copy=False), copy=False
        ).where(kept, copy=False)

    def _admitted(self) -> exp.Expr:
        if self.target.admits is None:
            return exp.true()
        rule = predicate(bound(self.target.admits, self.campaign, self.values), self.campaign)
        if not self.let_in:
            return rule
        listed = [exp.Literal.string(place) for place in sorted(self.let_in)]
        return exp.or_(exp.In(this=exp.column("place"), expressions=listed), rule)

    def _branch(self, branch: Branch) -> dict[str, exp.Expr]:
        """What is asked of one branch: whether it holds, or what lacks and is open, as bits."""
        if branch.when is not None:
            tree = bound(branch.when, self.campaign, self.values)
            return {f"{branch.code} holds": predicate(tree, self.campaign)}
        trees = [
            predicate(bound(item.lacks, self.campaign, self.values), self.campaign)
            for item in branch.items
        ]
        opens: list[exp.Expr] = [
            exp.Is(this=exp.paren(tree.copy()), expression=exp.Null()) for tree in trees
        ]
        return {f"{branch.code} lacks": _bits(trees), f"{branch.code} open": _bits(opens)}

    def _kept(self, branch: Branch) -> exp.Expr:
        """Whether a row has to come back: the branch holds, or is unknown."""
        if branch.when is not None:
            holds = exp.column(f"{branch.code} holds", quoted=True)
            return exp.NullSafeNEQ(this=holds, expression=exp.false())
        at_least = exp.Literal.number(self.values[branch.at_least or ""])
        either = exp.Add(
            this=exp.func("BIT_COUNT", exp.column(f"{branch.code} lacks", quoted=True)),
            expression=exp.func("BIT_COUNT", exp.column(f"{branch.code} open", quoted=True)),
        )
        nominated = exp.func("COALESCE", exp.column(branch.nomination or ""), exp.false())
        return exp.or_(nominated, exp.GTE(this=either, expression=at_least))

    def candidate(self, row: Mapping[str, Any]) -> Candidate:
        findings = tuple(self._finding(one, row) for one in self.yardsticks)
        return Candidate(row["place"], row["name"] or row["place"], row["admitted"], findings, row)

    def _finding(self, yardstick: Yardstick, row: Mapping[str, Any]) -> Finding:
        """The finding of one branch; weaknesses without an open item are alike, and made once."""
        branch = yardstick.branch
        if branch.when is not None:
            return yardstick.measured(row, row[f"{branch.code} holds"])
        lacks, opens = row[f"{branch.code} lacks"], row[f"{branch.code} open"]
        key = (branch.code, lacks, opens, row[branch.nomination or ""])
        finding = self.closed.get(key)
        if finding is None:
            lacking, open_items = _named(branch, lacks), _named(branch, opens)
            finding = yardstick.weighed(row, lacking=lacking, open_items=open_items)
            if not opens:
                self.closed[key] = finding
        return finding


def needed(campaign: Campaign) -> frozenset[str]:
    """The facts of villages that some condition of the campaign reads: a blank there matters."""
    read = {
        name
        for target in campaign.classes
        for condition in (
            target.admits,
            *(branch.when for branch in target.branches),
            *(item.lacks for branch in target.branches for item in branch.items),
        )
        if condition is not None
        for name in facts_in(condition, campaign)
    }
    return frozenset(read)


def _bits(trees: Sequence[exp.Expr]) -> exp.Expr:
    """The trees that hold, as the bits of one number."""
    total: exp.Expr = exp.cast(exp.Literal.number(0), "BIGINT")
    for position, tree in enumerate(trees):
        bit = exp.Case().when(tree, exp.Literal.number(1 << position)).else_(exp.Literal.number(0))
        total = exp.Add(this=total, expression=bit)
    return total


def _named(branch: Branch, bits: int) -> tuple[str, ...]:
    return tuple(item.code for place, item in enumerate(branch.items) if bits >> place & 1)


def places_in(engine: Engine) -> list[str]:
    """The places of the source's villages."""
    query = (
        exp.select("place")
        .from_("villages")
        .where(exp.Not(this=exp.Is(this=exp.column("place"), expression=exp.Null())))
    )
    return [place for (place,) in engine.ask(query)]
