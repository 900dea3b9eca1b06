"""Why a place is on the list or not: two numbers for each criterion, and what would change it."""

import pytest

from dingdian.demonstration.edges import EDGES
from dingdian.pages.viewing import campaign_now
from dingdian.records.targeting.models import Profile, Run, Target
from dingdian.steps.decision import finding_as_plain
from dingdian.steps.explain import Explanation, explain
from tests.makers.beside import nominated, override_asked
from tests.makers.cast import LONGJU, signed_in
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db

SAYS = {
    "twenty_persons": (
        "示例一村为什么不是攻坚对象？ 没有一条依据成立。 "
        "剩余贫困人口20人，增加1人即符合“剩余贫困人口多于20人”。",
        "1 person more and it meets “more than 20 remaining poor”.",
        "剩余贫困人口多于20人 ✕ 否 20人 20人 ±0人",
        "more than 20 remaining poor ✕ no 20 persons 20 persons ±0 persons",
    ),
    "twenty_one_persons": (
        "行政村：列入 。剩余贫困人口21人，减少1人即不再符合“剩余贫困人口多于20人”。",
        "1 person fewer and it no longer meets “more than 20 remaining poor”.",
        "剩余贫困人口多于20人 ✓ 是 21人 20人 +1人",
        "more than 20 remaining poor ✓ yes 21 persons 20 persons +1 person",
    ),
    "just_under_one_percent": (
        "剩余贫困人口16人（贫困发生率0.99%），增加1人即符合“贫困发生率1%及以上”。",
        "(Headcount ratio 0.99%); 1 person more and it meets “headcount ratio of 1% or above”.",
        "贫困发生率1%及以上 ✕ 否 0.99% = 16 ÷ 1,616 1.00% −不到0.01个百分点",
        "✕ no 0.99% = 16 ÷ 1,616 1.00% −less than 0.01 points",
    ),
    "exactly_one_percent": (
        "剩余贫困人口16人（贫困发生率1.00%），减少1人即不再符合“贫困发生率1%及以上”。",
        "1 person fewer and it no longer meets “headcount ratio of 1% or above”.",
        "贫困发生率1%及以上 ✓ 是 1.00% = 16 ÷ 1,600 1.00% ±0.00个百分点",
        "✓ yes 1.00% = 16 ÷ 1,600 1.00% ±0.00 points",
    ),
    "residents_committee_over_twenty": (
        "行政村：不列入 。社区不属于行政村，不列入。",
        "Administrative village: not on it .",
        "剩余贫困人口多于20人 ✓ 是 24人 20人 +4人",
        "more than 20 remaining poor ✓ yes 24 persons 20 persons +4 persons",
    ),
    "unknown_population": (
        "农业户籍人口（2014年末）未知，不超过1,200人即符合“贫困发生率1%及以上”。",
        "Agricultural-hukou population (end of 2014) is unknown",
        "贫困发生率1%及以上 ? 未知 12 ÷ 未知 1.00% –",
        "? unknown 12 ÷ unknown 1.00% –",
    ),
    "zero_population": (
        "农业户籍人口（2014年末）未知，填报后才能判断“贫困发生率1%及以上”。",
        "“headcount ratio of 1% or above” cannot be told before.",
        "贫困发生率1%及以上 ? 未知 0 ÷ 0 1.00% –",
        "? unknown 0 ÷ 0 1.00% –",
    ),
    "weak_by_facts": (
        "已缺2项（有人住C、D级危房、有农户饮水未安全），补齐1项即不再符合",
        "2 lacking (people in dangerous houses, households without safe water); 1 put right",
        "✓ 是 缺2项 2项 ±0项 有人住C、D级危房、有农户饮水未安全",
        "✓ yes 2 items lacking 2 items ±0 items people in dangerous houses",
    ),
    "weak_by_nomination": (
        "提名撤销即不再符合“产业发展有明显短板弱项”。",
        "the nomination withdrawn and it no longer meets “a clear weakness in industry”.",
        "产业发展有明显短板弱项 ✓ 是 申报已确认、缺0项 2项 –",
        "a clear weakness in industry ✓ yes nomination confirmed, 0 items lacking 2 items –",
    ),
    "open_for_lack_of_facts": (
        "所缺情况填报后才能判断“两不愁三保障有明显短板弱项”等4项。",
        "and 3 more cannot be told before the missing facts are in.",
        "两不愁三保障有明显短板弱项 ? 未知 缺0项 2项 – 未知：有人住C、D级危房、有农户饮水未安全",
        "? unknown 0 items lacking 2 items – unknown: people in dangerous houses",
    ),
    "inside_a_focus_township": (
        "须同时变动才会退出：剩余贫困人口34人，减少14人",
        "Leaves only when all of these change",
        "贫困发生率1%及以上 ✓ 是 1.50% = 34 ÷ 2,260 1.00% +0.50个百分点",
        "✓ yes 1.50% = 34 ÷ 2,260 1.00% +0.50 points",
    ),
}


