"""Ranks are competition ranks, a tie shares its fate, and nobody is added to fill the quota."""

import pytest

from dingdian.campaign.definition import Ranking
from dingdian.campaign.selection import Seat, key_of, seats
from tests.makers.small_campaign import small_campaign

MOST_POOR = (Ranking("poor", "most"), Ranking("ratio", "most"))


def ranked(*numbers: int, quota: int | None) -> list[tuple[int, bool | None]]:
    return [(one.rank, one.included) for one in seats([(n,) for n in numbers], quota=quota)]


def test_the_greater_key_ranks_first_wherever_it_stands() -> None:
    assert ranked(10, 30, 20, quota=2) == [(3, False), (1, True), (2, True)]


def test_equal_keys_share_a_rank_and_the_next_rank_is_left_out() -> None:
    assert ranked(30, 20, 20, 10, quota=9) == [(1, True), (2, True), (2, True), (4, True)]


@pytest.mark.parametrize(
    ("quota", "fates"),
    [
        (0, [False, False, False, False]),
        (1, [True, False, False, False]),
        (2, [True, None, None, False]),
        (3, [True, True, True, False]),
        (4, [True, True, True, True]),
        (None, [True, True, True, True]),
    ],
)
def test_those_tied_are_in_together_or_left_to_the_office(
    quota: int | None, fates: list[bool | None]
) -> None:
    assert [included for _, included in ranked(30, 20, 20, 10, quota=quota)] == fates


def test_nobody_is_added_to_fill_the_quota() -> None:
    assert seats([], quota=100) == []
    assert seats([(1,)], quota=100) == [Seat(1, True)]


def test_the_most_of_a_measure_comes_first_or_the_least() -> None:
    campaign = small_campaign()
    low, high = {"poor": 1}, {"poor": 2}
    most, least = (Ranking("poor", "most"),), (Ranking("poor", "least"),)
    assert key_of(campaign, most, high) > key_of(campaign, most, low)
    assert key_of(campaign, least, high) < key_of(campaign, least, low)


@pytest.mark.parametrize("by", ["poor", "ratio"])
def test_the_unknown_comes_last_whichever_end_is_first(by: str) -> None:
    campaign = small_campaign()
    for ranking in ((Ranking(by, "most"),), (Ranking(by, "least"),)):
        known = key_of(campaign, ranking, {"poor": 0, "people": 10**9})
        assert key_of(campaign, ranking, {}) < known


@pytest.mark.parametrize(("poor", "people"), [(None, 5), (5, None), (5, 0), (5, -5)])
def test_a_share_without_a_whole_is_unknown(poor: int | None, people: int | None) -> None:
    key = key_of(small_campaign(), (Ranking("ratio", "most"),), {"poor": poor, "people": people})
    assert key == (0, 0)


def test_a_later_measure_tells_equals_apart_to_the_last_digit() -> None:
    campaign = small_campaign()
    by_ratio = (Ranking("ratio", "most"),)
    greater = key_of(campaign, by_ratio, {"poor": 999_999_998, "people": 999_999_999})
    lesser = key_of(campaign, by_ratio, {"poor": 999_999_997, "people": 999_999_998})
    assert greater > lesser
    assert key_of(campaign, MOST_POOR, {"poor": 1, "people": 3}) == key_of(
        campaign, MOST_POOR, {"poor": 1, "people": 3, "place": "500101151201"}
    )
