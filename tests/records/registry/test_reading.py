"""The four lights of a household, and what is read of many at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dingdian.records.registry.models import Guarantee, HouseholdRound
from dingdian.records.registry.reading import (
    LIGHTS,
    earned_by,
    household_on,
    households_lit,
    living_in,
    member_on,
)
from tests.makers.households import HEAD, SON, named
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db

DAY = date(2020, 10, 19)


def lit(world: World, household: Mapping[str, Any], *members: Mapping[str, Any]) -> dict[str, str]:
    """The lights of a household that is entered so."""
    made = world.enter("H-1", fields=household, members=members or (HEAD,))
    row = household_on(made.key, seen_by=world.sight(world.team), on=DAY)
    assert row is not None
    return {one.value: getattr(row, name) for one, name in LIGHTS.items()}


@pytest.mark.parametrize(
    ("fields", "light"),
    [
        ({"relocated": True}, "unreported"),
        ({"house_grade": "A"}, "well"),
        ({"house_grade": "C"}, "ill"),
        ({"house_grade": "D", "lived_in": False}, "unreported"),
        ({"house_grade": "D", "lived_in": True}, "ill"),
        ({"housing_state": "not_safe", "house_grade": "A"}, "ill"),
        ({"housing_state": "graded_safe", "house_grade": "D"}, "ill"),
        ({"housing_state": "assured_rented", "house_grade": "D"}, "well"),
    ],
)
def test_housing_is_lit_by_its_state_and_else_by_its_grade(
    world: World, fields: dict[str, Any], light: str
) -> None:
    assert lit(world, fields)["housing"] == light


TESTS = ("water_quantity", "water_quality", "water_convenience", "water_reliability")


@pytest.mark.parametrize(
    ("fields", "light"),
    [
        ({}, "unreported"),
        ({"safe_water": True}, "well"),
        ({"safe_water": False, **dict.fromkeys(TESTS, True)}, "ill"),
        (dict.fromkeys(TESTS, True), "well"),
        ({TESTS[0]: True, TESTS[1]: False}, "ill"),
        (dict.fromkeys(TESTS[:3], True), "unreported"),
    ],
)
def test_water_is_lit_by_what_was_found_and_else_by_its_four_tests(
    world: World, fields: dict[str, Any], light: str
) -> None:
    assert lit(world, fields)["water"] == light


@pytest.mark.parametrize(
    ("states", "light"),
    [
        (("enrolled", "dropped_out"), "ill"),
        (("enrolled", None), "unreported"),
        (("enrolled", "home_teaching"), "well"),
        (("not_of_school_age",), "na"),
    ],
)
def test_schooling_is_lit_by_its_worst_child(
    world: World, states: tuple[str | None, ...], light: str
) -> None:
    children = [{**SON, "school_state": one} for one in states]
    assert lit(world, {}, HEAD, *children)["schooling"] == light


def test_a_grown_up_of_whom_nobody_told_schooling_is_no_gap(world: World) -> None:
    assert lit(world, {}, {**HEAD, "born_on": date(1970, 5, 1)})["schooling"] == "na"


@pytest.mark.parametrize(
    ("states", "light"),
    [(("insured", "uninsured"), "ill"), (("insured", None), "unreported"), (("exempt",), "well")],
)
def test_insurance_is_lit_by_its_worst_member(
    world: World, states: tuple[str | None, ...], light: str
) -> None:
    members = [{**HEAD, "insurance_state": one} for one in states]
    assert lit(world, {}, *members)["insurance"] == light


def test_a_light_can_be_asked_for_as_a_field(world: World) -> None:
    world.enter("H-1", fields={"house_grade": "D"})
    world.enter("H-2", fields={"house_grade": "A"})
    rows = households_lit(seen_by=world.sight(world.team), on=DAY)
    ill = rows.filter(**{LIGHTS[Guarantee.HOUSING]: "ill"})
    assert [one.household.number for one in ill] == ["H-1"]


def test_a_household_is_seen_where_it_lived_on_that_day(world: World) -> None:
    made = world.enter("H-1")
    HouseholdRound.objects.filter(household=made).update(until=date(2020, 6, 1))
    first = HouseholdRound.objects.get(household=made)
    first.pk, first.since, first.until = None, date(2020, 6, 1), None
    first.place, first.path = world.far.place, world.far.path
    first.save()
    sight = world.sight(world.team)
    assert household_on(made.key, seen_by=sight, on=date(2020, 5, 31)) is not None
    assert household_on(made.key, seen_by=sight, on=date(2020, 6, 1)) is None
    assert household_on(made.key, seen_by=sight, on=date(2019, 12, 31)) is None
    head = named(made, 0)
    assert member_on(head.key, seen_by=sight, on=date(2020, 5, 31)) is not None
    assert member_on(head.key, seen_by=sight, on=date(2020, 6, 1)) is None


def test_what_is_read_of_many_is_told_apart(world: World) -> None:
    made = [world.enter(f"H-{at}") for at in range(3)]
    keys = [one.pk for one in made]
    assert {pk: len(rows) for pk, rows in living_in(keys, on=DAY).items()} == dict.fromkeys(keys, 3)
    assert [rows[0].relation for rows in living_in(keys, on=DAY).values()] == ["head"] * 3
    assert earned_by(keys, on=DAY, campaign=world.campaign) == dict.fromkeys(keys, ())
