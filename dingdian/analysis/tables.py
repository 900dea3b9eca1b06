"""A folder of Parquet tables: opened, held against the schema, and its faults named row by row."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import OVER, Tables
from dingdian.analysis.schema import KEYS, fits, types_of
from dingdian.analysis.tally import counts_of, tally, unknown_part
from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.lexicon.problem import Note, Problem, Unusable
from dingdian.lexicon.text import Text, join

SUFFIX = ".parquet"
SHOWN = 12
ABSENT = "columns_absent"


def open_folder(engine: Engine, campaign: Campaign, folder: Path) -> Tables:
    """Open a folder's tables and count its villages; Unusable without them, or with other kinds."""
    path = folder / f"villages{SUFFIX}"
    if not path.is_file():
        raise _no_villages(folder)
    found = _open(engine, campaign, "villages", path)
    counted: list[Table] = []
    for over in OVER:
        path = folder / f"{over}{SUFFIX}"
        if path.is_file():
            _open(engine, campaign, over, path)
            measures = [one for one in campaign.measures.values() if one.over == over]
            engine.keep(counts_of(over), tally(measures, campaign, over=over))
            counted.append(over)
    ((rows,),) = engine.ask(exp.select(exp.Count(this=exp.Star())).from_("villages"))
    return Tables(frozenset(found), tuple(counted), _repeated(engine), rows)


def problems_of(
    engine: Engine, campaign: Campaign, tables: Tables, needed: frozenset[str]
) -> list[Problem]:
    """What is wrong in the rows: keys, blanks and values that matter, rows of no village."""
    problems = [*_twice(engine, tables), *_bad_villages(engine, campaign, tables, needed)]
    for over in tables.counted:
        problems += _bad_rows(engine, campaign, over)
    return problems


def _open(engine: Engine, campaign: Campaign, table: Table, path: Path) -> Mapping[str, str]:
    found = engine.open_parquet(table, path)
    types = types_of(campaign, table)
    read = {
        name
        for one in campaign.measures.values()
        if one.over == table and one.where is not None
        for name in one.where.names
    }
    must = {*KEYS[table], *(read & types.keys())} if table != "villages" else set(KEYS[table])
    for name in sorted(must - found.keys()):
        stands = [column for column in found if column != "file_row_number"][:SHOWN]
        raise Unusable(
            "column_missing",
            Text(
                f"找不到列“{name}”；现有：{'、'.join(stands)}。",
                f"The column “{name}” is not there; there are: {', '.join(stands)}.",
            ),
            Text("请按参考文档中的表结构导出。", "Export it by the schema in the reference."),
            where=path.name,
        )
    hold_to_kinds(types, found, path)
    return found


def hold_to_kinds(types: Mapping[str, str], found: Mapping[str, str], path: Path) -> None:
    """Raise Unusable for a column of another kind than the schema promises."""
    for name, kind in found.items():
        if name in types and not fits(types[name], kind):
            raise Unusable(
                "column_of_another_kind",
                Text(
                    f"列“{name}”应为 {types[name]}，现为 {kind}。",
                    f"The column “{name}” must be {types[name]} and is {kind}.",
                ),
                Text("请按参考文档中的表结构导出。", "Export it by the schema in the reference."),
                where=path.name,
            )


def _no_villages(folder: Path) -> Unusable:
    there = sorted(path.name for path in folder.iterdir())[:SHOWN]
    return Unusable(
        "no_tables",
        Text(
            f"文件夹里没有 villages.parquet；现有：{'、'.join(there) or '空'}。",
            f"There is no villages.parquet in it; there are: {', '.join(there) or 'nothing'}.",
        ),
        Text(
            "请给出数据快照的文件夹，或一个表格文件。",
            "Give the folder of a snapshot, or a workbook.",
        ),
        where=str(folder),
    )


