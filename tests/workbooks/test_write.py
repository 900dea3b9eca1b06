"""What is written opens well, holds no formula, and replaces a file whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.write import (
    ColumnOut,
    SheetOut,
    sheet_titles,
    width_of,
    write_csv,
    write_workbook,
)

COLUMNS = [
    ColumnOut("名称"),
    ColumnOut("区划代码", "code"),
    ColumnOut("人数", "whole"),
    ColumnOut("发生率", "share", note="剩余贫困人口除以农业户籍人口"),
    ColumnOut("金额（元）", "yuan"),
    ColumnOut("通班车", "flag"),
]
ROWS = [
    ("三村村", "500101151201", 1234, 0.0123, 123_450, True),
    ("=1+1", "500101151202", 10**18, None, None, False),
    ("https://example.org\n" + "长" * 60, None, None, None, None, None),
]


def sheet(rows: Iterable[Sequence[object]] = ROWS) -> SheetOut:
    return SheetOut("名单/一", COLUMNS, rows)


def test_a_workbook_holds_values_in_their_kinds(tmp_path: Path) -> None:
    write_workbook(tmp_path / "x.xlsx", [sheet()], about=[("说明", "合成数据")])
    book = load_workbook(tmp_path / "x.xlsx")
    page = book["名单 一"]
    first, second = ([cell.value for cell in row] for row in page["A2:F3"])
    assert first == ["三村村", "500101151201", 1234, 0.0123, 1234.5, "是"]
    assert second == ["=1+1", "500101151202", str(10**18), None, None, "否"]
    assert [cell.number_format for cell in page[2]] == [
        *("General", "@", "#,##0", "0.00%", "#,##0.00", "General")
    ]
    assert book.sheetnames == ["名单 一", "说明"]
    assert [cell.value for cell in book["说明"][1]] == ["说明", "合成数据"]


def test_nothing_in_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    write_workbook(tmp_path / "x.xlsx", [sheet()])
    page = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    cells = [cell for row in page for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_workbook_is_set_up_to_be_read_and_printed(tmp_path: Path) -> None:
    write_workbook(tmp_path / "x.xlsx", [sheet()], lang="en")
    page = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F4"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.oddFooter.right.text == "Page &P of &N"
    assert "农业户籍人口" in page["D1"].comment.text
    assert page["A4"].alignment.wrap_text
    assert page["F2"].value == "yes"
    assert page.column_dimensions["A"].width > page.column_dimensions["C"].width


def test_the_same_sheets_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [sheet()])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_sheet_is_a_sheet(tmp_path: Path) -> None:
    write_workbook(tmp_path / "x.xlsx", [sheet([])])
    assert load_workbook(tmp_path / "x.xlsx").worksheets[0].max_row == 1


def test_csv_is_disarmed_and_says_amounts_in_yuan(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", sheet([*ROWS[:2], ("-x", "@y", -5, 0.5, -50, None)]))
    said = (tmp_path / "x.csv").read_bytes()
    assert said.startswith(b"\xef\xbb\xbf")
    assert said.decode("utf-8-sig").split("\r\n") == [
        "名称,区划代码,人数,发生率,金额（元）,通班车",
        "三村村,500101151201,1234,0.0123,1234.50,是",
        "'=1+1,500101151202,1000000000000000000,,,否",
        "'-x,'@y,-5,0.5,-0.50,",
        "",
    ]


def broken() -> Iterator[tuple[object, ...]]:
    yield ROWS[0]
    raise RuntimeError


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv"])
def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write_workbook(path, [sheet(broken())]) if name == "x.xlsx" else write_csv(
            path, sheet(broken())
        )
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        write_workbook(tmp_path / "none" / "x.xlsx", [sheet()])
    assert refused.value.code == "cannot_write"


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dingdian.workbooks.write.MOST_ROWS", 2)
    with pytest.raises(Unusable) as refused:
        write_workbook(tmp_path / "x.xlsx", [sheet()])
    assert refused.value.code == "too_many_rows"
    assert list(tmp_path.iterdir()) == []


def test_titles_are_made_fit_and_stand_once() -> None:
    long = "很" * 40
    assert sheet_titles(["a/b:c", "A b c", "", "History", long, long]) == [
        *("a b c", "A b c 2", "Sheet", "History 2", "很" * 31, "很" * 27 + " 2")
    ]


def test_chinese_signs_are_twice_as_wide() -> None:
    assert width_of("村 ab") == 5
