"""One small layout of villages, and ledgers written by other hands than the program's own."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from dingdian.workbooks.layout import Layout, read_layout

VILLAGES = """
code       = "villages"
label      = { zh = "行政村情况表", en = "Villages" }
table      = "villages"
totals     = ["合计", "小 计"]
names      = ["county_name", "township_name", "name"]
place_code = "place"
[constant]
source = "township"
[column.place]
theirs = ["区划代码", "村代码"]
en     = "Division code"
kind   = "code"
[column.county_name]
theirs   = ["区县"]
en       = "County"
kind     = "text"
required = true
[column.township_name]
theirs   = ["乡镇"]
en       = "Township"
kind     = "text"
required = true
[column.name]
theirs   = ["行政村", "村名称"]
en       = "Village"
kind     = "text"
required = true
[column.remaining_poor]
theirs   = ["剩余贫困人口", "未脱贫人口(人)"]
en       = "Remaining poor (persons)"
kind     = "whole"
required = true
note     = { zh = "没有填0", en = "0 for none" }
[column.income_fen]
theirs = ["村集体收入(元)"]
en     = "Collective income (yuan)"
kind   = "yuan"
[column.bus]
theirs = ["通客运班车"]
en     = "Bus service"
kind   = "flag"
[column.kind]
theirs  = ["类别"]
en      = "Kind"
kind    = "choice"
choices = { village_committee = ["行政村", "village", "村委会"], residents_committee = ["社区"] }
[[agree]]
column = "remaining_poor"
with   = "贫困户人数(人)"
"""

HEADINGS = ("区县", "乡镇", "行政村", "剩余贫困人口")
GOOD = ("甲县", "乙镇", "丙村", 23)

Row = Sequence[object]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def layout() -> Layout:
    """Villages by code or by names, with a column of every kind."""
    return read_layout(VILLAGES, name="villages.toml")


@pytest.fixture
def xlsx(tmp_path: Path) -> Write:
    """Writes the rows of each sheet into a workbook."""

    def write(*rows: Row, name: str = "ledger.xlsx", **others: Sequence[Row]) -> Path:
        book = Workbook()
        book.active.title = "Sheet1"
        for row in rows:
            book.active.append(list(row))
        for title, lines in others.items():
            sheet = book.create_sheet(title)
            for row in lines:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def separated(tmp_path: Path) -> Write:
    """Writes the rows as separated values in an encoding."""

    def write(
        *rows: Row, name: str = "ledger.csv", encoding: str = "utf-8", delimiter: str = ","
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write
