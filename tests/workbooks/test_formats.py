"""Every format that offices send comes out the same, wherever in its sheet the ledger begins."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import read_ledger
from tests.workbooks import hostile
from tests.workbooks.conftest import GOOD, HEADINGS, Write


def test_an_old_workbook_is_read(layout: Layout, tmp_path: Path) -> None:
    reading = read_ledger(hostile.old_sheet(tmp_path / "x.xls", HEADINGS, GOOD), [layout])
    assert reading.columns["place"] == ["甲县/乙镇/丙村"]
    assert reading.columns["remaining_poor"] == [23]


def test_an_open_document_is_read(layout: Layout, tmp_path: Path) -> None:
    reading = read_ledger(hostile.open_document(tmp_path / "x.ods", HEADINGS, GOOD), [layout])
    assert reading.columns["remaining_poor"] == [23]
    assert reading.origins == [("Sheet1", 2)]


def test_macros_are_ignored_and_noted(layout: Layout, tmp_path: Path) -> None:
    path = hostile.with_macros(tmp_path / "x.xlsm")
    reading = read_ledger(path, [layout])
    assert reading.columns["remaining_poor"] == [23]
    assert reading.notes[0].code == "macros_ignored"


def test_the_ending_may_be_in_capitals(layout: Layout, xlsx: Write) -> None:
    assert read_ledger(xlsx(HEADINGS, GOOD, name="X.XLSX"), [layout]).rows == 1


@pytest.mark.parametrize("date_1904", [False, True])
def test_rows_are_counted_from_the_sheets_first(
    layout: Layout, tmp_path: Path, date_1904: bool
) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904 if date_1904 else CALENDAR_WINDOWS_1900
    for place, heading in enumerate(HEADINGS, 5):
        book.active.cell(7, place, heading)
    for place, cell in enumerate(GOOD, 5):
        book.active.cell(12, place, cell)
    book.save(tmp_path / "x.xlsx")
    reading = read_ledger(tmp_path / "x.xlsx", [layout])
    assert reading.origins == [("Sheet", 12)]
