"""An empty workbook of a layout, ready to fill in: what is filled in comes back as it was."""

from pathlib import Path

import openpyxl
import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Lang
from dingdian.steps.identify import identify
from dingdian.steps.template import template
from tests.makers.ledgers import sheet_of
from tests.makers.tables import IN_NO_WANT, village
from tests.steps.conftest import located


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_that_is_filled_in_can_be_decided_over(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "villages.xlsx"
    template("villages", path, lang=lang)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    places = {cell.value: cell.column for cell in page[1]}
    poor = IN_NO_WANT | {"remaining_poor": 40}
    head, row = sheet_of(located([village(**poor)]), lang)
    for heading, cell in zip(head, row, strict=True):
        page.cell(2, places[heading], None if cell == "" else cell)
    book.save(path)
    decision = identify(path)
    assert [one.place for one in decision.entries if one.rank] == ["500101151901"]
    assert decision.problems == ()


def test_an_empty_template_says_that_it_is_empty(tmp_path: Path) -> None:
    template("villages", tmp_path / "villages.csv")
    with pytest.raises(Unusable) as refused:
        identify(tmp_path / "villages.csv")
    assert refused.value.code == "no_rows"


@pytest.mark.parametrize(
    ("name", "to", "code"),
    [
        ("village", "villages.xlsx", "no_such_layout"),
        ("villages", "villages.doc", "unknown_ending"),
        ("villages", "none/villages.xlsx", "cannot_write"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str, to: str, code: str) -> None:
    with pytest.raises(Unusable) as refused:
        template(name, tmp_path / to)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
