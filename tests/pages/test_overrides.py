"""Overrides on their pages: asked for from a target, confirmed by a second person, taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.pages.viewing import campaign_now
from dingdian.records.access.scope import Scope
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Override
from dingdian.records.targeting.queries import current_run, targets
from dingdian.records.trail.models import Entry
from tests.makers.cast import (
    CHENGKOU_VILLAGE,
    LONGJU,
    VILLAGE,
    one_of_the_cast,
    signed_in,
    standing_at,
)
from tests.makers.runs import make_run

pytestmark = pytest.mark.django_db
HERE = f"/overrides/new/?class=village&place={VILLAGE}"
SAID = {"admits": "in", "reason": "并列取舍", "document": "渝扶组办〔2020〕31号"}


def asked_for(code: str = VILLAGE, *, admits: bool = True, by: str = "office") -> Override:
    """An override that awaits its second person."""
    return actions.override(
        standing_at(code),
        campaign=campaign_now(),
        target_class="village",
        admits=admits,
        reason="并列取舍",
        document="渝扶组办〔2020〕31号",
        by=one_of_the_cast(by),
    )


def decided() -> bool | None:
    """How the village stands now, decisions included."""
    run = current_run(campaign_now().code)
    assert run is not None
    found: bool | None = targets(run, seen_by=Scope(frozenset({"50/"}))).get(code=VILLAGE).decided
    return found


def test_the_office_asks_and_is_told_in_numbers_what_it_would_change() -> None:
    make_run(targets={standing_at(VILLAGE): "tied", standing_at(CHENGKOU_VILLAGE): "included"})
    client = signed_in("office")
    page = client.get(HERE).text
    assert "计算结果：并列待定。名单内现有 1 个；决定列入则为 2 个，决定不列入则为 1 个。" in page
    answer = client.post(HERE, SAID, follow=True)
    made = Override.objects.get()
    assert answer.redirect_chain[-1][0] == f"/overrides/{made.pk}/"
    assert "经办公室另一人复核后生效" in answer.text
    assert "您是提出人，不能自己复核" in answer.text
    assert "复核同意" not in answer.text
    assert decided() is None
    assert Entry.objects.filter(deed="asked for an override", by="office").count() == 1


def test_a_second_person_confirms_it_and_it_counts_at_once() -> None:
    make_run(targets={standing_at(VILLAGE): "tied"})
    found, client = asked_for(), signed_in("second_office")
    assert "名单由 0 个变为 1 个" in client.get(f"/overrides/{found.pk}/").text
    page = client.post(f"/overrides/{found.pk}/confirm/", follow=True).text
    assert "已复核，从现在起生效。" in page
    assert decided() is True


def test_a_place_that_was_in_is_left_out_and_comes_back_when_that_is_withdrawn() -> None:
    make_run(targets={standing_at(VILLAGE): "included"})
    found, client = asked_for(admits=False), signed_in("second_office")
    assert "名单由 1 个变为 0 个" in client.get(f"/overrides/{found.pk}/").text
    client.post(f"/overrides/{found.pk}/confirm/")
    assert decided() is False
    page = signed_in("office").post(f"/overrides/{found.pk}/withdraw/", follow=True).text
    assert "已撤回，恢复为计算结果。" in page
    assert decided() is True


def test_who_asked_is_refused_in_words_when_they_confirm_it_all_the_same() -> None:
    found = asked_for()
    answer = signed_in("office", language="en").post(f"/overrides/{found.pk}/confirm/")
    assert answer.status_code == 409
    assert "whoever put it forward cannot decide it as well" in answer.text
    assert Override.objects.get().confirmed_at is None


@pytest.mark.parametrize(
    ("name", "status"),
    [("office", 200), ("county", 403), ("steward", 403), ("inspector", 403), ("outsider", 404)],
)
def test_only_the_office_decides_otherwise(name: str, status: int) -> None:
    found = asked_for(by="second_office")
    assert signed_in(name).get(HERE).status_code == status
    answer = signed_in(name).post(f"/overrides/{found.pk}/confirm/")
    assert answer.status_code == (302 if status == 200 else status)


@pytest.mark.parametrize(
    "asked",
    [
        {"class": "village"},
        {"place": VILLAGE},
        {"class": "village", "place": LONGJU},
        {"class": "no_such", "place": VILLAGE},
        {"class": "village", "place": "\0"},
    ],
)
def test_an_address_that_names_no_place_of_the_class_is_not_there(asked: dict[str, str]) -> None:
    assert signed_in("office").get("/overrides/new/", asked).status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_is_kept() -> None:
    said = SAID | {"admits": "", "document": ""}
    answer = signed_in("office", language="en").post(HERE, said)
    assert answer.status_code == 422
    assert '<a href="#id_admits">Please choose “The decision”.</a>' in answer.text
    assert "Please fill in “The document behind it”." in answer.text
    assert SAID["reason"] in answer.text
    assert not Override.objects.exists()


def test_what_stands_already_is_refused_in_the_form_itself() -> None:
    asked_for()
    answer = signed_in("office").post(HERE, SAID)
    assert (answer.status_code, Override.objects.count()) == (422, 1)
    assert "已有同样的另行决定" in answer.text


def test_the_list_shows_what_lies_in_scope_by_state() -> None:
    asked_for()
    client = signed_in("second_office")
    assert "向东村" in client.get("/overrides/", {"state": "pending"}).text
    assert "没有符合条件的决定" in client.get("/overrides/", {"state": "confirmed"}).text
    assert "No decision answers" in signed_in("outsider", language="en").get("/overrides/").text
    assert "向东村" in signed_in("county").get("/overrides/").text
    part = client.get("/overrides/", headers={"HX-Request": "true"}).text
    assert "<html" not in part


def test_a_page_of_many_overrides_takes_as_many_queries_as_one_of_few() -> None:
    client, counts = signed_in("office"), []
    asked_for()
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/overrides/")
        counts.append(len(queries))
        for number in range(1, 9) if len(counts) == 1 else ():
            asked_for(f"{LONGJU}2{number:02d}")
    assert counts[0] == counts[1]
