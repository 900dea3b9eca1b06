"""A condition is read, spelt out and bound; whatever is not one is refused by its very part."""

from collections.abc import Callable

import pytest

from dingdian.campaign.condition import (
    DEEPEST,
    LARGEST,
    LONGEST,
    Unreadable,
    Word,
    bind,
    number_of,
    read,
)
from dingdian.campaign.verdict import judge

CHOICES = frozenset({"x", "y"})
WORDS = {
    "a": Word("whole"),
    "b": Word("whole"),
    "money": Word("fen"),
    "flag": Word("flag"),
    "other": Word("flag"),
    "choice": Word("choice", choices=CHOICES),
    "text": Word("text"),
    "share": Word("share"),
    "limit": Word("whole", "parameter"),
    "points_of": Word("whole", "parameter"),
    "points": Word("bp", "parameter"),
    "fen_limit": Word("fen", "parameter"),
}


def said(text: str) -> str:
    """The tree of a condition, said as SQL again."""
    return read(text, words=WORDS).tree.sql("duckdb", comments=False)


def why_not(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(text, words=WORDS)
    return caught.value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a BETWEEN 1 AND 2", "(a >= 1 AND a <= 2)"),
        ("a NOT BETWEEN b AND 9", "NOT (a >= b AND a <= 9)"),
        ("1 BETWEEN a AND b", "(1 >= a AND 1 <= b)"),
        ("share BETWEEN points AND 200", "(share >= points AND share <= 200)"),
        ("a IN (1, 2)", "a IN (1, 2)"),
        ("choice NOT IN ('x')", "NOT choice IN ('x')"),
        ("flag IN (TRUE, FALSE)", "flag IN (TRUE, FALSE)"),
        ("1 IN (a, b)", "(1 = a OR 1 = b)"),
        ("1 IN (a)", "(1 = a)"),
        ("share IN (100)", "(share = 100)"),
        ("a IN (b, 1)", "(a = b OR a = 1)"),
        ("a IN (points_of)", "(a = points_of)"),
        ("share IN (100, points)", "(share = 100 OR share = points)"),
        ("a IS NOT NULL", "NOT a IS NULL"),
        ("a > - -5", "a > - -5"),
        ("text = 'it''s'", "text = 'it''s'"),
        ("flag -- and nothing else", "flag"),
        ("flag /* a remark */ AND other", "flag AND other"),
        ("money > fen_limit", "money > fen_limit"),
        ("money > 100", "money > 100"),
        ("points <= share", "points <= share"),
        ("text <> 'q'", "text <> 'q'"),
        ("TRUE = flag", "TRUE = flag"),
        ("(flag)", "(flag)"),
        ("flag;", "flag"),
    ],
)
def test_a_condition_becomes_comparisons(text: str, tree: str) -> None:
    assert said(text) == tree


def test_a_condition_keeps_its_text_and_each_name_once() -> None:
    one = read("a > limit AND (b > 1 OR a < 3)", words=WORDS)
    assert one.text == "a > limit AND (b > 1 OR a < 3)"
    assert one.names == ("a", "limit", "b")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("abs(a) > 1", "ABS(a)"),
        ("a > random()", "RAND()"),
        ("a + 1 > 2", "a + 1"),
        ("a > 2 * b", "2 * b"),
        ("a > 1 % 2", "1 % 2"),
        ("a > (SELECT 1)", "(SELECT 1)"),
        ("a IN (SELECT 1)", "a IN (SELECT 1)"),
        ("a IN UNNEST(b)", "a IN (SELECT UNNEST(b))"),
        ("a IN b", "a IN b"),
        ("a IN ()", "a IN ()"),
        ("a IN (NULL)", "NULL"),
        ("EXISTS(SELECT 1)", "EXISTS(SELECT 1)"),
        ("CAST(a AS INT) > 1", "CAST(a AS INT)"),
        ("a::int > 1", "CAST(a AS INT)"),
        ("a > DATE '2020-07-30'", "CAST('2020-07-30' AS DATE)"),
        ("a > 1.5", "1.5"),
        ("a > 1e3", "1e3"),
        ("a > -1.5", "-1.5"),
        (f"a > {LARGEST + 1}", str(LARGEST + 1)),
        (f"a > -{LARGEST + 1}", f"-{LARGEST + 1}"),
        ("a > -b", "-b"),
        ("flag; other", "flag; other"),
        ("flag; DROP TABLE villages", "flag; DROP TABLE villages"),
        ("SELECT flag", "SELECT flag"),
        ('"flag"', '"flag"'),
        ("villages.flag", "villages.flag"),
        ("villages.a > 1", "villages.a"),
        ("flag.other", "flag.other"),
        ("a[1] > 1", "a[1]"),
        ("text LIKE 'x%'", "text LIKE 'x%'"),
        ("text = 'a' 'b'", "CONCAT('a', 'b')"),
        ("flag || other", "flag || other"),
        ("CASE WHEN flag THEN other END", "CASE WHEN flag THEN other END"),
        ("?", "?"),
        ("a > ?", "?"),
        ("a > :b", ":b"),
        ("a > @b", "@b"),
        ("TRUE", "TRUE"),
        ("NULL", "NULL"),
        ("'x'", "'x'"),
        ("*", "*"),
        ("flag = NULL", "NULL"),
        ("flag IS TRUE", "flag IS TRUE"),
        ("(flag) IS NULL", "(flag) IS NULL"),
        ("a > 1 IS NULL", "(1 IS NULL)"),
        ("a = 1 = 2", "a = 1"),
        ("(a) > 1", "(a)"),
        ("flag IS DISTINCT FROM other", "flag IS DISTINCT FROM other"),
        ("flag AS other", "flag AS other"),
        ("flag COLLATE x", "flag COLLATE x"),
        ("a BETWEEN 1 AND 2 + 1", "2 + 1"),
        ("a BETWEEN SYMMETRIC 1 AND 2", "(a BETWEEN 1 AND 2 OR a BETWEEN 2 AND 1)"),
    ],
)
def test_what_is_no_condition_is_refused_by_its_part(text: str, part: str) -> None:
    why = why_not(text)
    assert f"“{part}” cannot stand in a condition" in why.says.en
    assert f"“{part}”不能出现在条件里" in why.says.zh
    assert "IS NULL AND OR NOT" in why.do.en
    assert "IS NULL AND OR NOT" in why.do.zh


