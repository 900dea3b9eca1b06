"""Every standing is explained in one sentence, in both languages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dingdian.campaign.definition import Ranking, TargetClass
from dingdian.campaign.entry import Entry
from dingdian.campaign.explanation import Explainer
from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import load
from dingdian.campaign.settling import designated, read_plainly, settle
from dingdian.lexicon.text import Text
from tests.makers.small_campaign import small_campaign

SMALL = small_campaign()
DAY = date(2020, 7, 30)
VALUES = on_day(SMALL, DAY)
VILLAGE, TOWNSHIP = SMALL.classes
WELL = {"kind": "village", "poor": 3, "people": 3000, "road": True, "income": 20_000}


def entries_of(target: TargetClass = VILLAGE, **places: Mapping[str, Any]) -> dict[str, Entry]:
    rows = {place: WELL | dict(facts) for place, facts in places.items()}
    found = read_plainly(SMALL, target, VALUES, DAY, rows)
    return {entry.place: entry for entry in settle(SMALL, target, VALUES, found)}


def explained(
    entry: Entry, *, bars: Mapping[str, int] | None = None, equals: int = 1
) -> tuple[str, str]:
    shared = {(entry.target.code, entry.rank or 0): equals}
    told = Explainer(SMALL, VALUES, bars or {}, shared).change(entry)
    return told.zh, told.en


def test_the_sentence_of_a_village_of_chongqing_says_three_fewer() -> None:
    campaign = load("chongqing_2020")
    village = campaign.classes[1]
    values = on_day(campaign, campaign.announced)
    facts = {"kind": "village_committee", "remaining_poor": 23, "agricultural_population": 3000}
    found = read_plainly(campaign, village, values, campaign.announced, {"a": facts})
    (entry,) = settle(campaign, village, values, found)
    told = Explainer(campaign, values, {}, {}).change(entry)
    assert told == Text(
        "剩余贫困人口23人，减少3人即不再符合“剩余贫困人口多于20人”。",
        "Remaining poor: 23 persons; 3 persons fewer and it no longer meets "
        "“more than 20 remaining poor”.",
    )


def test_one_in_by_several_branches_leaves_only_when_all_change() -> None:
    entry = entries_of(a={"poor": 30})["a"]
    assert explained(entry) == (
        "须同时变动才会退出：贫困人口30人，减少10人即不再符合“贫困人口多于20人”；"
        "贫困人口30人（发生率1.00%），减少1人即不再符合“发生率1%及以上”。",
        "Leaves only when all of these change: Poor: 30 persons; 10 persons fewer and it no longer "
        "meets “more than 20 poor”; Poor: 30 persons (Ratio 1.00%); 1 person fewer and it no "
        "longer meets “ratio of 1% or above”.",
    )


def test_a_designated_place_changes_only_by_a_document() -> None:
    (entry,) = designated(TOWNSHIP, ["500101151901"])
    assert explained(entry) == (
        "由名单认定，须有新的文件才会变动。",
        "Designated by the list; only another document changes that.",
    )


def test_a_designated_place_of_no_document_is_still_explained() -> None:
    entry = Entry(VILLAGE, "a", "甲村", "designated")
    assert explained(entry)[0] == "由认定，须有新的文件才会变动。"


def test_a_place_that_is_not_admitted_says_why() -> None:
    entry = entries_of(a={"kind": "community", "poor": 30})["a"]
    assert explained(entry) == (
        "社区不属于行政村，不列入。",
        "a community is no village, so it stays out.",
    )
    assert explained(replace(entry, target=replace(VILLAGE, refusal=None)))[0] == "，不列入。"


def test_those_tied_across_the_quota_are_left_to_the_office() -> None:
    entry = entries_of(a={"poor": 25}, b={"poor": 40}, c={"poor": 25}, d={"poor": 25})["a"]
    assert explained(entry, equals=3) == (
        "符合“贫困人口多于20人”，但与另外2个村并列第2位，跨越名额2，须由办公室决定。",
        "Meets “more than 20 poor” but shares rank 2 with 2 more across the quota of 2: "
        "the office has to decide.",
    )


def test_a_place_beyond_the_quota_says_at_what_it_would_enter() -> None:
    entry = entries_of(a={"poor": 25}, b={"poor": 40}, c={"poor": 29})["a"]
    assert explained(entry, bars={"village": 29}) == (
        "符合“贫困人口多于20人”，位次3，超出名额2。贫困人口到30人即进入名额。",
        "Meets “more than 20 poor”, at rank 3, beyond the quota of 2. "
        "It enters at 30 persons (Poor).",
    )
    assert explained(entry)[0] == "符合“贫困人口多于20人”，位次3，超出名额2。"


@pytest.mark.parametrize(
    ("ranking", "said"),
    [
        ((Ranking("poor", "least"),), "超出名额2。贫困人口到28人即进入名额。"),
        ((Ranking("ratio", "most"),), "超出名额2。"),
        ((Ranking("kind", "most"),), "超出名额2。"),
        ((), "超出名额2。"),
    ],
)
def test_where_to_enter_follows_the_first_ranking_measure(
    ranking: tuple[Ranking, ...], said: str
) -> None:
    entry = entries_of(a={"poor": 25}, b={"poor": 40}, c={"poor": 29})["a"]
    otherwise = replace(entry, target=replace(VILLAGE, ranking=ranking))
    assert explained(otherwise, bars={"village": 29})[0].endswith(said)


def test_a_place_of_unknown_kind_says_what_would_decide_it() -> None:
    entry = entries_of(a={"kind": None, "poor": 25})["a"]
    assert explained(entry) == (
        "符合“贫困人口多于20人”，但类别未知，填报后才能判断是否列入。",
        "Meets “more than 20 poor”, but Kind is unknown: whether it may be in "
        "cannot be told before.",
    )


def test_an_open_place_says_what_is_nearest_and_what_is_unknown() -> None:
    entry = entries_of(a={"poor": 19, "people": None})["a"]
    assert explained(entry) == (
        "贫困人口19人，增加2人即符合“贫困人口多于20人”；人口未知，不超过1,900人即符合“发生率1%及以上”。",
        "Poor: 19 persons; 2 persons more and it meets “more than 20 poor”; People is unknown: "
        "at 1,900 persons or fewer it meets “ratio of 1% or above”.",
    )


def test_the_branch_that_is_nearest_by_its_own_threshold_is_told() -> None:
    entry = entries_of(a={"poor": 5, "people": 505, "income": None})["a"]
    assert explained(entry) == (
        "贫困人口5人（发生率0.99%），增加1人即符合“发生率1%及以上”；"
        "所缺情况填报后才能判断“有短板”。",
        "Poor: 5 persons (Ratio 0.99%); 1 person more and it meets “ratio of 1% or above”; "
        "“a weakness” cannot be told before the missing facts are in.",
    )


def test_a_weakness_may_be_what_is_nearest() -> None:
    target = replace(VILLAGE, branches=(VILLAGE.branches[0], VILLAGE.branches[2]))
    well = {"poor": None, "road": True, "income": 20_000}
    assert explained(entries_of(target, a=well)["a"])[0] == (
        "各项均不缺，再缺1项或提名获确认即符合“有短板”；贫困人口未知，填报后才能判断“贫困人口多于20人”。"
    )


def test_a_place_of_which_nothing_is_known_says_only_what_is_missing() -> None:
    unknown = dict.fromkeys(WELL, None)
    assert explained(entries_of(a=unknown)["a"])[0] == (
        "贫困人口未知，填报后才能判断“贫困人口多于20人”；"
        "贫困人口、人口未知，填报后才能判断“发生率1%及以上”；"
        "所缺情况填报后才能判断“有短板”。"
    )


def test_several_open_weaknesses_are_counted_and_one_is_named() -> None:
    weak = VILLAGE.branches[2]
    branches = (*VILLAGE.branches, replace(weak, code="again"))
    target = replace(VILLAGE, branches=branches)
    entry = entries_of(target, a={"poor": 3, "road": None})["a"]
    zh, en = explained(entry)
    assert zh.endswith("所缺情况填报后才能判断“有短板”等2项。")
    assert en.endswith("“a weakness” and 1 more cannot be told before the missing facts are in.")


def test_a_weakness_without_items_waits_for_a_nomination_and_is_never_the_nearest() -> None:
    weak = VILLAGE.branches[2]
    target = replace(VILLAGE, branches=(replace(weak, items=()), VILLAGE.branches[0]))
    entry = entries_of(target, a={"poor": None})["a"]
    assert explained(entry)[0] == "贫困人口未知，填报后才能判断“贫困人口多于20人”。"


def test_a_threshold_of_nothing_is_as_far_as_any() -> None:
    values = VALUES | {"poor_over": 0}
    rows = {"a": WELL | {"poor": 0, "people": None}}
    found = read_plainly(SMALL, VILLAGE, values, DAY, rows)
    (entry,) = settle(SMALL, VILLAGE, values, found)
    told = Explainer(SMALL, values, {}, {}).change(entry).zh
    assert told.startswith("贫困人口0人，增加1人即符合“贫困人口多于0人”；")
