"""A cell is a value, a blank, or wrong for one reason; a blank is never zero."""

import pytest

from dingdian.workbooks.cells import Memo, Memos, shown
from dingdian.workbooks.layout import Cell, Layout


def memo(layout: Layout, kind: str) -> Memo:
    column = next(one for one in layout.columns.values() if one.kind == kind)
    return Memos().memo_of(column)


def reason(layout: Layout, kind: str, cell: object) -> str:
    """Why a cell is wrong; it then says nothing."""
    reading = memo(layout, kind)
    assert reading[cell] is None
    return reading.wrong[cell].code


BLANKS = ("", " ", "\u3000", "null", "NULL", "None", "nan", "N/A", "-", "—", "－", "/", "\\", "／")


@pytest.mark.parametrize("kind", ["text", "code", "whole", "yuan", "flag", "choice"])
@pytest.mark.parametrize("cell", [*BLANKS, "不详", "未知", "无数据", " " * 50, None])
def test_a_mark_for_nothing_is_a_blank_of_every_kind(
    layout: Layout, kind: str, cell: str | None
) -> None:
    reading = memo(layout, kind)
    assert reading[cell] is None
    assert reading.wrong == {}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("whole", "23", 23),
        ("whole", "23.0", 23),
        ("whole", " 1,234 ", 1234),
        ("whole", "１２３", 123),
        ("whole", "+7", 7),
        ("whole", "0", 0),
        ("whole", 0.0, 0),
        ("whole", 23.0, 23),
        ("whole", 23, 23),
        ("whole", 23.000000000000004, 23),
        ("whole", 10**12, 10**12),
        ("yuan", "1,234.5", 123_450),
        ("yuan", 0.1 + 0.2, 30),
        ("yuan", "-12", -1_200),
        ("yuan", 1e12, 10**14),
        ("flag", "是", True),
        ("flag", "√", True),
        ("flag", "Ｙ", True),
        ("flag", 1.0, True),
        ("flag", "TRUE", True),
        ("flag", "未达标", False),
        ("flag", "×", False),
        ("flag", 0, False),
        ("choice", "行政村", "village_committee"),
        ("choice", " 村 委会", "village_committee"),
        ("choice", "VILLAGE", "village_committee"),
        ("choice", "residents_committee", "residents_committee"),
        ("text", " 三村\n村 ", "三村 村"),
        ("text", 12.0, "12"),
        ("text", 12.5, "12.5"),
        ("text", "'=1+1", "=1+1"),
        ("text", "'quoted'", "'quoted'"),
        ("code", "500101151201", "500101151201"),
        ("code", "５００１０１１５１２０１", "500101151201"),
        ("code", 500101151201.0, "500101151201"),
        ("code", 500101151201, "500101151201"),
        ("code", "500101151201.0", "500101151201"),
    ],
)
def test_a_cell_is_read_as_its_kind(layout: Layout, kind: str, cell: object, value: Cell) -> None:
    reading = memo(layout, kind)
    assert reading[cell] == value
    assert type(reading[cell]) is type(value)
    assert reading.wrong == {}


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("whole", "7(28)", "not_a_number"),
        ("whole", "约20", "not_a_number"),
        ("whole", "12人", "not_a_number"),
        ("whole", "1,23", "not_a_number"),
        ("whole", "23①", "not_a_number"),
        ("whole", "23²", "not_a_number"),
        ("whole", "1E5", "not_a_number"),
        ("whole", "TRUE", "not_a_number"),
        ("whole", "#DIV/0!", "not_a_number"),
        ("whole", "٣", "not_a_number"),
        ("whole", 2.5, "not_whole"),
        ("whole", 1e-7, "not_whole"),
        ("whole", "2.5", "not_whole"),
        ("whole", -3.0, "negative"),
        ("whole", "-3", "negative"),
        ("whole", 10**12 + 1, "out_of_range"),
        ("whole", 1e300, "out_of_range"),
        ("whole", "9" * 5000, "out_of_range"),
        ("yuan", "12元", "not_a_number"),
        ("yuan", "0.005", "not_whole"),
        ("yuan", 1e15, "out_of_range"),
        ("yuan", "9" * 5000, "out_of_range"),
        ("flag", "部分", "not_a_flag"),
        ("flag", 2.0, "not_a_flag"),
        ("choice", "自然村", "not_a_choice"),
        ("code", "5.00E+11", "damaged_code"),
        ("code", "5.00101E+11", "damaged_code"),
        ("code", 5e11, "damaged_code"),
        ("code", "500101", "not_a_code"),
        ("code", 500101.5, "not_a_code"),
        ("code", "50010115120A", "not_a_code"),
    ],
)
def test_a_wrong_cell_is_unknown_for_one_reason(
    layout: Layout, kind: str, cell: object, code: str
) -> None:
    assert reason(layout, kind, cell) == code


def test_a_wrong_choice_is_told_what_there_is_to_choose(layout: Layout) -> None:
    reading = memo(layout, "choice")
    assert reading["自然村"] is None
    assert "行政村、社区" in reading.wrong["自然村"].says.zh


def test_each_distinct_cell_is_parsed_once() -> None:
    asked: list[object] = []

    def parse(cell: object) -> Cell:
        asked.append(cell)
        return 1

    reading = Memo(parse)
    assert [reading[cell] for cell in "aabab"] == [1] * 5
    assert asked == ["a", "b"]


def test_columns_of_one_kind_share_what_they_have_parsed(layout: Layout) -> None:
    memos = Memos()
    names = (layout.columns[name] for name in layout.names)
    assert len({id(memos.memo_of(column)) for column in names}) == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [(23.0, "23"), (2.5, "2.5"), (" 7(28) ", "7(28)"), ("长" * 60, "长" * 39 + "…")],
)
def test_a_cell_is_shown_as_its_sender_saw_it(cell: object, said: str) -> None:
    assert shown(cell) == said
