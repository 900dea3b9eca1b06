"""A ledger becomes columns; what is wrong is named where it stands, and nothing is guessed."""

from datetime import date
from pathlib import Path

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import Reading, read_ledger
from tests.workbooks.conftest import GOOD, HEADINGS, Write

CODED = ("区划代码", *HEADINGS)


def read(path: Path, layout: Layout, *needed: str) -> Reading:
    return read_ledger(path, [layout], needed=frozenset(needed))


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def noted(reading: Reading) -> dict[str, str]:
    return {note.code: note.says.en for note in reading.notes}


def test_a_ledger_without_codes_goes_by_its_names(layout: Layout, separated: Write) -> None:
    reading = read(separated(HEADINGS, ("甲县", " 乙 镇", "丙村", "23")), layout)
    assert reading.columns["place"] == ["甲县/乙镇/丙村"]
    assert reading.columns["remaining_poor"] == [23]
    assert reading.columns["source"] == ["township"]
    assert reading.origins == [("ledger", 2)]
    assert (reading.rows, reading.problems) == (1, [])
    assert "places_by_names" in noted(reading)
    assert "“村集体收入(元)”" in noted(reading)["columns_absent"]
    assert "区划代码" not in noted(reading)["columns_absent"]
    assert "bus" not in reading.columns


def test_a_ledger_with_codes_goes_by_them(layout: Layout, xlsx: Write) -> None:
    path = xlsx(CODED, ("500101151201", *GOOD), (500101151202, "甲县", None, None, 0))
    reading = read(path, layout)
    assert reading.columns["place"] == ["500101151201", "500101151202"]
    assert reading.columns["name"] == ["丙村", None]
    assert reading.columns["remaining_poor"] == [23, 0]
    assert "places_by_names" not in noted(reading)


def test_a_blank_is_unknown_and_a_problem_only_where_it_is_needed(
    layout: Layout, separated: Write
) -> None:
    path = separated(
        (*HEADINGS, "通客运班车"),
        ("甲县", "乙镇", "丙村", "", ""),
        ("甲县", "乙镇", "丁村", "—", "是"),
    )
    assert read(path, layout).problems == []
    reading = read(path, layout, "remaining_poor", "income_fen")
    assert reading.columns["remaining_poor"] == [None, None]
    assert codes(reading) == ["blank", "blank"]
    assert reading.problems[0].column == "剩余贫困人口"
    assert reading.problems[0].value is None


def test_a_wrong_cell_is_unknown_and_named_where_it_stands(layout: Layout, xlsx: Write) -> None:
    path = xlsx(("标题",), HEADINGS, GOOD, ("甲县", "乙镇", "丁村", "7(28)"))
    reading = read(path, layout, "remaining_poor")
    (problem,) = reading.problems
    assert problem.code == "not_a_number"
    assert problem.where("zh") == "Sheet1 第4行 “剩余贫困人口”列"
    assert problem.value == "7(28)"
    assert problem.says.en == "“7(28)” is not a number."
    assert reading.columns["remaining_poor"] == [23, None]


def test_a_truth_value_is_no_number(layout: Layout, xlsx: Write) -> None:
    path = xlsx(
        (*HEADINGS, "通客运班车"), (*GOOD[:3], 1, True), ("甲县", "乙镇", "丁村", True, False)
    )
    reading = read(path, layout)
    assert reading.columns["remaining_poor"] == [1, None]
    assert reading.columns["bus"] == [True, False]
    assert codes(reading) == ["not_a_number"]


def test_total_rows_are_skipped_and_counted_once(layout: Layout, separated: Write) -> None:
    path = separated(
        ("序号", *HEADINGS),
        ("1", *GOOD),
        ("", "合 计", "", "", "23"),
        ("", "甲县", "小计(2镇)", "", "23"),
        ("合计", "", "", "", "23"),
    )
    reading = read(path, layout)
    assert reading.rows == 1
    assert reading.problems == []
    assert noted(reading)["totals_skipped"] == "Total rows skipped: 3."


def test_empty_rows_pass_in_silence(layout: Layout, separated: Write) -> None:
    path = separated(("序号", *HEADINGS), (), ("1", *GOOD), ("", " ", "", "", ""), ("2", *[""] * 4))
    reading = read(path, layout, "remaining_poor")
    assert (reading.rows, reading.problems) == (1, [])
    assert reading.origins == [("ledger", 3)]


def test_a_short_row_is_blank_at_its_end(layout: Layout, separated: Write) -> None:
    reading = read(separated(HEADINGS, GOOD[:3]), layout, "remaining_poor")
    assert codes(reading) == ["blank"]


