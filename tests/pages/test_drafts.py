"""Forms that save themselves: offered to who began them, to nobody else, and gone once sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dingdian.records.registry.draft import Draft
from dingdian.records.registry.models import Household
from tests.makers.cast import VILLAGE, signed_in
from tests.makers.filled import Inputs, household, sheet
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db


def change(of: Household) -> str:
    """Where all of it is changed."""
    return f"/households/{of.key}/change/"


def begin(client: Client, of: Household, **typed: Any) -> None:
    """The form saves itself as it does in a browser."""
    answer = client.post(
        "/drafts/", sheet(client, change(of), **typed), headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "草稿已保存" in answer.text
    assert "<html" not in answer.text


def test_who_comes_back_is_offered_what_they_typed() -> None:
    client, of = signed_in("village"), household()
    begin(client, of, fuel="coal", phone="13900000077", watch_risks=["illness", "schooling"])
    Draft.objects.update(saved_at=timezone.now() - timedelta(minutes=12))
    page = client.get(change(of))
    assert "您有一份12分钟前保存的草稿。" in Read(page.text).text
    assert Read(page.text).faults == []
    assert "fuel" not in page.request["QUERY_STRING"]
    used = Inputs(client.get(f"{change(of)}?draft=use").text).sent
    assert (used["fuel"], used["phone"]) == ("coal", "13900000077")
    assert used["watch_risks"] == ["illness", "schooling"]


def test_a_draft_is_gone_once_it_is_sent() -> None:
    client, of = signed_in("village"), household()
    begin(client, of, fuel="coal")
    used = sheet(client, f"{change(of)}?draft=use")
    assert client.post(f"{change(of)}?draft=use", used).status_code == 302
    assert Draft.objects.count() == 0


def test_a_draft_is_thrown_away_by_a_button() -> None:
    client, of = signed_in("village"), household()
    begin(client, of, fuel="coal")
    thrown = {"draft-form": "change", "draft-subject": str(of.key), "draft": "throw"}
    answer = client.post("/drafts/", thrown, follow=True)
    assert "草稿已丢弃。" in answer.text
    assert Draft.objects.count() == 0


def test_without_scripts_a_button_saves_it_and_shows_it_again() -> None:
    client, of = signed_in("village"), household()
    answer = client.post("/drafts/", sheet(client, change(of), fuel="coal"), follow=True)
    assert answer.redirect_chain == [(f"{change(of)}?draft=use", 302)]
    assert Inputs(answer.text).sent["fuel"] == "coal"


def test_nobody_sees_a_draft_of_somebody_else() -> None:
    client, of = signed_in("village"), household()
    begin(client, of, fuel="coal")
    other = signed_in("township")
    assert "草稿" not in Read(other.get(change(of)).text).text.replace("保存草稿", "")
    assert Inputs(other.get(f"{change(of)}?draft=use").text).sent["fuel"] == ""


def test_a_draft_says_that_the_household_changed_meanwhile() -> None:
    client, of = signed_in("village"), household()
    begin(client, of, fuel="coal")
    other = signed_in("township")
    other.post(change(of), sheet(other, change(of), fuel="firewood"))
    assert "此户此后已有改动" in client.get(change(of)).text
    used = sheet(client, f"{change(of)}?draft=use")
    answer = client.post(f"{change(of)}?draft=use", used)
    assert answer.status_code == 409
    assert "柴草" in answer.text


def test_a_household_that_is_being_entered_keeps_its_members() -> None:
    client, to = signed_in("village"), f"/households/new/?place={VILLAGE}"
    typed = sheet(client, to, number="77") | {"m1-name": "张三丰", "m1-health": ["healthy"]}
    answer = client.post("/drafts/", typed, follow=True)
    assert answer.redirect_chain[-1][0] == f"{to}&draft=use"
    used = Inputs(answer.text).sent
    assert (used["number"], used["m1-name"], used["m1-health"]) == ("77", "张三丰", ["healthy"])


@pytest.mark.parametrize(
    ("form", "subject"), [("no_form", "1"), ("change", "../x"), ("change", ""), ("enter", "9" * 41)]
)
def test_a_draft_of_no_form_of_ours_is_not_kept(form: str, subject: str) -> None:
    client = signed_in("village")
    answer = client.post("/drafts/", {"draft-form": form, "draft-subject": subject})
    assert (answer.status_code, Draft.objects.count()) == (400, 0)
