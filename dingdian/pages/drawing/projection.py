"""From degrees to a plane, and from the plane to the whole steps of a drawing."""

from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""One row for each point: across, down."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

LONGEST = 4000
"""Steps along the longer side of a drawing: a whole step is a pixel of the largest wall."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Equirectangular, true to scale along one latitude; y grows downwards, as in a drawing.

    Its unit is a step of the drawing of the whole region, not yet rounded.
    """

    latitude: float
    steps: float

    def of(self, degrees: Points) -> Points:
        """Longitudes and latitudes on the plane; `steps` go to one degree of a meridian."""
        across = cos(radians(self.latitude))
        on_the_plane: Points = degrees * np.array([across, -1.0]) * self.steps
        return on_the_plane


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the plane a drawing shows, and how large."""

    left: float
    top: float
    scale: float
    width: int
    height: int

    def of(self, points: Points) -> NDArray[np.int64]:
        """Points of the plane as whole steps of the drawing."""
        steps = (points - np.array([self.left, self.top])) * self.scale
        whole: NDArray[np.int64] = np.rint(steps).astype(np.int64)
        return whole

    def shows(self, box: Box) -> bool:
        """Whether anything of a box can be seen."""
        left, top, right, bottom = box
        return (
            right >= self.left
            and bottom >= self.top
            and left <= self.left + self.width / self.scale
            and top <= self.top + self.height / self.scale
        )


def plane_of(degrees: Points) -> Plane:
    """The plane that is true along the middle latitude of some points and as large as a drawing."""
    latitude = float(degrees[:, 1].min() + degrees[:, 1].max()) / 2
    left, top, right, bottom = box_of(Plane(latitude, 1.0).of(degrees))
    return Plane(latitude, LONGEST / max(right - left, bottom - top))


def box_of(points: Points) -> Box:
    """The smallest box around some points."""
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def frame_around(box: Box, *, padding: float) -> Frame:
    """A frame around a box, with a padding that is a share of the box's longer side."""
    left, top, right, bottom = box
    room = max(right - left, bottom - top) * padding
    across, down = right - left + 2 * room, bottom - top + 2 * room
    scale = LONGEST / max(across, down)
    return Frame(left - room, top - room, scale, round(across * scale), round(down * scale))
