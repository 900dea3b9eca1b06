"""A page is answered as before while nothing happens, and anew once something does."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dingdian.pages import remembering
from dingdian.records.targeting.models import Run, Target
from dingdian.records.trail.actions import note
from tests.makers.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are kept here, and forgotten afterwards; elsewhere in the tests none is."""
    monkeypatch.setattr(remembering, "MOST", 8)
    yield
    remembering.KEPT.bodies.clear()


def asked(client: Client, address: str) -> tuple[str, int]:
    """What a page says, and how many queries that took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.text, len(queries)


def with_token(who: str, **options: str) -> Client:
    client = signed_in(who, **options)
    client.get("/enter/")
    client.get("/language/")
    client.get("/jobs/")
    assert client.cookies["csrftoken"].value
    return client


@pytest.mark.usefixtures("run_of_one_township")
@pytest.mark.parametrize("address", ["/", "/targets/", "/villages/", "/places/50/"])
def test_a_page_asked_for_again_is_the_same_and_asks_less(address: str) -> None:
    client = with_token("office")
    first, many = asked(client, address)
    again, few = asked(client, address)
    assert again == first
    assert few < many
    assert few <= 6


def test_what_happens_is_seen_at_once(run_of_one_township: Run) -> None:
    client = with_token("office")
    before, _ = asked(client, "/targets/")
    Target.objects.filter(run=run_of_one_township, code__endswith="902").update(rank=4_321)
    assert asked(client, "/targets/")[0] == before
    note(by=None, deed="laid the places", subject="places")
    assert "4,321" in asked(client, "/targets/")[0]


@pytest.mark.usefixtures("run_of_one_township")
def test_nobody_is_shown_what_another_was_shown() -> None:
    office, village = with_token("office"), with_token("county")
    english = with_token("office", language="en")
    seen = {asked(one, "/villages/")[0] for one in (office, village, english, office)}
    assert len(seen) == 3


@pytest.mark.usefixtures("run_of_one_township")
def test_only_so_many_pages_are_kept() -> None:
    client = with_token("office")
    for number in range(20):
        asked(client, f"/villages/?x={number}")
    assert len(remembering.KEPT.bodies) == 8
