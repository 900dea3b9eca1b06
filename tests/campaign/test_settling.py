"""From what was found of each place to who is in: admission, ranks, the quota, and nobody more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dingdian.campaign.entry import Entry
from dingdian.campaign.parameters import on_day
from dingdian.campaign.settling import (
    Claim,
    Stand,
    admits,
    admitted_by_exception,
    designated,
    read_plainly,
    settle,
    stands,
)
from tests.makers.small_campaign import small_campaign

CAMPAIGN = small_campaign()
VILLAGE, TOWNSHIP = CAMPAIGN.classes
DAY = date(2020, 7, 30)
WELL = {"kind": "village", "poor": 3, "people": 3000, "road": True, "income": 20_000}


def settled(**places: Mapping[str, Any]) -> list[Entry]:
    """The entries of places, each like a village that is well but for what is said of it."""
    return settled_on(DAY, places)


def settled_on(on: date, places: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    values = on_day(CAMPAIGN, on)
    rows = {place: WELL | dict(facts) for place, facts in places.items()}
    return settle(CAMPAIGN, VILLAGE, values, read_plainly(CAMPAIGN, VILLAGE, values, on, rows))


def standings(entries: list[Entry]) -> list[tuple[str, str, int | None]]:
    return [(entry.place, entry.standing, entry.rank) for entry in entries]


def test_those_that_qualify_are_in_by_rank_up_to_the_quota() -> None:
    entries = settled(a={"poor": 21}, b={"poor": 40}, c={"poor": 30}, d={})
    assert standings(entries) == [
        ("b", "included", 1),
        ("c", "included", 2),
        ("a", "beyond_quota", 3),
    ]


def test_a_tie_across_the_quota_is_in_neither_way() -> None:
    entries = settled(a={"poor": 30}, b={"poor": 40}, c={"poor": 30}, d={"poor": 22})
    assert standings(entries) == [
        ("b", "included", 1),
        ("a", "tied", 2),
        ("c", "tied", 2),
        ("d", "beyond_quota", 4),
    ]
    assert [entry.included for entry in entries] == [True, None, None, False]


def test_the_quota_is_not_filled_up() -> None:
    assert standings(settled(a={"poor": 21}, b={"poor": 20})) == [("a", "included", 1)]


def test_a_community_is_kept_out_though_a_branch_holds() -> None:
    entries = settled(a={"kind": "community", "poor": 50})
    assert standings(entries) == [("a", "not_admitted", None)]
    assert entries[0].admission_unknown == ()


def test_a_place_of_unknown_kind_is_undecided_and_says_so() -> None:
    entries = settled(a={"kind": None, "poor": 50})
    assert standings(entries) == [("a", "undecided", None)]
    assert entries[0].admission_unknown == ("kind",)
    assert entries[0].unknown == ("kind",)


def test_an_unknown_branch_leaves_a_place_undecided() -> None:
    entries = settled(a={"poor": None}, b={"people": None})
    assert standings(entries) == [("a", "undecided", None), ("b", "undecided", None)]


def test_one_branch_that_holds_is_enough_whatever_is_unknown_beside_it() -> None:
    entries = settled(a={"poor": 50, "people": None})
    assert standings(entries) == [("a", "included", 1)]
    assert entries[0].unknown == ("people",)


def test_an_exception_lets_a_community_in_from_its_day_on() -> None:
    code = "500101151001"
    places = {code: {"kind": "community", "poor": 50}}
    assert admitted_by_exception(VILLAGE, date(2020, 8, 14)) == frozenset()
    assert admitted_by_exception(VILLAGE, date(2020, 8, 15)) == {code}
    assert standings(settled_on(DAY, places)) == [(code, "not_admitted", None)]
    assert standings(settled_on(date(2020, 8, 15), places)) == [(code, "included", 1)]


def test_a_class_that_admits_all_and_has_no_quota_takes_in_all_that_qualify() -> None:
    free = replace(VILLAGE, admits=None, quota=None)
    values = on_day(CAMPAIGN, DAY)
    rows = {name: {"kind": "community", "poor": 30} for name in "abc"}
    entries = settle(CAMPAIGN, free, values, read_plainly(CAMPAIGN, free, values, DAY, rows))
    assert admits(CAMPAIGN, free, values, {}) is True
    assert standings(entries) == [(name, "included", 1) for name in "abc"]


def test_a_place_is_called_by_its_name_or_else_by_its_code() -> None:
    entries = settled(a={"name": "甲村", "poor": 30}, b={"name": None, "poor": 29})
    assert [entry.name for entry in entries] == ["甲村", "b"]


def test_a_designated_class_is_those_of_its_places_that_lie_in_the_source() -> None:
    (entry,) = designated(TOWNSHIP, ["500101151901", "500101151902", "500102001201"])
    assert (entry.place, entry.name, entry.standing) == ("500101151", "龙驹镇", "designated")
    assert entry.included is True
    assert designated(TOWNSHIP, ["500102001201"]) == []
    assert designated(VILLAGE, ["500101151901"]) == []


def test_no_place_at_all_makes_no_entry() -> None:
    assert settled() == []


def test_a_claim_stands_by_its_admission_its_branches_and_its_order_alone() -> None:
    claims = [
        Claim(True, True, (1,)),
        Claim(True, True, (3,)),
        Claim(True, None, (9,)),
        Claim(None, True, (9,)),
        Claim(False, True, (9,)),
        Claim(True, False, (9,)),
    ]
    assert stands(claims, quota=1) == [
        Stand("beyond_quota", 2),
        Stand("included", 1),
        Stand("undecided"),
        Stand("undecided"),
        Stand("not_admitted"),
        Stand("not_qualified"),
    ]
