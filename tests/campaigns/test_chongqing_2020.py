"""Every shipped campaign keeps its own rules and cases; the one of 2020 says what was announced."""

import re
from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.checking import check
from dingdian.campaign.definition import Branch, TargetClass
from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import SHIPPED, load
from dingdian.lexicon.place import level_of
from dingdian.lexicon.text import Text

SHIPPED_FOLDERS = sorted(path.parent for path in SHIPPED.glob("*/campaign.toml"))
CHONGQING = load("chongqing_2020")
ANNOUNCED = date(2020, 7, 30)
HAN = re.compile(r"[\u4e00-\u9fff]")


def the_class(code: str) -> TargetClass:
    return next(one for one in CHONGQING.classes if one.code == code)


def branches() -> dict[str, Branch]:
    return {branch.code: branch for branch in the_class("village").branches}


def test_at_least_one_campaign_ships() -> None:
    assert [folder.name for folder in SHIPPED_FOLDERS] == ["chongqing_2020"]


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS, ids=lambda one: one.name)
def test_a_shipped_campaign_has_no_fault_and_all_of_its_cases_come_out(folder: Path) -> None:
    campaign, faults = check(folder)
    assert faults == []
    assert campaign is not None
    assert campaign.code == folder.name
    assert len(campaign.cases) >= 20


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS, ids=lambda one: one.name)
def test_every_parameter_says_who_says_so_and_how_surely(folder: Path) -> None:
    campaign = load(str(folder))
    values = [(name, one) for name, all_of in campaign.parameters.items() for one in all_of.values]
    assert [name for name, one in values if not one.source or not one.confidence] == []


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS, ids=lambda one: one.name)
def test_every_fact_class_and_branch_has_a_source(folder: Path) -> None:
    campaign = load(str(folder))
    facts = [fact for table in campaign.facts.values() for fact in table.values()]
    sources = [fact.source for fact in facts] + [target.source for target in campaign.classes]
    sources += [branch.source for target in campaign.classes for branch in target.branches]
    assert len(sources) > 40
    assert "" not in sources


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS, ids=lambda one: one.name)
def test_every_label_speaks_both_languages(folder: Path) -> None:
    campaign = load(str(folder))
    every = [branch for target in campaign.classes for branch in target.branches]
    labels: list[Text] = [
        *(one.label for one in campaign.parameters.values()),
        *(one.label for one in campaign.shares.values()),
        *(one.label for one in campaign.tasks),
        *(one.label for one in campaign.classes),
        *(one.label for table in campaign.facts.values() for one in table.values()),
        *(one.label for one in every),
        *(item.label for one in every for item in one.items),
    ]
    assert [one for one in labels if not HAN.search(one.zh) or HAN.search(one.en)] == []
    assert [one for one in labels if not one.en.strip()] == []


def test_an_assumption_is_never_held_for_sure() -> None:
    ours = {name: one for name, one in CHONGQING.deciding.items() if one.assumption}
    assert set(ours) == {
        "village.quota",
        "weak_items_from",
        "hollow_income_at_most",
        "latrines_from_bp",
    }
    assert {value.confidence for one in ours.values() for value in one.values} == {"low"}


def test_the_thresholds_are_those_that_were_announced() -> None:
    assert on_day(CHONGQING, ANNOUNCED) == {
        "remaining_poor_over": 20,
        "incidence_from_bp": 100,
        "village.quota": 100,
        "weak_items_from": 2,
        "hollow_income_at_most": 0,
        "latrines_from_bp": 8500,
    }


def test_more_than_twenty_is_strict_and_one_per_cent_is_included() -> None:
    when = {code: branch.when.text for code, branch in branches().items() if branch.when}
    assert when == {
        "remaining_poor": "remaining_poor > remaining_poor_over",
        "incidence": "incidence >= incidence_from_bp",
    }


def test_a_weakness_is_sought_in_the_five_areas_named_and_in_another() -> None:
    weak = [code for code, branch in branches().items() if branch.when is None]
    assert weak == [
        "weak_guarantees",
        "weak_infrastructure",
        "weak_industry",
        "weak_living_environment",
        "weak_public_services",
        "weak_other",
    ]
    assert branches()["weak_other"].items == ()
    assert all(len(branches()[code].items) >= 3 for code in weak[:-1])
    assert len({branches()[code].nomination for code in weak}) == 6


def test_a_village_is_an_administrative_village_and_no_community() -> None:
    village = the_class("village")
    assert village.level == "village"
    assert village.admits is not None
    assert village.admits.text == "kind = 'village_committee'"
    assert village.quota == "village.quota"
    assert [(one.by, one.first) for one in village.ranking] == [
        ("remaining_poor", "most"),
        ("incidence", "most"),
    ]


def test_eighteen_townships_are_named_by_code() -> None:
    township = the_class("township")
    assert township.level == "township"
    assert township.designation is not None
    assert township.designation.places == {
        "500101151": "龙驹镇",
        "500114110": "金溪镇",
        "500154109": "大进镇",
        "500156208": "后坪苗族土家族乡",
        "500229208": "沿河乡",
        "500229212": "鸡鸣乡",
        "500230210": "三建乡",
        "500235139": "泥溪镇",
        "500236266": "平安乡",
        "500237105": "双龙镇",
        "500238118": "红池坝镇",
        "500238243": "天元乡",
        "500240213": "中益乡",
        "500241103": "隘口镇",
        "500242218": "车田乡",
        "500242222": "浪坪乡",
        "500243206": "三义乡",
        "500243225": "大垭乡",
    }
    assert {level_of(code) for code in township.designation.places} == {"township"}
    assert len({code[:6] for code in township.designation.places}) == 14


def test_there_are_eight_tasks_numbered_in_order() -> None:
    assert [task.number for task in CHONGQING.tasks] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len({task.code for task in CHONGQING.tasks}) == 8


def test_every_branch_has_a_case_in_which_it_holds_alone_or_beside_others() -> None:
    shown = {code for case in CHONGQING.cases for code in case.expect}
    assert shown == set(branches())


def test_the_campaign_runs_from_its_announcement_to_the_end_of_the_year() -> None:
    assert (CHONGQING.announced, CHONGQING.ends) == (ANNOUNCED, date(2020, 12, 31))
    assert (CHONGQING.root, CHONGQING.vintage) == ("50", 2020)
