"""The tables of the data audit: opened, held against the schema, their rows made whole."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.predicate import predicate
from dingdian.analysis.schema import SQL_TYPES
from dingdian.analysis.tables import SUFFIX, hold_to_kinds
from dingdian.analysis.tally import STEP
from dingdian.campaign.condition import Tree, bind, names_in
from dingdian.campaign.definition import Campaign, Fact, HouseholdMeasure, Table
from dingdian.campaign.ranges import at_most
from dingdian.campaign.reach import AUDITED, OF_HOUSEHOLD, facts_in_reach
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

Columns = Mapping[Table, Collection[str]]
KEYS: Mapping[Table, Mapping[str, str]] = {
    "villages": {"place": "VARCHAR"},
    "households": {"village": "VARCHAR", "household": "BIGINT"},
    "members": {"village": "VARCHAR", "household": "BIGINT", "member": "BIGINT"},
}
RECKONED = "reckoned"
OF_ROW, OF_HOME = "row_read", "home"


def open_audited(engine: Engine, campaign: Campaign, folder: Path) -> Columns:
    """Open those of a folder's tables that are there, and say which columns each has.

    Raises Unusable where none is there, a key is missing, a column is of another kind, or a
    household stands twice.
    """
    facts = facts_in_reach(campaign.facts, campaign.household_measures)
    there: dict[Table, Collection[str]] = {}
    for table in AUDITED:
        path = folder / f"{table}{SUFFIX}"
        if path.is_file():
            found = engine.open_parquet(table, path)
            kinds = {name: SQL_TYPES[one.kind] for name, one in facts[table].items()}
            _keys(table, found, path)
            hold_to_kinds({**kinds, **KEYS[table]}, found, path)
            there[table] = frozenset(found)
    if not there:
        raise Unusable(
            "no_tables",
            Text("文件夹里没有可核查的表。", "There is no table in it that could be audited."),
            Text("请给出数据快照的文件夹。", "Give the folder of a snapshot."),
            where=str(folder),
        )
    if "households" in there:
        _each_once(engine)
    return there


def _keys(table: Table, found: Mapping[str, str], path: Path) -> None:
    for name in KEYS[table]:
        if name not in found:
            raise Unusable(
                "column_missing",
                Text(f"找不到列“{name}”。", f"The column “{name}” is not there."),
                Text("请按参考文档中的表结构导出。", "Export it by the schema in the reference."),
                where=path.name,
            )


def _each_once(engine: Engine) -> None:
    """A household that stood twice would double its members."""
    key = exp.column("household")
    counted = exp.select(exp.Count(this=key), exp.Count(this=exp.Distinct(expressions=[key])))
    ((rows, households),) = engine.ask(counted.from_("households"))
    if rows != households:
        raise Unusable(
            "household_twice",
            Text(f"有{rows - households}户重复。", f"{rows - households} households stand twice."),
            Text("请重新生成数据快照。", "Take the snapshot again."),
            where=f"households{SUFFIX}",
        )


def villages_whole(campaign: Campaign, columns: Columns, read: Iterable[str]) -> exp.Select:
    """Every village with the facts that are read; a column that is not there is unknown."""
    facts = campaign.facts["villages"]
    asked = [_fact(facts[name], columns["villages"], OF_ROW) for name in read if name in facts]
    keys = [exp.column("place", OF_ROW)]
    return exp.select(*keys, *asked).from_(exp.alias_(exp.to_table("villages"), OF_ROW))


def households_whole(
    campaign: Campaign, columns: Columns, read: Iterable[str], values: Mapping[str, int]
) -> exp.Select:
    """Every household with the facts that are read, those reckoned over its members beside them."""
    facts = facts_in_reach(campaign.facts, campaign.household_measures)["households"]
    reckoned = campaign.household_measures
    wanted = dict.fromkeys(read)
    asked = [
        _fact(facts[name], columns["households"], OF_ROW)
        for name in wanted
        if name in facts and name not in reckoned
    ]
    measures = [one for name, one in reckoned.items() if name in wanted]
    keys = [exp.column(name, OF_ROW) for name in KEYS["households"]]
    query = exp.select(*keys, *asked).from_(exp.alias_(exp.to_table("households"), OF_ROW))
    if "members" not in columns:
        return query.select(*(one for m in measures for one in _unknown(m)))
    of = exp.EQ(this=exp.column("household", RECKONED), expression=exp.column("household", OF_ROW))
    inner = _reckoned(campaign, columns, measures, values).subquery(RECKONED)
    query = query.select(*(one for m in measures for one in _opened(m)))
    return query.join(inner, on=of, join_type="left")


def members_whole(campaign: Campaign, columns: Columns, read: Iterable[str]) -> exp.Select:
    """Every member with the facts that are read, its household's among them."""
    facts, homes = campaign.facts["members"], campaign.facts["households"]
    wanted = dict.fromkeys(read)
    asked = [_fact(facts[name], columns["members"], OF_ROW) for name in wanted if name in facts]
    keys = [exp.column(name, OF_ROW) for name in KEYS["members"]]
    query = exp.select(*keys, *asked).from_(exp.alias_(exp.to_table("members"), OF_ROW))
    names = (name.removeprefix(OF_HOUSEHOLD) for name in wanted if name not in facts)
    of_home = [homes[name] for name in names if name in homes]
    there = columns.get("households", ())
    query = query.select(*(_fact(one, there, OF_HOME, OF_HOUSEHOLD) for one in of_home))
    if not of_home or not there:
        return query
    of = exp.EQ(this=exp.column("household", OF_HOME), expression=exp.column("household", OF_ROW))
    home = exp.alias_(exp.to_table("households"), OF_HOME)
    return query.join(home, on=of, join_type="left")


