"""A village that went into another keeps its households, and they are found through it."""

from datetime import date

import pytest

from dingdian.records.places.models import Place, Standing
from dingdian.records.registry.queries import households_in
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
MAY = date(2020, 5, 1)


def stands(place: Place, code: str, name: str, *, under: Standing) -> Standing:
    """How a village of the next list stands under its township."""
    return Standing.objects.create(
        place=place,
        vintage=2023,
        code=code,
        name=name,
        official_name=name,
        level="village",
        kind=under.kind,
        parent_id=under.place_id,
        path=f"{under.path}{code}/",
        position=90_000 + int(code[-3:]),
    )


def test_households_of_merged_and_renamed_villages_are_found_in_the_next_list(
    world: World,
) -> None:
    merged = world.enter("H1")
    renamed = world.enter("H2", village=world.near, by=world.town)
    town = Standing.objects.get(vintage=2023, code="500101151")
    new = stands(Place.objects.create(), "500101151990", "新村", under=town)
    other = stands(world.near.place, "500101151991", "改名村", under=town)
    Place.objects.filter(pk=world.here.place_id).update(successor=new.place)
    assert [one.household for one in households_in(new, on=MAY)] == [merged]
    assert [one.household for one in households_in(other, on=MAY)] == [renamed]
    assert {one.household for one in households_in(town, on=MAY)} == {merged, renamed}
    assert [one.household for one in households_in(world.here, on=MAY)] == [merged]


def test_a_village_that_still_stands_is_not_counted_with_its_successor(world: World) -> None:
    world.enter("H1")
    town = Standing.objects.get(vintage=2023, code="500101151")
    new = stands(Place.objects.create(), "500101151990", "新村", under=town)
    stands(world.here.place, "500101151991", "旧村", under=town)
    Place.objects.filter(pk=world.here.place_id).update(successor=new.place)
    assert not households_in(new, on=MAY).exists()
