"""Whatever a ledger says, every format brings the same home."""

import csv
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import Reading, read_ledger

HEADINGS = ("备注", "村集体收入(元)", "区县", "乡镇", "行政村", "剩余贫困人口", "通客运班车")
WORDS = st.text("村镇县甲乙丙丁,;\"'=+@ab1", min_size=1, max_size=6).map(lambda word: f"某{word}")
WHOLE = st.none() | st.integers(0, 10**9)
FEN = st.none() | st.integers(-(10**11), 10**11)
ROWS = st.lists(
    st.tuples(st.none() | WORDS, FEN, WORDS, WORDS, WORDS, WHOLE, st.none() | st.booleans()),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[2:5],
)
Line = tuple[str | None, int | None, str, str, str, int | None, bool | None]
Rows = list[Line]
FLAGS = {True: "是", False: "否", None: ""}


def yuan(fen: int | None) -> str:
    return "" if fen is None else str(Decimal(fen) / 100)


def written(rows: Rows) -> list[list[object]]:
    return [[note, yuan(fen), *names, poor, FLAGS[bus]] for note, fen, *names, poor, bus in rows]


def as_csv(rows: Rows, encoding: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([HEADINGS, *written(rows)])
        return path.read_bytes()


def as_xlsx(rows: Rows) -> bytes:
    book = Workbook()
    book.active.append(HEADINGS)
    for note, fen, *names, poor, bus in rows:
        book.active.append([note, None if fen is None else fen / 100, *names, poor, bus])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def brought_home(said: bytes, ending: str, layout: Layout) -> Reading:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{ending}"
        path.write_bytes(said)
        return read_ledger(path, [layout])


def assert_same(reading: Reading, rows: Rows) -> None:
    assert reading.problems == []
    assert reading.columns["place"] == ["/".join(map(str, row[2:5])) for row in rows]
    assert reading.columns["income_fen"] == [row[1] for row in rows]
    assert reading.columns["remaining_poor"] == [row[5] for row in rows]
    assert reading.columns["bus"] == [row[6] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@given(rows=ROWS)
@settings(max_examples=25)
def test_any_ledger_comes_home_from_csv(layout: Layout, encoding: str, rows: Rows) -> None:
    assert_same(brought_home(as_csv(rows, encoding), "csv", layout), rows)


@given(rows=ROWS)
@settings(max_examples=15)
def test_any_ledger_comes_home_from_a_workbook(layout: Layout, rows: Rows) -> None:
    assert_same(brought_home(as_xlsx(rows), "xlsx", layout), rows)