@pytest.mark.parametrize("edge", SAYS)
def test_each_edge_of_the_rule_is_said_in_both_languages(
    edge: str,
    run_of_one_township: Run,  # noqa: ARG001 - it is what is explained
) -> None:
    zh, en, row_zh, row_en = SAYS[edge]
    to = f"/targets/{EDGES[edge]}/"
    chinese = Read(signed_in("office").get(to).text).text
    english = Read(signed_in("office", language="en").get(to).text).text
    assert zh in chinese
    assert row_zh in chinese
    assert en in english
    assert row_en in english


def explained(run: Run, profile: Profile) -> tuple[dict[str, Target], tuple[Explanation, ...]]:
    """The rows of a place by class, and its explanation by the plain reading."""
    rows = {one.target_class: one for one in Target.objects.filter(run=run, code=profile.code)}
    return rows, explain(run, profile, rows, campaign=campaign_now())


def assert_both_readings_agree(run: Run) -> None:
    """The plain reading of each village's facts finds what the engine found and the run kept."""
    villages = Profile.objects.filter(run=run, level="village")
    assert villages.count() > 20
    for profile in villages:
        rows, found = explained(run, profile)
        for one in found:
            plain = [finding_as_plain(reason.finding) for reason in one.reasons]
            kept = rows.get(one.target.code)
            if kept is None:
                assert {reason["holds"] for reason in plain} == {False}, profile.code
            else:
                assert plain == kept.findings, profile.code
                assert [r["code"] for r in plain if r["holds"]] == kept.holds


def test_both_readings_agree_about_every_village_of_the_registry(run_of_one_township: Run) -> None:
    assert_both_readings_agree(run_of_one_township)
    assert Target.objects.filter(run=run_of_one_township).count() > 5


def test_both_readings_agree_about_every_village_of_a_ledger(run: Run) -> None:
    assert_both_readings_agree(run)
    assert Profile.objects.filter(run=run, level="village").count() > 100


def test_a_designated_township_names_the_document_and_no_criterion(
    run_of_one_township: Run,  # noqa: ARG001 - there is one
) -> None:
    page = Read(signed_in("office").get(f"/targets/{LONGJU}/").text).text
    assert "由文件认定：2017年8月确定的18个深度贫困乡镇名单" in page
    assert "依据逐条" not in page
    assert "26,620人（另有1个村未知）" in page


def test_what_people_said_stands_beside_what_was_computed(run: Run) -> None:
    code = Target.objects.filter(run=run, standing="included").values_list("code", flat=True)[0]
    nomination, override = nominated(code, by="county"), override_asked(code)
    page = Read(signed_in("office").get(f"/targets/{code}/").text)
    assert {f"/nominations/{nomination.pk}/", f"/overrides/{override.pk}/"} <= page.ways_on
    assert "产业发展有明显短板弱项 ：待确认" in page.text.replace("： ", "：")


@pytest.mark.parametrize(
    ("name", "nominates", "overrides"),
    [("office", False, True), ("county", True, False), ("inspector", False, False)],
)
def test_a_button_is_shown_to_whoever_may_press_it(
    name: str, nominates: bool, overrides: bool, run: Run
) -> None:
    code = Target.objects.filter(run=run, standing="included").values_list("code", flat=True)[0]
    ways = Read(signed_in(name).get(f"/targets/{code}/").text).ways_on
    assert any(one.startswith("/nominations/new/") for one in ways) == nominates
    assert any(one.startswith("/overrides/new/") for one in ways) == overrides


@pytest.mark.parametrize("code", ["%00", "50", "999999999999", "a" * 300, "500101151999", "’--"])
def test_a_target_that_is_not_there_is_not_there(code: str, run: Run) -> None:  # noqa: ARG001 - there is one
    answer = signed_in("county").get(f"/targets/{code}/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text
