"""The walk: every address, asked by everybody, in their place and beyond it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dingdian.records.targeting.models import Run
from tests.makers.cast import CAST, one_of_the_cast
from tests.makers.viewers import NOBODY, OFF_DUTY, Viewed, browser_of, sees_all, where

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("run")]

EVERYBODY = (*CAST, *OFF_DUTY, NOBODY)
DOOR, SHOWN, HIDDEN, FORBIDDEN, SENT_ON = "door", 200, 404, 403, 302
To = Callable[[Viewed], str]
Answers = Callable[[str], int | str]


def if_signed_in(status: int) -> Answers:
    """That for everybody with an account; the door for nobody."""
    return lambda name: DOOR if name == NOBODY else status


def if_on_duty(name: str) -> int | str:
    """Shown to whoever has a duty there today; to others it is not there."""
    return DOOR if name == NOBODY else HIDDEN if name in OFF_DUTY else SHOWN


def if_all_is_seen(name: str) -> int | str:
    """Shown to whoever looks over the whole campaign; to others it is not there."""
    return DOOR if name == NOBODY else SHOWN if sees_all(name) else HIDDEN


def to_all(status: int) -> Answers:
    """The same for everybody, signed in or not."""
    return lambda _name: status


@dataclass(frozen=True)
class Walked:
    """How one address is asked: in the place of whoever asks, and beyond it where it has a place."""

    here: To
    answers: Answers
    away: To | None = None
    method: str = "get"
    sent: Mapping[str, Any] = field(default_factory=dict)
    both_methods: bool = False


def plainly(name: str, query: str = "") -> To:
    """An address that has no place in it."""
    return lambda _seen: reverse(name) + query


def at(name: str, place: str) -> To:
    """An address with a place in it: the one of that name in what somebody sees."""
    return lambda seen: reverse(name, args=[getattr(seen, place)])


def under(name: str, place: str) -> To:
    """An address that narrows a list to a place."""
    return lambda seen: f"{reverse(name)}?under={getattr(seen, place)}"


LIST = if_signed_in(SHOWN)
WALK: Mapping[str, Walked] = {
    "pages:city": Walked(plainly("pages:city"), LIST),
    "pages:sign-in": Walked(
        plainly("pages:sign-in"),
        lambda name: SHOWN if name == NOBODY else SENT_ON,
        both_methods=True,
    ),
    "pages:sign-out": Walked(plainly("pages:sign-out"), to_all(SENT_ON), method="post"),
    "pages:language": Walked(plainly("pages:language"), to_all(SENT_ON), method="post"),
    "pages:look-as": Walked(
        plainly("pages:look-as"), to_all(HIDDEN), method="post", sent={"as": "office"}
    ),
    "pages:search": Walked(plainly("pages:search", "?q=longju"), LIST),
    "pages:place": Walked(
        at("pages:place", "here"), if_on_duty, away=at("pages:place", "away")
    ),
    "pages:villages": Walked(
        plainly("pages:villages"), LIST, away=under("pages:villages", "away")
    ),
    "pages:export-villages": Walked(
        plainly("pages:export-villages"),
        LIST,
        away=under("pages:export-villages", "away"),
        method="post",
    ),
    "pages:targets": Walked(plainly("pages:targets"), LIST),
    "pages:export-targets": Walked(plainly("pages:export-targets"), LIST, method="post"),
    "pages:what-if": Walked(plainly("pages:what-if"), LIST),
    "pages:sealed": Walked(plainly("pages:sealed"), if_all_is_seen),
    "pages:target": Walked(
        at("pages:target", "village"), if_on_duty, away=at("pages:target", "village_away")
    ),
}


def names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    """The name of every address, with the space it lies in."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one, f"{within}{one.namespace}:" if one.namespace else within)
        elif isinstance(one, URLPattern):
            yield f"{within}{one.name or one.pattern}"


def ask(client: Client, walked: Walked, to: str) -> HttpResponse:
    """The answer to the method that the address is for."""
    response: HttpResponse = getattr(client, walked.method)(to, dict(walked.sent))
    return response


def said(response: HttpResponse) -> int | str:
    """The status, or that somebody was sent to the door."""
    if response.status_code == SENT_ON and response["Location"].startswith(
        f"{reverse('pages:sign-in')}?next="
    ):
        return DOOR
    return response.status_code


def test_every_address_is_walked_and_none_that_is_gone() -> None:
    assert sorted(names(get_resolver())) == sorted(WALK)


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_address_answers_everybody_as_their_duty_has_it(name: str) -> None:
    seen = where(name)
    got = {
        address: said(ask(browser_of(name), walked, walked.here(seen)))
        for address, walked in WALK.items()
    }
    assert got == {address: walked.answers(name) for address, walked in WALK.items()}


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_lies_beyond_a_duty_is_not_there(name: str) -> None:
    seen = where(name)
    got = {
        address: said(ask(browser_of(name), walked, walked.away(seen)))
        for address, walked in WALK.items()
        if walked.away is not None
    }
    assert set(got.values()) == {DOOR if name == NOBODY else HIDDEN}


def test_an_address_is_asked_by_its_own_method_alone() -> None:
    client, seen = browser_of("office"), where("office")
    wrong = {"get": "post", "post": "get"}
    got = {
        address: getattr(client, wrong[walked.method])(walked.here(seen)).status_code
        for address, walked in WALK.items()
        if not walked.both_methods
    }
    assert set(got.values()) == {405}, got


def test_nothing_is_done_without_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    client.force_login(one_of_the_cast("office"))
    got = {
        address: ask(client, walked, walked.here(where("office"))).status_code
        for address, walked in WALK.items()
        if walked.method == "post"
    }
    got["pages:sign-in"] = client.post(reverse("pages:sign-in")).status_code
    assert set(got.values()) == {FORBIDDEN}, got


def test_without_a_run_each_address_still_answers(run: Run) -> None:
    run.campaign = "another"
    run.save(update_fields=["campaign"])
    client, seen = browser_of("office"), where("office")
    got = {
        address: ask(client, walked, walked.here(seen)).status_code
        for address, walked in WALK.items()
        if walked.method == "get"
    }
    absent = {"pages:sealed", "pages:target"}
    assert {address for address, status in got.items() if status == HIDDEN} == absent
    assert set(got.values()) == {SHOWN, HIDDEN, SENT_ON}
