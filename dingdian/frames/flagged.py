"""A table of Parquet with some of its flags set to true, and everything else as it was."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dingdian.frames.parquet import ROWS_PER_GROUP
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

Wanted = Mapping[str, Collection[str]]
"""For each flag's column, the keys of the rows for which it shall be true."""


def rows_to_flag(path: Path, *, key: str, wanted: Wanted) -> dict[str, list[str]]:
    """Of what is wanted, the keys that the table has and whose flag is not true; by flag.

    None of a table without the key, or where a flag is no flag: whoever reads it says so.
    """
    schema = _schema(path)
    there = [flag for flag in wanted if flag in schema.names]
    if key not in schema.names or any(schema.field(one).type != pa.bool_() for one in there):
        return {}
    table = pq.read_table(path, columns=[key, *there])
    missing = {}
    for flag, keys in wanted.items():
        among = _among(table[key], keys)
        if flag in there:
            among = pc.and_(among, pc.invert(pc.fill_null(table[flag], False)))
        found = sorted(table[key].filter(among).to_pylist())
        if found:
            missing[flag] = found
    return missing


def write_flagged(path: Path, to: Path, *, key: str, wanted: Wanted) -> None:
    """Write the table to another file with those flags true; a flag it lacks becomes a column."""
    table = pq.read_table(path)
    for flag, keys in wanted.items():
        among = _among(table[key], keys)
        there = flag in table.column_names
        was: Any = table[flag] if there else pa.nulls(len(table), pa.bool_())
        now = pc.if_else(among, True, was)
        place = table.column_names.index(flag) if there else len(table.column_names)
        field = pa.field(flag, pa.bool_())
        table = table.set_column(place, field, now) if there else table.append_column(field, now)
    pq.write_table(table, to, row_group_size=ROWS_PER_GROUP, compression="zstd", store_schema=False)


def _among(column: Any, keys: Collection[str]) -> Any:
    return pc.is_in(column.cast(pa.string()), value_set=pa.array(sorted(keys), pa.string()))


def _schema(path: Path) -> Any:
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowException) as error:
        raise Unusable(
            "not_parquet",
            Text("不是完整的 Parquet 文件。", "This is no whole Parquet file."),
            Text("请重新导出。", "Export it again."),
            where=path.name,
        ) from error
