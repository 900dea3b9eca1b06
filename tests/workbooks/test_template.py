"""A template filled in by anyone comes back as it was filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang
from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import read_ledger
from dingdian.workbooks.template import write_template

FILLED: dict[Lang, list[object]] = {
    "zh": ["500101151201", "甲县", "乙镇", "丙村", 23, 1234.5, "是", "行政村"],
    "en": ["500101151201", "甲县", "乙镇", "丙村", 23, 1234.5, "yes", "village"],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_filled_in_comes_back_equal(layout: Layout, tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "x.xlsx"
    write_template(layout, path, lang=lang)
    book = load_workbook(path)
    book.worksheets[0].append(FILLED[lang])
    book.save(path)
    reading = read_ledger(path, [layout], needed=frozenset(layout.columns))
    assert reading.problems == []
    assert {name: cells for name, (cells,) in reading.columns.items()} == {
        "place": "500101151201",
        "county_name": "甲县",
        "township_name": "乙镇",
        "name": "丙村",
        "remaining_poor": 23,
        "income_fen": 123_450,
        "bus": True,
        "kind": "village_committee",
        "source": "township",
    }


@pytest.mark.parametrize(
    ("lang", "flags", "kinds"),
    [("zh", '"是,否"', '"行政村,社区"'), ("en", '"yes,no"', '"village,社区"')],
)
def test_a_template_offers_what_may_be_chosen(
    layout: Layout, tmp_path: Path, lang: Lang, flags: str, kinds: str
) -> None:
    write_template(layout, tmp_path / "x.xlsx", lang=lang)
    page = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert rules["G2:G1048576"].formula1 == flags
    assert rules["H2:H1048576"].formula1 == kinds
    assert rules["E2:E1048576"].type == "whole"
    assert layout.columns["remaining_poor"].note is not None
    assert layout.columns["remaining_poor"].note[lang] in rules["E2:E1048576"].prompt
    assert page["A2"].number_format == "General"
    assert page.column_dimensions["A"].number_format == "@"


def test_a_template_marks_what_is_required_and_explains_all(layout: Layout, tmp_path: Path) -> None:
    write_template(layout, tmp_path / "x.xlsx", lang="zh")
    book = load_workbook(tmp_path / "x.xlsx")
    page, about = book.worksheets
    required, optional = page["E1"], page["F1"]
    assert required.fill.fgColor.rgb != optional.fill.fgColor.rgb
    assert "必需的列" in required.comment.text
    assert "必需的列" not in optional.comment.text
    explained = {row[0].value: row[1].value for row in about}
    assert explained["剩余贫困人口"] == required.comment.text
    assert set(explained) >= {column.heading("zh") for column in layout.columns.values()}


def test_a_template_in_csv_is_its_headings(layout: Layout, tmp_path: Path) -> None:
    write_template(layout, tmp_path / "x.csv", lang="en")
    (line,) = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()
    assert line.startswith("Division code,County,Township,Village,Remaining poor (persons),")


def test_a_template_of_another_ending_is_refused(layout: Layout, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        write_template(layout, tmp_path / "x.pdf", lang="zh")
    assert refused.value.code == "unknown_ending"
    assert list(tmp_path.iterdir()) == []
