"""A fact known only as a range decides a condition where both of its ends agree."""

import pytest

from dingdian.campaign.condition import Word, read
from dingdian.campaign.ranges import at_most, widen
from dingdian.campaign.verdict import Ratio, Verdict, judge

WORDS = {
    "f": Word("whole"),
    "g": Word("whole"),
    "n": Word("whole"),
    "share": Word("share"),
    "text": Word("text"),
}


def answer(text: str, f: tuple[int | None, int | None], g: tuple[int, int] = (0, 0)) -> Verdict:
    """What a condition says of a range of f, a range of g, n = 5, and f out of a hundred."""
    facts = {
        "f": f[0],
        at_most("f"): f[1],
        "g": g[0],
        at_most("g"): g[1],
        "n": 5,
        "share": Ratio(f[0], 100),
        at_most("share"): Ratio(f[1], 100),
    }
    tree = read(text, words=WORDS).tree
    return judge(widen(tree, frozenset({"f", "g", "share"})), facts)


@pytest.mark.parametrize(
    ("text", "above", "within", "below"),
    [
        ("f > 20", True, None, False),
        ("f >= 20", True, None, False),
        ("f < 20", False, None, True),
        ("f <= 20", False, None, True),
        ("20 < f", True, None, False),
        ("f = 20", False, None, False),
        ("f <> 20", True, None, True),
        ("f IN (20, 21)", False, None, False),
        ("f NOT IN (20)", True, None, True),
        ("f BETWEEN 20 AND 22", False, None, False),
        ("NOT f > 20", False, None, True),
        ("share >= 2000", True, None, False),
        ("2000 > share", False, None, True),
        ("share IN (2000)", False, None, False),
        ("f > 20 OR f <= 20", True, None, True),
        ("f IS NULL", False, False, False),
        ("n = 5", True, True, True),
        ("n IN (5, 6)", True, True, True),
    ],
)
def test_a_range_decides_where_both_ends_agree(
    text: str, above: Verdict, within: Verdict, below: Verdict
) -> None:
    assert answer(text, (30, 40)) is above
    assert answer(text, (19, 22)) is within
    assert answer(text, (3, 4)) is below


@pytest.mark.parametrize(
    ("text", "f", "g", "holds"),
    [
        ("f > g", (5, 6), (3, 4), True),
        ("f > g", (3, 5), (4, 6), None),
        ("f > g", (1, 3), (3, 4), False),
        ("f >= g", (3, 5), (1, 3), True),
        ("f < g", (1, 2), (3, 4), True),
        ("f = g", (3, 3), (3, 3), True),
        ("f = g", (1, 3), (3, 4), None),
        ("f = g", (1, 2), (3, 4), False),
        ("f <> g", (1, 2), (3, 4), True),
        ("f IN (g, 9)", (9, 9), (1, 4), True),
        ("g > n", (0, 0), (4, 7), None),
    ],
)
def test_two_ranges_are_held_against_each_other(
    text: str, f: tuple[int, int], g: tuple[int, int], holds: Verdict
) -> None:
    assert answer(text, f, g) is holds


def test_a_range_of_one_number_is_that_number() -> None:
    assert answer("f = 20", (20, 20)) is True
    assert answer("f IN (1, 20)", (20, 20)) is True


def test_an_unknown_range_decides_nothing() -> None:
    assert answer("f > 20", (None, None)) is None
    assert answer("f IS NULL", (None, None)) is True


def test_a_condition_without_ranges_stays_as_it_is() -> None:
    tree = read("n > 3 AND text = 'f'", words=WORDS).tree
    assert widen(tree, frozenset({"f"})) == tree


def test_the_widened_tree_is_an_ordinary_one() -> None:
    tree = widen(read("f > 20", words=WORDS).tree, frozenset({"f"}))
    assert tree.sql("duckdb") == "(f > 20 OR (NULL AND f_at_most > 20))"
