"""The door: who comes in and how, in which language, and in a demonstration as whom."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dingdian.records.access.models import User
from tests.makers.cast import BEGUN, CAST, CHENGKOU, WANZHOU, one_of_the_cast, signed_in
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db
DOOR = "/enter/"
PASSWORD = "定点攻坚 2020"  # noqa: S105 - of an account that lives as long as a test
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "\0/",
    "",
)


def stranger(*, language: str = "zh-hans") -> Client:
    """A browser in which nobody is signed in."""
    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language)


@pytest.fixture
def account() -> User:
    """An account with a password, which nobody shows."""
    user = one_of_the_cast("county")
    user.set_password(PASSWORD)
    user.save()
    return user


def test_nobody_looks_without_having_signed_in() -> None:
    answer = stranger().get(reverse("pages:city"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("pages:sign-in"))


@pytest.mark.parametrize("name", CAST)
def test_each_of_the_cast_comes_in_and_reads_their_duty(name: str) -> None:
    answer = signed_in(name).get(reverse("pages:city"))
    assert answer.status_code == 200
    assert "没有职责" not in answer.text


def test_the_cast_is_the_same_when_it_is_asked_for_again() -> None:
    assert one_of_the_cast("county") == one_of_the_cast("county")
    assert one_of_the_cast("county").duties.count() == 1


@pytest.mark.parametrize(("code", "status"), [(WANZHOU, 200), (CHENGKOU, 404)])
def test_a_county_office_finds_no_board_of_another_county(code: str, status: int) -> None:
    assert signed_in("county").get(reverse("pages:place", args=[code])).status_code == status


def test_a_page_speaks_the_language_of_the_browser() -> None:
    assert "Overview" in signed_in("office", language="en").get("/").text
    assert "总览" in signed_in("office").get("/").text


def test_name_and_password_open_the_door_and_lead_on(account: User) -> None:
    client, sent = stranger(), {"username": account.username, "password": PASSWORD}
    answer = client.post(f"{DOOR}?next=/villages/", sent | {"next": "/villages/"})
    assert (answer.status_code, answer["Location"]) == (302, "/villages/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("username", "password"),
    [("county", "wrong"), ("nobody", PASSWORD), ("county\0", PASSWORD), ("", ""), ("COUNTY", "x")],
)
def test_a_wrong_name_or_password_is_told_alike_in_both_languages(
    username: str,
    password: str,
    account: User,  # noqa: ARG001 - there is one
) -> None:
    for language, says in (("zh-hans", "请先改正"), ("en", "Please put this right first")):
        client = stranger(language=language)
        answer = client.post(DOOR, {"username": username, "password": password})
        assert answer.status_code == 200
        assert says in answer.text
        assert PASSWORD not in answer.text
        assert client.get("/").status_code == 302


def test_a_closed_account_does_not_come_in_and_is_put_out(account: User) -> None:
    inside = signed_in(account)
    User.objects.filter(pk=account.pk).update(is_active=False)
    sent = {"username": account.username, "password": PASSWORD}
    answer = stranger().post(DOOR, sent)
    assert "账号或密码不对" in answer.text
    assert inside.get("/").status_code == 302


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_sent_to_another_host(to: str, account: User) -> None:
    sent = {"username": account.username, "password": PASSWORD, "next": to}
    assert stranger().post(DOOR, sent)["Location"] == "/"
    assert stranger().post("/language/", {"language": "en", "next": to})["Location"] == "/"


def test_a_chosen_language_is_remembered_and_goes_before_the_browsers() -> None:
    client = signed_in("office")
    answer = client.post("/language/", {"language": "en", "next": "/villages/?order=remaining"})
    assert answer["Location"] == "/villages/?order=remaining"
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)
    assert "Overview" in client.get("/").text


@pytest.mark.parametrize("language", ["fr", "../../etc", "", "zh-hant", "\0"])
def test_a_language_that_is_not_spoken_is_not_remembered(language: str) -> None:
    answer = stranger().post("/language/", {"language": language})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_whoever_leaves_is_out_and_comes_in_again_by_the_door() -> None:
    client = signed_in("office")
    assert client.post("/leave/")["Location"] == DOOR
    assert client.get("/").status_code == 302


def test_outside_a_demonstration_nobody_looks_as_somebody_else() -> None:
    one_of_the_cast("county")
    assert signed_in("office").post("/as/", {"as": "county"}).status_code == 404
    assert stranger().post("/as/", {"as": "county"}).status_code == 404
    assert "以…身份看" not in signed_in("office").get("/").text
    assert "演示：不用密码" not in stranger().get(DOOR).text


@pytest.mark.usefixtures("demonstration")
def test_in_a_demonstration_one_looks_as_any_of_the_cast() -> None:
    one_of_the_cast("county")
    client = signed_in("office")
    page = client.get("/").text
    assert "以…身份看" in page
    assert "合成数据" in page
    answer = client.post("/as/", {"as": "county", "next": "/villages/"})
    assert answer["Location"] == "/villages/"
    assert "county" in Read(client.get("/").text).texts
    assert client.get(f"/places/{CHENGKOU}/").status_code == 404


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("name", ["nobody", "", "\0", "x\0", "x" * 5000])
def test_in_a_demonstration_nobody_looks_as_whom_there_is_not(name: str) -> None:
    client = signed_in("office")
    assert client.post("/as/", {"as": name}).status_code == 404
    assert "office" in Read(client.get("/").text).texts


@pytest.mark.usefixtures("demonstration")
def test_in_a_demonstration_nobody_looks_as_a_closed_account() -> None:
    User.objects.filter(pk=one_of_the_cast("county").pk).update(is_active=False)
    assert signed_in("office").post("/as/", {"as": "county"}).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_whoever_arrives_at_a_demonstration_is_the_office_at_once() -> None:
    one_of_the_cast("county")
    one_of_the_cast("office")
    client = stranger()
    assert client.get("/").status_code == 200
    assert "office" in Read(client.get("/").text).texts


@pytest.mark.usefixtures("demonstration")
def test_nothing_that_is_sent_signs_anybody_in() -> None:
    one_of_the_cast("office")
    client = stranger()
    assert client.post("/leave/").status_code == 302
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert client.post("/targets/export/").status_code == 302
    assert client.get(DOOR).status_code == 200
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_outside_a_demonstration_nobody_is_signed_in_by_arriving() -> None:
    one_of_the_cast("office")
    client = stranger()
    assert client.get("/").status_code == 302
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_without_anybody_leads_to_the_door() -> None:
    assert stranger().get("/").status_code == 302


@pytest.mark.usefixtures("demonstration")
def test_the_day_of_a_demonstration_decides_which_duties_count() -> None:
    user = one_of_the_cast("county")
    user.duties.update(since=BEGUN + timedelta(days=1))
    assert "没有职责" in signed_in(user).get("/").text
