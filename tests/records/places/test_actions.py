"""Laying places: each keeps its identity, and nothing is laid twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dingdian.records.places.actions import lay_places
from dingdian.records.places.division import Division
from dingdian.records.places.gazetteer import Gazetteer, Located, Outlines, Zone
from dingdian.records.places.models import Boundary, Designation, Place, Point, Standing, ZoneMember
from dingdian.records.places.named import Named
from dingdian.records.trail.models import Entry
from tests.makers.divisions import listed

pytestmark = pytest.mark.django_db

BEFORE = {
    "99": "示例市",
    "990101": "甲县",
    "990101100": "土主镇",
    "990101100201": "上村村民委员会",
    "990101101": "孝溪乡",
    "990101101201": "下村村民委员会",
    "990102": "乙县",
}
AFTER = {
    "99": "示例市",
    "990101": "甲县",
    "990101001": "土主街道",
    "990101001201": "上村村民委员会",
    "990101001202": "下村村民委员会",
    "990102": "乙县",
}
OUTLINE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
LISTS: dict[int, tuple[Division, ...]] = {2001: listed(BEFORE), 2004: listed(AFTER)}
WHOLE = Gazetteer(
    vintage=2001,
    lists=LISTS,
    order=("990102", "z", "990101"),
    zones=(Zone("z", "示例经开区", "示例经济技术开发区", ("990101100",)),),
    points={"990101100": Located(Decimal("108.5"), Decimal("30.25"), "somebody")},
    outlines=Outlines("", "somebody", {"990101": OUTLINE}),
)
NAMED = Named("township", "一号文", date(2001, 1, 1), ("990101101", "990101100"))


def place_of(code: str, vintage: int) -> int:
    return Standing.objects.get(vintage=vintage, code=code).place_id


def test_a_place_endures_when_its_code_and_its_name_change() -> None:
    lay_places(WHOLE, by=None)
    assert place_of("990101100", 2001) == place_of("990101001", 2004)
    assert place_of("990101100201", 2001) == place_of("990101001201", 2004)


def test_an_ended_place_says_which_one_it_went_into() -> None:
    lay_places(WHOLE, by=None)
    ended = Place.objects.get(pk=place_of("990101101", 2001))
    assert ended.successor_id == place_of("990101001", 2004)
    assert [one.vintage for one in ended.standings.all()] == [2001]


def test_a_village_whose_township_ended_lies_in_the_one_that_took_it_in() -> None:
    lay_places(WHOLE, by=None)
    village = place_of("990101101201", 2001)
    later = Standing.objects.get(vintage=2004, place=village)
    assert later.path == "99/990101/990101001/990101001202/"
    assert later.parent_id == place_of("990101001", 2004)


def test_the_document_order_runs_through_the_whole_tree() -> None:
    lay_places(WHOLE, by=None)
    order = Standing.objects.filter(vintage=2001).order_by("position")
    assert [(one.position, one.code) for one in order] == list(
        enumerate(
            (
                *("99", "990102", "z", "990101"),
                *("990101100", "990101100201", "990101101", "990101101201"),
            )
        )
    )


def test_a_zone_is_one_place_in_every_vintage_and_overlays_its_members() -> None:
    lay_places(WHOLE, by=None)
    zone = Place.objects.get(pk=place_of("z", 2001))
    assert zone.zone
    assert place_of("z", 2004) == zone.pk
    assert Standing.objects.get(vintage=2001, code="z").path == "99/z/"
    assert [one.place_id for one in zone.members.all()] == [place_of("990101100", 2001)]


def test_what_a_document_names_is_laid_in_its_order() -> None:
    lay_places(WHOLE, named=[NAMED], by=None)
    laid = Designation.objects.filter(document="一号文").order_by("position")
    assert [one.place_id for one in laid] == [
        place_of("990101101", 2001),
        place_of("990101100", 2001),
    ]


def test_one_entry_of_the_trail_says_what_was_laid() -> None:
    heard: list[str] = []
    n_entries = Entry.objects.count()
    laid = lay_places(WHOLE, named=[NAMED], by=None, progress=heard.append)
    entry = Entry.objects.latest("number")
    assert Entry.objects.count() == n_entries + 1
    assert entry.deed == "laid the places"
    assert entry.told["new"] == laid.new
    assert laid.new == {
        "place": 8,
        "standing": 15,
        "zonemember": 1,
        "point": 1,
        "boundary": 1,
        "designation": 2,
    }
    assert heard == ["places", "divisions_2001", "divisions_2004", "overlays"]


def test_laying_the_same_again_changes_nothing_and_leaves_no_entry() -> None:
    lay_places(WHOLE, named=[NAMED], by=None)
    n_entries = Entry.objects.count()
    assert not lay_places(WHOLE, named=[NAMED], by=None).something
    assert Entry.objects.count() == n_entries


def test_what_differs_is_put_right_and_stays_the_place_it_was() -> None:
    lay_places(WHOLE, by=None)
    place = place_of("990102", 2001)
    renamed = {year: listed(names | {"990102": "丙县"}) for year, names in LATER.items()}
    moved = {"990101100": Located(Decimal("108.6"), Decimal("30.25"), "somebody")}
    laid = lay_places(replace(WHOLE, lists=renamed, points=moved), by=None)
    assert Standing.objects.get(vintage=2004, place=place).name == "丙县"
    assert Point.objects.get(place=place_of("990101100", 2001)).longitude == Decimal("108.6")
    assert (laid.changed["standing"], laid.changed["point"]) == (2, 1)
    assert not any(laid.new.values())


LATER = {2001: BEFORE, 2004: AFTER}


def test_a_later_list_may_come_later() -> None:
    lay_places(replace(WHOLE, lists={2001: LISTS[2001]}), by=None)
    place = place_of("990101100", 2001)
    laid = lay_places(WHOLE, by=None)
    assert place_of("990101001", 2004) == place
    assert (laid.new["place"], laid.new["standing"]) == (0, 7)


def test_a_place_that_already_stands_is_not_given_to_another() -> None:
    """A list that was laid before stays as it is, though more is known now."""
    without = {code: name for code, name in AFTER.items() if not code.startswith("990101001")}
    hidden = without | {"990101002": "土主街道"}
    lay_places(replace(WHOLE, lists=LISTS | {2004: listed(hidden)}), by=None)
    place = place_of("990101002", 2004)
    lay_places(WHOLE, by=None)
    assert place_of("990101002", 2004) == place == place_of("990101100", 2001)
    assert place_of("990101001", 2004) != place


def test_a_gazetteer_of_one_list_lays_nothing_beside_it() -> None:
    counts = [model.objects.count() for model in (ZoneMember, Point, Boundary)]
    laid = lay_places(Gazetteer(2001, {2001: LISTS[2001]}), by=None)
    assert laid.new["standing"] == 7
    assert [model.objects.count() for model in (ZoneMember, Point, Boundary)] == counts