def absent(campaign: Campaign, tables: Tables, needed: frozenset[str]) -> list[Note]:
    """A note of the facts that some condition reads and no column of the source holds."""
    counted = {name for name, one in campaign.measures.items() if one.over in tables.counted}
    labels = [
        fact.label
        for name, fact in campaign.facts["villages"].items()
        if name in needed and name not in tables.columns and name not in counted
    ]
    says = Text("来源中没有，按未知计：{named}。", "Not in the source, so unknown: {named}.")
    return [Note(ABSENT, says.fill(named=join(labels)))] if labels else []


def _twice(engine: Engine, tables: Tables) -> list[Problem]:
    if not tables.left_out:
        return []
    row = exp.column("file_row_number")
    listed = [exp.Literal.string(place) for place in sorted(tables.left_out)]
    query = (
        exp.select("place", exp.func("MIN", row), exp.func("MAX", row.copy()))
        .from_("villages")
        .where(exp.In(this=exp.column("place"), expressions=listed))
        .group_by("place")
        .order_by("place")
    )
    return [
        Problem(
            "place_twice",
            Text(
                f"“{place}”出现在第{first + 1}行和第{last + 1}行",
                f"“{place}” stands in rows {first + 1} and {last + 1}",
            ),
            Text("都未采用；请只保留一行。", "None was taken; keep one of them."),
            "villages.parquet",
            first + 1,
            "place",
            place,
        )
        for place, first, last in engine.ask(query)
    ]


def _repeated(engine: Engine) -> frozenset[str]:
    """The places that stand in more than one row, of which none can be believed."""
    query = (
        exp.select("place")
        .from_("villages")
        .group_by("place")
        .having(exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(1)))
    )
    return frozenset(place for (place,) in engine.ask(query) if place is not None)


def _misfit(fact: Fact) -> exp.Expr:
    """Whether a value is there that cannot be one of the fact's."""
    column = exp.column(fact.name)
    if fact.kind == "whole":
        return exp.LT(this=column, expression=exp.Literal.number(0))
    if fact.kind == "choice":
        listed = [exp.Literal.string(code) for code in fact.choices]
        return exp.Not(this=exp.In(this=column, expressions=listed))
    return exp.false()


def _bad_villages(
    engine: Engine, campaign: Campaign, tables: Tables, needed: frozenset[str]
) -> Iterator[Problem]:
    """Rows without a place, blanks in a column that a condition reads, values that cannot be."""
    counted = {name for name, one in campaign.measures.items() if one.over in tables.counted}
    facts = [
        fact
        for name, fact in campaign.facts["villages"].items()
        if name in tables.columns and name not in counted
    ]
    no_place = exp.Is(this=exp.column("place"), expression=exp.Null())
    wrong: list[exp.Expr] = [no_place]
    asked: list[exp.Expr] = [exp.column("file_row_number"), exp.column("place")]
    for fact in facts:
        bad = exp.func("COALESCE", exp.paren(_misfit(fact)), exp.false())
        blank = exp.Is(this=exp.column(fact.name), expression=exp.Null())
        wrong.append(exp.or_(bad, blank) if fact.name in needed else bad)
        asked.append(exp.column(fact.name))
    query = exp.select(*asked).from_("villages").where(exp.or_(*wrong)).order_by("file_row_number")
    for number, place, *values in engine.ask(query):
        if place is None:
            yield _problem(
                "no_place", number, "place", None, Text("没有区划代码", "there is no place code")
            )
        for fact, value in zip(facts, values, strict=True):
            if value is None and fact.name in needed:
                yield _problem(
                    "blank",
                    number,
                    fact.name,
                    None,
                    Text("{it}空白", "{it} is blank").fill(it=fact.label),
                )
            elif fact.kind == "whole" and value is not None and value < 0:
                yield _problem(
                    "negative",
                    number,
                    fact.name,
                    value,
                    Text("{it}为负数", "{it} is negative").fill(it=fact.label),
                )
            elif fact.kind == "choice" and value is not None and value not in fact.choices:
                yield _problem(
                    "not_a_choice",
                    number,
                    fact.name,
                    value,
                    Text("{it}不是可选值", "{it} is none of its choices").fill(it=fact.label),
                )


