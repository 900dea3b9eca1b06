"""Whole columns to Parquet and back: a file is either the finished one or not there at all."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

Kind = Literal["text", "flag", "day", "int16", "int32", "int64"]
Schema = Mapping[str, Kind]

ROWS_PER_GROUP = 122_880
"""Sixty of the vectors in which the engine reads; a county's persons fit in one or two groups."""

TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "flag": pa.bool_(),
    "day": pa.date32(),
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

    def says(self, word: str) -> NDArray[np.bool_]:
        """Which rows say this word; none where it is not among the words."""
        at = self.words.index(word) if word in self.words else len(self.words)
        return np.asarray(self.positions == at)

    def texts(self) -> list[str | None]:
        """The words themselves, row by row; None where one is unknown."""
        return [None if at < 0 else self.words[at] for at in self.positions.tolist()]


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


def read_texts(path: Path, names: Sequence[str]) -> dict[str, Coded]:
    """The named columns of text, as positions in their words."""
    table = pq.read_table(path, columns=list(names), read_dictionary=list(names))
    return {name: _coded(table.column(name)) for name in names}


def read_numbers(path: Path, names: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The named columns of numbers and flags, masked where some are unknown."""
    table = pq.read_table(path, columns=list(names)).combine_chunks()
    return {name: _numbers(table.column(name)) for name in names}


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


def _coded(column: Any) -> Coded:
    array = pa.concat_arrays(column.unify_dictionaries().chunks)
    return Coded(array.indices.fill_null(-1).to_numpy(), array.dictionary.to_pylist())


def _numbers(column: Any) -> NDArray[Any]:
    known = column.fill_null(False if pa.types.is_boolean(column.type) else 0)
    values: NDArray[Any] = known.to_numpy()
    return (
        np.ma.MaskedArray(values, mask=column.is_null().to_numpy()) if column.null_count else values
    )
