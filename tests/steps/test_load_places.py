"""The places of Chongqing as they are loaded: whole, in one tree, and once."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.campaign.reading import SHIPPED
from dingdian.lexicon.problem import Unusable
from dingdian.records.places.models import Boundary, Designation, Place, Point, Standing, ZoneMember
from dingdian.records.trail.models import Entry
from dingdian.steps.load_places import load_places

pytestmark = pytest.mark.django_db
LAID = (Place, Standing, ZoneMember, Point, Boundary, Designation, Entry)


def n_rows() -> list[int]:
    return [model.objects.count() for model in LAID]


def levels(vintage: int) -> Counter[str]:
    standings = Standing.objects.filter(vintage=vintage)
    return Counter(standings.order_by().values_list("level", flat=True))


def test_the_lists_are_loaded_whole() -> None:
    assert levels(2020) == {
        "province": 1,
        "county": 38,
        "zone": 1,
        "township": 1_029,
        "village": 11_224,
    }
    assert levels(2023) == {
        "province": 1,
        "county": 38,
        "zone": 1,
        "township": 1_031,
        "village": 11_270,
    }


def test_villages_are_told_from_residents_committees() -> None:
    villages = Standing.objects.filter(vintage=2020, level="village").order_by()
    assert Counter(villages.values_list("kind", flat=True)) == {
        "village_committee": 8_006,
        "residents_committee": 3_218,
    }


def test_every_place_lies_in_one_of_its_vintage_and_its_path_begins_with_that_ones() -> None:
    for vintage in (2020, 2023):
        standings = list(Standing.objects.filter(vintage=vintage))
        paths = {one.place_id: one.path for one in standings}
        (root,) = (one for one in standings if one.parent_id is None)
        assert (root.code, root.path) == ("50", "50/")
        for one in standings:
            above = "" if one.parent_id is None else paths[one.parent_id]
            assert one.path == f"{above}{one.code}/"


def test_the_dummies_of_the_city_are_not_places() -> None:
    assert not Standing.objects.filter(code__in=("5001", "5002")).exists()


def test_the_order_has_no_gap_and_no_tie() -> None:
    for vintage in (2020, 2023):
        positions = Standing.objects.filter(vintage=vintage).values_list("position", flat=True)
        assert sorted(positions) == list(range(len(positions)))


def test_as_many_places_endure_as_the_crosswalk_says() -> None:
    both = Place.objects.filter(standings__vintage=2020).filter(standings__vintage=2023)
    kept = Counter(
        Standing.objects.filter(vintage=2020, place__in=both).values_list("level", flat=True)
    )
    assert kept == {"province": 1, "county": 38, "zone": 1, "township": 1_028, "village": 11_144}
    assert Place.objects.count() == 12_422


def test_the_only_township_that_ended_went_into_its_neighbour() -> None:
    (ended,) = Place.objects.exclude(successor=None)
    after = Standing.objects.get(vintage=2023, place=ended.successor_id)
    assert ended.standings.get().name == "孝溪乡"
    assert after.name == "清溪场街道"


def test_what_hangs_on_the_places_is_loaded_too() -> None:
    assert (Point.objects.count(), Boundary.objects.count()) == (863, 38)
    assert (ZoneMember.objects.count(), Designation.objects.count()) == (10, 18)
    assert set(Boundary.objects.values_list("datum", flat=True)) == {""}
    assert Point.objects.filter(source__contains="CC BY 4.0").count() == 863


def test_loading_a_second_time_adds_nothing_and_asks_little() -> None:
    before = n_rows()
    with CaptureQueriesContext(connection) as asked:
        laid = load_places(campaign="chongqing_2020")
    assert not laid.something
    assert n_rows() == before
    assert len(asked) <= 12


def test_a_designation_that_the_list_does_not_know_leaves_everything_as_it_was(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(SHIPPED / "chongqing_2020", tmp_path / "campaign")
    townships = folder / "classes/1_township.toml"
    said = townships.read_text(encoding="utf-8")
    townships.write_text(said.replace('"金溪镇"', '"金鸡镇"'), encoding="utf-8")
    before = n_rows()
    with pytest.raises(Unusable, match="500114110 “金鸡镇” is “金溪镇” in the list of 2020"):
        load_places(campaign=str(folder))
    assert n_rows() == before
