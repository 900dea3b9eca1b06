"""`dingdian template`: an empty workbook, and what to do with it next."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("lang", "says", "heading"),
    [("zh", "填好后：dingdian identify", "区划代码"), ("en", "Once filled in: ", "Division code")],
)
def test_a_template_is_written_and_the_next_step_told(
    run: Command, tmp_path: Path, lang: str, says: str, heading: str
) -> None:
    ran = run("template", "villages", tmp_path / "villages.xlsx", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert says in ran.out
    page = openpyxl.load_workbook(tmp_path / "villages.xlsx").worksheets[0]
    assert page["A1"].value == heading


def test_a_layout_that_is_not_there_exits_with_two(run: Command, tmp_path: Path) -> None:
    ran = run("template", "nothing", tmp_path / "villages.xlsx", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "There are: village_ledger_2012, villages." in ran.err
    assert list(tmp_path.iterdir()) == []
