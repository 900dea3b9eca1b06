"""Villages add up to the places above them: unknowns stay visible, and nobody is counted twice."""

from typing import Any

import pytest

from dingdian.analysis.rollup import Rolled, RollUp

COUNTED = ("remaining_poor", "agricultural_population", "dropouts", "uninsured")
MUST_BE_NONE = ("dropouts", "uninsured")


def village(**facts: Any) -> dict[str, Any]:
    return {"kind": "village_committee", **facts}


def rolled(
    *villages: dict[str, Any], focus: tuple[str, ...] = (), targets: tuple[str, ...] = ()
) -> dict[str, Rolled]:
    """Villages v1, v2, … of the township t in the county c."""
    added = RollUp(COUNTED, focus={*focus, *targets}, targets=targets)
    for number, facts in enumerate(villages, start=1):
        added.add(f"v{number}", facts, lies_in=("c", "t"))
    return added.of


def test_a_place_above_is_the_sum_of_its_villages() -> None:
    one = village(remaining_poor=3, agricultural_population=100)
    other = village(remaining_poor=2, agricultural_population=300)
    of = rolled(one, other, {"kind": "residents_committee"})
    for place in ("t", "c"):
        assert of[place].counts["remaining_poor"].known == 5
        assert of[place].counts["agricultural_population"].known == 400
        assert (of[place].n_villages, of[place].n_communities) == (2, 1)
        assert of[place].incidence_ppm == 12_500
    assert of["v2"].counts["remaining_poor"].known == 2


def test_what_is_known_of_no_village_is_unknown_above() -> None:
    of = rolled(village(), village(dropouts=0))
    assert of["t"].counts["remaining_poor"].known is None
    assert of["t"].counts["dropouts"].known == 0
    assert of["t"].counts["dropouts"].n_unknown == 1
    assert of["t"].incidence_ppm is None
    assert of["t"].known("dropouts") == 0
    assert (of["t"].known("remaining_poor"), of["t"].known("never_counted")) == (None, None)
    assert of["t"].n_population_unknown == 2


def test_a_denominator_of_nobody_is_unknown_too() -> None:
    of = rolled(village(remaining_poor=1, agricultural_population=0))
    assert (of["t"].n_population_unknown, of["t"].incidence_ppm) == (1, None)


def test_the_ratio_is_over_villages_of_which_both_numbers_are_known() -> None:
    whole = village(remaining_poor=3, agricultural_population=100)
    of = rolled(whole, village(remaining_poor=50), village(agricultural_population=900))
    assert (of["t"].n, of["t"].of) == (3, 100)


def test_the_poor_of_a_target_village_in_a_target_township_count_once() -> None:
    both = village(remaining_poor=7)
    of = rolled(both, village(remaining_poor=2), focus=("t",), targets=("v1",))
    assert of["c"].remaining_in_targets == 9
    assert of["c"].n_targets == 1
    assert (of["v1"].remaining_in_targets, of["v2"].remaining_in_targets) == (7, 2)
    alone = rolled(both, village(remaining_poor=2), targets=("v1",))
    assert alone["t"].remaining_in_targets == 7
    assert alone["v2"].remaining_in_targets == 0


def test_a_place_that_is_named_twice_takes_a_village_in_once() -> None:
    added = RollUp(COUNTED, focus=(), targets=())
    added.add("v1", village(remaining_poor=4), lies_in=("c", "c", "v1"))
    assert added.of["c"].counts["remaining_poor"].sum == 4
    assert added.of["v1"].n_villages == 1


@pytest.mark.parametrize(
    ("facts", "light"),
    [
        ({"dropouts": 1, "uninsured": None}, "ill"),
        ({"dropouts": 1, "dropouts_at_most": 3, "uninsured": 0}, "ill"),
        ({"dropouts": 0, "uninsured": None}, "unreported"),
        ({"dropouts": 0, "dropouts_at_most": 3, "uninsured": 0}, "unreported"),
        ({}, "unreported"),
        ({"dropouts": 0, "dropouts_at_most": 0, "uninsured": 0}, "well"),
    ],
)
def test_a_light_is_the_worst_of_what_must_be_none(facts: dict[str, Any], light: str) -> None:
    of = rolled(village(**facts), village(dropouts=0, uninsured=0))
    assert of["v1"].light(MUST_BE_NONE) == light
    assert of["t"].light(MUST_BE_NONE) == light
    assert of["v2"].light(MUST_BE_NONE) == "well"


def test_where_nothing_must_be_none_there_is_no_light() -> None:
    assert rolled(village(dropouts=9))["t"].light(()) == "na"