def test_a_row_without_a_place_is_left_out(layout: Layout, separated: Write) -> None:
    reading = read(separated(HEADINGS, GOOD, ("", "", "丁村", "9")), layout)
    assert codes(reading) == ["no_place"]
    assert reading.problems[0].row == 3
    assert reading.columns["name"] == ["丙村"]
    assert reading.rows == 2


@pytest.mark.parametrize(
    ("cell", "code"), [("5.00E+11", "damaged_code"), ("500101", "not_a_code"), ("", "no_place")]
)
def test_a_row_without_a_sound_code_is_left_out_for_one_reason(
    layout: Layout, separated: Write, cell: str, code: str
) -> None:
    reading = read(separated(CODED, ("500101151201", *GOOD), (cell, *GOOD)), layout)
    assert codes(reading) == [code]
    assert reading.columns["place"] == ["500101151201"]
    assert reading.origins == [("ledger", 2)]


def test_a_place_that_stands_twice_is_admitted_in_neither_row(
    layout: Layout, separated: Write
) -> None:
    other = ("甲县", "乙镇", "丁村", "5")
    reading = read(separated(HEADINGS, GOOD, other, ("甲县", "乙镇", "丙 村", "24")), layout)
    assert [(one.code, one.row) for one in reading.problems] == [
        ("place_twice", 2),
        ("place_twice", 4),
    ]
    assert "ledger row 4" in reading.problems[0].says.en
    assert reading.columns["place"] == ["甲县/乙镇/丁村"]
    assert reading.origins == [("ledger", 3)]
    assert reading.rows == 3


def test_headings_that_must_agree_are_compared_where_both_are_filled(
    layout: Layout, separated: Write
) -> None:
    path = separated(
        (*HEADINGS, "贫困户人数(人)"),
        (*GOOD, "23"),
        ("甲县", "乙镇", "丁村", "28", "26"),
        ("甲县", "乙镇", "戊村", "", "26"),
        ("甲县", "乙镇", "己村", "28", ""),
        ("甲县", "乙镇", "庚村", "28", "28人"),
    )
    reading = read(path, layout)
    assert [(one.code, one.row) for one in reading.problems] == [("disagrees", 3), ("disagrees", 6)]
    assert "“剩余贫困人口”为“28”，“贫困户人数(人)”为“26”" in reading.problems[0].says.zh
    assert reading.columns["remaining_poor"] == [23, 28, None, 28, 28]


def test_every_sheet_with_the_header_is_read(layout: Layout, xlsx: Write) -> None:
    other = [
        ("行政村", "乡镇", "通客运班车", "剩余贫困人口", "区县"),
        ("丁村", "乙镇", "是", 5, "甲县"),
    ]
    reading = read(xlsx(HEADINGS, GOOD, 二=other, 备注=[("随便",)], 空=[]), layout)
    assert reading.columns["remaining_poor"] == [23, 5]
    assert reading.columns["bus"] == [None, True]
    assert reading.origins == [("Sheet1", 2), ("二", 2)]
    assert noted(reading)["sheets_not_read"] == "Other sheets were not read: “备注”, “空”."


def test_problems_come_in_the_order_of_sheets_and_rows(layout: Layout, xlsx: Write) -> None:
    again = [HEADINGS, ("甲县", "乙镇", "丁村", "x"), GOOD]
    reading = read(xlsx(HEADINGS, GOOD, ("甲县", "乙镇", "戊村", -1), 二=again), layout)
    assert [(one.code, one.sheet, one.row) for one in reading.problems] == [
        ("place_twice", "Sheet1", 2),
        ("negative", "Sheet1", 3),
        ("not_a_number", "二", 2),
        ("place_twice", "二", 3),
    ]


def test_a_long_ledger_is_read_to_its_end(layout: Layout, xlsx: Write) -> None:
    rows = [("甲县", "乙镇", f"{number}村", number) for number in range(3_000)]
    reading = read(xlsx(HEADINGS, *rows), layout)
    assert reading.columns["remaining_poor"] == list(range(3_000))
    assert reading.origins[-1] == ("Sheet1", 3_001)


def test_a_day_in_a_cell_is_read_as_text(layout: Layout, xlsx: Write) -> None:
    day = date(2020, 6, 30)
    reading = read(xlsx(HEADINGS, (*GOOD[:3], day)), layout)
    assert reading.problems[0].value == "2020-06-30"


def test_a_header_without_rows_is_refused(layout: Layout, separated: Write) -> None:
    with pytest.raises(Unusable) as refused:
        read(separated(HEADINGS), layout)
    assert refused.value.code == "no_rows"


def test_a_file_of_another_layout_is_refused_by_its_name(layout: Layout, xlsx: Write) -> None:
    with pytest.raises(Unusable) as refused:
        read(xlsx(("户编号", "姓名"), ("1", "某")), layout)
    assert refused.value.code == "no_layout_fits"
    assert refused.value.where == "ledger.xlsx Sheet1"
