"""Where the name of a place stands: as far as can be from its border and from the lights."""

from dataclasses import dataclass

import numpy as np

from dingdian.pages.drawing.outline import Outline
from dingdian.pages.drawing.projection import Points

GRID = 32
"""Lines across and down among which the place is looked for."""
LIGHT = 0.5
"""Halves of a name that a light, or a letter beside one, takes of the room."""


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of a name on the plane; `room` is how many times its size the name could be."""

    x: float
    y: float
    room: float


def centre_of(outline: Outline, *, name: tuple[float, float], lights: Points) -> Centre:
    """The pole of inaccessibility of an outline, for a name of that width and height.

    Distances are measured in halves of the name, across and down, so that a wide name finds a
    wide place; a light is an obstacle as the border is.
    """
    within = _grid(outline)
    half = np.array(name) / 2
    to_border = _nearest(within, _border(outline, float(half.min())), half)
    to_light = _nearest(within, lights, half) if len(lights) else np.full(len(within), np.inf)
    best = int(np.argmax(np.minimum(to_border, to_light - LIGHT)))
    x, y = within[best].tolist()
    return Centre(x, y, float(to_border[best]))


def _grid(outline: Outline) -> Points:
    left, top, right, bottom = outline.box
    inner = (np.arange(GRID) + 0.5) / GRID
    x, y = np.meshgrid(left + (right - left) * inner, top + (bottom - top) * inner)
    points = np.column_stack([x.ravel(), y.ravel()])
    return points[outline.contains(points)]


def _border(outline: Outline, step: float) -> Points:
    """The corners of an outline, and between them points at most a step apart."""
    points = []
    for ring in outline.rings:
        for begin, side in zip(ring[:-1], np.diff(ring, axis=0), strict=True):
            n = int(np.hypot(*side) // step) + 1
            points.append(begin + side * (np.arange(n) / n)[:, None])
    return np.concatenate(points)


def _nearest(points: Points, obstacles: Points, half: Points) -> Points:
    apart = np.abs(points[:, None, :] - obstacles[None, :, :]) / half
    nearest: Points = apart.max(axis=2).min(axis=1)
    return nearest
