"""The tables of a snapshot, declared once: the keys of each, then the campaign's open facts.

A snapshot of the records has these columns, and so has the registry of a demonstration. What a
village's facts count over its families or persons is no column: it is counted when it is asked.
"""

from collections.abc import Mapping

from dingdian.campaign.definition import Campaign, Fact, FactKind, Table
from dingdian.frames.parquet import Kind, Schema

KEYS: Mapping[Table, Schema] = {
    "villages": {"place": "text", "name": "text", "township_name": "text", "county_name": "text"},
    "households": {"household": "int64", "village": "text"},
    "members": {"member": "int64", "household": "int64", "village": "text"},
    "incomes": {"household": "int64", "village": "text"},
}
"""How a row is told from others, and in what it lies; a household and a member by a pseudonym."""

KINDS: Mapping[FactKind, Kind] = {
    "whole": "int32",
    "fen": "int64",
    "flag": "flag",
    "choice": "text",
    "choices": "text",
    "day": "day",
    "text": "text",
}


def tables_of(campaign: Campaign) -> dict[Table, Schema]:
    """Every table with its columns in order and in kind."""
    tables: dict[Table, Schema] = {
        table: {**keys, **{fact.name: KINDS[fact.kind] for fact in _columns(campaign, table)}}
        for table, keys in KEYS.items()
    }
    earned = amounts(campaign)
    income = dict.fromkeys([*earned, *map(before, earned)], KINDS["fen"])
    return tables | {"households": {**tables["households"], **income}}


def before(name: str) -> str:
    """The column of a household that holds an amount of the period before its latest."""
    return f"{name}_before"


def amounts(campaign: Campaign) -> list[str]:
    """The amounts of an income, which a household has of its latest period and the one before."""
    return [name for name, fact in campaign.facts["incomes"].items() if fact.kind == "fen"]


def _columns(campaign: Campaign, table: Table) -> list[Fact]:
    """The facts that are columns: nothing that points at a person, nothing that is counted."""
    return [
        fact
        for name, fact in campaign.facts[table].items()
        if not fact.sealed and name not in campaign.measures
    ]
