"""Every deed on a page: signed in, by POST, with the token of a page of ours, and said once."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.cast import one_of_the_cast, signed_in

pytestmark = pytest.mark.django_db
BUTTONS: dict[str, list[int]] = {
    "confirm-nomination": [1],
    "refuse-nomination": [1],
    "withdraw-nomination": [1],
    "confirm-override": [1],
    "withdraw-override": [1],
    "ask-for-work": [],
    "cancel-job": [1],
}
FORMS: dict[str, list[int]] = {"nominate": [], "ask-for-override": [], "announce": []}
PAGES: dict[str, list[int]] = {
    "nominations": [],
    "nomination": [1],
    "evidence": [1],
    "overrides": [],
    "override": [1],
    "announcements": [],
    "announcement": [1],
    "jobs": [],
    "job": [1],
    "trail": [],
}


def address(name: str) -> str:
    """Where the page of that name is."""
    return reverse(f"pages:{name}", args=(BUTTONS | FORMS | PAGES)[name])


@pytest.mark.parametrize("name", BUTTONS | FORMS)
def test_a_deed_without_the_token_of_our_page_is_refused(name: str) -> None:
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    client.force_login(one_of_the_cast("office"))
    assert client.post(address(name)).status_code == 403


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_is_no_address_to_be_visited(name: str) -> None:
    assert signed_in("office").get(address(name)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_only_shows_takes_nothing_in(name: str) -> None:
    assert signed_in("office").post(address(name)).status_code == 405


@pytest.mark.parametrize("name", [*BUTTONS, *FORMS, *PAGES])
def test_nobody_is_shown_or_does_anything_without_having_signed_in(name: str) -> None:
    client = Client(HTTP_HOST="localhost")
    answer = client.get(address(name)) if name in PAGES else client.post(address(name))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/enter/")


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_what_is_not_there_or_may_not_be_seen_is_answered_in_words(name: str) -> None:
    answer = signed_in("evaluator", language="en").get(address(name))
    assert answer.status_code in (200, 403, 404)
    assert "<h1>" in answer.text


def test_what_was_done_is_said_once() -> None:
    client = signed_in("office")
    client.post(address("ask-for-work"), {"kind": "verify_trail"})
    assert "已提交" in client.get("/jobs/").text
    assert "已提交“" not in client.get("/jobs/").text
