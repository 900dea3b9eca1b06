"""Dots get places that are fixed, apart, and clear of what was there before."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dingdian.pages.drawing.dots import apart, deal, from_border
from dingdian.pages.drawing.outline import Outline, outline_of
from dingdian.pages.drawing.projection import Plane, Points

NOTHING = np.empty((0, 2))
CROOKED = [[0, 0], [300, 0], [300, 300], [200, 300], [200, 100], [100, 100], [0, 300], [0, 0]]


def crooked() -> Outline:
    return outline_of({"type": "Polygon", "coordinates": [CROOKED]}, Plane(0.0, 1.0))


def dealt(n: int) -> Points:
    return deal(crooked(), n, taken=NOTHING, clear=np.empty(0))


def nearest_before(dots: Points) -> list[float]:
    """How near each dot is to the nearest of those before it."""
    return [float(np.hypot(*(dots[:n] - dots[n]).T).min()) for n in range(1, len(dots))]


def test_every_dot_is_inside_and_away_from_the_border() -> None:
    outline, dots = crooked(), dealt(80)
    assert outline.contains(dots).all()
    assert outline.distance(dots).min() >= from_border(outline)


def test_no_dot_is_nearer_to_those_before_it_than_it_may_be() -> None:
    outline, nearest = crooked(), nearest_before(dealt(80))
    assert all(found >= apart(outline, n) for n, found in enumerate(nearest, start=1))


@given(few=st.integers(0, 30), more=st.integers(0, 30))
def test_a_dot_does_not_move_when_more_are_dealt(few: int, more: int) -> None:
    assert np.array_equal(dealt(few), dealt(few + more)[:few])


def test_dots_keep_clear_of_what_was_there() -> None:
    taken, clear = np.array([[250.0, -60.0], [60.0, -60.0]]), np.array([45.0, 20.0])
    dots = deal(crooked(), 20, taken=taken, clear=clear)
    for point, distance in zip(taken, clear, strict=True):
        assert np.hypot(*(dots - point).T).min() >= distance


def test_where_there_is_no_room_distances_shrink_rather_than_dots_be_lost() -> None:
    dots = deal(crooked(), 12, taken=np.array([[150.0, -50.0]]), clear=np.array([900.0]))
    assert crooked().contains(dots).all()
    assert min(nearest_before(dots)) > 0
