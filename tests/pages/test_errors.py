"""When a page cannot be shown, it is said what happened and where to go, in both languages."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory

from dingdian.pages import city, errors
from tests.makers.cast import signed_in
from tests.makers.page_read import Read

FAULTS = {
    400: (SuspiciousOperation("x"), "这个请求看不懂", "That request could not be understood"),
    403: (PermissionDenied("x"), "您的职责不包括这一项", "Your duty does not reach that far"),
    500: (RuntimeError("秘密"), "系统出错了", "Something went wrong on our side"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("status", FAULTS)
def test_each_fault_is_said_in_both_languages(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fault, zh, en = FAULTS[status]

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(city, "current_run", fail)
    for language, says in (("zh-hans", zh), ("en", en)):
        client = signed_in("office", language=language)
        client.raise_request_exception = False
        answer = client.get("/")
        assert answer.status_code == status
        assert says in answer.text
        assert "秘密" not in answer.text
        assert Read(answer.text).faults == []


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["/nowhere/", "/places/000000/", "/targets/1/", "/jobs/999/"])
def test_what_is_not_there_is_said_in_both_languages(to: str) -> None:
    answer = signed_in("office").get(to)
    assert (answer.status_code, "没有这个页面" in answer.text) == (404, True)
    english = signed_in("office", language="en").get(to)
    assert "There is no such page" in english.text
    assert "Back to the overview" in english.text


def test_our_own_fault_asks_nothing_of_the_database() -> None:
    answer = errors.our_fault(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "系统出错了" in page
    assert "Something went wrong on our side" in page
    assert Read(page).faults == []


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_in_words() -> None:
    answer = Client(HTTP_HOST="evil.example").get("/enter/")
    assert answer.status_code == 400
    assert "这个请求看不懂" in answer.text


@pytest.mark.django_db
def test_a_form_of_yesterday_is_told_so_in_both_languages() -> None:
    for language, says in (("zh-hans", "表单已过期"), ("en", "That form is out of date")):
        client = Client(
            enforce_csrf_checks=True, HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language
        )
        answer = client.post("/enter/", {"username": "a", "password": "b"})
        assert (answer.status_code, says in answer.text) == (403, True)
        assert Read(answer.text).faults == []