def in_source(columns: Columns, table: Table) -> frozenset[str]:
    """What a row of the table has in this source, under the names by which doubts read it."""
    own = frozenset(columns[table])
    if table != "members":
        return own
    return own | {f"{OF_HOUSEHOLD}{name}" for name in columns.get("households", ())}


def not_blank(tree: Tree, there: Collection[str], facts: Collection[str]) -> Tree:
    """The tree for a source that lacks some facts: whether one of those is blank is unknown."""

    def asked(node: Tree) -> Tree:
        lacks = isinstance(node, exp.Is) and node.this.name in facts
        return exp.null() if lacks and node.this.name not in there else node

    return tree.transform(asked)


def _fact(fact: Fact, there: Collection[str], table: str, prefix: str = "") -> exp.Expr:
    known = fact.name in there
    value = exp.column(fact.name, table) if known else exp.cast(exp.null(), SQL_TYPES[fact.kind])
    return exp.alias_(value, f"{prefix}{fact.name}")


def _unknown(measure: HouseholdMeasure) -> list[exp.Expr]:
    """A measure where there are no members to reckon it over."""
    name, kind = measure.fact.name, SQL_TYPES[measure.fact.kind]
    names = [name, at_most(name)] if measure.how == "count" else [name]
    return [exp.alias_(exp.cast(exp.null(), kind), one) for one in names]


def _reckoned(
    campaign: Campaign,
    columns: Columns,
    measures: Iterable[HouseholdMeasure],
    values: Mapping[str, int],
) -> exp.Select:
    """By household, of how many members each measure is certain, and how many are unknown."""
    chosen = list(measures)
    facts = campaign.facts["members"]
    read = dict.fromkeys(
        name
        for one in chosen
        for name in (*(names_in(one.where.tree) if one.where else ()), one.of)
        if name in facts
    )
    rows = exp.select(
        exp.column("household", OF_ROW),
        *(_fact(facts[name], columns["members"], OF_ROW) for name in read),
    ).from_(exp.alias_(exp.to_table("members"), OF_ROW))
    sums = [asked for one in chosen for asked in _sums(one, campaign, columns, values)]
    return exp.select("household", *sums).from_(rows.subquery("rows_read")).group_by("household")


def _sums(
    measure: HouseholdMeasure, campaign: Campaign, columns: Columns, values: Mapping[str, int]
) -> list[exp.Expr]:
    name, of = measure.fact.name, exp.column(measure.of)
    holds: exp.Expr = exp.true()
    if measure.where is not None:
        tree = bind(measure.where.tree, values)
        there = in_source(columns, "members")
        holds = exp.paren(
            predicate(not_blank(tree, there, campaign.facts["members"].keys()), campaign)
        )
    unknown: exp.Expr = exp.Literal.number(STEP)
    certain: exp.Expr = exp.Literal.number(1)
    if measure.of:
        certain = exp.Case().when(exp.Is(this=of, expression=exp.Null()), unknown).else_(certain)
    number = (
        exp.Case(this=holds)
        .when(exp.true(), certain)
        .when(exp.false(), exp.Literal.number(0))
        .else_(unknown.copy())
    )
    asked: list[exp.Expr] = [exp.alias_(exp.Sum(this=exp.cast(number, "BIGINT")), name)]
    if measure.of:
        among = exp.Case().when(holds.copy(), of.copy())
        asked.append(exp.alias_(exp.func(measure.how.upper(), among), f"{name}_of"))
    return asked


def _opened(measure: HouseholdMeasure) -> list[exp.Expr]:
    """A measure's packed counts as its value; a household without members counts none."""
    name = measure.fact.name
    column = exp.func("COALESCE", exp.column(name, RECKONED), exp.Literal.number(0))
    packed = exp.cast(column, "BIGINT")
    step = exp.Literal.number(STEP)
    certain = exp.Mod(this=packed, expression=step)
    unknown = exp.IntDiv(this=packed.copy(), expression=step.copy())
    zero = exp.Literal.number(0)
    any_unknown = exp.GT(this=unknown, expression=zero)
    if measure.how == "count":
        upper = exp.Add(this=certain.copy(), expression=unknown.copy())
        return [exp.alias_(certain, name), exp.alias_(upper, at_most(name))]
    if measure.how == "exists":
        there = exp.GT(this=certain, expression=zero.copy())
        flag = exp.Case().when(there, exp.true()).when(any_unknown, exp.null()).else_(exp.false())
        return [exp.alias_(flag, name)]
    whole: exp.Expr = exp.column(f"{name}_of", RECKONED)
    if measure.how == "sum":
        whole = exp.func("COALESCE", whole, zero.copy())
    known = exp.Case().when(exp.Not(this=exp.paren(any_unknown)), exp.cast(whole, "BIGINT"))
    return [exp.alias_(known, name)]
