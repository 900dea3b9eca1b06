"""The difference sheet: in the order of the screens, ticked off, stale once an export disagrees."""

import csv
import io

import pytest

from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.actions import change_household
from dingdian.records.registry.models import NationalTick
from dingdian.records.trail.models import Entry
from tests.makers.cast import CITY, LONGJU, VILLAGE, one_of_the_cast, signed_in
from tests.makers.households import fresh
from tests.makers.page_read import Read
from tests.makers.registered import NAME, WATER_SINCE, Registered, exported, registered

pytestmark = pytest.mark.django_db

SHEET = f"/national/?under={VILLAGE}"
LINE = "HH-0001||house_grade"


@pytest.fixture
def made() -> Registered:
    """Two households, and an export that has one of them with another grade and another name."""
    found = registered()
    exported(house_grade="C")
    return found


def sheet(to: str = SHEET, *, who: str = "village", language: str = "zh-hans") -> str:
    """What the sheet says."""
    page = Read(signed_in(who, language=language).get(to).text)
    assert page.faults == []
    return page.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.usefixtures("made")
def test_what_differs_stands_field_by_field_in_the_order_of_the_screen(language: str) -> None:
    text = sheet(language=language)
    first, second = ("房屋鉴定等级", "姓名") if language == "zh-hans" else ("House grade", "Name")
    assert text.index(f"{first} ") < text.index(f" {second} ")
    assert "欧阳承则" in text


@pytest.mark.usefixtures("made")
def test_the_first_line_counts_fields_households_and_ticks() -> None:
    assert "与 2020-09-30 的导出相比，1 户 4 项不一致，已录入 0 项" in sheet()


def test_without_an_export_the_sheet_says_how_to_take_one_in() -> None:
    registered()
    text = sheet()
    assert "还没有载入国家系统的导出" in text
    assert "不一致，已录入" not in text


@pytest.mark.usefixtures("made")
def test_above_a_township_a_place_is_chosen_first() -> None:
    assert "请选择" in sheet(f"/national/?under={CITY}", who="office")
    assert "4 项不一致" in sheet(f"/national/?under={LONGJU}", who="office")


@pytest.mark.usefixtures("made")
def test_a_tick_says_who_and_when_and_can_be_taken_back() -> None:
    client = signed_in("village")
    to = f"/national/tick/?under={VILLAGE}"
    answer = client.post(to, {"line": [LINE]})
    assert (answer.status_code, answer["Location"]) == (302, SHEET)
    assert "✓ village" in sheet()
    assert "已录入 1 项" in sheet()
    entry = Entry.objects.get(deed="ticked off differences")
    assert entry.told == {"lines": 1, "off": True}
    client.post(to, {"line": [LINE], "back": "yes"})
    assert "已录入 0 项" in sheet()


@pytest.mark.usefixtures("made")
def test_a_tick_beyond_the_duty_and_a_line_that_is_none_do_nothing() -> None:
    signed_in("outsider").post("/national/tick/", {"line": [LINE, "nonsense", "x|y|z"]})
    assert not NationalTick.objects.exists()
    assert not Entry.objects.filter(deed="ticked off differences").exists()


def test_a_tick_falls_when_the_household_changes(made: Registered) -> None:
    signed_in("village").post("/national/tick/", {"line": [LINE]})
    change_household(
        fresh(made.here),
        fields={"house_grade": "A"},
        since=WATER_SINCE,
        version=fresh(made.here).version,
        campaign=campaign_now(),
        by=one_of_the_cast("village"),
    )
    assert "已录入 0 项" in sheet()


@pytest.mark.usefixtures("made")
def test_a_tick_that_the_next_export_does_not_confirm_says_so() -> None:
    signed_in("village").post("/national/tick/", {"line": [LINE]})
    NationalTick.objects.update(exported_on="2020-08-31")
    text = sheet()
    assert "曾勾销，导出仍不一致" in text
    assert "已录入 0 项" in text


@pytest.mark.parametrize(("sent", "named"), [({}, False), ({"names": "yes", "why": "录入"}, True)])
@pytest.mark.usefixtures("made")
def test_the_file_tells_names_only_to_who_edits_and_says_what_for(
    sent: dict[str, str], named: bool
) -> None:
    answer = signed_in("village").post(
        f"/national/export/?under={VILLAGE}", {"form": "csv", **sent}
    )
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[2] for row in rows[1:5]] == [
        "房屋鉴定等级",
        "饮水安全",
        "姓名",
        "国家系统没有，待录入",
    ]
    assert (NAME in text) is named
