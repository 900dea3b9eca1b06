"""Nominations on their pages: put forward with evidence, decided by a second person, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.pages.viewing import campaign_now
from dingdian.records.targeting import actions
from dingdian.records.targeting.actions import Evidence
from dingdian.records.targeting.models import Nomination, State
from dingdian.records.trail.models import Entry
from tests.makers.cast import (
    CHENGKOU_VILLAGE,
    LONGJU,
    VILLAGE,
    one_of_the_cast,
    signed_in,
    standing_at,
)
from tests.makers.files import PAGE, PDF

pytestmark = pytest.mark.django_db
SAID = {"area": "weak_industry", "says": "没有加工点", "document": "万州农函〔2020〕18号"}
HERE = f"/nominations/new/?place={VILLAGE}"


def nominated(
    code: str = VILLAGE, *, area: str = "weak_industry", by: str = "county", file: str = ""
) -> Nomination:
    """A nomination that awaits its second person."""
    return actions.nominate(
        standing_at(code),
        campaign=campaign_now(),
        area=area,
        says="没有加工点",
        evidence=Evidence(
            "万州农函〔2020〕18号", sha256=file, kind="application/pdf" if file else ""
        ),
        by=one_of_the_cast(by),
    )


def test_a_county_office_nominates_a_village_and_is_told_what_comes_next() -> None:
    client = signed_in("county")
    assert "向东村在哪个方面有明显短板弱项？" in client.get(HERE).text
    answer = client.post(HERE, SAID, follow=True)
    made = Nomination.objects.get()
    assert answer.redirect_chain[-1][0] == f"/nominations/{made.pk}/"
    assert "已申报，等待行业部门确认" in answer.text
    assert (made.code, made.area, made.state) == (VILLAGE, "weak_industry", State.NOMINATED)
    assert Entry.objects.filter(deed="nominated a place", by="county").count() == 1


def test_a_file_is_taken_and_given_back_to_be_saved_under_a_harmless_name() -> None:
    client = signed_in("village")
    file = SimpleUploadedFile("../函\r\n.html", PDF, content_type="text/html")
    client.post(HERE, SAID | {"file": file})
    made = Nomination.objects.get()
    answer = client.get(f"/nominations/{made.pk}/evidence/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    named = f'attachment; filename="{VILLAGE}-evidence-{made.pk}.pdf"'
    assert answer["Content-Disposition"] == named
    assert signed_in("outsider").get(f"/nominations/{made.pk}/evidence/").status_code == 404


def test_a_file_that_is_something_else_is_refused_beside_its_field_and_nothing_typed_is_lost() -> (
    None
):
    file = SimpleUploadedFile("函.pdf", PAGE, content_type="application/pdf")
    answer = signed_in("county").post(HERE, SAID | {"file": file})
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.text
    assert "没有保存" in answer.text
    assert SAID["says"] in answer.text
    assert SAID["document"] in answer.text
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    ("language", "says"),
    [("zh-hans", "请填写“缺什么”。"), ("en", "Please fill in “What lacks”.")],
)
def test_what_is_missing_is_said_in_the_readers_language_with_a_link(
    language: str, says: str
) -> None:
    answer = signed_in("county", language=language).post(HERE, SAID | {"says": " "})
    assert answer.status_code == 422
    assert f'<a href="#id_says">{says}</a>' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'aria-describedby="id_says_helptext id_says_error"' in answer.text


def test_what_stands_already_is_refused_in_the_form_itself() -> None:
    nominated()
    answer = signed_in("county").post(HERE, SAID)
    assert answer.status_code == 422
    assert "已有同样的申报" in answer.text
    assert SAID["says"] in answer.text


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [
        ("county", VILLAGE, 200),
        ("village", VILLAGE, 200),
        ("office", VILLAGE, 403),
        ("department", VILLAGE, 403),
        ("outsider", VILLAGE, 404),
        ("county", CHENGKOU_VILLAGE, 404),
        ("county", "500101999999", 404),
        ("county", "\0", 404),
        ("county", LONGJU, 409),
    ],
)
def test_a_village_is_nominated_only_by_who_answers_for_it(
    name: str, code: str, status: int
) -> None:
    answer = signed_in(name).get("/nominations/new/", {"place": code})
    assert answer.status_code == status


def test_without_a_place_it_is_asked_which() -> None:
    page = signed_in("county", language="en").get("/nominations/new/").text
    assert "Which village do you nominate?" in page


def test_a_second_person_is_told_in_numbers_what_confirming_does_and_confirms() -> None:
    found, client = nominated(), signed_in("department")
    assert "已确认的由 0 件变为 1 件" in client.get(f"/nominations/{found.pk}/").text
    page = client.post(f"/nominations/{found.pk}/confirm/", follow=True).text
    found.refresh_from_db()
    assert (found.state, found.decided_by) == (State.CONFIRMED, one_of_the_cast("department"))
    assert "已确认，从下一次识别起计入。" in page


def test_refusing_needs_a_reason_which_who_nominated_reads() -> None:
    found, client = nominated(), signed_in("department")
    answer = client.post(f"/nominations/{found.pk}/refuse/", {"refusing-why": ""})
    assert answer.status_code == 422
    assert 'href="#id_refusing-why"' in answer.text
    client.post(f"/nominations/{found.pk}/refuse/", {"refusing-why": "已有加工点"})
    assert "未予确认：已有加工点" in signed_in("county").get(f"/nominations/{found.pk}/").text


def test_who_nominated_takes_it_back_with_a_reason() -> None:
    found, client = nominated(), signed_in("county")
    page = client.post(
        f"/nominations/{found.pk}/withdraw/", {"withdrawing-why": "已补齐"}, follow=True
    ).text
    assert "已撤回，理由已记录。" in page
    assert Nomination.objects.get().state == State.WITHDRAWN
    assert "要撤回吗？" not in page


@pytest.mark.parametrize(
    ("name", "status"), [("county", 403), ("township", 403), ("outsider", 404)]
)
def test_a_nomination_is_confirmed_by_nobody_else(name: str, status: int) -> None:
    found = nominated()
    assert signed_in(name).post(f"/nominations/{found.pk}/confirm/").status_code == status
    assert Nomination.objects.get().state == State.NOMINATED


def test_what_was_decided_meanwhile_is_refused_in_words() -> None:
    found = nominated()
    actions.refuse_nomination(found, why="已有加工点", by=one_of_the_cast("department"))
    answer = signed_in("department", language="en").post(f"/nominations/{found.pk}/confirm/")
    assert answer.status_code == 409
    assert "this one is “refused” by now" in answer.text


def test_the_list_shows_what_lies_in_scope_narrowed_and_ordered() -> None:
    nominated()
    nominated(area="weak_guarantees")
    client = signed_in("office")
    assert "共 2 行" in client.get("/nominations/").text
    assert "共 1 行" in client.get("/nominations/", {"area": "weak_industry"}).text
    assert "没有符合条件的申报" in client.get("/nominations/", {"state": "confirmed"}).text
    assert "共 2 行" in client.get("/nominations/", {"county": "500101", "order": "place"}).text
    assert "没有符合条件的申报" in client.get("/nominations/", {"county": "500229"}).text
    assert "No nomination answers" in signed_in("outsider", language="en").get("/nominations/").text


def test_htmx_is_given_the_rows_alone() -> None:
    part = signed_in("office").get("/nominations/", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'class="narrowing"' in part.text


def test_a_page_of_many_nominations_takes_as_many_queries_as_one_of_few() -> None:
    client, counts = signed_in("office"), []
    codes = [f"{LONGJU}2{number:02d}" for number in range(1, 12)]
    nominated()
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/nominations/")
        counts.append(len(queries))
        for code in codes if len(counts) == 1 else ():
            nominated(code)
    assert counts[0] == counts[1]
    assert Nomination.objects.count() == 12
