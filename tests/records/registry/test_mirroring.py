"""The national export is taken in whole, and what differs is listed as its screens show it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from dingdian.records.registry.mirroring import Exported, Unlike, take_in_export, unlike
from dingdian.records.registry.models import NationalMirror
from dingdian.records.registry.refusals import NotAllowed
from dingdian.records.registry.screen import HOUSEHOLD_SCREEN, MEMBER_SCREEN
from dingdian.records.registry.values import IDENTITY, fields_of
from dingdian.records.trail.models import Entry
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2020, 5, 1), date(2020, 6, 1)


def taken(world: World, *rows: Exported) -> list[Unlike]:
    take_in_export(rows, exported_on=MAY, campaign=world.campaign, by=world.town)
    return list(unlike(seen_by=world.sight(world.team), on=JUNE))


def household(world: World, number: str = "H1", **values: Any) -> Exported:
    return Exported(number, world.here.code, {"house_grade": "B", **values})


def person(world: World, at: int, **values: Any) -> Exported:
    return Exported("H1", world.here.code, values, f"H1-{at}")


def test_what_both_tell_alike_does_not_differ(world: World) -> None:
    world.enter("H1")
    rows = [household(world, phone="13900000001"), *(person(world, at) for at in range(3))]
    assert taken(world, *rows) == []


def test_what_differs_is_told_in_the_order_of_the_screens_and_masked(world: World) -> None:
    world.enter("H1")
    rows = [
        household(world, house_grade="C", exit_state="lifted", phone="13900000002"),
        person(world, 0, name="张三封", relation="head", born_on=date(1970, 5, 2)),
        person(world, 1),
    ]
    assert taken(world, *rows) == [
        Unlike("H1", "", "differs", "phone", "139****0001", "139****0002"),
        Unlike("H1", "", "differs", "exit_state", None, "lifted"),
        Unlike("H1", "", "differs", "house_grade", "B", "C"),
        Unlike("H1", "H1-0", "differs", "name", "张三丰", "张三封"),
        Unlike("H1", "H1-0", "differs", "born_on", "1970-05-01", "1970-05-02"),
        Unlike("H1", "H1-2", "not_there"),
    ]


def test_rows_that_one_of_the_two_lacks_are_told(world: World) -> None:
    world.enter("H1")
    world.enter("H2", members=())
    found = taken(world, household(world, "H3"), household(world), person(world, 7))
    assert [(one.household_number, one.member_number, one.what) for one in found] == [
        ("H1", "H1-0", "not_there"),
        ("H1", "H1-1", "not_there"),
        ("H1", "H1-2", "not_there"),
        ("H1", "H1-7", "not_here"),
        ("H2", "", "not_there"),
        ("H3", "", "not_here"),
    ]


def test_an_export_replaces_the_one_before_it_with_one_entry(world: World) -> None:
    taken(world, household(world), household(world, "H2"))
    entries = Entry.objects.count()
    taken(world, household(world))
    assert NationalMirror.objects.count() == 1
    assert Entry.objects.count() == entries + 1


def test_an_export_of_other_places_or_by_others_is_refused(world: World) -> None:
    far = Exported("H9", world.far.code, {})
    for by in (world.town, world.evaluator):
        with pytest.raises(NotAllowed):
            take_in_export([far], exported_on=MAY, campaign=world.campaign, by=by)


def test_what_points_at_somebody_is_sealed_in_the_mirror(world: World) -> None:
    taken(world, household(world, phone="13900000002"), person(world, 0, name="张三封"))
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values", sealed FROM registry_nationalmirror')
        kept = str(cursor.fetchall())
    assert "13900000002" not in kept
    assert "张三封" not in kept


def test_the_sheet_asks_as_often_for_many_households_as_for_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(4):
        world.enter(f"H{at}")
    with django_assert_num_queries(5):
        assert len(list(unlike(seen_by=world.sight(world.team), on=JUNE))) == 16


def test_every_field_of_the_screens_is_one_that_is_kept() -> None:
    assert set(HOUSEHOLD_SCREEN) <= set(fields_of("households"))
    assert set(MEMBER_SCREEN) <= {*fields_of("members"), *IDENTITY}
