"""The nearest change: which facts would have to become what for a condition to turn."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp

from dingdian.campaign.change import Gauge, Step, after, gauge_of, steps_to
from dingdian.campaign.condition import Tree, Word, read
from dingdian.campaign.definition import Share
from dingdian.campaign.verdict import judge
from dingdian.lexicon.text import same

SHARES = {"share": Share("share", same("share"), "a", "b", same("then"))}
WORDS = {
    "a": Word("whole"),
    "b": Word("whole"),
    "c": Word("whole"),
    "p": Word("flag"),
    "q": Word("flag"),
    "share": Word("share"),
    "text": Word("text"),
}


def tree_of(text: str) -> Tree:
    return read(text, words=WORDS).tree


def steps(text: str, facts: Mapping[str, Any], *, want: bool = True) -> dict[str, Any] | None:
    """The steps that a condition needs, fact by fact; None where they cannot be told."""
    found = steps_to(tree_of(text), after((), facts, SHARES), SHARES, want=want)
    return None if found is None else {one.fact: one.value for one in found}


@pytest.mark.parametrize(
    ("text", "gauge"),
    [
        ("a > 20", Gauge("a", exp.GT, 20)),
        ("20 < a", Gauge("a", exp.GT, 20)),
        ("20 >= a", Gauge("a", exp.LTE, 20)),
        ("-1 = a", Gauge("a", exp.EQ, -1)),
        ("1 <> a", Gauge("a", exp.NEQ, 1)),
        ("((share >= 100))", Gauge("share", exp.GTE, 100)),
        ("a > b", None),
        ("text = 'x'", None),
        ("'x' = text", None),
        ("p", None),
        ("p = TRUE", None),
        ("a > 1 AND b > 1", None),
        ("a IN (1)", None),
    ],
)
def test_one_comparison_with_a_number_is_a_gauge(text: str, gauge: Gauge | None) -> None:
    assert gauge_of(tree_of(text)) == gauge


@pytest.mark.parametrize(
    ("text", "now", "needed"),
    [
        ("a > 20", 20, 21),
        ("a > 20", 25, None),
        ("a >= 20", 17, 20),
        ("a < 20", 23, 19),
        ("a <= 20", 23, 20),
        ("a = 20", 3, 20),
        ("a = 20", 20, None),
        ("a <> 20", 20, 19),
        ("a <> 20", 3, None),
        ("20 < a", 3, 21),
        ("share >= 100", 9, 10),
        ("share > 100", 9, 11),
        ("share < 100", 12, 9),
        ("share <= 100", 12, 10),
        ("share = 100", 12, 10),
        ("share <> 100", 10, 9),
        ("share >= 101", 9, 11),
        ("share > 101", 9, 11),
        ("share < 101", 12, 10),
    ],
)
def test_the_nearest_number_is_named(text: str, now: int, needed: int | None) -> None:
    expected = {} if needed is None else {"a": needed}
    assert steps(text, {"a": now, "b": 1000}) == expected


@pytest.mark.parametrize(
    ("text", "facts", "want", "needed"),
    [
        ("a > 20", {"a": 23}, False, {"a": 20}),
        ("share >= 100", {"a": 23, "b": 2000}, False, {"a": 19}),
        ("NOT a > 20", {"a": 23}, True, {"a": 20}),
        ("NOT (p)", {"p": True}, True, {"p": False}),
        ("p", {"p": True}, True, {}),
        ("p", {"p": False}, True, {"p": True}),
        ("p AND q", {"p": False, "q": False}, True, {"p": True, "q": True}),
        ("p AND q", {"p": True, "q": True}, False, {"p": False}),
        ("p OR q", {"p": False, "q": False}, True, {"p": True}),
        ("p OR q", {"p": True, "q": True}, False, {"p": False, "q": False}),
        ("p OR a > 20", {"p": None, "a": 3}, True, {"a": 21}),
        ("p AND (q OR a > 20)", {"p": True, "q": None, "a": 25}, False, {"p": False}),
        ("a BETWEEN 5 AND 10", {"a": 3}, True, {"a": 5}),
        ("a BETWEEN 5 AND 10", {"a": 30}, True, {"a": 10}),
        ("a > 5 AND a > 8", {"a": 3}, True, {"a": 9}),
        ("a > 8 AND a > 5", {"a": 3}, True, {"a": 9}),
    ],
)
def test_sides_are_put_together_with_the_fewest_changes(
    text: str, facts: Mapping[str, Any], want: bool, needed: Mapping[str, Any]
) -> None:
    assert steps(text, facts, want=want) == needed


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("a > 20", {}),
        ("p", {}),
        ("share >= 100", {"a": 5}),
        ("share >= 100", {"a": 5, "b": 0}),
        ("p AND a > 20", {"p": False}),
        ("p OR q", {}),
        ("a > b", {"a": 1, "b": 2}),
        ("text = 'x'", {"text": "y"}),
        ("a IS NULL", {"a": 1}),
        ("a IN (1, 2)", {"a": 3}),
        ("share = 33", {"a": 1, "b": 1}),
        ("a > 5 AND a < 3", {"a": 4}),
        ("a > 5 AND a <> 6", {"a": 3}),
    ],
)
def test_a_change_that_cannot_be_told_is_not_guessed(text: str, facts: Mapping[str, Any]) -> None:
    assert steps(text, facts) is None


def test_a_step_moves_the_shares_that_its_fact_is_part_of() -> None:
    moved = after((Step("a", 7),), {"a": 5, "b": 9, "p": True}, SHARES)
    assert (moved["a"], moved["share"].n, moved["share"].of, moved["p"]) == (7, 7, 9, True)


SMALL = st.integers(-3, 8)
COMPARISON = st.builds(
    "{} {} {}".format,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["=", "<>", ">", ">=", "<", "<="]),
    SMALL,
)
OF_SHARE = st.builds(
    "share {} {}".format,
    st.sampled_from(["=", "<>", ">", ">=", "<", "<="]),
    st.integers(-20_000, 40_000),
)
CONDITION = st.recursive(
    COMPARISON | OF_SHARE | st.sampled_from(["p", "q", "NOT p"]),
    lambda inner: (
        inner.map("NOT ({})".format)
        | st.builds("({}) AND ({})".format, inner, inner)
        | st.builds("({}) OR ({})".format, inner, inner)
    ),
    max_leaves=6,
)
ROW = st.fixed_dictionaries(
    {
        **{name: st.none() | SMALL for name in ("a", "b", "c")},
        **{name: st.none() | st.booleans() for name in ("p", "q")},
    }
)


@given(text=CONDITION, row=ROW, want=st.booleans())
def test_taking_the_steps_turns_the_verdict(text: str, row: Mapping[str, Any], want: bool) -> None:
    tree, facts = tree_of(text), after((), row, SHARES)
    found = steps_to(tree, facts, SHARES, want=want)
    if judge(tree, facts) is want:
        assert found == ()
    elif found is not None:
        assert found
        assert len({one.fact for one in found}) == len(found)
        assert judge(tree, after(found, facts, SHARES)) is want


@given(text=COMPARISON | OF_SHARE, row=ROW, want=st.booleans())
def test_no_step_of_one_comparison_could_be_shorter(
    text: str, row: Mapping[str, Any], want: bool
) -> None:
    tree, facts = tree_of(text), after((), row, SHARES)
    found = steps_to(tree, facts, SHARES, want=want)
    fact = "a" if "share" in text else text[0]
    nearer = range(-40, 41)
    reached = [
        abs(value - facts[fact])
        for value in nearer
        if facts[fact] is not None
        and judge(tree, after((Step(fact, value),), facts, SHARES)) is want
    ]
    if found is None:
        assert reached == []
    else:
        assert min(reached) == sum(abs(one.value - facts[fact]) for one in found)
