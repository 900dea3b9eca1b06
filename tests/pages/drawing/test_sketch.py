"""The real Chongqing as a sketch: 38 counties, 18 lights, a fixed place for every village."""

import re
from dataclasses import replace

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from dingdian.lexicon.place import above
from dingdian.pages.drawing.dots import apart
from dingdian.pages.drawing.ground import FEW
from dingdian.pages.drawing.sketch import Sketch, sketch, sketch_of
from dingdian.records.places.geography import geography
from dingdian.records.places.models import Boundary, Point, Standing
from dingdian.records.trail.actions import note

pytestmark = pytest.mark.django_db
PATH = re.compile(r"M\d+ \d+l(?:[ -]?\d+)+z")
FENGJIE, YUZHONG, HONGCHIBA = "500236", "500103", "500238118"


def corners(d: str) -> np.ndarray:
    """The corners of a path of one ring, each as the steps before it lead there."""
    start, _, steps = d.removeprefix("M").removesuffix("z").partition("l")
    moves = [int(one) for one in re.findall(r"-?\d+", steps)]
    first = [int(one) for one in start.split()]
    return np.cumsum(np.array([*first, *moves]).reshape(-1, 2), axis=0)


def zoomed(county: str) -> Sketch:
    drawn = sketch_of(county, vintage=2020)
    assert drawn is not None
    return drawn


def test_all_38_counties_are_drawn_as_closed_paths(whole: Sketch) -> None:
    assert len({one.code for one in whole.counties}) == 38
    assert [one.name for one in whole.counties if not PATH.fullmatch(one.d)] == []


def test_the_view_box_holds_every_corner_and_every_light(whole: Sketch) -> None:
    drawn = np.concatenate([corners(one.d) for one in whole.counties])
    lights = np.array([(one.x, one.y) for one in whole.townships])
    for points in (drawn, lights):
        assert points.min() >= 0
        assert (points.max(axis=0) <= (whole.frame.width, whole.frame.height)).all()
    assert whole.view_box == f"0 0 {whole.frame.width} {whole.frame.height}"


def test_18_townships_are_lights_and_the_one_without_a_point_is_schematic(whole: Sketch) -> None:
    assert len(whole.townships) == 18
    assert [one.code for one in whole.townships if one.schematic] == [HONGCHIBA]


def test_a_township_without_a_point_lies_in_its_county(whole: Sketch) -> None:
    for county in whole.ground.counties.values():
        made_up = [(one.x, one.y) for one in county.townships if one.schematic]
        assert county.outline.contains(np.array(made_up).reshape(-1, 2)).all(), county.name


def test_every_village_has_a_place_in_its_county_apart_from_the_others(whole: Sketch) -> None:
    for county in whole.ground.counties.values():
        n_villages = max(FEW, county.n_villages)
        dots = np.array([county.village_place(n) for n in range(n_villages)])
        assert county.outline.contains(dots).all(), county.name
        away = np.hypot(*np.moveaxis(dots[:, None] - dots[None], 2, 0))
        np.fill_diagonal(away, np.inf)
        assert away.min() > apart(county.outline, n_villages) / 2, county.name


def test_the_first_dots_of_a_county_with_a_target_are_well_apart(whole: Sketch) -> None:
    for light in whole.ground.lights:
        county = whole.ground.counties[light.county]
        dots = np.array([county.village_place(n) for n in range(8)])
        away = np.hypot(*np.moveaxis(dots[:, None] - dots[None], 2, 0))
        np.fill_diagonal(away, np.inf)
        assert away.min() > 28, county.name
        others = np.array([(one.x, one.y) for one in whole.ground.lights])
        assert np.hypot(*np.moveaxis(dots[:, None] - others[None], 2, 0)).min() >= 39


def test_there_are_as_many_places_as_villages(whole: Sketch) -> None:
    n_villages = Standing.objects.filter(vintage=2020, level="village").count()
    assert sum(one.n_villages for one in whole.ground.counties.values()) == n_villages
    with pytest.raises(IndexError):
        whole.village_at(FENGJIE, whole.ground.counties[FENGJIE].n_villages)


def test_dots_stay_where_they_are_when_villages_are_added(whole: Sketch) -> None:
    for county in whole.ground.counties.values():
        grown = replace(county, n_villages=county.n_villages + 100)
        asked = range(0, county.n_villages, 7)
        assert [county.village_place(n) for n in asked] == [grown.village_place(n) for n in asked]


def test_a_name_says_whether_it_fits_its_county(whole: Sketch) -> None:
    small = {one.name for one in whole.counties if one.small}
    assert small >= {"渝中区", "大渡口区"}
    assert not small & {"万州区", "奉节县", "酉阳县"}
    assert len(small) < 10


def test_a_county_is_drawn_with_all_of_its_townships() -> None:
    drawn = zoomed(FENGJIE)
    codes = Standing.objects.filter(vintage=2020, level="township", path__contains=f"/{FENGJIE}/")
    assert [one.code for one in drawn.townships] == list(codes.values_list("code", flat=True))
    assert {above(one.code, "county") for one in drawn.townships} == {FENGJIE}


def test_a_county_fills_its_own_drawing_amid_its_neighbours() -> None:
    drawn = zoomed(YUZHONG)
    (own,) = (corners(one.d) for one in drawn.counties if one.code == YUZHONG)
    assert own.min() >= 0
    assert (own.max(axis=0) <= (drawn.frame.width, drawn.frame.height)).all()
    assert np.ptp(own, axis=0).max() > 0.85 * max(drawn.frame.width, drawn.frame.height)
    assert 1 < len(drawn.counties) < 10


def test_a_village_has_the_same_place_on_both_drawings(whole: Sketch) -> None:
    near, far = zoomed(FENGJIE), whole
    x, y = near.village_at(FENGJIE, 3)
    back = np.array([x, y]) / near.frame.scale + [near.frame.left, near.frame.top]
    assert far.frame.of(back).tolist() == pytest.approx(far.village_at(FENGJIE, 3), abs=1)


def test_what_has_no_outline_is_not_drawn() -> None:
    assert sketch(1999) is None
    assert sketch_of("500199", vintage=2020) is None


def test_the_ground_is_read_in_four_queries_and_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4):
        geography(vintage=2020)
    kept = sketch(2020)
    with django_assert_num_queries(2):
        assert sketch(2020) is kept


def test_what_is_laid_anew_is_drawn_anew(whole: Sketch) -> None:
    place = Standing.objects.get(vintage=2020, code=YUZHONG).place_id
    Boundary.objects.filter(place=place).delete()
    Point.objects.filter(place__standings__code="500101151").delete()
    note(by=None, deed="laid the places", subject="places", told={})
    drawn = sketch(2020)
    assert drawn is not None
    assert {one.code for one in whole.counties} - {one.code for one in drawn.counties} == {YUZHONG}
    assert {one.code for one in drawn.townships if one.schematic} == {HONGCHIBA, "500101151"}
