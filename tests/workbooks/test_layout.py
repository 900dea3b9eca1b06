"""A layout file is read whole, or refused by the name of its first fault."""

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.layout import Layout, read_layout
from tests.workbooks.conftest import VILLAGES


def test_a_layout_keeps_its_columns_in_order(layout: Layout) -> None:
    assert list(layout.columns)[:3] == ["place", "county_name", "township_name"]
    assert layout.constant == {"source": "township"}
    assert layout.totals == ("合计", "小计")


def test_a_column_goes_by_any_of_its_headings(layout: Layout) -> None:
    column = layout.columns["remaining_poor"]
    assert column.heading("zh") == "剩余贫困人口"
    assert column.heading("en") == "Remaining poor (persons)"
    assert "remaining_poor" in column.headings


@pytest.mark.parametrize(
    ("was", "becomes", "names"),
    [
        ('kind   = "yuan"', 'kind   = "money"', "column.income_fen.kind"),
        ('kind   = "yuan"', 'kind   = "yuan"\ncolour = "red"', "column.income_fen.colour"),
        ("[[agree]]", "[[agrees]]", "agrees"),
        ('column = "remaining_poor"', 'column = "poor"', "agree: poor"),
        ('place_code = "place"', 'place_code = "name"', "column.name"),
        ('place_code = "place"', 'place_code = "code"', "place_code: code"),
        ('place_code = "place"', "", "column.place"),
        ('"township_name", "name"]', '"township_name", "village"]', "names: village"),
        ("required = true", "", "column"),
        ("required = true", 'required = "yes"', "column.county_name.required"),
        ('["类别"]', '["通客运班车"]', "column.kind: 通客运班车"),
        ('kind    = "choice"', 'kind    = "text"', "column.kind.choices"),
        ('code       = "villages"', "code = 1", "code"),
        (', en = "Villages" }', "}", "label.en"),
        ('["合计", "小 计"]', '["合计", 3]', "totals"),
        ('["区县"]', '"区县"', "column.county_name.theirs"),
        ("[constant]", "[constant.kind]", "constant.kind"),
        ("[column.place]", "[column.place", "TOML"),
    ],
)
def test_a_fault_is_named_by_file_and_key(was: str, becomes: str, names: str) -> None:
    assert was in VILLAGES
    with pytest.raises(Unusable) as refused:
        read_layout(VILLAGES.replace(was, becomes), name="villages.toml")
    assert refused.value.code == "faulty_layout"
    assert refused.value.where == "villages.toml"
    assert f"“{names}”" in refused.value.says.en
