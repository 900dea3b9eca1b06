"""One condition, two readings: the plain one and the engine's give the same answer for any row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.predicate import predicate
from dingdian.campaign.condition import LARGEST, Tree, Word, bind, read
from dingdian.campaign.definition import Measure, Share
from dingdian.campaign.ranges import at_most, widen
from dingdian.campaign.verdict import judge
from dingdian.campaign.yardstick import ranged_names, with_shares
from dingdian.lexicon.text import same
from tests.makers.small_campaign import small_campaign

ODD = (
    "x",
    "it's",
    '"',
    "a,b",
    "甲村",
    "é",
    "e\u0301",
    " ",
    "--",
    "/*",
    "\\",
    "\n",
    "NULL",
    "😀",
    "%",
)
WORDS = {
    "a": Word("whole"),
    "b": Word("whole"),
    "r": Word("whole"),
    "m": Word("fen"),
    "f": Word("flag"),
    "g": Word("flag"),
    "c": Word("choice", choices=frozenset({"x", "y"})),
    "t": Word("text"),
    "s": Word("share"),
    "u": Word("share"),
    "p": Word("whole", "parameter"),
    "q": Word("bp", "parameter"),
    "z": Word("fen", "parameter"),
}
TYPES = {
    **dict.fromkeys(("row", "a", "b", "m", "r", at_most("r")), "BIGINT"),
    **dict.fromkeys("fg", "BOOLEAN"),
    **dict.fromkeys("ct", "VARCHAR"),
}
CERTAIN = read("f", words=WORDS)
CAMPAIGN = replace(
    small_campaign(),
    shares={
        "s": Share("s", same("s"), "a", "b", same("then")),
        "u": Share("u", same("u"), "r", "b", same("then")),
    },
    measures={"r": Measure("r", "members", CERTAIN)},
)
RANGED = ranged_names(CAMPAIGN)


def one_of(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def either_way(
    left: st.SearchStrategy[str], right: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    """Two sides compared, either of them first."""
    how = one_of("=", "<>", ">", ">=", "<", "<=")
    forth = st.builds("{} {} {}".format, left, how, right)
    return forth | st.builds("{} {} {}".format, right, how, left)


def listed(side: st.SearchStrategy[str], *others: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    among = st.lists(st.one_of(*others), min_size=1, max_size=3).map(", ".join)
    return st.builds("{} {} ({})".format, side, one_of("IN", "NOT IN"), among)


def between(side: st.SearchStrategy[str], end: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{} {} {} AND {}".format, side, one_of("BETWEEN", "NOT BETWEEN"), end, end)


def conditions(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    """Conditions of every shape, over facts of every kind."""
    said = numbers.map(str)
    points = st.integers(-10_000, 40_000).map(str)
    whole, share = one_of("a", "b", "r"), one_of("s", "u")
    texts = st.sampled_from(ODD).map(quoted)
    choices = one_of("'x'", "'y'")
    equal = one_of("=", "<>")
    leaf = st.one_of(
        either_way(whole, said | one_of("p") | whole),
        either_way(one_of("m"), said | one_of("z")),
        either_way(share, points | one_of("q")),
        listed(whole, said, whole, one_of("p")),
        listed(said, whole),
        listed(share, points, one_of("q")),
        listed(one_of("c"), choices),
        listed(one_of("t"), texts),
        listed(one_of("f", "g"), one_of("TRUE", "FALSE", "g")),
        between(whole, said | one_of("p") | whole),
        between(said, whole),
        between(share, points | one_of("q")),
        st.builds("{} {} {}".format, one_of("c"), equal, choices),
        st.builds("{} {} {}".format, texts, equal, one_of("t")),
        st.builds("{} {} {}".format, one_of("f"), equal, one_of("g", "TRUE", "FALSE")),
        st.builds("{} IS {}".format, one_of(*"abrmfgct"), one_of("NULL", "NOT NULL")),
        one_of("f", "g"),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map("NOT ({})".format),
            st.builds("({}) AND ({})".format, inner, inner),
            st.builds("{} OR {}".format, inner, inner),
        ),
        max_leaves=6,
    ).filter(lambda text: len(text) <= 1_000)


EXTREME = st.sampled_from((0, 1, -1, 2**63 - 1, -(2**63), LARGEST, -LARGEST))
NUMBERS = st.integers(-3, 30) | EXTREME
POINTS = st.integers(-200, 20_000)
RANGES = st.tuples(NUMBERS, NUMBERS).map(sorted) | st.just([None, None])
TEXTS = st.sampled_from(ODD) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5
)
PARAMETERS = st.fixed_dictionaries({"p": st.integers(-3, 30), "q": POINTS, "z": st.integers(0, 30)})
ROWS = st.lists(
    st.tuples(
        st.fixed_dictionaries(
            {
                **{name: st.none() | NUMBERS for name in "abm"},
                **{name: st.none() | st.booleans() for name in "fg"},
                "c": st.none() | st.sampled_from("xy"),
                "t": st.none() | TEXTS,
            }
        ),
        RANGES,
    ).map(lambda one: one[0] | {"r": one[1][0], at_most("r"): one[1][1]}),
    min_size=1,
    max_size=12,
)
SAID = conditions(st.integers(-3, 30) | st.sampled_from((LARGEST, -LARGEST)))
Rows = list[dict[str, Any]]
Readings = Callable[[list[Tree], Rows], list[tuple[bool | None, ...]]]


@pytest.fixture(scope="module")
def engines_reading() -> Iterator[Readings]:
    """What the engine answers: each row's answers to all of the trees, in the rows' order."""
    numbers = count()
    with Engine() as engine:

        def answers(trees: list[Tree], rows: Rows) -> list[tuple[bool | None, ...]]:
            table = f"rows_{next(numbers)}"
            columns = {name: [row.get(name) for row in rows] for name in TYPES}
            columns["row"] = list(range(len(rows)))
            engine.load_rows(table, columns, TYPES)
            asked = [exp.alias_(predicate(tree, CAMPAIGN), f"c{n}") for n, tree in enumerate(trees)]
            found = engine.ask(exp.select("row", *asked).from_(table))
            engine.connection.execute(f"DROP TABLE {table}")
            return [one[1:] for one in sorted(found, key=lambda one: int(one[0]))]

        yield answers


def read_all(texts: list[str], values: Mapping[str, int]) -> list[Tree]:
    return [bind(read(text, words=WORDS).tree, values) for text in texts]


@settings(max_examples=120)
@given(texts=st.lists(SAID, min_size=1, max_size=8), values=PARAMETERS, rows=ROWS)
def test_the_engine_and_the_plain_reading_judge_a_row_alike(
    engines_reading: Readings, texts: list[str], values: dict[str, int], rows: Rows
) -> None:
    certain = [row | {at_most("r"): row["r"]} for row in rows]
    trees = read_all(texts, values)
    answers = engines_reading(trees, certain)
    for row, answer in zip(certain, answers, strict=True):
        facts = with_shares(CAMPAIGN, row)
        plain = [judge(tree, facts) for tree in trees]
        assert plain == list(answer), row


@settings(max_examples=120)
@given(texts=st.lists(SAID, min_size=1, max_size=8), values=PARAMETERS, rows=ROWS)
def test_both_readings_judge_ranges_alike(
    engines_reading: Readings, texts: list[str], values: dict[str, int], rows: Rows
) -> None:
    trees = [widen(tree, RANGED) for tree in read_all(texts, values)]
    answers = engines_reading(trees, rows)
    for row, answer in zip(rows, answers, strict=True):
        facts = with_shares(CAMPAIGN, row)
        assert [judge(tree, facts) for tree in trees] == list(answer), row


SMALL = st.integers(-2, 9)
SMALL_ROW = st.fixed_dictionaries(
    {
        **{name: st.none() | SMALL for name in "abm"},
        **{name: st.none() | st.booleans() for name in "fg"},
        "c": st.none() | st.sampled_from("xy"),
        "t": st.none() | st.sampled_from(ODD),
    }
)


@settings(max_examples=300)
@given(
    text=conditions(SMALL),
    values=PARAMETERS,
    row=SMALL_ROW,
    ends=st.tuples(SMALL, SMALL).map(sorted),
)
def test_a_range_is_sure_only_of_what_every_value_within_it_says(
    text: str, values: dict[str, int], row: dict[str, Any], ends: list[int]
) -> None:
    (tree,) = read_all([text], values)
    low, high = ends
    sure = judge(widen(tree, RANGED), with_shares(CAMPAIGN, row | {"r": low, at_most("r"): high}))
    single = {
        judge(tree, with_shares(CAMPAIGN, row | {"r": value})) for value in range(low, high + 1)
    }
    assert sure is None or single == {sure}
    if low == high:
        assert single == {sure}
