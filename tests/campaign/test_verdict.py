"""The plain reading of a row: three answers, and shares compared without a division."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlglot import parse_one

from dingdian.campaign.condition import Word, read
from dingdian.campaign.verdict import Ratio, Verdict, every, judge, opposite, weakness

ANSWERS: tuple[Verdict, ...] = (True, False, None)
WORDS = {
    "p": Word("flag"),
    "q": Word("flag"),
    "a": Word("whole"),
    "b": Word("whole"),
    "share": Word("share"),
    "text": Word("text"),
}


def answer(text: str, facts: Mapping[str, Any]) -> Verdict:
    return judge(read(text, words=WORDS).tree, facts)


@pytest.mark.parametrize(
    ("p", "q", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_and_and_or_follow_the_truth_table_of_three(
    p: Verdict, q: Verdict, both: Verdict, either: Verdict
) -> None:
    assert answer("p AND q", {"p": p, "q": q}) is both
    assert answer("p OR q", {"p": p, "q": q}) is either


@pytest.mark.parametrize(("p", "turned"), [(True, False), (False, True), (None, None)])
def test_not_leaves_the_unknown_unknown(p: Verdict, turned: Verdict) -> None:
    assert opposite(p) is turned
    assert answer("NOT (p)", {"p": p}) is turned


def test_every_one_of_none_holds() -> None:
    assert every(()) is True


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a = 5", True),
        ("a <> 5", False),
        ("a > 5", False),
        ("a >= 5", True),
        ("a < 5", False),
        ("a <= 5", True),
        ("a > -5", True),
        ("5 > a", False),
        ("a < b", None),
        ("a = a", True),
        ("a IN (4, 5)", True),
        ("a IN (4)", False),
        ("b IN (4)", None),
        ("a IN (b, 5)", True),
        ("a IN (b, 4)", None),
        ("5 IN (a)", True),
        ("a IS NULL", False),
        ("b IS NULL", True),
        ("text = 'it''s'", True),
        ("text <> ''", True),
        ("p = FALSE", True),
        ("p IN (TRUE)", False),
        ("q = TRUE", None),
    ],
)
def test_a_comparison_answers_yes_no_or_unknown(text: str, holds: Verdict) -> None:
    assert answer(text, {"a": 5, "text": "it's", "p": False}) is holds


@pytest.mark.parametrize(
    ("n", "of", "holds"),
    [
        (1, 100, True),
        (99, 10_000, False),
        (100, 10_000, True),
        (0, 5, False),
        (-1, 5, False),
        (None, 5, None),
        (1, None, None),
        (1, 0, None),
        (1, -100, None),
        (2**63, 2**63, True),
    ],
)
def test_one_per_cent_is_reached_exactly(n: int | None, of: int | None, holds: Verdict) -> None:
    ratio = {"share": Ratio(n, of)}
    assert answer("share >= 100", ratio) is holds
    assert answer("100 <= share", ratio) is holds
    assert answer("share < 100", ratio) is opposite(holds)


def test_a_share_cannot_be_told_against_an_unknown_point() -> None:
    tree = parse_one("share >= points")
    assert judge(tree, {"share": Ratio(1, 2), "points": None}) is None


def test_null_stands_for_the_unknown() -> None:
    assert judge(parse_one("NULL AND p"), {"p": True}) is None


def test_a_tree_that_is_no_condition_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"no condition: a \+ 1"):
        judge(parse_one("a + 1"), {"a": 1})


@pytest.mark.parametrize(
    ("lacking", "unknown", "nominated", "holds"),
    [
        (2, 0, None, True),
        (3, 9, False, True),
        (1, 0, None, False),
        (1, 1, None, None),
        (0, 2, False, None),
        (0, 1, None, False),
        (0, 0, True, True),
        (1, 1, True, True),
    ],
)
def test_a_weakness_holds_by_enough_items_or_by_nomination(
    lacking: int, unknown: int, nominated: bool | None, holds: Verdict
) -> None:
    found = weakness(lacking=lacking, unknown=unknown, at_least=2, nominated=nominated)
    assert found is holds
