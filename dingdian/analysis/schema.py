"""The columns that each table promises, and what becomes of a value that cannot be theirs."""

from collections.abc import Mapping

from sqlglot import exp

from dingdian.campaign.definition import Campaign, Fact, FactKind, Table

SQL_TYPES: Mapping[FactKind, str] = {
    "whole": "BIGINT",
    "fen": "BIGINT",
    "flag": "BOOLEAN",
    "choice": "VARCHAR",
    "choices": "VARCHAR",
    "day": "DATE",
    "text": "VARCHAR",
}
FITTING: Mapping[str, frozenset[str]] = {
    "BIGINT": frozenset(
        {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
    ),
    "BOOLEAN": frozenset({"BOOLEAN"}),
    "DATE": frozenset({"DATE"}),
    "VARCHAR": frozenset({"VARCHAR"}),
}
KEYS: Mapping[Table, tuple[str, ...]] = {
    "villages": ("place", "name"),
    "households": ("village",),
    "members": ("village",),
    "incomes": ("village",),
}


PATH = ("county_name", "township_name")
"""In what a village lies, by name; a source may leave them out."""


def types_of(campaign: Campaign, table: Table) -> dict[str, str]:
    """The SQL type of every column that a table may have: its keys, then its open facts."""
    keys = dict.fromkeys((*KEYS[table], *(PATH if table == "villages" else ())), "VARCHAR")
    open_facts = (fact for fact in campaign.facts[table].values() if not fact.sealed)
    return keys | {fact.name: SQL_TYPES[fact.kind] for fact in open_facts}


def weighed_types(campaign: Campaign) -> dict[str, str]:
    """The SQL type of the columns of villages that a decision takes along."""
    types = types_of(campaign, "villages")
    apart = campaign.facts["villages"].keys() - campaign.weighed.keys()
    return {name: kind for name, kind in types.items() if name not in apart}


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
