"""An outline knows what is within it, and writes itself as a short closed path."""

import numpy as np
import pytest

from dingdian.pages.drawing.outline import Outline, outline_of
from dingdian.pages.drawing.projection import Frame, Plane

PLANE = Plane(0.0, 1.0)
FRAME = Frame(left=0, top=0, scale=1, width=100, height=100)


def square(left: float, bottom: float, side: float) -> list[list[float]]:
    right, top = left + side, bottom + side
    return [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]


def of(*rings: list[list[float]]) -> Outline:
    return outline_of({"type": "Polygon", "coordinates": list(rings)}, PLANE)


HOLLOW = of(square(0, -10, 10), square(4, -6, 2))


def test_a_hole_is_not_within() -> None:
    inside = HOLLOW.contains(np.array([[1.0, 1.0], [5.0, 5.0], [11.0, 5.0]]))
    assert inside.tolist() == [True, False, False]
    assert HOLLOW.area == pytest.approx(96)


def test_the_border_of_a_hole_is_a_border() -> None:
    assert HOLLOW.distance(np.array([[1.0, 5.0], [3.5, 5.0]])).tolist() == [1.0, 0.5]


def test_the_parts_of_a_multipolygon_are_all_there() -> None:
    both = [[square(0, -10, 10)], [square(20, -10, 5)]]
    apart = outline_of({"type": "MultiPolygon", "coordinates": both}, PLANE)
    assert apart.area == pytest.approx(125)
    assert apart.path(FRAME) == "M0 10l10 0 0-10-10 0zM20 10l5 0 0-5-5 0z"


def test_points_that_fall_together_are_dropped_from_a_path() -> None:
    near = of([[0, 0], [0.2, 0], [9, 0], [9, 0.3], [9, -9], [0, 0]])
    assert near.path(FRAME) == "M0 0l9 0 0 9z"


def test_a_ring_that_collapses_leaves_no_path() -> None:
    assert of(square(0, 0, 0.4)).path(FRAME) == ""
