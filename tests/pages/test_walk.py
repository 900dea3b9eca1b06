"""The walk: every address, asked by everybody, in their place and beyond it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dingdian.records.targeting.models import Run
from tests.makers.beside import Beside, beside
from tests.makers.cast import CAST, CHENGKOU, one_of_the_cast
from tests.makers.viewers import NOBODY, OFF_DUTY, Viewed, browser_of, sees_all, where

pytestmark = pytest.mark.django_db

EVERYBODY = (*CAST, *OFF_DUTY, NOBODY)
DOOR = "door"
SHOWN, DONE, FORBIDDEN, HIDDEN, REFUSED = 200, 302, 403, 404, 409
OFFICE = frozenset(("office", "second_office"))
NOMINATORS = frozenset(("county", "village", "outsider"))
PERSONS = frozenset(CAST) - {"evaluator"}
EDITORS = frozenset(("county", "township", "village", "steward", "outsider"))
TRAIL = OFFICE | {"inspector", "county_inspector"}
Status = int | str
Answers = Callable[[str], Status]


@dataclass(frozen=True)
class Asked:
    """Where somebody looks and where not, and the numbers of what was done in both places."""

    seen: Viewed
    numbers: Beside
    is_away: bool = False

    @property
    def of_chengkou(self) -> bool:
        """Whether the county of Chengkou is meant, which is the outsider's own."""
        return CHENGKOU in (self.seen.away if self.is_away else self.seen.here)

    def number(self, of: str) -> int:
        """The number of what was done there; where nothing can be beyond, one that nothing has."""
        if self.is_away and self.seen.away not in (CHENGKOU, "500101"):
            return 10**30
        number: int = getattr(self.numbers, f"{of}_away" if self.of_chengkou else of)
        return number


To = Callable[[Asked], str]


def to_all(status: int) -> Answers:
    """The same for everybody, signed in or not."""
    return lambda _name: status


def behind_the_door(answers: Answers) -> Answers:
    """Whoever has not signed in is sent to the door."""
    return lambda name: DOOR if name == NOBODY else answers(name)


def on_duty(status: int, *, only: frozenset[str] = frozenset(CAST), **others: int) -> Answers:
    """That for those of the cast, 403 for the rest; whoever is off duty finds nothing there."""

    def answers(name: str) -> Status:
        if name in OFF_DUTY:
            return HIDDEN
        return others.get(name, status if name in only else FORBIDDEN)

    return behind_the_door(answers)


def allowed(only: frozenset[str]) -> Answers:
    """Shown to them; whoever else has signed in is told that their duty does not allow it."""
    return behind_the_door(lambda name: SHOWN if name in only else FORBIDDEN)


SIGNED_IN = behind_the_door(to_all(SHOWN))
GONE = behind_the_door(to_all(HIDDEN))
ALL_IS_SEEN = behind_the_door(lambda name: SHOWN if sees_all(name) else HIDDEN)


@dataclass(frozen=True)
class Walked:
    """How one address is asked, and what it answers to each; `beyond` where it has a place."""

    to: To
    answers: Answers
    beyond: Answers | None = None
    method: str = "get"
    sent: Mapping[str, Any] = field(default_factory=dict)
    both_methods: bool = False


def plain(name: str, query: str = "") -> To:
    """An address that has no place in it."""
    return lambda _asked: reverse(f"pages:{name}") + query


def at(name: str, place: str) -> To:
    """An address with a place in it: the board's place, or a village."""
    return lambda asked: reverse(f"pages:{name}", args=[_code(asked, place)])


def asking(name: str, place: str, query: str) -> To:
    """An address that asks for a place."""
    return lambda asked: f"{reverse(f'pages:{name}')}?{query}={_code(asked, place)}"


def numbered(name: str, of: str) -> To:
    """An address with the number of a nomination, of an override."""
    return lambda asked: reverse(f"pages:{name}", args=[asked.number(of)])


def _code(asked: Asked, place: str) -> str:
    ours = {"place": asked.seen.here, "village": asked.seen.village}
    beyond = {"place": asked.seen.away, "village": asked.seen.village_away}
    return (beyond if asked.is_away else ours)[place]


FORMS = {
    **dict.fromkeys(
        (
            *("change-household", "income", "proof", "helper", "birth", "joining", "moving"),
            *("splitting", "merging"),
        ),
        "household",
    ),
    **dict.fromkeys(("change-member", "death", "leaving"), "member"),
    "undo": "deed",
}
"""Each form about a household, with what its address is about."""

