"""How far a branch is from turning is said in words, under the day's parameters."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dingdian.campaign.condition import read
from dingdian.campaign.definition import Branch, Campaign
from dingdian.campaign.entry import Entry, Finding
from dingdian.campaign.nearest import Nearest
from dingdian.campaign.parameters import on_day
from dingdian.campaign.yardstick import Yardstick
from dingdian.lexicon.text import Text, same
from tests.campaign.test_wording import WORDS
from tests.makers.small_campaign import small_campaign

SMALL = small_campaign()
VALUES = on_day(SMALL, date(2020, 7, 30))
VILLAGE = SMALL.classes[0]


def with_branch(when: str) -> tuple[Campaign, Branch]:
    """The small campaign with one branch more, a condition of its own."""
    branch = Branch("own", same("own"), "test", when=read(when, words=WORDS))
    target = replace(VILLAGE, branches=(*VILLAGE.branches, branch))
    return replace(SMALL, classes=(target,)), branch


def part(when: str, *, want: bool, **facts: Any) -> Text:
    campaign, branch = with_branch(when)
    finding = Yardstick(branch, campaign, VALUES).find(facts)
    entry = Entry(campaign.classes[0], "a", "甲村", "included", (finding,), facts=facts)
    return Nearest(campaign, VALUES).part(entry, finding, want=want)


def weak(*, want: bool, **facts: Any) -> Text:
    finding = Yardstick(VILLAGE.branches[2], SMALL, VALUES).find(facts)
    entry = Entry(VILLAGE, "a", "甲村", "included", (finding,), facts=facts)
    return Nearest(SMALL, VALUES).part(entry, finding, want=want)


@pytest.mark.parametrize(
    ("when", "facts", "want", "zh", "en"),
    [
        (
            "poor > poor_over",
            {"poor": 23},
            False,
            "贫困人口23人，减少3人即不再符合“own”",
            "Poor: 23 persons; 3 persons fewer and it no longer meets “own”",
        ),
        (
            "poor > poor_over",
            {"poor": 20},
            True,
            "贫困人口20人，增加1人即符合“own”",
            "Poor: 20 persons; 1 person more and it meets “own”",
        ),
        (
            "ratio >= ratio_from",
            {"poor": 23, "people": 2000},
            False,
            "贫困人口23人（发生率1.15%），减少4人即不再符合“own”",
            "Poor: 23 persons (Ratio 1.15%); 4 persons fewer and it no longer meets “own”",
        ),
        (
            "income <= income_at_most",
            {"income": 20_050},
            True,
            "集体收入200.50元，减少100.50元即符合“own”",
            "Income: 200.50 yuan; 100.50 yuan fewer and it meets “own”",
        ),
        (
            "NOT road",
            {"road": True},
            True,
            "已通路，变为未通路即符合“own”",
            "a road; let it be: no road and it meets “own”",
        ),
        (
            "poor > poor_over AND NOT road",
            {"poor": 3, "road": True},
            True,
            "贫困人口3人、已通路，增加18人且变为未通路即符合“own”",
            "Poor: 3 persons, a road; 18 persons more and let it be: no road and it meets “own”",
        ),
        (
            "road OR poor > poor_over",
            {"poor": None, "road": True},
            False,
            "已通路、贫困人口未知，情况改变即不再符合“own”",
            "a road, Poor: unknown; another state of things and it no longer meets “own”",
        ),
        (
            "kind = 'village'",
            {"kind": "community"},
            True,
            "类别社区，情况改变即符合“own”",
            "Kind: community; another state of things and it meets “own”",
        ),
    ],
)
def test_what_is_so_now_stands_beside_what_would_have_to_move(
    when: str, facts: dict[str, Any], want: bool, zh: str, en: str
) -> None:
    assert part(when, want=want, **facts) == Text(zh, en)


@pytest.mark.parametrize(
    ("facts", "want", "zh", "en"),
    [
        (
            {"road": False, "income": 5},
            False,
            "已缺2项（未通路、收入低），补齐2项即不再符合“有短板”",
            "2 lacking (no road, income too low); 2 put right and it no longer meets “a weakness”",
        ),
        (
            {"road": True, "income": 20_000},
            True,
            "各项均不缺，再缺1项或提名获确认即符合“有短板”",
            "nothing lacking; 1 more lacking, or a confirmed nomination, and it meets “a weakness”",
        ),
        (
            {"road": True, "income": 20_000, "put_forward": True},
            False,
            "提名已确认，各项均不缺，提名撤销即不再符合“有短板”",
            "a nomination is confirmed, nothing lacking; the nomination withdrawn "
            "and it no longer meets “a weakness”",
        ),
        (
            {"road": False, "income": 20_000, "put_forward": True},
            False,
            "提名已确认，已缺1项（未通路），补齐1项且提名撤销即不再符合“有短板”",
            "a nomination is confirmed, 1 lacking (no road); 1 put right and "
            "the nomination withdrawn and it no longer meets “a weakness”",
        ),
    ],
)
def test_a_weakness_says_what_lacks_and_how_much_to_put_right(
    facts: dict[str, Any], want: bool, zh: str, en: str
) -> None:
    assert weak(want=want, **facts) == Text(zh, en)


def unknown(when: str, **facts: Any) -> Text:
    campaign, branch = with_branch(when)
    finding = Yardstick(branch, campaign, VALUES).find(facts)
    assert finding.holds is None
    assert branch.when is not None
    return Nearest(campaign, VALUES).unknown(branch.when, finding)


def test_an_unknown_population_says_below_what_the_ratio_would_hold() -> None:
    assert unknown("ratio >= ratio_from", poor=23) == Text(
        "人口未知，不超过2,300人即符合“own”",
        "People is unknown: at 2,300 persons or fewer it meets “own”",
    )


@pytest.mark.parametrize(
    ("when", "facts", "zh"),
    [
        ("ratio >= ratio_from", {}, "贫困人口、人口未知，填报后才能判断“own”"),
        ("ratio >= ratio_from", {"poor": 0}, "人口未知，填报后才能判断“own”"),
        ("ratio > ratio_from", {"poor": 23}, "人口未知，填报后才能判断“own”"),
        ("ratio >= ratio_from", {"poor": 23, "people": 0}, "人口未知，填报后才能判断“own”"),
        (
            "ratio >= ratio_from",
            {"poor": 3, "poor_at_most": 9},
            "贫困人口、人口未知，填报后才能判断“own”",
        ),
        ("poor > poor_over", {}, "贫困人口未知，填报后才能判断“own”"),
        ("road OR bus", {"road": False}, "通车未知，填报后才能判断“own”"),
    ],
)
def test_what_cannot_be_told_says_what_has_to_be_filled_in(
    when: str, facts: dict[str, Any], zh: str
) -> None:
    assert unknown(when, **facts).zh == zh


def test_a_label_carries_the_numbers_of_the_day() -> None:
    finding = Finding(VILLAGE.branches[0], True)
    assert Nearest(SMALL, VALUES).label(finding) == Text("贫困人口多于20人", "more than 20 poor")
    later = on_day(SMALL, date(2020, 9, 1))
    assert Nearest(SMALL, later).label(finding).zh == "贫困人口多于10人"
