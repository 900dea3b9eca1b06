"""Deeds by form: foretold in numbers and names, done, refused in words, and taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dingdian.installation import installation
from dingdian.records.registry.models import (
    Deed,
    Ended,
    Helper,
    Household,
    HouseholdRound,
    Income,
    Kind,
    Member,
    MemberRound,
    Proof,
)
from dingdian.records.trail.models import Entry
from tests.makers.cast import CHENGKOU_VILLAGE, signed_in
from tests.makers.files import PAGE, PDF
from tests.makers.filled import Inputs, household, named, sheet
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db
OTHER_VILLAGE = "500101151201"


def ask(client: Client, to: str, **typed: Any) -> Any:
    """The answer to a form of which some is typed."""
    return client.post(to, sheet(client, to, **typed))


def do(client: Client, to: str, **typed: Any) -> Any:
    """The form sent, what it foretells confirmed, and where one arrives."""
    return client.post(to, sheet(client, to, sure="1", **typed), follow=True)


def said(answer: Any) -> str:
    """What is written on a page."""
    return Read(answer.text).text


def living(of: Household) -> set[str]:
    """The names of those who live in a household today."""
    rows = MemberRound.objects.filter(household=of, undone_at=None, until=None)
    return {one.member.name for one in rows.select_related("member")}


def test_a_birth_is_foretold_then_entered() -> None:
    client, of = signed_in("village"), household()
    to, day = f"/households/{of.key}/birth/", installation().today() - timedelta(days=2)
    child = {"name": "张小小", "sex": "female", "relation": "daughter", "since": day.isoformat()}
    foretold = ask(client, to, **child)
    assert foretold.status_code == 200
    assert f"登记张小小于{day}出生。" in said(foretold)
    assert "此户由3人变为4人。" in said(foretold)
    assert living(of) == {"张三丰", "李小美", "张大山"}
    done = client.post(to, sheet_sent(foretold) | {"sure": "1"}, follow=True)
    assert "已登记出生。" in said(done)
    assert "张小小" in living(of)
    assert named(of, "张小小").born_on == day


def test_a_form_is_gone_back_to_with_all_that_was_typed() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/birth/"
    foretold = ask(client, to, name="张小小", sex="female", relation="daughter")
    back = client.post(to, sheet_sent(foretold) | {"back": "1"})
    assert back.status_code == 200
    assert 'value="张小小"' in back.text
    assert "sure" not in sheet_sent(back)


def test_a_death_is_entered_and_a_day_before_the_record_is_refused_beside_the_field() -> None:
    client, of = signed_in("village"), household()
    to = f"/members/{named(of, '李小美').key}/death/"
    refused = client.post(to, sheet(client, to, since="2019-01-01", sure="1"))
    assert refused.status_code == 422
    assert "请核对" in said(refused)
    assert "李小美" in said(ask(client, to))
    assert "已登记死亡。" in said(do(client, to))
    assert Member.objects.get(key=int(to.split("/")[2])).died_on == installation().today()
    assert "不在册" not in said(client.get(f"/households/{of.key}/change/"))


def test_the_last_to_leave_ends_the_household_and_the_form_says_so() -> None:
    client, of = signed_in("village"), household()
    day = (installation().today() - timedelta(days=1)).isoformat()
    for name in ("张大山", "李小美"):
        do(client, f"/members/{named(of, name).key}/leaving/", why="married", since=day)
    last = f"/members/{named(of, '张三丰').key}/leaving/"
    assert "此户随之终止" in said(ask(client, last, why="other", since=day))
    do(client, last, why="other", since=day)
    ended = Household.objects.get(pk=of.pk)
    assert ended.ended_why == Ended.NOBODY_LEFT
    gone = client.get(f"/households/{of.key}/change/")
    assert (gone.status_code, "已不在册" in said(gone)) == (409, True)


def test_somebody_joins_from_another_household_that_is_found_by_its_number() -> None:
    client, of, other = signed_in("village"), household(), household("5002350002")
    to = f"/households/{of.key}/joining/"
    missing = ask(client, to, other="no-such-number")
    assert "没有找到这个户编号" in said(missing)
    found = ask(client, to, other=other.number)
    assert found.status_code == 200
    who = named(other, "张大山").key
    chosen = sheet_sent(found) | {"who": str(who), "relation": "nephew"}
    foretold = client.post(to, chosen)
    assert f"户{other.number}还剩2人。" in said(foretold)
    assert "已登记转入。" in said(
        client.post(to, sheet_sent(foretold) | {"sure": "1"}, follow=True)
    )
    assert MemberRound.objects.filter(household=of, undone_at=None, until=None).count() == 4


def test_another_household_beyond_the_duty_is_not_found() -> None:
    client, of = signed_in("village"), household()
    away = household("5002290001", village=CHENGKOU_VILLAGE, by="outsider")
    answer = ask(client, f"/households/{of.key}/merging/", other=away.number)
    assert answer.status_code == 422
    assert "没有找到这个户编号" in said(answer)


def test_a_household_moves_to_another_village_by_its_code_or_its_name() -> None:
    client, of = signed_in("county"), household()
    to = f"/households/{of.key}/moving/"
    assert "没有找到这个村" in said(ask(client, to, village="哪里也没有村"))
    foretold = ask(client, to, village=OTHER_VILLAGE)
    assert "全户3人（张三丰、李小美、张大山）" in said(foretold)
    assert "已登记迁移。" in said(do(client, to, village=OTHER_VILLAGE))
    row = HouseholdRound.objects.get(household=of, undone_at=None, until=None)
    assert row.path.endswith(f"{OTHER_VILLAGE}/")


def test_a_village_team_moves_no_household_out_of_its_village() -> None:
    client, of = signed_in("village"), household()
    refused = client.post(
        f"/households/{of.key}/moving/",
        sheet(client, f"/households/{of.key}/moving/", village=OTHER_VILLAGE, sure="1"),
    )
    assert refused.status_code == 422
    assert "您的职责不能在这里变更登记。" in said(refused)


def test_a_split_says_who_goes_and_who_stays_and_is_undone() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/splitting/"
    nobody = ask(client, to, number="5002350003")
    assert "请选择分出去的成员。" in said(nobody)
    goes = {"number": "5002350003", "members": [str(named(of, "张大山").key)]}
    foretold = ask(client, to, **goes)
    assert "1人（张大山）自" in said(foretold)
    assert "2人（张三丰、李小美）留在户5002350001" in said(foretold)
    assert "已分户。" in said(client.post(to, sheet_sent(foretold) | {"sure": "1"}, follow=True))
    assert living(of) == {"张三丰", "李小美"}
    deed = Deed.objects.get(kind=Kind.SPLIT)
    undoing = client.get(f"/deeds/{deed.pk}/undo/")
    assert "撤销将还原 2 户、1 人：张大山。" in said(undoing)
    assert Read(undoing.text).faults == []
    assert "已撤销，一切恢复原样。" in said(client.post(f"/deeds/{deed.pk}/undo/", follow=True))
    assert living(of) == {"张三丰", "李小美", "张大山"}


def test_everybody_leaving_in_a_split_is_refused_in_words() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/splitting/"
    everybody = [str(named(of, name).key) for name in living(of)]
    refused = client.post(to, sheet(client, to, number="x1", members=everybody, sure="1"))
    assert refused.status_code == 422
    assert "分户后两户都须有人。" in said(refused)


def test_two_households_merge_and_one_arrives_at_what_remains() -> None:
    client, of, into = signed_in("village"), household(), household("5002350002")
    to = f"/households/{of.key}/merging/"
    foretold = ask(client, to, other=into.number)
    assert "的3人（张三丰、李小美、张大山）" in said(foretold)
    done = client.post(to, sheet_sent(foretold) | {"sure": "1"}, follow=True)
    assert done.redirect_chain[-1][0] == f"/households/{into.key}/change/"
    assert Household.objects.get(pk=of.pk).successor == into


def test_a_deed_upon_which_another_builds_is_not_undone() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/birth/"
    do(client, to, name="张小小", sex="female", relation="daughter")
    birth = Deed.objects.get(kind=Kind.BORN)
    change = f"/households/{of.key}/change/"
    client.post(change, sheet(client, change, fuel="coal"))
    refused = client.post(f"/deeds/{birth.pk}/undo/")
    assert refused.status_code == 409
    assert "请先撤销后来的。" in said(refused)


def test_what_one_button_changed_is_undone_from_the_message() -> None:
    client, of = signed_in("village"), household()
    change = f"/households/{of.key}/change/"
    done = client.post(change, sheet(client, change, fuel="coal", house_grade="C"), follow=True)
    deed = Deed.objects.latest("pk")
    assert f"/deeds/{deed.pk}/undo/" in Read(done.text).links
    assert "主要燃料类型" in said(client.get(f"/deeds/{deed.pk}/undo/"))


def test_somebody_else_was_quicker_and_nothing_typed_is_lost() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/birth/"
    typed = sheet(client, to, name="张小小", sex="female", relation="daughter", sure="1")
    other, change = signed_in("township"), f"/households/{of.key}/change/"
    other.post(change, sheet(other, change, fuel="coal"))
    answer = client.post(to, typed)
    assert answer.status_code == 422
    assert "township" in said(answer)
    assert 'value="张小小"' in answer.text
    again = client.post(to, sheet_sent(answer) | {"sure": "1"}, follow=True)
    assert "已登记出生。" in said(again)


def test_an_income_is_computed_while_it_is_typed_and_saved_in_parts() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/income/"
    parts = {"wage_fen": "30,000", "operating_fen": "5000.50", "operating_cost_fen": "2000"}
    typed = sheet(client, to, kind="poverty_year", **parts)
    part = client.post(to, typed, headers={"HX-Request": "true"})
    assert "纯收入 33,000.50 元；3 人，人均 11,000.16 元。" in said(part)
    assert "<html" not in part.text
    assert Income.objects.count() == 0
    assert "已保存收入。" in said(client.post(to, typed, follow=True))
    income = Income.objects.get()
    assert (income.net_fen, income.wage_fen) == (3_300_050, 3_000_000)
    assert str(income.period_start).endswith("-10-01")


def test_a_poverty_year_ends_on_the_thirtieth_of_september() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/income/"
    refused = ask(client, to, kind="poverty_year", since="2020-08-31", wage_fen="1")
    assert "扶贫年度截止于9月30日。" in said(refused)


def test_a_proof_is_kept_with_its_file_and_a_page_is_none() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/proof/"
    typed = {"guarantee": "housing", "says": "房屋安全鉴定书（万住建鉴〔2020〕18号）"}
    refused = ask(client, to, **typed, file=SimpleUploadedFile("a.pdf", PAGE))
    assert "没有保存" in said(refused)
    done = client.post(
        to, sheet(client, to, **typed, file=SimpleUploadedFile("a.pdf", PDF)), follow=True
    )
    assert "已登记佐证。" in said(done)
    proof = Proof.objects.get()
    assert (proof.household, proof.guarantee, proof.evidence_kind) == (
        of,
        "housing",
        "application/pdf",
    )


def test_a_guarantee_of_a_person_is_proved_for_one() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/proof/"
    typed = {"guarantee": "schooling", "says": "学籍证明（万教〔2020〕3号）"}
    assert "义务教育、基本医疗按人登记" in said(ask(client, to, **typed))
    ask(client, to, **typed, whose=str(named(of, "张大山").key))
    assert Proof.objects.get().member == named(of, "张大山")


def test_a_helper_is_assigned() -> None:
    client, of = signed_in("village"), household()
    to = f"/households/{of.key}/helper/"
    done = client.post(
        to,
        sheet(client, to, name="王帮扶", unit="龙驹镇政府", unit_level="township"),
        follow=True,
    )
    assert "已确定帮扶责任人。" in said(done)
    assert Helper.objects.get().name == "王帮扶"


def test_each_deed_leaves_one_entry_in_the_trail() -> None:
    client, of = signed_in("village"), household()
    before = Entry.objects.count()
    do(client, f"/households/{of.key}/birth/", name="张小小", sex="female", relation="daughter")
    assert Entry.objects.count() == before + 1


def sheet_sent(answer: Any) -> dict[str, Any]:
    """What a browser would send of the form on a page."""
    return Inputs(answer.text).sent
