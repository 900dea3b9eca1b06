"""One household and its members: now, side by side, on paper; and a number shown once."""

import json
import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from dingdian.logbook import Lines
from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.actions import change_household
from dingdian.records.registry.models import Deed
from dingdian.records.registry.undoing import undo
from dingdian.records.trail.models import Entry
from tests.makers.cast import CHENGKOU_VILLAGE, one_of_the_cast, signed_in, standing_at
from tests.makers.households import fresh
from tests.makers.leaks import leaks_in_database, leaks_in_texts
from tests.makers.page_read import Read
from tests.makers.registered import (
    AWAY,
    CHILD,
    HELPER,
    ID_NUMBER,
    NAME,
    PHONE,
    SECRETS,
    Registered,
    registered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Registered:
    """A household in Wanzhou and one in Chengkou."""
    return registered()


@pytest.fixture
def written() -> Iterator[list[str]]:
    """The lines that the program and Django write to the log meanwhile."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Kept(level=logging.DEBUG)
    handler.setFormatter(Lines())
    loggers = [logging.getLogger(name) for name in ("dingdian", "django")]
    for one in loggers:
        one.addHandler(handler)
    yield lines
    for one in loggers:
        one.removeHandler(handler)


def read(to: str, *, who: str = "village", language: str = "zh-hans") -> Read:
    """A page whole."""
    answer = signed_in(who, language=language).get(to)
    assert answer.status_code == 200, to
    page = Read(answer.text)
    assert page.faults == []
    return page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_household_says_who_they_are_and_how_they_stand(made: Registered, language: str) -> None:
    text = read(f"/households/{made.here.key}/", language=language).text
    for one in (NAME, CHILD, HELPER, "500***********0016", "139****5678", "5,500.00"):
        assert one in text
    assert ID_NUMBER not in text
    assert PHONE not in text


def test_the_rounds_stand_side_by_side_with_what_differs_marked(made: Registered) -> None:
    text = read(f"/households/{made.here.key}/").text
    assert "饮水未安全 ≠ 饮水安全" in text
    assert "未知 ≠ 经过净化处理的自来水" in text
    assert "2018-01-01 起" in text
    assert "2020-06-01 起" in text


def test_a_day_of_the_past_shows_what_was_then(made: Registered) -> None:
    page = read(f"/households/{made.here.key}/?on=2019-12-31")
    assert "这是 2019-12-31 的情况" in page.text
    assert "饮水不安全" in page.text
    assert "2020-06-01" not in page.text


def test_a_late_entry_says_by_how_many_days(made: Registered) -> None:
    deed = Deed.objects.filter(touches__household=made.here).order_by("-pk")[0]
    lag = (deed.recorded_at.date() - deed.happened_on).days
    text = read(f"/households/{made.here.key}/").text
    assert "补录" in text
    assert f"迟{lag:,}天" in text or f"迟{lag + 1:,}天" in text


def test_what_was_undone_is_struck_through_and_stays(made: Registered) -> None:
    deed = Deed.objects.filter(touches__household=made.here).order_by("-pk")[0]
    undo(deed, campaign=campaign_now(), by=one_of_the_cast("county"))
    answer = signed_in("village").get(f"/households/{made.here.key}/").text
    assert '<s><time datetime="2020-06-01">2020-06-01</time> 变更户信息</s>' in answer


def test_a_guarantee_shows_its_dated_proof_or_that_there_is_none(made: Registered) -> None:
    text = read(f"/households/{made.here.key}/").text
    assert "住房安全鉴定书 2020-03-01" in text
    assert text.count("没有佐证") == 3


def test_an_income_stands_by_part_beside_the_line_of_its_year(made: Registered) -> None:
    text = read(f"/households/{made.here.key}/").text
    assert "工资性收入 10,000.00元" in text
    assert "− 生产经营性支出 200.00元" in text
    assert "11,000.00元" in text
    assert "当年贫困线 3,218.00元 ● 不低于" in text


def test_a_household_that_moved_away_is_seen_where_it_lives(made: Registered) -> None:
    from_there = standing_at(CHENGKOU_VILLAGE)
    rows = made.here.rounds.filter(since=date(2020, 6, 1))
    rows.update(place=from_there.place, path=from_there.path)
    client = signed_in("village")
    assert client.get(f"/households/{made.here.key}/").status_code == 404
    assert client.get(f"/households/{made.here.key}/?on=2020-05-31").status_code == 200
    assert signed_in("outsider").get(f"/households/{made.here.key}/").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sheet_of_paper_says_what_lacks_who_answers_and_when(
    made: Registered, language: str
) -> None:
    page = read(f"/households/{made.here.key}/account/?on=2020-10-19", language=language)
    for one in (NAME, CHILD, HELPER, "HH-0001"):
        assert one in page.text
    lacks = "至9月30日的年度收入未核算" if language == "zh-hans" else "30 September is not recorded"
    assert lacks in page.text
    assert ID_NUMBER not in page.text


def test_before_the_income_year_ends_the_earliest_day_is_told(made: Registered) -> None:
    to = f"/households/{made.here.key}/account/"
    assert "最早可依法退出的日期：2020-10-08" in read(f"{to}?on=2020-07-30").text
    assert "还不能退出：差 2 项" in read(f"{to}?on=2020-05-31").text
    assert "不再办理退出" in read(f"/households/{made.away.key}/account/", who="outsider").text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_member_says_who_it_is_with_the_number_masked(made: Registered, language: str) -> None:
    page = read(f"/members/{made.head.key}/", language=language)
    assert NAME in page.text
    assert "500***********0016" in page.text
    assert ID_NUMBER not in page.text


def test_an_id_number_is_shown_for_one_answer_and_noted_by_keys(made: Registered) -> None:
    client = signed_in("village")
    answer = client.post(f"/members/{made.head.key}/id-number/", {"why": "check"})
    assert ID_NUMBER in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert ID_NUMBER not in client.get(f"/members/{made.head.key}/").text
    (entry,) = Entry.objects.filter(deed="read an ID number")
    assert entry.told == {"member": made.head.key, "why": "check"}
    assert (entry.by, entry.subject) == ("village", f"registry.member:{made.head.pk}")


@pytest.mark.parametrize("why", ["", "because"])
def test_without_a_reason_the_number_stays_masked(made: Registered, why: str) -> None:
    answer = signed_in("village").post(f"/members/{made.head.key}/id-number/", {"why": why})
    assert answer.status_code == 422
    assert ID_NUMBER not in answer.text
    assert not Entry.objects.filter(deed="read an ID number").exists()


def test_no_name_and_no_number_stands_in_an_address_the_log_or_the_database(
    made: Registered, written: list[str]
) -> None:
    client, key = signed_in("county"), made.here.key
    pages = {
        to: client.get(to).text
        for to in (
            "/households/",
            "/households/?order=newest",
            f"/households/{key}/",
            f"/households/{key}/account/",
            f"/members/{made.head.key}/",
        )
    }
    for typed in (NAME, ID_NUMBER, PHONE):
        pages[f"found {len(pages)}"] = client.post("/households/find/", {"q": typed}).text
    client.post(f"/members/{made.head.key}/id-number/", {"why": "check"})
    client.post("/households/export/", {"form": "csv", "names": "yes", "why": "核对"})
    links = {f"links of {to}": "\n".join(Read(text).links) for to, text in pages.items()}
    secrets = [*SECRETS, made.here.number]
    assert leaks_in_texts(links, secrets) == []
    assert written
    assert leaks_in_texts({"log": "\n".join(written)}, secrets) == []
    assert leaks_in_database(connection, SECRETS) == []
    trail = json.dumps(list(Entry.objects.values_list("told", flat=True)), ensure_ascii=False)
    assert leaks_in_texts({"trail": trail}, SECRETS) == []


def test_an_ended_household_and_a_successor_are_still_there_to_be_read(made: Registered) -> None:
    made.here.rounds.filter(until=None, undone_at=None).update(until=date(2021, 1, 1))
    assert "此户自 2021-01-01 起不再在册" in read(f"/households/{made.here.key}/").text
    assert AWAY not in read("/households/").text


def test_what_is_changed_twice_on_one_day_is_one_round(made: Registered) -> None:
    change_household(
        fresh(made.here),
        fields={"farmland_li": 400},
        since=date(2020, 6, 1),
        version=fresh(made.here).version,
        campaign=campaign_now(),
        by=one_of_the_cast("county"),
    )
    assert "3.25亩 ≠ 4亩" in read(f"/households/{made.here.key}/").text
