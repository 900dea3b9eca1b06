"""The drawn villages qualify where they were planted to, and nowhere else."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dingdian.demonstration.edges import EDGES, LONGJU
from dingdian.demonstration.headcounts import share_out
from dingdian.demonstration.invented_places import focus_townships
from dingdian.demonstration.shortfalls import (
    AREAS,
    LACKING,
    UNKNOWN,
    WELL,
    a_few_where_lacking,
    rank_in_village,
)
from dingdian.demonstration.synthetic_campaign import SyntheticVillages, draw_villages

CITY = draw_villages("city", 2020)
CAMPAIGN = draw_villages("campaign", 2020)
PLACES = [village.place for village in CITY.villages]

Mask = NDArray[np.bool_]


def in_state(drawn: SyntheticVillages, area: str, *states: int) -> NDArray[np.int64]:
    found = [np.isin(drawn.standing[item], states) for item in AREAS[area]]
    return np.asarray(np.sum(found, axis=0))


def weak(drawn: SyntheticVillages, *states: int) -> Mask:
    by_area = [in_state(drawn, area, *states) >= 2 for area in AREAS]
    return np.asarray(np.any(by_area, axis=0))


def by_number(drawn: SyntheticVillages) -> Mask:
    return np.asarray(drawn.counts.remaining > 20)


def by_incidence(drawn: SyntheticVillages) -> Mask:
    known = drawn.population_known & (drawn.counts.population > 0)
    return np.asarray(known & (drawn.counts.remaining * 100 >= drawn.counts.population))


def by_weakness(drawn: SyntheticVillages) -> Mask:
    return np.asarray(weak(drawn, LACKING) | np.any(list(drawn.nominated.values()), axis=0))


def are_villages(drawn: SyntheticVillages) -> Mask:
    return np.array([village.kind == "village_committee" for village in drawn.villages])


def in_focus(drawn: SyntheticVillages) -> Mask:
    return np.array([village.township in focus_townships() for village in drawn.villages])


def at(edge: str) -> int:
    return PLACES.index(EDGES[edge])


@pytest.mark.parametrize("seed", [2020, 7, 31])
def test_about_a_hundred_villages_qualify_whatever_the_seed(seed: int) -> None:
    drawn = draw_villages("city", seed)
    village, number, share = are_villages(drawn), by_number(drawn), by_incidence(drawn)
    short = by_weakness(drawn)
    assert np.sum(village & number) == 72
    assert np.sum(village & share & ~number) == 20
    assert np.sum(village & short & ~number & ~share) == 11
    assert 8 <= np.sum(village & in_focus(drawn) & (number | share | short)) <= 15
    assert 500 <= drawn.counts.remaining[in_focus(drawn)].sum() <= 900


def test_clear_weakness_by_facts_is_rare() -> None:
    assert np.sum(weak(CITY, LACKING)) == 12


def test_only_one_village_stays_open_for_lack_of_facts() -> None:
    might_be = weak(CITY, LACKING, UNKNOWN) & ~weak(CITY, LACKING)
    assert [PLACES[index] for index in np.flatnonzero(might_be)] == [
        EDGES["open_for_lack_of_facts"]
    ]


def test_most_villages_lack_nothing_or_one_thing_in_an_area() -> None:
    for area in AREAS:
        assert np.mean(in_state(CITY, area, LACKING) == 0) > 0.85


def test_the_pairs_stand_on_either_side_of_the_thresholds() -> None:
    counts = CITY.counts
    assert counts.remaining[at("twenty_persons")] == 20
    assert counts.remaining[at("twenty_one_persons")] == 21
    just_under, exactly = at("just_under_one_percent"), at("exactly_one_percent")
    assert counts.remaining[exactly] * 100 == counts.population[exactly]
    assert counts.remaining[just_under] * 100 < counts.population[just_under]
    assert f"{counts.remaining[just_under] / counts.population[just_under]:.2%}" == "0.99%"
    qualifies = by_number(CITY) | by_incidence(CITY) | by_weakness(CITY)
    assert not qualifies[at("twenty_persons")]
    assert not qualifies[just_under]
    assert qualifies[at("twenty_one_persons")]
    assert qualifies[exactly]


def test_a_residents_committee_has_more_than_twenty_and_is_the_only_one() -> None:
    found = np.flatnonzero(~are_villages(CITY) & by_number(CITY))
    assert found.tolist() == [at("residents_committee_over_twenty")]


def test_the_villages_without_a_known_or_with_no_population_are_there() -> None:
    assert np.flatnonzero(~CITY.population_known).tolist() == [at("unknown_population")]
    empty = np.flatnonzero(CITY.counts.population == 0)
    assert empty.tolist() == [at("zero_population")]
    assert CITY.counts.registered[empty].sum() == 0


def test_one_village_is_weak_by_facts_and_one_by_nomination_alone() -> None:
    by_facts, by_nomination = at("weak_by_facts"), at("weak_by_nomination")
    lacking = [in_state(CITY, area, LACKING)[by_facts] for area in AREAS]
    assert sorted(lacking) == [0, 0, 0, 0, 2]
    assert not weak(CITY, LACKING)[by_nomination]
    assert sum(named[by_nomination] for named in CITY.nominated.values()) == 1
    assert not (by_number(CITY) | by_incidence(CITY))[[by_facts, by_nomination]].any()


def test_six_equal_villages_stand_across_the_hundredth_rank() -> None:
    equal = [at(f"equal_at_the_quota_{n}") for n in range(1, 7)]
    counts = CITY.counts
    assert len({(counts.remaining[one], counts.population[one]) for one in equal}) == 1
    qualifies = are_villages(CITY) & (by_number(CITY) | by_incidence(CITY) | by_weakness(CITY))
    more = np.sum(qualifies & (counts.remaining > counts.remaining[equal[0]]))
    assert more < 100 < more + len(equal)


@pytest.mark.parametrize("edge", EDGES)
def test_every_edge_is_a_village_of_the_campaigns_size(edge: str) -> None:
    assert EDGES[edge] in {village.place for village in CAMPAIGN.villages}


def test_the_smallest_size_is_one_township_and_holds_all_edges_but_the_equal_ones() -> None:
    places = {village.place for village in draw_villages("village", 2020).villages}
    assert {place[:9] for place in places} == {LONGJU}
    assert {name for name, place in EDGES.items() if place not in places} == {
        f"equal_at_the_quota_{n}" for n in range(1, 7)
    }


def test_a_village_has_the_same_numbers_in_every_size() -> None:
    where = np.searchsorted(PLACES, [village.place for village in CAMPAIGN.villages])
    assert np.array_equal(CITY.counts.remaining[where], CAMPAIGN.counts.remaining)
    assert np.array_equal(CITY.counts.population[where], CAMPAIGN.counts.population)
    for item, state in CAMPAIGN.standing.items():
        assert np.array_equal(CITY.standing[item][where], state)


def test_every_village_that_qualifies_is_in_the_campaigns_size() -> None:
    campaign = {village.place for village in CAMPAIGN.villages}
    qualifies = are_villages(CITY) & (by_number(CITY) | by_incidence(CITY) | by_weakness(CITY))
    assert {PLACES[index] for index in np.flatnonzero(qualifies)} <= campaign
    assert 800 <= len(campaign) <= 1_500


def test_sharing_out_gives_all_and_nobody_more_than_their_room() -> None:
    room = np.array([3, 0, 50, 7])
    given = share_out(40, np.array([5.0, 1.0, 1.0, 0.0]), room, np.random.default_rng(1))
    assert given.sum() == 40
    assert (given <= room).all()
    assert given[3] == 0


@pytest.mark.parametrize("total", [-1, 54])
def test_what_does_not_fit_is_refused(total: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        share_out(total, np.ones(3), np.array([3, 0, 50]), np.random.default_rng(1))


def test_ranks_start_again_in_each_village_and_skip_who_is_not_eligible() -> None:
    village = np.array([0, 0, 0, 2, 2], dtype=np.int32)
    eligible = np.array([False, True, True, True, True])
    assert rank_in_village(village, eligible)[eligible].tolist() == [0, 1, 0, 1]


def test_only_the_eligible_of_a_lacking_village_are_marked() -> None:
    village = np.array([0, 0, 1, 1], dtype=np.int32)
    eligible = np.array([False, True, True, True])
    state = np.array([LACKING, WELL], dtype=np.int8)
    marked = a_few_where_lacking(village, eligible, state, (1, 1), np.random.default_rng(1))
    assert marked.tolist() == [False, True, False, False]
