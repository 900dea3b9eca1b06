"""A dial for every parameter that decides: its range fits the number, and its source stands by."""

from dataclasses import replace
from datetime import date

import pytest

from dingdian.campaign.dials import Dial, dials
from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import load
from tests.makers.small_campaign import small_campaign

DAY = date(2020, 7, 30)
CHONGQING = load("chongqing_2020")


def shown(**changes: int) -> dict[str, Dial]:
    """The dials of the shipped campaign, by the names of their parameters."""
    values = on_day(CHONGQING, DAY) | {name.replace("__", "."): it for name, it in changes.items()}
    return {one.name: one for one in dials(CHONGQING, values, on=DAY)}


def test_thresholds_the_quota_and_the_items_of_a_weakness_can_be_turned() -> None:
    assert {name: one.kind for name, one in shown().items()} == {
        "remaining_poor_over": "threshold",
        "incidence_from_bp": "threshold",
        "village.quota": "quota",
        "weak_items_from": "items",
        "hollow_income_at_most": "threshold",
        "latrines_from_bp": "threshold",
    }


@pytest.mark.parametrize(
    ("name", "reach"),
    [
        ("remaining_poor_over", (0, 100, 1)),
        ("incidence_from_bp", (0, 500, 10)),
        ("village.quota", (0, 500, 1)),
        ("weak_items_from", (1, 5, 1)),
        ("hollow_income_at_most", (0, 10_000_000, 100_000)),
        ("latrines_from_bp", (0, 10_000, 10)),
    ],
)
def test_a_dial_turns_as_far_as_its_number_makes_sense(
    name: str, reach: tuple[int, int, int]
) -> None:
    one = shown()[name]
    assert (one.minimum, one.maximum, one.step) == reach


def test_a_dial_keeps_its_range_while_it_is_turned_and_widens_for_what_was_typed() -> None:
    turned = shown(remaining_poor_over=40, village__quota=9_999, weak_items_from=7)
    assert (turned["remaining_poor_over"].value, turned["remaining_poor_over"].maximum) == (40, 100)
    assert turned["village.quota"].maximum == 9_999
    assert turned["weak_items_from"].maximum == 7


def test_a_dial_says_whose_number_it_is() -> None:
    assert shown()["village.quota"].is_assumption
    assert not shown()["remaining_poor_over"].is_assumption
    assert "多于20人" in shown()["remaining_poor_over"].source


def test_a_parameter_that_no_class_reads_has_no_dial() -> None:
    small = small_campaign()
    unread = replace(small.parameters["seats"], name="unread")
    wider = replace(small, parameters={**small.parameters, "unread": unread})
    values = on_day(wider, DAY)
    assert "unread" not in values
    assert [one.name for one in dials(wider, values, on=DAY)] == list(small.parameters)


def test_before_its_first_day_a_dial_has_a_value_but_no_source() -> None:
    small = small_campaign()
    early = date(2020, 1, 1)
    one = next(iter(dials(small, on_day(small, DAY), on=early)))
    assert (one.name, one.value, one.maximum, one.source) == ("poor_over", 20, 100, "")
