"""A folder of Parquet tables as a snapshot is one, made of the rows that a test is about."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dingdian.analysis.schema import types_of
from dingdian.campaign.definition import Campaign, Table

Row = Mapping[str, Any]
ARROW = {"BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "VARCHAR": pa.string(), "DATE": pa.date32()}

IN_NO_WANT: dict[str, Any] = {
    "remaining_poor": 3,
    "agricultural_population": 900,
    "listed_households": 300,
    "latrine_households": 290,
    "dropouts": 0,
    "uninsured": 0,
    "dangerous_houses": 0,
    "unsafe_water_households": 0,
    "cooperatives": 1,
    "collective_income_fen": 5_000_00,
    **dict.fromkeys(
        ("hardened_road", "group_roads", "bus", "three_phase_power", "broadband"), True
    ),
    **dict.fromkeys(("leading_industry", "waste_collected", "public_toilet"), True),
    **dict.fromkeys(("clinic_qualified", "culture_room", "ecommerce_point"), True),
}
"""Facts of a village for which every branch is known, and none holds."""


def write_tables(
    folder: Path,
    campaign: Campaign,
    *,
    villages: Sequence[Row],
    households: Sequence[Row] | None = None,
    members: Sequence[Row] | None = None,
) -> Path:
    """The folder, with a table of each sort that is given; a key that no row has is no column."""
    folder.mkdir(parents=True, exist_ok=True)
    given: dict[Table, Sequence[Row] | None] = {
        "villages": villages,
        "households": households,
        "members": members,
    }
    for table, rows in given.items():
        if rows is not None:
            write_rows(folder / f"{table}.parquet", rows, types_of(campaign, table))
    return folder


def write_rows(path: Path, rows: Sequence[Row], types: Mapping[str, str]) -> None:
    """One table, each column of the type that it promises; a key that is left out is blank."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(types)
    columns = {
        name: pa.array([row.get(name) for row in rows], ARROW[types[name]]) for name in names
    }
    pq.write_table(pa.table(columns), path)


def village(number: int | str = 901, **facts: Any) -> dict[str, Any]:
    """A village of one township, an administrative one unless its facts say otherwise."""
    return {
        "place": f"500101151{number}",
        "name": f"示例{number}村",
        "kind": "village_committee",
        **facts,
    }