def _problem(code: str, number: int, column: str, value: object, says: Text) -> Problem:
    return Problem(
        code,
        says,
        Text("按未知计；请补正后重新导出。", "Taken as unknown; correct it and export again."),
        "villages.parquet",
        number + 1,
        column,
        None if value is None else str(value),
    )


def _bad_rows(engine: Engine, campaign: Campaign, over: Table) -> Iterator[Problem]:
    """Rows of people or households that lie in no village, and columns with blanks or stray labels.

    There may be a million: each is said once, with how many and where the first stands. The rows
    are looked through again only where their counts by village show that something is amiss.
    """
    counts = counts_of(over)
    joined = exp.EQ(this=exp.column("village", counts), expression=exp.column("place", "villages"))
    stray = (
        exp.select(f"{counts}.village").from_(counts).join("villages", on=joined, join_type="anti")
    )
    nowhere = [village for (village,) in engine.ask(stray)]
    if nowhere:
        yield _strays(engine, over, nowhere)
    ranged = [
        exp.func("SUM", unknown_part(exp.column(one.name)))
        for one in campaign.measures.values()
        if one.over == over and one.where is not None
    ]
    (unknown,) = engine.ask(exp.select(*ranged).from_(counts))
    if any(unknown):
        yield from _unknown_values(engine, campaign, over)


def _strays(engine: Engine, over: Table, nowhere: Sequence[str | None]) -> Problem:
    village = exp.column("village")
    listed = [exp.Literal.string(one) for one in nowhere if one is not None]
    blank: exp.Expr = exp.Is(this=village, expression=exp.Null())
    there = exp.or_(blank, exp.In(this=village.copy(), expressions=listed)) if listed else blank
    query = exp.select(exp.Count(this=exp.Star()), exp.func("MIN", exp.column("file_row_number")))
    ((count, number),) = engine.ask(query.from_(over).where(there))
    says = Text(
        f"{count:,}行所在的村不在 villages.parquet 中",
        f"{count:,} rows lie in a village that is not in villages.parquet",
    )
    return _many("no_such_village", over, "village", count, number, says)


def _unknown_values(engine: Engine, campaign: Campaign, over: Table) -> Iterator[Problem]:
    facts = [fact for fact in campaign.facts[over].values() if fact.name in _read(campaign, over)]
    asked: list[exp.Expr] = []
    for fact in facts:
        blank = exp.Is(this=exp.column(fact.name), expression=exp.Null())
        bad = exp.or_(blank, exp.func("COALESCE", exp.paren(_misfit(fact)), exp.false()))
        number = exp.Case().when(bad.copy(), exp.column("file_row_number"))
        asked += [exp.func("COUNT_IF", bad), exp.func("MIN", number)]
    (answer,) = engine.ask(exp.select(*asked).from_(over))
    for fact, count, number in zip(facts, answer[::2], answer[1::2], strict=True):
        if count:
            says = Text(
                f"{fact.label.zh}有{count:,}行空白或不是可选值",
                f"{fact.label.en}: {count:,} rows are blank or none of the choices",
            )
            yield _many("unknown_value", over, fact.name, count, number, says)


def _read(campaign: Campaign, over: Table) -> frozenset[str]:
    return frozenset(
        name
        for one in campaign.measures.values()
        if one.over == over and one.where is not None
        for name in one.where.names
    )


def _many(code: str, over: Table, column: str, count: int, number: int, says: Text) -> Problem:
    return Problem(
        code,
        says,
        Text(
            "这些行未计为“是”或“否”；请补正后重新导出。",
            "They count neither way; correct them and export again.",
        ),
        f"{over}.parquet",
        number + 1,
        column,
        str(count),
    )
