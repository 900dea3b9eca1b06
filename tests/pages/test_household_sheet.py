"""The sheets of a household and of a member: what is changed is saved, nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dingdian.installation import installation
from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.actions import change_household
from dingdian.records.registry.models import Deed, Household, HouseholdRound, Kind, Member
from tests.makers.cast import VILLAGE, one_of_the_cast, signed_in
from tests.makers.filled import HEAD, ID_NUMBER, SON, Inputs, all_of, household, named, sheet
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db


def now(of: Household) -> HouseholdRound:
    """How the household stands."""
    return HouseholdRound.objects.get(household=of, undone_at=None, until=None)


def change(of: Household) -> str:
    """Where all of it is changed."""
    return f"/households/{of.key}/change/"


def said(answer: Any) -> str:
    """What is written on a page."""
    return Read(answer.text).text


def test_a_field_is_changed_from_a_day_on_and_the_rest_stays() -> None:
    client, of = signed_in("village"), household()
    answer = client.post(change(of), sheet(client, change(of), house_grade="C"), follow=True)
    assert "已保存。" in said(answer)
    assert "撤销" in said(answer)
    row = now(of)
    assert (row.house_grade, row.farmland_li, row.phone) == ("C", 325, "13900000001")
    assert (row.since, row.said) == (installation().today(), ["house_grade"])
    deed = Deed.objects.latest("pk")
    assert (deed.kind, deed.told) == (Kind.CHANGED, {"fields": ["house_grade"]})


def test_an_earlier_day_says_only_what_was_typed_and_is_marked_late() -> None:
    client, of = signed_in("village"), household()
    client.post(change(of), sheet(client, change(of), house_grade="C"))
    earlier = installation().today() - timedelta(days=30)
    typed = sheet(client, change(of), since=earlier.isoformat(), fuel="coal")
    assert client.post(change(of), typed).status_code == 302
    rows = HouseholdRound.objects.filter(household=of, undone_at=None).order_by("since")
    assert [(one.house_grade, one.fuel) for one in rows] == [
        ("B", None),
        ("B", "coal"),
        ("C", "coal"),
    ]
    assert Deed.objects.latest("pk").is_late


def test_what_was_not_changed_is_not_saved_and_says_so() -> None:
    client, of = signed_in("village"), household()
    answer = client.post(change(of), sheet(client, change(of)), follow=True)
    assert "没有改动，未保存。" in said(answer)
    assert Household.objects.get(pk=of.pk).version == of.version


def test_numbers_are_typed_in_the_units_people_say() -> None:
    client, of = signed_in("village"), household()
    page = client.get(change(of)).text
    assert 'name="farmland_li" value="3.25"' in page
    assert "耕地面积（亩）" in page
    client.post(change(of), sheet(client, change(of), farmland_li="4.5", road_distance_m="1,200"))
    assert (now(of).farmland_li, now(of).road_distance_m) == (450, 1200)


def test_a_class_that_does_not_exist_on_the_day_is_neither_offered_nor_taken() -> None:
    client, of = signed_in("village"), household()
    assert 'value="sudden_difficulty"' in client.get(change(of)).text
    typed = sheet(client, change(of), since="2020-10-01", watch_class="sudden_difficulty")
    answer = client.post(change(of), typed)
    assert answer.status_code == 422
    assert "请选择“监测对象类别”。" in said(answer)
    assert 'value="sudden_difficulty"' not in answer.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"other_causes": ["illness"]}, "主要致贫原因须选一项。"),
        (
            {"main_cause": "illness", "other_causes": ["illness", "schooling"]},
            "其他致贫原因不能与主要致贫原因相同。",
        ),
        (
            {"main_cause": "illness", "other_causes": ["schooling", "disability", "other"]},
            "其他致贫原因最多选两项。",
        ),
        ({"farmland_li": "三亩"}, "“耕地面积（亩）”要写数字，最多两位小数，如 3.25。"),
        ({"since": "2999-01-01"}, "2999-01-01还没有到"),
    ],
)
def test_what_cannot_be_so_is_said_beside_the_field_and_nothing_is_lost(
    typed: dict[str, Any], says: str
) -> None:
    client, of = signed_in("village"), household()
    answer = client.post(change(of), sheet(client, change(of), fuel="coal", **typed))
    assert answer.status_code == 422
    assert answer.text.count(says) == 2
    assert '<option value="coal" selected>' in answer.text
    assert Household.objects.get(pk=of.pk).version == of.version


def test_what_is_sealed_is_never_shown_whole_and_blank_leaves_it() -> None:
    client, of = signed_in("village"), household()
    page = client.get(change(of)).text
    assert "139****0001" in page
    assert "13900000001" not in page
    client.post(change(of), sheet(client, change(of), phone="无"))
    assert now(of).phone is None


def test_a_number_fills_in_sex_and_birth_date_and_is_not_echoed() -> None:
    client, of = signed_in("village"), household()
    to = f"/members/{named(of, '张三丰').key}/change/"
    client.post(to, sheet(client, to, sex="", id_number=ID_NUMBER.lower()))
    head = Member.objects.get(pk=named(of, "张三丰").pk)
    assert (head.id_number, head.sex, str(head.born_on)) == (ID_NUMBER, "male", "1970-05-01")
    assert ID_NUMBER not in client.get(to).text


def test_a_wrong_number_is_refused_with_what_to_do() -> None:
    client, of = signed_in("village"), household()
    to = f"/members/{named(of, '张三丰').key}/change/"
    wrong = ID_NUMBER[:-1] + ("1" if ID_NUMBER[-1] != "1" else "2")
    answer = client.post(to, sheet(client, to, id_number=wrong))
    assert answer.status_code == 422
    assert "校验码不对" in said(answer)
    assert "请与证件逐位核对" in said(answer)


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("zh-hans", ID_NUMBER, "证件号码正确。"),
        ("en", ID_NUMBER, "male, 1970-05-01"),
        ("zh-hans", ID_NUMBER[:-2], "证件号码位数不对"),
        ("zh-hans", "", ""),
    ],
)
def test_a_number_is_checked_while_it_is_typed(language: str, text: str, says: str) -> None:
    client = signed_in("village", language=language)
    answer = client.post("/households/number/", {"m1-id_number": text})
    assert says in said(answer)
    assert not text or text not in answer.text


def test_the_limits_of_a_member_are_held_where_they_are_touched() -> None:
    client, of = signed_in("village"), household()
    to = f"/members/{named(of, '张三丰').key}/change/"
    answer = client.post(to, sheet(client, to, student_status="primary", work_months="13"))
    assert "文化程度和在校生状况须填且只填一项。" in said(answer)
    assert "“务工时间”须在0至12个月之间。" in said(answer)


def test_a_household_is_entered_with_its_head_and_members() -> None:
    client, to = signed_in("village"), f"/households/new/?place={VILLAGE}"
    typed = sheet(client, to, number="5002350009", phone="13900000002")
    for at, one in enumerate((HEAD, SON)):
        typed |= {f"m{at}-{name}": value for name, value in one.items()}
    typed["m0-id_number"] = ID_NUMBER
    answer = client.post(to, typed, follow=True)
    assert "已登记。" in said(answer)
    made = Household.objects.get(number="5002350009")
    assert made.member_rounds.count() == 2
    assert str(named(made, "张三丰").born_on) == "1970-05-01"
    assert now(made).path.endswith(f"{VILLAGE}/")


def test_entering_without_a_head_or_under_a_taken_number_is_refused_in_words() -> None:
    client, to = signed_in("village"), f"/households/new/?place={VILLAGE}"
    typed = sheet(client, to, number=household().number)
    assert "须有且只有一位户主" in said(client.post(to, typed))
    typed |= {f"m0-{name}": value for name, value in HEAD.items()}
    answer = client.post(to, typed)
    assert answer.status_code == 422
    assert "已有人用" in said(answer)
    assert 'value="张三丰"' in answer.text


def test_more_rows_are_given_to_who_asks_and_nothing_is_lost() -> None:
    client, to = signed_in("village"), f"/households/new/?place={VILLAGE}"
    typed = sheet(client, to, more="1") | {"m0-name": "张三丰"}
    answer = client.post(to, typed)
    assert (answer.status_code, answer.text.count('-relation" id=')) == (200, 8)
    assert 'value="张三丰"' in answer.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_form_has_a_fault_in_its_markup(language: str) -> None:
    of, client = household(), signed_in("village", language=language)
    pages = {to: Read(client.get(to).text).faults for to in all_of(of).values()}
    assert {to: faults for to, faults in pages.items() if faults} == {}
    assert Read(client.get(f"/households/new/?place={VILLAGE}").text).faults == []


def test_a_sheet_asks_the_database_as_often_for_many_members_as_for_few() -> None:
    client, of = signed_in("village"), household()
    client.get(change(of))
    assert (few := asked(client, change(of))) <= 14
    to = f"/households/{of.key}/birth/"
    for name in ("大", "二", "三"):
        child = {"name": f"张{name}", "sex": "male", "relation": "son", "sure": "1"}
        assert client.post(to, sheet(client, to, **child)).status_code == 302
    client.get(change(of))
    assert asked(client, change(of)) == few


def asked(client: Client, to: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(to).status_code == 200
    return len(queries)


def somebody_else_changes(of: Household, **fields: Any) -> None:
    """The township changes the household while the village writes."""
    change_household(
        Household.objects.get(pk=of.pk),
        fields=fields,
        since=installation().today(),
        version=Household.objects.get(pk=of.pk).version,
        campaign=campaign_now(),
        by=one_of_the_cast("township"),
    )


def test_a_conflict_is_shown_field_by_field_and_resolved() -> None:
    client, of = signed_in("village"), household()
    typed = sheet(client, change(of), house_grade="C", fuel="coal", farmland_li="5")
    somebody_else_changes(of, house_grade="D", farmland_li=400, road_kind="cement")
    answer = client.post(change(of), typed)
    assert answer.status_code == 409
    for one in ("township", "B级", "D级", "C级", "3.25亩", "4亩", "5亩", "水泥路", "未改"):
        assert one in said(answer), one
    again = sheet_of(answer)
    assert (again["fuel"], again["house_grade"], again["road_kind"]) == ("coal", "C", "cement")
    refused = client.post(change(of), again | {"keep-house_grade": "theirs"})
    assert "请逐项选择采用哪一个。" in said(refused)
    chosen = again | {"keep-house_grade": "theirs", "keep-farmland_li": "mine"}
    assert client.post(change(of), chosen).status_code == 302
    row = now(of)
    assert (row.house_grade, row.farmland_li, row.fuel) == ("D", 500, "coal")
    assert row.road_kind == "cement"


@pytest.mark.parametrize(("all_of_it", "grade"), [("mine", "C"), ("theirs", "D")])
def test_a_conflict_is_resolved_at_once_by_all_of_mine_or_theirs(
    all_of_it: str, grade: str
) -> None:
    client, of = signed_in("village"), household()
    typed = sheet(client, change(of), house_grade="C", fuel="coal")
    somebody_else_changes(of, house_grade="D")
    again = sheet_of(client.post(change(of), typed))
    assert client.post(change(of), again | {"all": all_of_it}).status_code == 302
    assert (now(of).house_grade, now(of).fuel) == (grade, "coal")


def test_a_third_writer_between_is_told_of_as_well() -> None:
    client, of = signed_in("village"), household()
    typed = sheet(client, change(of), house_grade="C")
    somebody_else_changes(of, house_grade="D")
    again = sheet_of(client.post(change(of), typed))
    somebody_else_changes(of, house_grade="A")
    answer = client.post(change(of), again | {"keep-house_grade": "mine"})
    assert answer.status_code == 409
    assert "A级" in said(answer)
    last = sheet_of(answer) | {"keep-house_grade": "mine"}
    assert client.post(change(of), last).status_code == 302
    assert now(of).house_grade == "C"


def test_a_conflict_about_who_somebody_is_keeps_what_the_other_corrected() -> None:
    of = household()
    mine, theirs = signed_in("village"), signed_in("township")
    to = f"/members/{named(of, '张三丰').key}/change/"
    typed = sheet(mine, to, ethnicity="土家族")
    theirs.post(to, sheet(theirs, to, name="张三峰"))
    answer = mine.post(to, typed)
    assert answer.status_code == 409
    assert mine.post(to, sheet_of(answer)).status_code == 302
    head = Member.objects.get(key=int(to.split("/")[2]))
    assert (head.name, head.ethnicity) == ("张三峰", "土家族")


def sheet_of(answer: Any) -> dict[str, Any]:
    """What a browser would send of the form on a page."""
    from_page = Inputs(answer.text).sent
    return {name: value for name, value in from_page.items() if not name.startswith("keep-")}
