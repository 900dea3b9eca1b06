"""The plain reading of the audit: what is counted of a household, and what is doubted of a row."""

from datetime import date
from typing import Any

import pytest

from dingdian.campaign.condition import bind
from dingdian.campaign.definition import Doubt
from dingdian.campaign.doubting import Doubting, limits_on, reckon
from dingdian.campaign.reach import facts_in_reach, view
from dingdian.lexicon.problem import Unusable
from tests.makers.small_audit import small_audit

CAMPAIGN = small_audit()
DAY = date(2020, 7, 30)
DOUBTING = Doubting(CAMPAIGN, limits_on(CAMPAIGN, DAY))


def ids(doubts: tuple[Doubt, ...]) -> list[str]:
    return [one.id for one in doubts]


@pytest.mark.parametrize(
    ("name", "members", "expected"),
    [
        ("persons", [{}, {}], {"persons": 2, "persons_at_most": 2}),
        ("grown", [{"age": 16}, {"age": 15}, {}], {"grown": 1, "grown_at_most": 2}),
        ("has_ill", [{}, {"ill": True}], {"has_ill": True}),
        ("has_ill", [{}, {"ill": False}], {"has_ill": None}),
        ("has_ill", [{"ill": False}], {"has_ill": False}),
        ("has_ill", [], {"has_ill": False}),
        ("years", [{"age": 3}, {"age": 4}], {"years": 7}),
        ("years", [{"age": 3}, {}], {"years": None}),
        ("years", [], {"years": 0}),
        ("youngest", [{"age": 3, "ill": True}, {"age": 1, "ill": False}], {"youngest": 3}),
        ("youngest", [{"age": 3, "ill": True}, {"age": 1}], {"youngest": None}),
        ("oldest", [{"age": 3}, {"age": 4}], {"oldest": 4}),
        ("oldest", [], {"oldest": None}),
    ],
)
def test_what_is_unknown_of_a_member_stays_unknown_of_the_household(
    name: str, members: list[dict[str, Any]], expected: dict[str, Any]
) -> None:
    measure = CAMPAIGN.household_measures[name]
    where = None if measure.where is None else bind(measure.where.tree, {"age_from": 16})
    assert reckon(measure, where, members) == expected


def test_a_household_is_doubted_for_what_its_members_contradict() -> None:
    said = DOUBTING.household({"cause": "illness", "land": 10}, [{"ill": False, "age": 20}])
    assert (ids(said.found), ids(said.open)) == (
        ["ill-cause"],
        ["wage-same", "ill-together"],
    )


def test_what_cannot_be_told_is_left_open_and_not_doubted() -> None:
    said = DOUBTING.household({"cause": "illness", "land": 10_002}, [{}, {"age": 20}])
    assert ids(said.found) == ["land-each"]
    assert ids(said.open) == ["ill-cause", "wage-same", "ill-together"]


def test_a_member_is_judged_within_the_household() -> None:
    assert ids(DOUBTING.member({"age": 15}, {"listed": True}).found) == ["young-listed"]
    assert ids(DOUBTING.member({"age": 15}, {"listed": None}).open) == ["young-listed"]
    assert ids(DOUBTING.member({"age": 15}, {"listed": False}).found) == []


def test_a_village_is_judged_by_its_own_facts() -> None:
    assert ids(DOUBTING.village({"road": True, "bus": None}).found) == ["no-road-blank"]
    assert ids(DOUBTING.village({"road": True, "bus": False}).found) == []


def test_the_limits_of_a_day_are_those_that_some_doubt_reads() -> None:
    assert limits_on(CAMPAIGN, DAY) == {"age_from": 16, "land_over": 5000, "grown_from": 5000}
    with pytest.raises(Unusable, match="age_from has no value on 2019-12-31"):
        limits_on(CAMPAIGN, date(2019, 12, 31))


def test_a_household_reaches_its_incomes_and_a_member_its_household() -> None:
    facts = facts_in_reach(CAMPAIGN.facts, CAMPAIGN.household_measures)
    assert facts["households"]["wage_before"].label.en == "Wages of the period before"
    assert facts["members"]["household_listed"].no is not None
    assert "persons" in facts["households"]
    assert "persons" not in facts["villages"]


def test_each_table_has_its_own_shares_and_ranges() -> None:
    assert list(view(CAMPAIGN, "villages").shares) == ["ratio"]
    assert view(CAMPAIGN, "villages").measured == frozenset()
    assert list(view(CAMPAIGN, "households").shares) == ["grown_share", "land_each"]
    assert view(CAMPAIGN, "households").measured == {"grown"}
    assert not view(CAMPAIGN, "members").shares
