"""The outline of a place on the plane: what lies within, how far the border is, its path."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.pages.drawing.projection import Box, Frame, Plane, Points, box_of


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Closed rings on the plane, each ending where it began; what an odd number holds is within.

    `area` is in square steps, holes taken off.
    """

    rings: tuple[Points, ...]
    area: float

    @property
    def box(self) -> Box:
        """The smallest box around it."""
        return box_of(np.concatenate(self.rings))

    def contains(self, points: Points) -> NDArray[np.bool_]:
        """Which of some points lie within, by the even-odd rule."""
        x, y = points[:, :1], points[:, 1:]
        (x0, y0), (x1, y1) = self._ends()
        crosses = (y0 > y) != (y1 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            to_the_right = x < (x1 - x0) * (y - y0) / (y1 - y0) + x0
        odd: NDArray[np.bool_] = np.count_nonzero(crosses & to_the_right, axis=1) % 2 == 1
        return odd

    def distance(self, points: Points) -> NDArray[np.float64]:
        """How far the border is from each of some points, in steps."""
        x, y = points[:, :1], points[:, 1:]
        (x0, y0), (x1, y1) = self._ends()
        dx, dy = x1 - x0, y1 - y0
        long = np.maximum(dx * dx + dy * dy, 1e-12)
        along = np.clip(((x - x0) * dx + (y - y0) * dy) / long, 0, 1)
        squared = (x0 + along * dx - x) ** 2 + (y0 + along * dy - y) ** 2
        nearest: NDArray[np.float64] = np.sqrt(squared.min(axis=1))
        return nearest

    def path(self, frame: Frame) -> str:
        """Its SVG path in a frame, each step from the one before; collapsed rings are left out."""
        return "".join(_path(frame.of(ring)) for ring in self.rings)

    def _ends(self) -> tuple[Points, Points]:
        """Where the sides begin and where they end: across and down, one column for each side."""
        return (
            np.concatenate([ring[:-1] for ring in self.rings]).T,
            np.concatenate([ring[1:] for ring in self.rings]).T,
        )


def outline_of(geometry: Mapping[str, Any], plane: Plane) -> Outline:
    """The outline of a GeoJSON polygon or multipolygon."""
    polygons = [
        [plane.of(np.array(ring, dtype=np.float64)) for ring in polygon]
        for polygon in _polygons(geometry)
    ]
    area = sum(_area(outer) - sum(map(_area, holes)) for outer, *holes in polygons)
    return Outline(tuple(ring for polygon in polygons for ring in polygon), area)


def degrees_of(geometry: Mapping[str, Any]) -> Points:
    """Every longitude and latitude of a geometry, in one column each."""
    rings = [ring for polygon in _polygons(geometry) for ring in polygon]
    return np.concatenate([np.array(ring, dtype=np.float64) for ring in rings])


def _polygons(geometry: Mapping[str, Any]) -> Sequence[Sequence[Sequence[Sequence[float]]]]:
    found = geometry["coordinates"]
    return [found] if geometry["type"] == "Polygon" else found


def _area(ring: Points) -> float:
    """The shoelace formula."""
    x, y = (ring - ring[0]).T
    return float(abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


def _path(steps: NDArray[np.int64]) -> str:
    """One ring; a point that falls onto the one before it is dropped, `z` leads back."""
    moved = np.any(np.diff(steps, axis=0) != 0, axis=1)
    corners = steps[np.concatenate([[True], moved])][:-1]
    if len(corners) < 3:
        return ""
    (x, y), *_ = corners.tolist()
    return f"M{x} {y}l{''.join(_numbers(np.diff(corners, axis=0).ravel().tolist()))}z"


def _numbers(numbers: Sequence[int]) -> Iterator[str]:
    """A minus parts a number from the one before it; only the others need a space."""
    for at, number in enumerate(numbers):
        yield f" {number}" if at and number >= 0 else str(number)
