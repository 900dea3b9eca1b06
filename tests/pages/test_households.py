"""The list of households: as of a day, narrowed, found by what is posted, and taken along."""

import csv
import io

import pytest

from dingdian.records.trail.models import Entry
from tests.makers.cast import LONGJU, VILLAGE, signed_in
from tests.makers.page_read import Read
from tests.makers.registered import AWAY, ID_NUMBER, NAME, Registered, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Registered:
    """A household in Wanzhou and one in Chengkou."""
    return registered()


def listed(query: str = "", *, who: str = "office") -> str:
    """What the list says."""
    answer = signed_in(who).get(f"/households/{query}")
    assert answer.status_code == 200
    page = Read(answer.text)
    assert page.faults == []
    return page.text


def rows_of(content: bytes) -> tuple[list[str], str]:
    """The heads of the columns of a csv, and all that it says."""
    text = content.decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text))), text


@pytest.mark.usefixtures("made")
def test_a_line_tells_head_number_state_income_and_its_four_lights() -> None:
    text = listed(f"?under={VILLAGE}")
    assert f"{NAME} HH-0001" in text
    assert "有 1 户，其中未脱贫 1 户，监测 0 户" in text
    assert "5,500.00元 至 2019-09-30" in text
    assert text.count("● 达标") == 4


@pytest.mark.parametrize("who", ["office", "county", "township", "village", "inspector"])
@pytest.mark.usefixtures("made")
def test_who_reads_of_persons_sees_those_of_their_own_place(who: str) -> None:
    text = listed(who=who)
    assert NAME in text
    assert (AWAY in text) is (who in ("office", "inspector"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=not_lifted", {NAME}),
        ("status=lifted", {AWAY}),
        ("watch=not_watched", {NAME}),
        ("cause=illness", {NAME}),
        ("cause=disability", {NAME}),
        ("cause=other", set()),
        ("lacking=housing", {AWAY}),
        ("lacking=any", {AWAY}),
        ("lacking=water", set()),
        ("lacking=unreported", {AWAY}),
        ("lacking=water&on=2020-05-31", {NAME}),
        ("late=yes", {NAME, AWAY}),
        ("late=no", set()),
        ("on=2017-12-31", set()),
        (f"under={LONGJU}", {NAME}),
    ],
)
@pytest.mark.usefixtures("made")
def test_each_question_narrows_the_list(query: str, found: set[str]) -> None:
    text = listed(f"?{query}")
    assert {name for name in (NAME, AWAY) if name in text} == found


@pytest.mark.usefixtures("made")
def test_a_day_that_has_not_come_and_one_that_is_none_are_today() -> None:
    assert listed("?on=2999-01-01") == listed("?on=tomorrow") == listed()


@pytest.mark.parametrize(
    "typed", [NAME, "ouyangchengze", "oycz", "HH-0001", "HH-0", ID_NUMBER, "0016"]
)
def test_a_household_is_found_by_what_is_posted(typed: str, made: Registered) -> None:
    answer = signed_in("village").post("/households/find/", {"q": typed})
    page = Read(answer.text)
    assert page.faults == []
    assert f"/households/{made.here.key}/" in page.links
    assert AWAY not in page.text


@pytest.mark.usefixtures("made")
def test_nothing_beyond_the_duty_is_found() -> None:
    answer = signed_in("village").post("/households/find/", {"q": AWAY})
    assert "职责范围内没有找到" in answer.text
    assert "HH-0002" not in answer.text


@pytest.mark.usefixtures("made")
def test_the_search_in_the_head_asks_for_persons_only_of_who_may_read_of_them() -> None:
    assert "/households/find/" in signed_in("village").get("/places/?q=longju").text
    assert "/households/find/" not in signed_in("evaluator").get("/places/?q=longju").text


@pytest.mark.usefixtures("made")
def test_a_file_holds_no_name_and_says_so() -> None:
    answer = signed_in("county").post("/households/export/", {"form": "csv", "why": "核对"})
    heads, text = rows_of(answer.content)
    assert "户主" not in heads
    assert "HH-0001" in text
    assert NAME not in text
    assert "未导出的内容: 姓名、证件号码、电话、银行账号" in text


@pytest.mark.parametrize(
    ("who", "why", "named"),
    [("county", "入户核对", True), ("county", " ", False), ("inspector", "入户核对", False)],
)
@pytest.mark.usefixtures("made")
def test_names_go_out_to_who_edits_and_says_what_for(who: str, why: str, named: bool) -> None:
    sent = {"form": "csv", "names": "yes", "why": why}
    heads, text = rows_of(signed_in(who).post("/households/export/", sent).content)
    assert (NAME in text, "户主" in heads) == (named, named)
    assert ID_NUMBER not in text
    told = Entry.objects.get(deed="exported a list")
    assert NAME not in str(told.told)
    assert told.subject == "households"