WALK: Mapping[str, Walked] = {
    "health": Walked(lambda _asked: reverse("health"), to_all(SHOWN)),
    "pages:city": Walked(plain("city"), SIGNED_IN),
    "pages:sign-in": Walked(
        plain("sign-in"), lambda name: SHOWN if name == NOBODY else DONE, both_methods=True
    ),
    "pages:sign-out": Walked(plain("sign-out"), to_all(DONE), method="post"),
    "pages:language": Walked(plain("language"), to_all(DONE), method="post"),
    "pages:look-as": Walked(plain("look-as"), to_all(HIDDEN), method="post", sent={"as": "office"}),
    "pages:search": Walked(plain("search", "?q=longju"), SIGNED_IN),
    "pages:place": Walked(at("place", "place"), on_duty(SHOWN), GONE),
    "pages:villages": Walked(asking("villages", "place", "under"), on_duty(SHOWN), GONE),
    "pages:export-villages": Walked(
        asking("export-villages", "place", "under"), on_duty(SHOWN), GONE, method="post"
    ),
    "pages:targets": Walked(plain("targets"), SIGNED_IN),
    "pages:export-targets": Walked(plain("export-targets"), SIGNED_IN, method="post"),
    "pages:what-if": Walked(plain("what-if"), SIGNED_IN),
    "pages:sealed": Walked(plain("sealed"), ALL_IS_SEEN),
    "pages:target": Walked(at("target", "village"), on_duty(SHOWN), GONE),
    "pages:nominations": Walked(plain("nominations"), SIGNED_IN),
    "pages:nominate": Walked(
        asking("nominate", "village", "place"),
        allowed(NOMINATORS),
        behind_the_door(lambda name: HIDDEN if name in NOMINATORS else FORBIDDEN),
        both_methods=True,
    ),
    "pages:nomination": Walked(numbered("nomination", "nomination"), on_duty(SHOWN), GONE),
    "pages:evidence": Walked(numbered("evidence", "nomination"), GONE, GONE),
    "pages:confirm-nomination": Walked(
        numbered("confirm-nomination", "nomination"),
        on_duty(DONE, only=frozenset({"department"})),
        GONE,
        method="post",
    ),
    "pages:refuse-nomination": Walked(
        numbered("refuse-nomination", "nomination"),
        on_duty(DONE, only=frozenset({"department"})),
        GONE,
        method="post",
        sent={"refusing-why": "已有加工点"},
    ),
    "pages:withdraw-nomination": Walked(
        numbered("withdraw-nomination", "nomination"),
        on_duty(DONE, only=OFFICE | {"department", "county", "outsider"}),
        GONE,
        method="post",
        sent={"withdrawing-why": "重复申报"},
    ),
    "pages:overrides": Walked(plain("overrides"), SIGNED_IN),
    "pages:ask-for-override": Walked(
        asking("ask-for-override", "village", "class=village&place"),
        on_duty(SHOWN, only=OFFICE),
        GONE,
        both_methods=True,
    ),
    "pages:override": Walked(numbered("override", "override"), on_duty(SHOWN), GONE),
    "pages:confirm-override": Walked(
        numbered("confirm-override", "override"),
        on_duty(DONE, only=OFFICE, office=REFUSED),
        GONE,
        method="post",
    ),
    "pages:withdraw-override": Walked(
        numbered("withdraw-override", "override"), on_duty(DONE, only=OFFICE), GONE, method="post"
    ),
    "pages:announcements": Walked(plain("announcements"), SIGNED_IN),
    "pages:announce": Walked(plain("announce"), allowed(OFFICE), both_methods=True),
    "pages:announcement": Walked(
        lambda asked: reverse("pages:announcement", args=[asked.numbers.announcement]), SIGNED_IN
    ),
    "pages:households": Walked(
        asking("households", "place", "under"),
        allowed(PERSONS),
        behind_the_door(lambda name: HIDDEN if name in PERSONS else FORBIDDEN),
    ),
    "pages:find-household": Walked(plain("find-household"), allowed(PERSONS), both_methods=True),
    "pages:export-households": Walked(
        asking("export-households", "place", "under"),
        allowed(PERSONS),
        behind_the_door(lambda name: HIDDEN if name in PERSONS else FORBIDDEN),
        method="post",
    ),
    "pages:household": Walked(
        numbered("household", "household"), on_duty(SHOWN, only=PERSONS), GONE
    ),
    "pages:account": Walked(numbered("account", "household"), on_duty(SHOWN, only=PERSONS), GONE),
    "pages:member": Walked(numbered("member", "member"), on_duty(SHOWN, only=PERSONS), GONE),
    "pages:reveal": Walked(
        numbered("reveal", "member"),
        on_duty(SHOWN, only=PERSONS, outsider=REFUSED),
        GONE,
        method="post",
        sent={"why": "check"},
    ),
    "pages:national": Walked(
        asking("national", "place", "under"),
        allowed(PERSONS),
        behind_the_door(lambda name: HIDDEN if name in PERSONS else FORBIDDEN),
    ),
    "pages:tick-off": Walked(
        asking("tick-off", "village", "under"),
        behind_the_door(lambda name: DONE if name in EDITORS else FORBIDDEN),
        behind_the_door(lambda name: HIDDEN if name in EDITORS else FORBIDDEN),
        method="post",
    ),
    "pages:export-national": Walked(
        asking("export-national", "village", "under"),
        allowed(PERSONS),
        behind_the_door(lambda name: HIDDEN if name in PERSONS else FORBIDDEN),
        method="post",
    ),
    "pages:jobs": Walked(plain("jobs"), SIGNED_IN),
    "pages:ask-for-work": Walked(
        plain("ask-for-work"),
        behind_the_door(
            lambda name: DONE if name in OFFICE | {"steward", "inspector"} else FORBIDDEN
        ),
        method="post",
        sent={"kind": "verify_trail"},
    ),
    "pages:job": Walked(
        lambda asked: reverse("pages:job", args=[asked.numbers.job]),
        behind_the_door(lambda name: SHOWN if name in OFFICE | {"steward"} else HIDDEN),
    ),
    "pages:cancel-job": Walked(
        lambda asked: reverse("pages:cancel-job", args=[asked.numbers.job]),
        behind_the_door(lambda name: DONE if name in OFFICE | {"steward"} else FORBIDDEN),
        method="post",
    ),
    "pages:enter-household": Walked(
        asking("enter-household", "village", "place"),
        allowed(EDITORS),
        behind_the_door(lambda name: HIDDEN if name in EDITORS else FORBIDDEN),
        both_methods=True,
    ),
    "pages:check-number": Walked(plain("check-number"), allowed(EDITORS), method="post"),
    "pages:draft": Walked(
        plain("draft"),
        behind_the_door(lambda name: DONE if name in EDITORS else FORBIDDEN),
        method="post",
        sent={"draft-form": "change", "draft-subject": "1"},
    ),
    **{
        f"pages:{name}": Walked(
            numbered(name, of), on_duty(SHOWN, only=EDITORS), GONE, both_methods=True
        )
        for name, of in FORMS.items()
    },
    "pages:trail": Walked(plain("trail"), allowed(TRAIL)),
}


