"""Paging by key: every row once, in order, both ways, at any depth, whatever a mark says."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dingdian.pages import target_list, villages
from dingdian.pages.listing import Filter, Order, Slice, order_asked, slice_of
from dingdian.pages.viewing import campaign_now
from dingdian.records.access.scope import Scope
from dingdian.records.targeting.models import Run, Target
from dingdian.records.targeting.queries import profiles, targets
from tests.makers.many import many_rows

ALL = Scope(frozenset({"50/"}))
DEEP = 2000
TARGET_ORDERS = {one.code: one for one in target_list.ORDERS}
VILLAGE_ORDERS = {one.code: one for one in villages.ORDERS}
HOSTILE = (
    "",
    "\0",
    "a",
    "====",
    "é",
    "中",
    "W10",
    "bnVsbA",
    "W251bGwsbnVsbF0",
    "W1siYSJdLFsiYiJdXQ",
    "A" * 100_000,
    "%00",
)


def marked(values: Any) -> str:
    """Values as a mark holds them."""
    said = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode(errors="surrogatepass")).decode().rstrip("=")


BOMBS = (
    [1],
    [1, 2, 3, 4],
    {"position": 1, "pk": 2},
    "document",
    [None, None],
    [True, False],
    [1.5, 2.5],
    [10**30, 1],
    [2**62, 2**62],
    [-(2**62), -(2**62)],
    [2**31, 2**31],
    ["1", "1"],
    ["a", "b"],
    ["\0", "\0"],
    ["\ud800", "\ud800"],
    ["' OR 1=1 --", 1],
    [[1], [2]],
    [{"a": 1}, 2],
    [1e308 * 10, 1],
)


def rows_of(run: Run) -> Any:
    """The list of targets as its page narrows it."""
    by = target_list.filters(campaign_now(), run, ())
    return target_list.narrowed(targets(run, seen_by=ALL), QueryDict(), by)


def walked(rows: Any, order: Order, *, size: int = 50) -> Iterator[Slice[Any]]:
    """Every page, as the link to the next one leads."""
    page = slice_of(rows, order, QueryDict(), size=size)
    yield page
    while page.after:
        page = slice_of(rows, order, asked(after=page.after), size=size)
        yield page


def walked_back(
    rows: Any, order: Order, last: Slice[Any], *, size: int = 50
) -> Iterator[Slice[Any]]:
    """Every page before the last one, as the link to the one before leads."""
    while last.before:
        last = slice_of(rows, order, asked(before=last.before), size=size)
        yield last


def asked(**questions: str) -> QueryDict:
    """What an address asks."""
    found = QueryDict(mutable=True)
    found.update(questions)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("code", TARGET_ORDERS)
def test_every_target_is_met_once_in_order_both_ways(code: str, run: Run) -> None:
    many_rows(run, DEEP)
    order, rows = TARGET_ORDERS[code], rows_of(run)
    wanted = list(rows.order_by(*order.keys).values_list("pk", flat=True))
    pages = list(walked(rows, order))
    assert [one.pk for page in pages for one in page.rows] == wanted
    assert len(wanted) > DEEP
    assert (pages[0].before, pages[-1].after) == (None, None)
    back = list(walked_back(rows, order, pages[-1]))[::-1]
    assert [one.pk for page in [*back, pages[-1]] for one in page.rows] == wanted
    assert back[0].before is None


@pytest.mark.django_db
@pytest.mark.parametrize("code", VILLAGE_ORDERS)
def test_every_village_is_met_once_in_order_both_ways(code: str, run: Run) -> None:
    many_rows(run, 300)
    order = VILLAGE_ORDERS[code]
    rows = villages.sortable(profiles(run, seen_by=ALL, level="village"))
    wanted = list(rows.order_by(*order.keys).values_list("pk", flat=True))
    pages = list(walked(rows, order, size=7))
    assert [one.pk for page in pages for one in page.rows] == wanted
    back = list(walked_back(rows, order, pages[-1], size=7))[::-1]
    assert [one.pk for page in [*back, pages[-1]] for one in page.rows] == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("code", TARGET_ORDERS)
@pytest.mark.parametrize("which", ["after", "before"])
def test_a_mark_that_is_none_begins_at_the_start(code: str, which: str, run: Run) -> None:
    order, rows = TARGET_ORDERS[code], rows_of(run)
    start = [one.pk for one in slice_of(rows, order, QueryDict()).rows]
    every = set(rows.values_list("pk", flat=True))
    for mark in (*HOSTILE, *map(marked, BOMBS)):
        found = [one.pk for one in slice_of(rows, order, asked(**{which: mark})).rows]
        assert found == start or set(found) <= every, mark


@pytest.mark.django_db
def test_a_mark_of_another_order_begins_at_the_start(run: Run) -> None:
    rows, document, rank = rows_of(run), TARGET_ORDERS["document"], TARGET_ORDERS["rank"]
    mark = slice_of(rows, rank, QueryDict(), size=5).after
    assert mark is not None
    found = slice_of(rows, document, asked(after=mark), size=5)
    assert found == slice_of(rows, document, QueryDict(), size=5)


@pytest.mark.django_db
def test_a_page_whose_rows_are_gone_is_empty_and_leads_nowhere(run: Run) -> None:
    order, rows = TARGET_ORDERS["document"], rows_of(run)
    found = slice_of(rows, order, asked(after=marked([2**40, 1])))
    assert found == Slice([], None, None)


def test_an_order_or_choice_that_nobody_knows_is_not_asked_for() -> None:
    assert order_asked(asked(order="pk); DROP"), target_list.ORDERS) is target_list.ORDERS[0]
    assert target_list.OPEN.asked(asked(unknown="maybe")) == ""
    assert Filter("x", target_list.OPEN.label, ()).asked(asked(x="")) == ""


class TestMarks(TestCase):
    """Whatever somebody types as a mark, a page comes of it."""

    @given(st.text(max_size=40))
    def test_any_text_as_a_mark_gives_a_page(self, text: str) -> None:
        for order in target_list.ORDERS:
            rows = target_list.sortable(Target.objects.all())
            assert slice_of(rows, order, asked(after=text)).rows == []

    @given(
        st.lists(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()), max_size=4
        )
    )
    def test_any_values_as_a_mark_give_a_page(self, values: list[Any]) -> None:
        for order in target_list.ORDERS:
            rows = target_list.sortable(Target.objects.all())
            for which in ("after", "before"):
                assert slice_of(rows, order, asked(**{which: marked(values)})).rows == []
