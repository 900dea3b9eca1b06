"""A problem says what is wrong, where, why, and what to do next."""

import pytest

from dingdian.lexicon.problem import Note, Problem, Unusable
from dingdian.lexicon.text import LANGS, Text

SAYS, DO = Text("不是整数。", "It is no whole number."), Text("请改正。", "Correct it.")


@pytest.mark.parametrize(
    ("sheet", "row", "column", "zh", "en"),
    [
        ("表1", 7, "户数", "表1 第7行 “户数”列", "表1 row 7 column “户数”"),
        (None, 7, None, "第7行", "row 7"),
        (None, None, "户数", "“户数”列", "column “户数”"),
        (None, None, None, "", ""),
    ],
)
def test_a_problem_says_where_it_is_as_far_as_that_is_known(
    sheet: str | None, row: int | None, column: str | None, zh: str, en: str
) -> None:
    problem = Problem("not_a_number", SAYS, DO, sheet=sheet, row=row, column=column, value="7(28)")
    assert [problem.where(lang) for lang in LANGS] == [zh, en]


def test_what_cannot_be_used_says_where_what_and_what_next() -> None:
    refusal = Unusable("not_a_number", SAYS, DO, where="村.csv")
    assert refusal.message("zh") == "村.csv：不是整数。请改正。"
    assert refusal.message("en") == "村.csv: It is no whole number. Correct it."
    assert str(refusal) == SAYS.en


def test_what_cannot_be_used_may_have_no_place() -> None:
    refusal = Unusable("not_a_number", SAYS, DO)
    assert refusal.message("zh") == "不是整数。请改正。"
    assert refusal.message("en") == "It is no whole number. Correct it."


def test_a_note_is_no_problem() -> None:
    note = Note("skipped", Text("跳过合计行。", "A total row was skipped."))
    assert (note.code, note.says.en) == ("skipped", "A total row was skipped.")