@pytest.fixture
def numbers(run: Run) -> Beside:
    """A run, and what people did beside it."""
    return beside(run)


def names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    """The name of every address, with the space it lies in."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one, f"{within}{one.namespace}:" if one.namespace else within)
        elif isinstance(one, URLPattern):
            yield f"{within}{one.name or one.pattern}"


def ask(client: Client, walked: Walked, to: str) -> HttpResponse:
    """The answer to the method that the address is for; what it did is undone."""
    with transaction.atomic():
        response: HttpResponse = getattr(client, walked.method)(to, dict(walked.sent))
        transaction.set_rollback(True)
    return response


def said(response: HttpResponse) -> Status:
    """The status, or that somebody was sent to the door."""
    door = f"{reverse('pages:sign-in')}?next="
    if response.status_code == DONE and response["Location"].startswith(door):
        return DOOR
    return response.status_code


def test_every_address_is_walked_and_none_that_is_gone() -> None:
    assert sorted(names(get_resolver())) == sorted(WALK)


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_address_answers_everybody_as_their_duty_has_it(name: str, numbers: Beside) -> None:
    asked = Asked(where(name), numbers)
    got = {
        address: said(ask(browser_of(name), one, one.to(asked))) for address, one in WALK.items()
    }
    assert got == {address: walked.answers(name) for address, walked in WALK.items()}


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_lies_beyond_a_duty_is_not_there(name: str, numbers: Beside) -> None:
    asked = Asked(where(name), numbers, is_away=True)
    placed = {address: one for address, one in WALK.items() if one.beyond is not None}
    got = {
        address: said(ask(browser_of(name), one, one.to(asked))) for address, one in placed.items()
    }
    assert got == {address: one.beyond(name) for address, one in placed.items() if one.beyond}


def test_an_address_is_asked_by_its_own_method_alone(numbers: Beside) -> None:
    client, asked = browser_of("office"), Asked(where("office"), numbers)
    wrong = {"get": "post", "post": "get"}
    got = {
        address: getattr(client, wrong[walked.method])(walked.to(asked)).status_code
        for address, walked in WALK.items()
        if not walked.both_methods
    }
    assert set(got.values()) == {405}, got


def test_nothing_is_done_without_the_token_of_the_form(numbers: Beside) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    client.force_login(one_of_the_cast("office"))
    asked = Asked(where("office"), numbers)
    posted = [one for one in WALK.values() if one.method == "post" or one.both_methods]
    got = [client.post(walked.to(asked), dict(walked.sent)) for walked in posted]
    assert {one.status_code for one in got} == {FORBIDDEN}
    assert all("表单已过期" in one.text for one in got)


def test_without_a_run_each_address_still_answers(numbers: Beside, run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(campaign="another")
    client, asked = browser_of("office"), Asked(where("office"), numbers)
    got = {
        address: ask(client, walked, walked.to(asked)).status_code
        for address, walked in WALK.items()
        if walked.method == "get"
    }
    absent = {"pages:sealed", "pages:target", "pages:evidence", "pages:announcement"}
    assert {address for address, status in got.items() if status == HIDDEN} == absent
    assert {address for address, status in got.items() if status == FORBIDDEN} == {
        "pages:nominate",
        "pages:enter-household",
        *(f"pages:{name}" for name in FORMS),
    }
    assert set(got.values()) <= {SHOWN, HIDDEN, DONE, FORBIDDEN}
