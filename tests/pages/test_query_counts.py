"""A page asks the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dingdian.records.targeting.models import Nomination, Override, Run, Target
from tests.makers.beside import beside
from tests.makers.cast import LONGJU, VILLAGE, WANZHOU, signed_in
from tests.makers.many import many_rows
from tests.makers.registered import exported, more_households, more_members

pytestmark = pytest.mark.django_db

MOST = {
    "/": 13,
    "/targets/": 11,
    "/targets/?in=all&order=remaining": 11,
    "/villages/": 9,
    f"/villages/?under={WANZHOU}": 10,
    "/targets/what-if/": 9,
    f"/places/{WANZHOU}/": 15,
    f"/places/{LONGJU}/": 15,
    f"/targets/{LONGJU}901/": 13,
    "/places/?q=示例": 7,
    "/nominations/": 9,
    "/overrides/": 9,
    "/announcements/": 8,
    "/households/": 10,
    "/households/?lacking=any&late=yes&on=2020-03-01": 10,
    f"/households/?under={WANZHOU}": 11,
}
"""The queries of each page, those of the session, the duties and the trail's end among them."""


def asked(client: Client, to: str) -> int:
    """How many queries a page takes; asked once before, so that what a process keeps is there."""
    assert client.get(to).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(to)
    return len(queries)


@pytest.mark.parametrize("to", MOST)
def test_a_page_asks_as_often_for_five_times_the_rows(to: str, run: Run) -> None:
    beside(run)
    client = signed_in("office")
    few = asked(client, to)
    many_rows(run, 4 * Target.objects.filter(run=run).count())
    assert (asked(client, to), few <= MOST[to]) == (few, True), f"{to} asked {few} times"


@pytest.mark.parametrize("to", ["", "account/"])
def test_a_household_asks_as_often_with_ten_members_as_with_two(to: str, run: Run) -> None:
    made = beside(run)
    client, at = signed_in("office"), f"/households/{made.household}/{to}"
    few = asked(client, at)
    more_members("HH-0001", 8)
    assert (asked(client, at), few <= 19) == (few, True), f"asked {few} times"


@pytest.mark.parametrize("to", ["/households/", f"/national/?under={VILLAGE}"])
def test_a_list_asks_as_often_for_ten_times_the_households(to: str, run: Run) -> None:
    beside(run)
    exported(house_grade="C")
    client = signed_in("office")
    few = asked(client, to)
    more_households(20)
    assert (asked(client, to), few <= 14) == (few, True), f"asked {few} times"


def test_the_counts_are_of_pages_with_rows(run: Run) -> None:
    beside(run)
    assert Nomination.objects.count() == Override.objects.count() == 2
    assert Target.objects.filter(run=run).count() > 50
