"""The plane is true along its middle latitude, and a frame holds what it is put around."""

import numpy as np
import pytest

from dingdian.pages.drawing.projection import LONGEST, box_of, frame_around, plane_of

CORNERS = np.array([[105.0, 28.0], [110.0, 32.0]])


def test_a_degree_is_as_long_eastwards_as_the_middle_latitude_has_it() -> None:
    plane = plane_of(CORNERS)
    origin, east, north = plane.of(np.array([[105.0, 28.0], [106.0, 28.0], [105.0, 29.0]]))
    assert (east - origin)[0] / (origin - north)[1] == pytest.approx(np.cos(np.radians(30)))


def test_north_is_above_south() -> None:
    south, north = plane_of(CORNERS).of(CORNERS)
    assert north[1] < south[1]


def test_the_longer_side_of_a_region_is_as_long_as_a_drawing() -> None:
    left, top, right, bottom = box_of(plane_of(CORNERS).of(CORNERS))
    assert max(right - left, bottom - top) == pytest.approx(LONGEST)


def test_a_frame_holds_its_box_with_the_padding_that_was_asked() -> None:
    frame = frame_around((100, 200, 300, 300), padding=0.1)
    assert (frame.width, frame.height) == (4000, 2333)
    assert frame.of(np.array([[100.0, 200.0]])).tolist() == [[333, 333]]


def test_a_frame_knows_what_it_does_not_show() -> None:
    frame = frame_around((0, 0, 10, 10), padding=0)
    assert frame.shows((9, 9, 20, 20))
    assert not frame.shows((11, 0, 20, 10))
    assert not frame.shows((0, -5, 10, -1))
