"""The door: who may look, and who is asked to sign in first."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.cast import CAST, CHENGKOU, WANZHOU, one_of_the_cast, signed_in

pytestmark = pytest.mark.django_db


def test_nobody_looks_without_having_signed_in() -> None:
    answer = Client(HTTP_HOST="localhost").get(reverse("pages:city"))
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
