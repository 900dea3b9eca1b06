"""The engine's reading of the data audit: every doubt over a table in one pass, as bits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from dingdian.analysis.audited import (
    KEYS,
    Columns,
    households_whole,
    in_source,
    members_whole,
    not_blank,
    villages_whole,
)
from dingdian.analysis.engine import Engine
from dingdian.analysis.predicate import predicate
from dingdian.campaign.definition import Campaign, Doubt, Table
from dingdian.campaign.reach import AUDITED, view
from dingdian.campaign.yardstick import bound, facts_in

HELD = 31
"""Doubts to one number: a bit each where it holds, and above those a bit each where it is open."""
LOW = (1 << HELD) - 1


@dataclass(frozen=True, slots=True)
class DoubtedRow:
    """A row for which a doubt certainly holds: its place, and its household and member if any."""

    place: str | None
    household: int | None = None
    member: int | None = None


@dataclass(frozen=True)
class Audit:
    """By doubt, the rows for which it holds and how many are left open; `rows` were asked."""

    found: Mapping[str, Sequence[DoubtedRow]] = field(default_factory=dict)
    open: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[Table, int] = field(default_factory=dict)


def audit(
    engine: Engine,
    campaign: Campaign,
    columns: Columns,
    values: Mapping[str, int],
    chosen: Iterable[Doubt],
) -> Audit:
    """The chosen doubts over the tables that the engine holds, each table gone through once.

    Doubts over a table that is not there are in neither answer.
    """
    wanted = list(chosen)
    found: dict[str, list[DoubtedRow]] = {}
    left_open: dict[str, int] = {}
    rows: dict[Table, int] = {}
    for table in AUDITED:
        doubts = [one for one in wanted if one.over == table]
        if table not in columns or not doubts:
            continue
        question = _Question(campaign, table, doubts, values)
        engine.keep(question.kept, question.query(columns))
        ((rows[table],),) = engine.ask(exp.select(exp.Count(this=exp.Star())).from_(table))
        found |= question.found(engine)
        left_open |= question.left_open(engine)
    return Audit(found, left_open, rows)


class _Question:
    """All doubts over one table: asked as bits, and the bits taken apart again."""

    def __init__(
        self, campaign: Campaign, table: Table, doubts: Sequence[Doubt], values: Mapping[str, int]
    ) -> None:
        self.campaign = campaign
        self.view = view(campaign, table)
        self.table = table
        self.values = values
        self.kept = f"doubts_over_{table}"
        self.parts = [doubts[at : at + HELD] for at in range(0, len(doubts), HELD)]
        self.names = [f"bits_{number}" for number in range(len(self.parts))]
        self.keys = tuple(KEYS[table])

    def query(self, columns: Columns) -> exp.Select:
        """The rows of which anything is to be said, with their bits."""
        whole = self._whole(columns).subquery("whole_rows")
        bits = [
            exp.alias_(self._bits(part, columns), name)
            for part, name in zip(self.parts, self.names, strict=True)
        ]
        judged = exp.select(*self.keys, *bits).from_(whole).subquery("judged")
        some = exp.or_(*(_not_zero(exp.column(name)) for name in self.names))
        return exp.select("*").from_(judged).where(some)

    def found(self, engine: Engine) -> dict[str, list[DoubtedRow]]:
        """By doubt, the rows for which it certainly holds, in the order of their keys."""
        found: dict[str, list[DoubtedRow]] = {one.id: [] for part in self.parts for one in part}
        low = exp.Literal.number(LOW)
        for part, name in zip(self.parts, self.names, strict=True):
            held = exp.BitwiseAnd(this=exp.column(name), expression=low.copy())
            query = (
                exp.select(exp.alias_(held, "held"), *self.keys)
                .from_(self.kept)
                .where(_not_zero(held.copy()))
                .order_by(*self.keys)
            )
            for bits, *keys in engine.ask(query):
                row = DoubtedRow(*keys)
                for one in _named(part, bits):
                    found[one].append(row)
        return found

    def left_open(self, engine: Engine) -> dict[str, int]:
        """By doubt, how many rows it cannot be told of."""
        counted = {one.id: 0 for part in self.parts for one in part}
        for part, name in zip(self.parts, self.names, strict=True):
            shift = exp.Literal.number(HELD)
            bits = exp.BitwiseRightShift(this=exp.column(name), expression=shift)
            query = (
                exp.select(exp.alias_(bits, "left_open"), exp.Count(this=exp.Star()))
                .from_(self.kept)
                .group_by("left_open")
            )
            for said, count in engine.ask(query):
                for one in _named(part, said):
                    counted[one] += count
        return counted

    def _whole(self, columns: Columns) -> exp.Select:
        read = [
            name for part in self.parts for one in part for name in facts_in(one.when, self.view)
        ]
        match self.table:
            case "villages":
                return villages_whole(self.campaign, columns, dict.fromkeys(read))
            case "households":
                return households_whole(self.campaign, columns, read, self.values)
        return members_whole(self.campaign, columns, read)

    def _bits(self, doubts: Sequence[Doubt], columns: Columns) -> exp.Expr:
        """The sum of a bit for each doubt that holds, and one 31 places higher for each open."""
        whole: exp.Expr = exp.cast(exp.Literal.number(0), "BIGINT")
        reckoned = self.campaign.household_measures.keys()
        facts = self.view.facts[self.table].keys() - reckoned
        there = in_source(columns, self.table)
        for at, doubt in enumerate(doubts):
            tree = not_blank(bound(doubt.when, self.view, self.values), there, facts)
            bit = (
                exp.Case(this=exp.paren(predicate(tree, self.view)))
                .when(exp.true(), exp.Literal.number(1 << at))
                .when(exp.false(), exp.Literal.number(0))
                .else_(exp.Literal.number(1 << at + HELD))
            )
            whole = exp.Add(this=whole, expression=exp.cast(bit, "BIGINT"))
        return whole


def _named(doubts: Sequence[Doubt], bits: int) -> Iterator[str]:
    """The ids of the doubts whose bits are set."""
    while bits:
        lowest = bits & -bits
        yield doubts[lowest.bit_length() - 1].id
        bits ^= lowest


def _not_zero(node: exp.Expr) -> exp.Expr:
    return exp.NEQ(this=exp.paren(node), expression=exp.Literal.number(0))
