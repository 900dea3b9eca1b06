"""A branch held against a place: whether it holds, by how much, and what is unknown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dingdian.campaign.entry import Finding
from dingdian.campaign.parameters import on_day
from dingdian.campaign.verdict import Ratio
from dingdian.campaign.yardstick import Yardstick, facts_in, ranged_names, with_shares
from tests.makers.small_campaign import small_campaign

CAMPAIGN = small_campaign()
VALUES = on_day(CAMPAIGN, date(2020, 7, 30))
VILLAGE = CAMPAIGN.classes[0]


def found(code: str, **facts: Any) -> Finding:
    branch = next(one for one in VILLAGE.branches if one.code == code)
    return Yardstick(branch, CAMPAIGN, VALUES).find(facts)


def test_a_number_stands_beside_its_threshold() -> None:
    one = found("many", poor=23)
    assert (one.holds, one.value, one.threshold, one.at_most) == (True, 23, 20, None)
    assert (one.share, one.n, one.of, one.unknown) == (False, None, None, ())


def test_a_share_stands_as_its_two_numbers() -> None:
    one = found("dense", poor=20, people=2000)
    assert (one.holds, one.n, one.of, one.threshold, one.share) == (True, 20, 2000, 100, True)
    assert one.value is None


@pytest.mark.parametrize(
    ("code", "facts", "unknown"),
    [
        ("many", {}, ("poor",)),
        ("dense", {}, ("poor", "people")),
        ("dense", {"poor": 3}, ("people",)),
        ("dense", {"poor": 3, "people": 0}, ("people",)),
        ("dense", {"poor": 3, "people": -5}, ("people",)),
        ("many", {"poor": 19, "poor_at_most": 22}, ("poor",)),
        ("weak", {}, ("road", "income")),
        ("weak", {"road": True}, ("income",)),
        ("weak", {"road": False}, ()),
    ],
)
def test_what_an_open_branch_lacks_is_named(
    code: str, facts: dict[str, Any], unknown: tuple[str, ...]
) -> None:
    one = found(code, **facts)
    assert one.holds is (None if unknown else True)
    assert one.unknown == unknown


@pytest.mark.parametrize(
    ("least", "most", "holds", "at_most"),
    [(21, 30, True, 30), (19, 22, None, 22), (3, 4, False, 4), (3, 3, False, None)],
)
def test_a_counted_fact_is_a_range_and_shows_its_upper_end(
    least: int, most: int, holds: bool | None, at_most: int | None
) -> None:
    one = found("many", poor=least, poor_at_most=most)
    assert (one.holds, one.value, one.at_most) == (holds, least, at_most)


def test_a_share_of_a_range_is_a_range() -> None:
    one = found("dense", poor=19, poor_at_most=22, people=2000)
    assert (one.holds, one.n, one.at_most) == (None, 19, 22)
    assert found("dense", poor=20, poor_at_most=22, people=2000).holds is True


def test_a_weakness_counts_what_lacks_and_names_what_is_open() -> None:
    one = found("weak", road=False, income=10_000)
    assert (one.holds, one.value, one.threshold) == (True, 2, 1)
    assert (one.lacking, one.open_items, one.nominated) == (("road", "income"), (), False)
    open_one = found("weak", road=True)
    assert (open_one.holds, open_one.lacking, open_one.open_items) == (None, (), ("income",))


def test_a_nomination_holds_whatever_is_lacking() -> None:
    one = found("weak", road=True, income=20_000, put_forward=True)
    assert (one.holds, one.nominated, one.value) == (True, True, 0)


def test_a_condition_that_is_no_single_comparison_has_no_threshold() -> None:
    admits = VILLAGE.admits
    assert admits is not None
    branch = VILLAGE.branches[0]
    plain = type(branch)("kind", branch.label, branch.source, when=admits)
    one = Yardstick(plain, CAMPAIGN, VALUES).find({"kind": "village"})
    assert (one.holds, one.value, one.threshold) == (True, None, None)
    assert Yardstick(plain, CAMPAIGN, VALUES).find({}).unknown == ("kind",)


def test_the_facts_of_a_condition_are_a_shares_two_numbers_and_no_parameter() -> None:
    many, dense, _ = (one.when for one in VILLAGE.branches)
    assert many is not None
    assert dense is not None
    assert facts_in(many, CAMPAIGN) == ("poor",)
    assert facts_in(dense, CAMPAIGN) == ("poor", "people")


def test_shares_and_both_ends_of_ranges_are_laid_beside_the_facts() -> None:
    whole = with_shares(CAMPAIGN, {"poor": 5, "people": 9})
    assert whole == {
        "poor": 5,
        "poor_at_most": 5,
        "people": 9,
        "ratio": Ratio(5, 9),
        "ratio_at_most": Ratio(5, 9),
    }
    assert with_shares(CAMPAIGN, {"poor": 5, "poor_at_most": 7})["ratio_at_most"] == Ratio(7, None)
    assert ranged_names(CAMPAIGN) == {"poor", "ratio"}


def test_a_share_of_certain_numbers_is_no_range() -> None:
    certain = replace(CAMPAIGN, measures={})
    assert ranged_names(certain) == frozenset()
    assert with_shares(certain, {"poor": 5, "people": 9}) == {
        "poor": 5,
        "people": 9,
        "ratio": Ratio(5, 9),
    }
