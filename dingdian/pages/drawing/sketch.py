"""A sketch: what one drawing shows, in whole steps of its own frame, before any light is lit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from dingdian.pages.drawing.beside import Side, sides
from dingdian.pages.drawing.ground import LETTER_BESIDE, County, Ground, Township, ground
from dingdian.pages.drawing.projection import Frame, frame_around

Room = Literal["ample", "enough", "little", "none"]
"""For a county's name: on a phone, on a desk, only on a wall, nowhere."""

ZOOMED = 1.4
"""How much larger lights and names are drawn on the map of one county; map.css sets it so."""
LIGHT = 30
"""Steps from the middle of a light to its edge."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A county's outline as path data, and where its name stands on the whole map."""

    code: str
    name: str
    d: str
    x: int
    y: int
    room: Room

    @property
    def small(self) -> bool:
        """Whether the name is too large for the county at the size of a desk."""
        return self.room in ("little", "none")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a township is, and on which side its name; schematic where no point is published."""

    code: str
    name: str
    x: int
    y: int
    side: Side
    schematic: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One drawing: the whole region, or one county (`of`) amid what is seen of its neighbours."""

    of: str | None
    frame: Frame
    counties: tuple[Shape, ...]
    townships: tuple[Spot, ...]
    ground: Ground

    @property
    def view_box(self) -> str:
        """The SVG attribute."""
        return f"0 0 {self.frame.width} {self.frame.height}"

    def village_at(self, county: str, n: int) -> tuple[int, int]:
        """The fixed place of the n-th village of a county, counted from 0.

        Raises KeyError where the county has no outline, IndexError where it has not so many
        villages. In every drawing it is the same place of the same county.
        """
        place = self.ground.counties[county].village_place(n)
        x, y = self.frame.of(np.array(place)).tolist()
        return x, y


def sketch(vintage: int) -> Sketch | None:
    """The whole region with its designated townships; None where no place has an outline."""
    lies = ground(vintage)
    return _sketch(lies, None) if lies.counties else None


def sketch_of(county: str, *, vintage: int) -> Sketch | None:
    """One county with all of its townships; None where it has no outline."""
    lies = ground(vintage)
    return _sketch(lies, county) if county in lies.counties else None


@lru_cache(maxsize=64)
def _sketch(lies: Ground, of: str | None) -> Sketch:
    if of is None:
        frame, size = frame_around(lies.box, padding=0.012), 1.0
        townships = lies.lights
    else:
        frame, size = frame_around(lies.counties[of].outline.box, padding=0.06), ZOOMED
        townships = lies.counties[of].townships
    shown = (one for one in lies.counties.values() if frame.shows(one.outline.box))
    shapes = tuple(_shape(one, frame) for one in shown)
    return Sketch(of, frame, shapes, tuple(_spots(townships, frame, size)), lies)


def _shape(county: County, frame: Frame) -> Shape:
    centre = county.centre
    x, y = frame.of(np.array([centre.x, centre.y])).tolist()
    return Shape(county.code, county.name, county.outline.path(frame), x, y, _room(centre.room))


def _room(times: float) -> Room:
    if times >= 1:
        return "ample" if times >= 1.8 else "enough"
    return "little" if times >= 0.6 else "none"


def _spots(townships: Sequence[Township], frame: Frame, size: float) -> Iterator[Spot]:
    at = frame.of(np.array([(one.x, one.y) for one in townships]).reshape(-1, 2))
    names = [one.name for one in townships]
    stand = sides(at.astype(np.float64), names, letter=LETTER_BESIDE * size, radius=LIGHT * size)
    for one, (x, y), side in zip(townships, at.tolist(), stand, strict=True):
        yield Spot(one.code, one.name, x, y, side, one.schematic)
