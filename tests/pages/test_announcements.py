"""Announcing: what would be final in numbers, what stands in the way, and the official table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.pages.viewing import campaign_now
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Announcement, Run
from tests.makers.cast import (
    BEGUN,
    CHENGKOU_VILLAGE,
    LONGJU,
    VILLAGE,
    one_of_the_cast,
    signed_in,
    standing_at,
)
from tests.makers.runs import make_run

pytestmark = pytest.mark.django_db
NEW = "/announcements/new/"
SAID = {"document": "渝扶组发〔2020〕8号", "title": "定点攻坚对象名单", "on": "2020-07-30"}


def a_run(*, tied: bool = False) -> Run:
    """A run with one township and two villages; with `tied` one of those is open."""
    return make_run(
        targets={
            standing_at(LONGJU): "designated",
            standing_at(VILLAGE): "tied" if tied else "included",
            standing_at(CHENGKOU_VILLAGE): "included",
        }
    )


def override_confirmed(code: str) -> None:
    asked = actions.override(
        standing_at(code),
        campaign=campaign_now(),
        target_class="village",
        admits=True,
        reason="并列取舍",
        document="渝扶组办〔2020〕31号",
        by=one_of_the_cast("office"),
    )
    actions.confirm_override(asked, by=one_of_the_cast("second_office"))


def announced(run: Run) -> Announcement:
    return actions.announce(
        run,
        document=SAID["document"],
        title=SAID["title"],
        on=BEGUN,
        by=one_of_the_cast("office"),
    )


def test_the_office_sees_the_numbers_and_announces_the_list() -> None:
    run, client = a_run(), signed_in("office")
    page = client.get(NEW).text
    assert "可以：公布后 3 个对象定为现行名单" in page
    assert "公布 3 个对象" in page
    answer = client.post(NEW, SAID | {"run": run.pk}, follow=True)
    made = Announcement.objects.get()
    assert answer.redirect_chain[-1][0] == f"/announcements/{made.pk}/"
    assert "已公布：渝扶组发〔2020〕8号。" in answer.text
    assert made.places.count() == 3


def test_a_tie_stands_in_the_way_with_the_way_to_settle_it() -> None:
    run, client = a_run(tied=True), signed_in("office")
    page = client.get(NEW).text
    assert "还不能：1 个并列的地方尚未取舍。" in page
    assert f"/overrides/new/?class=village&amp;place={VILLAGE}" in page
    assert 'name="document"' not in page
    refused = client.post(NEW, SAID | {"run": run.pk})
    assert refused.status_code == 422
    assert "并列待定，尚未取舍" in refused.text
    override_confirmed(VILLAGE)
    assert "可以：公布后 3 个对象" in client.get(NEW).text


def test_a_decision_that_awaits_its_second_person_is_counted_and_linked() -> None:
    a_run(tied=True)
    actions.override(
        standing_at(VILLAGE),
        campaign=campaign_now(),
        target_class="village",
        admits=True,
        reason="并列取舍",
        document="渝扶组办〔2020〕31号",
        by=one_of_the_cast("office"),
    )
    page = signed_in("office", language="en").get(NEW).text
    assert "Decisions awaiting a second person (do not count)" in page
    assert "asked, awaits a second person" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"on": "2999-01-01"}, "The day cannot lie after today."),
        ({"on": "yesterday"}, "Write “The day of announcement” like 2020-07-30."),
        ({"document": ""}, "Please fill in “The document&#x27;s number”."),
        ({"run": "0"}, "A later run has been kept meanwhile."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    changed: dict[str, str], says: str
) -> None:
    said = SAID | {"run": str(a_run().pk)} | changed
    answer = signed_in("office", language="en").post(NEW, said)
    assert answer.status_code == 422
    assert says in answer.text
    assert SAID["title"] in answer.text
    assert not Announcement.objects.exists()


def test_a_list_is_announced_only_from_the_run_that_was_shown() -> None:
    shown = a_run()
    make_run("sha256:two", targets={standing_at(VILLAGE): "included"})
    answer = signed_in("office").post(NEW, SAID | {"run": shown.pk})
    assert answer.status_code == 422
    assert "已有更新的识别结果。" in answer.text


@pytest.mark.parametrize("name", ["county", "steward", "inspector", "village", "outsider"])
def test_nobody_but_the_office_announces(name: str) -> None:
    run = a_run()
    assert signed_in(name).get(NEW).status_code == 403
    assert signed_in(name).post(NEW, SAID | {"run": run.pk}).status_code == 403
    assert not Announcement.objects.exists()


def test_without_a_run_there_is_nothing_to_announce() -> None:
    assert "还没有识别结果" in signed_in("office").get(NEW).text
    assert "还没有公布过名单" in signed_in("county").get("/announcements/").text


def test_the_official_table_names_each_place_its_class_and_its_basis() -> None:
    run = a_run(tied=True)
    override_confirmed(VILLAGE)
    made = announced(run)
    page = signed_in("office").get(f"/announcements/{made.pk}/").text
    for said in ("序号", "区县", "乡镇", "类别", "依据", "万州区", "龙驹镇", "向东村", "城口县"):
        assert said in page
    assert "另行决定：渝扶组办〔2020〕31号" in page
    assert campaign_now().classes[0].designation.document.zh in page  # type: ignore[union-attr]  # class one is designated
    assert page.index("龙驹镇") < page.index("向东村")
    assert 'href="/static/pages/official.css"' in page
    assert "打印人 office" in page


def test_the_table_shows_a_county_its_own_places_and_says_how_many_there_are() -> None:
    made = announced(a_run())
    page = signed_in("outsider", language="en").get(f"/announcements/{made.pk}/").text
    assert "Only the 1 within your duty are listed, of 3 in all." in page
    assert "龙驹镇" not in page
    assert SAID["document"] in signed_in("outsider").get("/announcements/").text


def test_an_announcement_that_is_not_there_is_not_found() -> None:
    assert signed_in("office").get("/announcements/99/").status_code == 404


def test_a_longer_table_takes_as_many_queries_as_a_short_one() -> None:
    client, counts = signed_in("office"), []
    few = {standing_at(LONGJU): "designated"}
    many = few | {standing_at(f"{LONGJU}2{number:02d}"): "included" for number in range(1, 9)}
    for number, targets in enumerate((few, many), start=1):
        run = make_run(f"sha256:{number}", targets=targets)
        made = actions.announce(
            run,
            document=f"渝扶组发〔2020〕{number}号",
            title=SAID["title"],
            on=BEGUN,
            by=one_of_the_cast("office"),
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/announcements/{made.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
