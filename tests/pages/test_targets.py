"""The list of targets: each tab, each filter, alone and together, on the page and in the file."""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client

from dingdian.pages import target_list
from dingdian.pages.target_list import County
from dingdian.pages.viewing import campaign_now
from dingdian.records.access.scope import Scope
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Nomination, Override, Run, Target
from dingdian.records.targeting.queries import targets
from tests.makers.beside import beside, override_asked
from tests.makers.cast import CHENGKOU_VILLAGE, VILLAGE, one_of_the_cast, signed_in
from tests.makers.many import many_rows
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db
ALL = Scope(frozenset({"50/"}))
COUNTIES = [County("500101", "万州区"), County("500110", "綦江区"), County("500229", "城口县")]


def is_overridden(row: Any) -> bool:
    """Decided otherwise than computed, written another way than the list asks it."""
    computed = {"designated": True, "included": True, "tied": None}.get(row.standing, False)
    return bool(row.decided != computed)


ANSWERS: Mapping[str, Callable[[Any, str], bool]] = {
    "class": lambda row, value: row.target_class == value,
    "county": lambda row, value: row.path.split("/")[1] == value,
    "branch": lambda row, value: value in row.holds,
    "standing": lambda row, value: row.standing == value,
    "unknown": lambda row, value: (
        any(one["holds"] is None for one in row.findings) == (value == "yes")
    ),
    "beside": lambda row, value: {
        "nominated": row.nominated,
        "override": is_overridden(row),
        "pending": row.override_pending,
    }[value],
    "light": lambda row, value: row.light == value,
}
TABS = {"yes": True, "open": None, "no": False}


@pytest.fixture
def decided(run: Run) -> Run:
    """A run beside which a nomination and an override are confirmed, and more is pending."""
    beside(run)
    actions.confirm_nomination(
        Nomination.objects.get(code=VILLAGE), by=one_of_the_cast("department")
    )
    actions.confirm_override(
        Override.objects.get(code=VILLAGE), by=one_of_the_cast("second_office")
    )
    tied = Target.objects.filter(run=run, standing="undecided", code__startswith="500101151")
    tied.update(standing="tied", rank=40)
    return run


def listed(client: Client, query: str) -> set[str]:
    """The codes of every row that an address narrows the list to, and the page says as many."""
    total = client.get(f"/targets/?{query}").context["total"]
    body = client.post(f"/targets/export/?{query}", {"form": "csv"}).content.decode("utf-8-sig")
    rows = [one for one in csv.reader(io.StringIO(body)) if one and not one[0].startswith("#")][1:]
    assert total == len(rows), query
    return {one[0] for one in rows}


def everything(run: Run) -> list[Any]:
    """Every target as the queries tell it."""
    return list(targets(run, seen_by=ALL))


def choices(run: Run) -> list[tuple[str, str]]:
    """Every choice of every filter."""
    by = target_list.filters(campaign_now(), run, COUNTIES)
    return [(one.name, choice.value) for one in by for choice in one.choices]


def test_each_filter_gives_the_rows_that_answer_and_no_others(decided: Run) -> None:
    client, rows = signed_in("office"), everything(decided)
    for name, value in choices(decided):
        wanted = {row.code for row in rows if ANSWERS[name](row, value)}
        assert listed(client, f"in=all&{name}={value}") == wanted, (name, value)


def test_each_filter_is_walked_with_rows_on_both_sides(decided: Run) -> None:
    rows = everything(decided)
    found = {
        name: sum(ANSWERS[name](row, value) for row in rows)
        for name, value in choices(decided)
        if (name, value) not in {("branch", "weak_other"), ("light", "near"), ("light", "na")}
    }
    assert set(ANSWERS) == set(found)
    assert all(0 <= n < len(rows) for n in found.values())
    assert any(row.decided is None for row in rows)


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_holds_what_is_decided_so_and_says_how_many(tab: str, decided: Run) -> None:
    client = signed_in("office")
    wanted = {one.code for one in everything(decided) if one.decided is TABS[tab]}
    assert listed(client, f"in={tab}") == wanted
    tabs = {one.value: n for one, n in client.get("/targets/").context["tabs"]}
    assert tabs[tab] == len(wanted) > 0
    assert tabs["all"] == tabs["yes"] + tabs["open"] + tabs["no"]


def test_filters_narrow_together_and_survive_in_the_address(decided: Run) -> None:
    client, query = signed_in("office"), "in=all&county=500101&unknown=yes&class=village"
    wanted = {
        row.code
        for row in everything(decided)
        if row.county_code == "500101" and row.unknown_mask and row.target_class == "village"
    }
    assert listed(client, query) == wanted
    page = Read(client.get(f"/targets/?{query}").text)
    assert "?county=500101&unknown=yes&class=village&in=yes" in page.links
    assert f"/targets/export/?{query}" in page.links


def test_what_is_typed_finds_a_name_or_the_start_of_a_code(decided: Run) -> None:
    client, rows = signed_in("office"), everything(decided)
    for typed in ("示例二", "500101151", "%", "_", "'", "示例驻村"):
        wanted = {one.code for one in rows if typed in one.name or one.code.startswith(typed)}
        assert listed(client, f"in=all&q={typed.replace('%', '%25')}") == wanted, typed


def test_a_decision_counts_on_every_page_alike(decided: Run) -> None:
    client = signed_in("office")
    actions.confirm_override(
        Override.objects.get(code=CHENGKOU_VILLAGE), by=one_of_the_cast("second_office")
    )
    n = sum(one.decided is True for one in everything(decided))
    page = client.get("/targets/")
    assert {one.value: n for one, n in page.context["tabs"]}["yes"] == n
    assert sum(client.get("/").context["counters"].of_class.values()) == n


@pytest.mark.usefixtures("demonstration")
def test_what_is_decided_in_a_demonstration_counts_at_once_although_it_stands_still(
    run: Run,
) -> None:
    included = Target.objects.filter(run=run, standing="included")
    code = included.filter(code__startswith="500101151").values_list("code", flat=True)[0]
    actions.confirm_override(override_asked(code), by=one_of_the_cast("second_office"))
    client = signed_in("office")
    assert code in listed(client, "in=no")
    assert code not in listed(client, "in=yes")


def test_htmx_is_given_the_rows_alone(run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in("office")
    part = client.get("/targets/", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "HX-Request" in part["Vary"]
    assert "<html" in client.get("/targets/").text


def test_a_page_at_depth_leads_back_and_forth(run: Run) -> None:
    many_rows(run, 200)
    client, to = signed_in("office"), "/targets/?in=all&order=rank"
    first = client.get(to)
    second = client.get(f"/targets/{link(first.text, 'next')}")
    again = client.get(f"/targets/{link(second.text, 'prev')}")
    assert rows_of(first) == rows_of(again) != rows_of(second)


def link(markup: str, rel: str) -> str:
    """Where the link to the next or earlier page leads."""
    return markup.partition(f'rel="{rel}" href="')[2].partition('"')[0].replace("&amp;", "&")


def rows_of(answer: Any) -> list[str]:
    """The codes of a page."""
    return [line.row.code for line in answer.context["rows"]]