@pytest.mark.parametrize("text", ["", "  ", "flag AND", "(flag", "flag)", "`flag`", "flag $ other"])
def test_what_cannot_be_parsed_is_refused_with_an_example(text: str) -> None:
    why = why_not(text)
    assert why.says.en == f"the condition “{text}” cannot be read"
    assert "remaining_poor > remaining_poor_over" in why.do.zh


@pytest.mark.parametrize("text", ["c > 1", "flag AND A > 1", "NOT Flag", "a IN (1, c)", "a > ٣"])
def test_a_name_that_is_not_known_is_refused_with_those_that_are(text: str) -> None:
    why = why_not(text)
    assert "there is no fact or parameter called" in why.says.en
    assert all(name in why.do.en and name in why.do.zh for name in WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "share",
        "text",
        "limit",
        "NOT a",
        "flag AND a",
        "limit > 1",
        "1 > 2",
        "1 IN (2)",
        "limit BETWEEN 1 AND 2",
        "share IS NULL",
        "limit IS NULL",
        "choice > 'x'",
        "flag > other",
        "text < 'x'",
        "a > '5'",
        "choice BETWEEN 'x' AND 'y'",
    ],
)
def test_what_decides_nothing_is_refused(text: str) -> None:
    assert "decides nothing" in why_not(text).says.en


@pytest.mark.parametrize(
    "text",
    [
        "a = flag",
        "a = 'x'",
        "flag = 1",
        "choice = text",
        "money > a",
        "money > limit",
        "a > points",
        "share > a",
        "share > limit",
        "share = share",
        "share = 'x'",
        "choice = 1",
        "flag = 'x'",
        "text = TRUE",
    ],
)
def test_sides_of_different_kinds_are_refused(text: str) -> None:
    assert "are of different kinds" in why_not(text).says.en


@pytest.mark.parametrize("text", ["choice = 'z'", "'z' <> choice", "choice IN ('x', 'z')"])
def test_a_choice_that_is_not_declared_is_refused_with_those_that_are(text: str) -> None:
    why = why_not(text)
    assert "“z” is none of the choices" in why.says.en
    assert why.do.en == "The choices are: x, y."


def test_a_condition_may_be_a_thousand_characters_long_and_no_longer() -> None:
    longest = "flag" + " " * (LONGEST - 4)
    assert said(longest) == "flag"
    assert "longer than 1000 characters" in why_not(longest + " ").says.en


DEEP: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "(" * n + "flag" + ")" * n,
    "not": lambda n: "NOT " * n + "flag",
    "and": lambda n: "flag AND " * n + "flag",
    "or": lambda n: "flag OR " * n + "flag",
    "minus": lambda n: f"a > {'- ' * n}5",
}


@pytest.mark.parametrize("shape", DEEP)
def test_a_condition_as_deep_as_may_be_can_be_judged_and_said(shape: str) -> None:
    tree = read(DEEP[shape](DEEPEST - 2), words=WORDS).tree
    assert judge(tree, {"flag": True, "a": 0}) in (True, False)
    assert tree.sql("duckdb")


@pytest.mark.parametrize("shape", DEEP)
def test_a_condition_that_is_deeper_is_refused(shape: str) -> None:
    assert "cannot be read" in why_not(DEEP[shape](DEEPEST + 1)).says.en


@pytest.mark.parametrize("shape", ["brackets", "not", "minus"])
def test_a_condition_too_deep_to_parse_is_refused(shape: str) -> None:
    assert "cannot be read" in why_not(DEEP[shape](240)).says.en


def test_binding_puts_each_parameters_value_in_its_place() -> None:
    tree = bind(read("a > limit AND b < limit", words=WORDS).tree, {"limit": -3, "unused": 1})
    assert tree.sql("duckdb") == "a > -3 AND b < -3"


def test_only_a_whole_number_is_a_number() -> None:
    tree = read("a IN (5, -5) AND text = 'x' AND flag = TRUE", words=WORDS).tree
    found = [number_of(node) for node in tree.walk() if type(node).__name__ in ("Literal", "Neg")]
    assert sorted(found, key=str) == [-5, 5, 5, None]
