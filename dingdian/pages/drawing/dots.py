"""A fixed place inside a county for everything whose own place nobody has published.

Candidates come in the order of a low-discrepancy sequence (Roberts' R2) over the county's box, so
that however many are taken they lie evenly. The n-th that is accepted depends on nothing but the
county's outline and what was there before: nothing moves when more are taken.
"""

from collections.abc import Iterator
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dingdian.pages.drawing.outline import Outline
from dingdian.pages.drawing.projection import Points

PLASTIC = 1.324717957244746
STEP = np.array([1 / PLASTIC, 1 / PLASTIC**2])
"""The R2 sequence: the plastic number is to the plane what the golden ratio is to a line."""
AT_ONCE = 256
PATIENCE = 2_000
"""Candidates in a row that may be refused before every distance is halved: a very small county."""

FROM_BORDER = 18.0
APART = 52.0
"""Steps of the plane; in a small county or among many less, see `from_border` and `apart`."""


def from_border(outline: Outline) -> float:
    """How far from the border a dot stays, in steps."""
    return min(FROM_BORDER, 0.06 * sqrt(outline.area))


def apart(outline: Outline, n: int) -> float:
    """How far the n-th dot stays from those before it, in steps: less, the more there are."""
    return min(APART, 0.4 * sqrt(outline.area / (n + 1)))


def deal(outline: Outline, n: int, *, taken: Points, clear: NDArray[np.float64]) -> Points:
    """The first n places of an outline; from each point that is taken they keep clear so far."""
    dealt = np.empty((n, 2))
    found, refused, ease = 0, 0, 1.0
    candidates = _candidates(outline, taken, clear)
    while found < n:
        point, room = next(candidates)
        if room >= ease and _is_free(point, dealt[:found], ease * apart(outline, found)):
            dealt[found] = point
            found, refused = found + 1, 0
        elif (refused := refused + 1) == PATIENCE:
            refused, ease = 0, ease / 2
    return dealt


def _candidates(
    outline: Outline, taken: Points, clear: NDArray[np.float64]
) -> Iterator[tuple[Points, float]]:
    """Points inside, each with its room: 1 where every distance is just kept."""
    left, top, right, bottom = outline.box
    side = max(right - left, bottom - top)
    start = np.array([left + right - side, top + bottom - side]) / 2
    first = 0
    while True:
        ordinals = np.arange(first, first + AT_ONCE)[:, None]
        points = start + (0.5 + ordinals * STEP) % 1 * side
        room = outline.distance(points) / from_border(outline)
        if len(taken):
            room = np.minimum(room, (_distances(points, taken) / clear).min(axis=1))
        room = np.where(outline.contains(points), room, -1.0)
        yield from zip(points, room.tolist(), strict=True)
        first += AT_ONCE


def _distances(points: Points, others: Points) -> Points:
    apart: Points = np.hypot(*np.moveaxis(points[:, None, :] - others[None, :, :], 2, 0))
    return apart


def _is_free(point: Points, dealt: Points, distance: float) -> bool:
    away = dealt - point
    return bool(np.all(np.einsum("ij,ij->i", away, away) >= distance * distance))
