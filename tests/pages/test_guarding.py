"""What guards the pages: headers on every answer, a bound on what is sent, a lock on guessing."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from dingdian.installation import Installation
from dingdian.pages.guarding import LARGEST_REQUEST, client_address
from dingdian.records.access.models import User

PASSWORD = "a long enough phrase 2020"  # noqa: S105 - of an account that the test throws away
ID = "500101198001011234"


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.user.is_authenticated}")


def kept_for_a_minute(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as views take it
    return HttpResponse("map", headers={"Cache-Control": "private, max-age=60"})


def sign_in(request: HttpRequest) -> HttpResponse:
    user = authenticate(
        request, username=request.POST["username"], password=request.POST["password"]
    )
    if user is None:
        return HttpResponse("no", status=401)
    login(request, user)
    return HttpResponse("yes")


urlpatterns = [
    path("page/", page),
    path("map/", kept_for_a_minute),
    path("sign-in/", sign_in),
    path("", include("dingdian.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.test_guarding")]


@pytest.fixture
def user() -> User:
    return User.objects.create_user("office", password=PASSWORD)


def guess(client: Client, password: str, address: str = "192.0.2.7") -> HttpResponse:
    sent = {"username": "office", "password": password, "id": ID}
    answer = client.post(f"/sign-in/?id={ID}", sent, REMOTE_ADDR=address)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("where", ["/page/", "/nowhere/", "/map/"])
def test_every_answer_lets_the_browser_load_from_here_alone(client: Client, where: str) -> None:
    answer = client.get(where)
    policy = dict(one.split(" ", 1) for one in answer["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "://" not in answer["Content-Security-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_somebody_signed_in_is_not_kept_by_the_browser(
    client: Client, user: User
) -> None:
    assert "Cache-Control" not in client.get("/page/")
    client.force_login(user)
    assert client.get("/page/")["Cache-Control"] == "no-store"
    assert client.get("/map/")["Cache-Control"] == "private, max-age=60"


def test_the_answer_that_signs_somebody_in_is_not_kept_either(client: Client, user: User) -> None:
    assert user.pk
    answer = guess(client, PASSWORD)
    assert (answer.content, answer["Cache-Control"]) == (b"yes", "no-store")


def test_cookies_are_for_this_site_and_out_of_reach_of_scripts(client: Client, user: User) -> None:
    assert user.pk
    cookie = guess(client, PASSWORD).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_more_than_is_ever_taken_is_refused_unread(client: Client) -> None:
    answer = client.post("/page/", CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    assert answer.status_code == 413
    assert "256 MiB" in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_a_form_without_its_token_is_refused_and_htmx_brings_it_by_header(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post("/page/").status_code == 403
    token = "a" * 32
    client.cookies["csrftoken"] = token
    assert client.post("/page/", headers={"X-CSRFToken": token}).status_code == 200


def test_the_ninth_guess_is_locked_out_even_if_it_is_right(client: Client, user: User) -> None:
    assert user.pk
    answers = [guess(client, "wrong").status_code for _ in range(8)]
    assert answers == [401] * 7 + [429]
    locked = guess(client, PASSWORD)
    assert locked.status_code == 429
    said = locked.content.decode()
    assert "15 分钟" in said
    assert "15 minutes" in said


def test_from_elsewhere_the_account_is_still_reached(client: Client, user: User) -> None:
    assert user.pk
    for _ in range(8):
        guess(client, "wrong")
    assert guess(Client(), PASSWORD, "198.51.100.9").status_code == 200


def test_after_a_quarter_of_an_hour_the_account_is_reached_again(
    client: Client, user: User
) -> None:
    assert user.pk
    for _ in range(8):
        guess(client, "wrong")
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=16)
        attempt.save()
    assert guess(client, PASSWORD).status_code == 200


def test_signing_in_forgets_the_failures_before(client: Client, user: User) -> None:
    assert user.pk
    for _ in range(7):
        guess(client, "wrong")
    assert guess(client, PASSWORD).status_code == 200
    assert AccessAttempt.objects.count() == 0
    assert guess(client, "wrong").status_code == 401


def test_a_failure_keeps_the_account_and_the_address_and_nothing_else_that_was_sent(
    client: Client, user: User
) -> None:
    assert user.pk
    guess(client, "wrong")
    (kept,) = AccessAttempt.objects.values()
    assert (kept["username"], kept["ip_address"]) == ("office", "192.0.2.7")
    sent = ("get_data", "post_data", "user_agent", "http_accept")
    assert [kept[name] for name in sent] == [""] * 4
    assert ID not in str(kept)
    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize(
    ("https", "peer", "forwarded", "taken"),
    [
        (False, "192.0.2.7", "198.51.100.9", "192.0.2.7"),
        (False, "127.0.0.1", "198.51.100.9", "127.0.0.1"),
        (True, "192.0.2.7", "198.51.100.9", "192.0.2.7"),
        (True, "127.0.0.1", "198.51.100.9", "198.51.100.9"),
        (True, "127.0.0.1", "10.0.0.1, 198.51.100.9", "198.51.100.9"),
        (True, "127.0.0.1", "rubbish", "127.0.0.1"),
        (True, "127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed_and_only_its_own_word(
    https: bool, peer: str, forwarded: str, taken: str
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    settings = Installation(https=https)
    with override_settings(INSTALLATION=settings):
        assert client_address(request) == taken
