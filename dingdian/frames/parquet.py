"""Whole columns to Parquet and back: a file is either the finished one or not there at all."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

Kind = Literal["text", "flag", "int16", "int32", "int64"]
Schema = Mapping[str, Kind]

ROWS_PER_GROUP = 122_880
"""Sixty of the vectors in which the engine reads; a county's persons fit in one or two groups."""

TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "flag": pa.bool_(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text as positions in a list of its words; a position of -1 is unknown.

    Two million rows of a few words cost a byte each this way, and never become two million texts.
    """

    positions: NDArray[np.integer[Any]]
    words: Sequence[str]


Column = Coded | NDArray[Any] | Sequence[Any]
"""Values of one column. A numpy masked array, or None in a sequence, says that one is unknown."""


def write_table(path: Path, columns: Mapping[str, Column], schema: Schema) -> int:
    """Write the columns in the schema's order and kinds; returns the number of rows.

    Raises ValueError where columns and schema name different things, or lengths differ: that is
    a fault of the program, not of anybody's data.
    """
    if set(columns) != set(schema):
        raise ValueError(f"columns and schema differ: {sorted(set(columns) ^ set(schema))}")
    table = pa.table({name: _array(columns[name], kind) for name, kind in schema.items()})
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(
            table,
            partial,
            row_group_size=ROWS_PER_GROUP,
            compression="zstd",
            use_dictionary=[name for name, kind in schema.items() if kind in ("text", "int16")],
            column_encoding={
                name: "DELTA_BINARY_PACKED" for name, kind in schema.items() if kind == "int64"
            },
            store_schema=False,
        )
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    rows: int = table.num_rows
    return rows


def read_columns(path: Path, names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The named columns as numpy arrays; text as objects, and a column with unknowns masked."""
    table = pq.read_table(path, columns=list(names))
    return {name: _values(table.column(name).combine_chunks()) for name in table.column_names}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _array(column: Column, kind: Kind) -> Any:
    match column:
        case Coded(positions, words):
            unknown = positions < 0
            coded = pa.array(positions, mask=unknown if unknown.any() else None)
            return pa.DictionaryArray.from_arrays(coded, pa.array(words, pa.string()))
        case np.ma.MaskedArray():
            mask = np.ma.getmaskarray(column)
            return pa.array(column.data, mask=mask, type=TYPES[kind])
        case _:
            return pa.array(column, type=TYPES[kind])


def _values(array: Any) -> NDArray[Any]:
    values: NDArray[Any] = array.to_numpy(zero_copy_only=False)
    if not array.null_count or pa.types.is_string(array.type):
        return values
    plain = array.fill_null(False if pa.types.is_boolean(array.type) else 0)
    return np.ma.MaskedArray(
        plain.to_numpy(zero_copy_only=False), mask=array.is_null().to_numpy(False)
    )
