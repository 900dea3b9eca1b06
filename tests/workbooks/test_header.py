"""The header is found under titles, in any order, and a renamed column is not passed over."""

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.header import Header, find_header, no_layout_fits
from dingdian.workbooks.headings import plain
from dingdian.workbooks.layout import Layout, read_layout
from tests.workbooks.conftest import HEADINGS, VILLAGES


def found(layout: Layout, *rows: tuple[object, ...]) -> Header:
    header = find_header(rows, [layout], where="x.csv")
    assert header is not None
    return header


def refusal(layout: Layout, *headings: object) -> Unusable:
    with pytest.raises(Unusable) as refused:
        find_header([headings], [layout], where="x.csv")
    return refused.value


@pytest.mark.parametrize(
    "heading",
    ["未脱贫人口（人）", "未脱贫人口 (人)", "未脱贫\n人口(人)", "REMAINING POOR (persons)"],
)
def test_headings_meet_whatever_their_width_spaces_or_case(layout: Layout, heading: str) -> None:
    header = found(layout, ("区县", "乡镇", "行政村", heading))
    assert header.at["remaining_poor"] == 3


def test_a_heading_is_plain_without_spaces_and_case() -> None:
    assert plain(" 村 名\n称（Ａ）") == "村名称(a)"


def test_a_heading_is_quoted_whole_and_in_one_line(layout: Layout) -> None:
    long = "备注" * 40
    header = found(layout, (*HEADINGS, "其他\n说明", 2019.0, long))
    assert header.headings[4:] == ("其他 说明", "2019", long)


def test_the_header_may_stand_under_titles_and_in_any_order(layout: Layout) -> None:
    header = found(layout, ("某县扶贫台账", ""), (), ("剩余贫困人口", "行政村", "", "乡镇", "区县"))
    assert header.row == 3
    assert [header.at[name] for name in layout.names] == [4, 3, 1]


def test_a_header_beyond_the_first_rows_is_not_looked_for(layout: Layout) -> None:
    assert find_header([("", "")] * 30 + [HEADINGS], [layout], where="x") is None
    assert find_header([("", "")] * 29 + [HEADINGS], [layout], where="x") is not None


def test_of_several_layouts_the_one_that_asks_for_more_is_taken(layout: Layout) -> None:
    code, kind = 'code       = "villages"', 'kind   = "yuan"'
    fuller = VILLAGES.replace(code, 'code = "fuller"').replace(kind, f"{kind}\nrequired = true")
    layouts = [layout, read_layout(fuller, name="fuller.toml")]
    both = find_header([(*HEADINGS, "村集体收入(元)")], layouts, where="x")
    one = find_header([HEADINGS], layouts, where="x")
    assert both is not None
    assert one is not None
    assert (both.layout.code, one.layout.code) == ("fuller", "villages")


def test_a_wanted_heading_that_stands_twice_is_refused(layout: Layout) -> None:
    assert refusal(layout, *HEADINGS, "剩余贫困人口").code == "heading_twice"
    assert "未脱贫人口(人)" in refusal(layout, *HEADINGS, "未脱贫人口(人)").says.en


def test_an_unwanted_heading_may_stand_twice(layout: Layout) -> None:
    assert found(layout, (*HEADINGS, "备注", "备注")).at["name"] == 2


def test_an_evident_rename_of_an_optional_column_is_refused(layout: Layout) -> None:
    refused = refusal(layout, *HEADINGS, "村级集体收入(元)")
    assert refused.code == "heading_renamed"
    assert "“村集体收入(元)”" in refused.says.zh
    assert "“村级集体收入(元)”" in refused.says.zh


@pytest.mark.parametrize("heading", ["剩余贫困户数", "贫困户人数(人)", "备注", "行政村数"])
def test_a_neighbour_of_a_column_that_is_there_is_no_rename(layout: Layout, heading: str) -> None:
    assert [column.name for column in found(layout, (*HEADINGS, heading)).absent] == [
        "place",
        "income_fen",
        "bus",
        "kind",
    ]


def test_a_sheet_that_fits_none_hears_what_was_looked_for_and_what_stands(layout: Layout) -> None:
    rows = [
        ("某县台账",),
        ("区县", "乡镇", "行政村", "剩余贫困人数", *range(20)),
        ("甲", "乙", "丙", 1),
    ]
    refused = no_layout_fits(rows, [layout], where="x.csv")
    assert refused.code == "no_layout_fits"
    assert "找不到必需的表头“剩余贫困人口”。" in refused.says.zh
    assert "“区县”、“乡镇”、“行政村”、“剩余贫困人数”、“0”" in refused.says.zh
    assert "“剩余贫困人数”是否就是“剩余贫困人口”？" in refused.says.zh
    assert "Is “剩余贫困人数” perhaps meant to be “剩余贫困人口”?" in refused.says.en
    assert "“8”" not in refused.says.zh


def test_a_required_heading_beside_makes_the_layout() -> None:
    beside = read_layout(VILLAGES + "required = true\n", name="beside.toml")
    assert find_header([HEADINGS], [beside], where="x") is None
    header = found(beside, (*HEADINGS, "贫困户人数(人)"))
    assert [position for _, position in header.agree] == [4]


def test_a_sheet_that_cannot_tell_its_places_does_not_fit(layout: Layout) -> None:
    without = VILLAGES.replace("required = true", "", 3)
    nameless = read_layout(without, name="nameless.toml")
    assert find_header([("剩余贫困人口",)], [nameless], where="x") is None
    assert found(nameless, ("剩余贫困人口", "村代码")).at["place"] == 1
    assert layout.columns["name"].required
