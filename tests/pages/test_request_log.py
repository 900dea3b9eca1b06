"""The log of requests: path, answer, time and account, and nothing that names a person."""

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from dingdian.logbook import Lines
from dingdian.records.access.models import User

ID, PHONE = "500101198001011234", "13812345678"


def whoami(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user.pk))


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"not an ID: {request.GET['id']}")


urlpatterns = [path("whoami/", whoami), path("broken/", broken)]


class Kept(logging.Handler):
    """Keeps the lines as the logbook writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> object:
    """What is written while a test runs, by the program and by Django."""
    handler = Kept()
    for name in ("dingdian", "django"):
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name in ("dingdian", "django"):
        logging.getLogger(name).removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.urls("tests.pages.test_request_log")
def test_a_request_is_one_line_with_the_account_by_its_number(client: Client, kept: Kept) -> None:
    user = User.objects.create(username="zhangsan")
    client.force_login(user)
    answer = client.get("/whoami/?name=张三")
    (said,) = kept.lines
    told = json.loads(said)
    assert (told["method"], told["path"], told["status"]) == ("GET", "/whoami/", 200)
    assert told["account"] == str(user.pk)
    assert told["request"] == answer["X-Request-ID"]
    assert "zhangsan" not in said
    assert "张三" not in said


@pytest.mark.urls("tests.pages.test_request_log")
def test_an_id_number_and_a_phone_in_the_address_never_reach_the_log(kept: Kept) -> None:
    client = Client(raise_request_exception=False)
    client.get(f"/broken/?id={ID}&phone={PHONE}", headers={"X-Request-ID": ID})
    client.get(f"/nowhere/{ID}/{PHONE}/")
    said = "\n".join(kept.lines)
    assert json.loads(kept.lines[-1])["status"] == 404
    assert "ValueError" in said
    assert ID not in said
    assert PHONE not in said


@pytest.mark.django_db
def test_a_watcher_that_is_answered_leaves_no_line(client: Client, kept: Kept) -> None:
    client.get("/health/")
    assert kept.lines == []
