"""The columns that each table promises, and what becomes of a value that cannot be theirs."""

from collections.abc import Mapping

from sqlglot import exp

from dingdian.campaign.definition import Campaign, Fact, FactKind, Table

SQL_TYPES: Mapping[FactKind, str] = {
    "whole": "BIGINT",
    "fen": "BIGINT",
    "flag": "BOOLEAN",
    "choice": "VARCHAR",
    "text": "VARCHAR",
}
FITTING: Mapping[str, frozenset[str]] = {
    "BIGINT": frozenset(
        {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
    ),
    "BOOLEAN": frozenset({"BOOLEAN"}),
    "VARCHAR": frozenset({"VARCHAR"}),
}
KEYS: Mapping[Table, tuple[str, ...]] = {
    "villages": ("place", "name"),
    "households": ("village",),
    "members": ("village",),
}


PATH = ("county_name", "township_name")
"""In what a village lies, by name; a source may leave them out."""


def types_of(campaign: Campaign, table: Table) -> dict[str, str]:
    """The SQL type of every column that a table may have: its keys, then its facts."""
    keys = dict.fromkeys((*KEYS[table], *(PATH if table == "villages" else ())), "VARCHAR")
    return keys | {name: SQL_TYPES[fact.kind] for name, fact in campaign.facts[table].items()}


def fits(promised: str, found: str) -> bool:
    """Whether a column found as one SQL type can be read as the one that was promised."""
    return found in FITTING[promised]


def fitting(fact: Fact) -> exp.Expr:
    """The column, what cannot be its value taken as unknown: a negative count, a stray label."""
    column = exp.column(fact.name)
    if fact.kind == "whole":
        return exp.Case().when(
            exp.GTE(this=column, expression=exp.Literal.number(0)), column.copy()
        )
    if fact.kind == "choice":
        listed = [exp.Literal.string(code) for code in fact.choices]
        return exp.Case().when(exp.In(this=column, expressions=listed), column.copy())
    return column
