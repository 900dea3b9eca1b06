"""What is written reads back as it was, unknowns included, in a file that is whole."""

import hashlib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dingdian.frames.parquet import (
    ROWS_PER_GROUP,
    Coded,
    Column,
    Schema,
    read_numbers,
    read_texts,
    sha256_of,
    write_table,
)

SCHEMA: Schema = {
    "name": "text",
    "kind": "text",
    "persons": "int32",
    "road": "flag",
    "fen": "int64",
}
COLUMNS: dict[str, Column] = {
    "kind": Coded(np.array([1, -1, 0], dtype=np.int8), ("village", "community")),
    "name": ["示例一村", None, "示例三村"],
    "persons": np.ma.MaskedArray([3, 4, 5], mask=[False, False, True]),
    "road": np.ma.MaskedArray([True, False, True], mask=[False, True, False]),
    "fen": np.array([1, 2, 10**15]),
}


def test_columns_stand_in_the_schemas_order_and_kinds(tmp_path: Path) -> None:
    assert write_table(tmp_path / "t.parquet", COLUMNS, SCHEMA) == 3
    schema = pq.read_schema(tmp_path / "t.parquet")
    assert schema.names == list(SCHEMA)
    assert [schema.field(name).type for name in SCHEMA] == [
        pa.string(),
        pa.string(),
        pa.int32(),
        pa.bool_(),
        pa.int64(),
    ]


def test_unknowns_come_back_as_unknowns(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", COLUMNS, SCHEMA)
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == [
        {"name": "示例一村", "kind": "community", "persons": 3, "road": True, "fen": 1},
        {"name": None, "kind": None, "persons": 4, "road": None, "fen": 2},
        {"name": "示例三村", "kind": "village", "persons": None, "road": True, "fen": 10**15},
    ]


def test_texts_are_read_as_positions_in_their_words(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", COLUMNS, SCHEMA)
    kind = read_texts(tmp_path / "t.parquet", ["kind"])["kind"]
    assert kind.texts() == ["community", None, "village"]
    assert kind.says("village").tolist() == [False, False, True]
    assert not kind.says("town").any()


def test_texts_of_many_groups_share_one_list_of_words(tmp_path: Path) -> None:
    count = ROWS_PER_GROUP + 2
    positions = np.zeros(count, dtype=np.int8)
    positions[-1] = 1
    write_table(tmp_path / "t.parquet", {"kind": Coded(positions, ("a", "b"))}, {"kind": "text"})
    assert pq.read_metadata(tmp_path / "t.parquet").num_row_groups == 2
    kind = read_texts(tmp_path / "t.parquet", ["kind"])["kind"]
    assert (kind.says("a").sum(), kind.says("b").sum()) == (count - 1, 1)


def test_numbers_are_masked_where_they_are_unknown(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", COLUMNS, SCHEMA)
    read = read_numbers(tmp_path / "t.parquet", ["persons", "road", "fen"])
    assert np.ma.getmaskarray(read["persons"]).tolist() == [False, False, True]
    assert np.ma.getmaskarray(read["road"]).tolist() == [False, True, False]
    assert not np.ma.isMaskedArray(read["fen"])
    assert read["fen"].tolist() == [1, 2, 10**15]


def test_columns_that_the_schema_does_not_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="extra"):
        write_table(tmp_path / "t.parquet", COLUMNS | {"extra": [1, 2, 3]}, SCHEMA)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(path, COLUMNS, SCHEMA)
    before = sha256_of(path)
    with pytest.raises(pa.ArrowInvalid):
        write_table(path, COLUMNS | {"fen": np.array([1])}, SCHEMA)
    assert sha256_of(path) == before == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [found.name for found in tmp_path.iterdir()] == ["t.parquet"]
