"""The ground of every drawing: counties, townships and the places of villages on one plane."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt

import numpy as np

from dingdian.pages.drawing.centre import Centre, centre_of
from dingdian.pages.drawing.dots import deal
from dingdian.pages.drawing.outline import Outline, degrees_of, outline_of
from dingdian.pages.drawing.projection import Box, Plane, Points, box_of, plane_of
from dingdian.records.places.geography import Geography, Located, geography, laid_as_of

SMALLEST = 1.0
"""Square steps; an outline without area is no outline."""
FEW = 48
"""Places that are dealt at once; the others wait until one of them is asked for."""
LETTER = 56
"""Steps that a letter of a county's name takes on the whole map; map.css sets it so."""
LETTER_BESIDE = 44
"""The same for the name beside a light."""
CLEAR_OF_LIGHT, CLEAR_OF_TOWNSHIP = 40.0, 14.0
"""Steps that a village's dot keeps from a designated township, and from any other."""
CLEAR_OF_NAME, CLEAR_OF_NAME_BESIDE = 54.0, 44.0
"""Steps that it keeps from the middle of a letter of a name."""

Obstacle = tuple[float, float, float]
"""Across, down, and how far to keep clear of it."""


@dataclass(frozen=True, slots=True)
class Township:
    """A township on the plane; a schematic one has no published point, but a fixed place."""

    code: str
    name: str
    county: str
    x: float
    y: float
    designated: bool
    schematic: bool

    def letters(self) -> Iterator[tuple[float, float]]:
        """The middles of the letters of its name, which begins to its right."""
        return ((self.x + (at + 1.4) * LETTER_BESIDE, self.y) for at in range(len(self.name)))


@dataclass(frozen=True, eq=False)
class County:
    """A county on the plane, with its townships in document order.

    `lights` are the designated townships of all counties: names cross borders.
    """

    code: str
    name: str
    outline: Outline
    townships: tuple[Township, ...]
    lights: tuple[Township, ...]
    n_villages: int

    @cached_property
    def centre(self) -> Centre:
        """Where its name stands on the whole map, away from its lights and their names."""
        name = (1.15 * len(self.name) * LETTER, 1.5 * LETTER)
        lights = [at for one in self.lights for at in ((one.x, one.y), *one.letters())]
        return centre_of(self.outline, name=name, lights=_points(lights))

    def village_place(self, n: int) -> tuple[float, float]:
        """The fixed place of its n-th village, from 0; it never depends on how many there are.

        Raises IndexError beyond the villages that it has; a few places there are in any county.
        """
        x, y = (self._few if n < FEW else self._all)[n].tolist()
        return x, y

    @cached_property
    def _few(self) -> Points:
        return self._dealt(FEW)

    @cached_property
    def _all(self) -> Points:
        return self._dealt(max(FEW, self.n_villages))

    def _dealt(self, n: int) -> Points:
        obstacles = np.array(list(self._obstacles()))
        return deal(
            self.outline,
            n,
            taken=obstacles[:, :2],
            clear=np.minimum(obstacles[:, 2], _farthest(self.outline)),
        )

    def _obstacles(self) -> Iterator[Obstacle]:
        """What was there before the villages: townships, their names, the county's name."""
        for one in self.townships:
            yield one.x, one.y, CLEAR_OF_TOWNSHIP
        for light in self.lights:
            yield light.x, light.y, CLEAR_OF_LIGHT
            yield from ((x, y, CLEAR_OF_NAME_BESIDE) for x, y in light.letters())
        for at in range(len(self.name)):
            off = (at - (len(self.name) - 1) / 2) * LETTER
            yield self.centre.x + off, self.centre.y, CLEAR_OF_NAME


@dataclass(frozen=True, eq=False)
class Ground:
    """All counties that have an outline, by code and in document order."""

    counties: Mapping[str, County]
    lights: tuple[Township, ...]

    @cached_property
    def box(self) -> Box:
        """The smallest box around all counties; raises ValueError where there is none."""
        rings = [ring for one in self.counties.values() for ring in one.outline.rings]
        return box_of(np.concatenate(rings))


def ground(vintage: int) -> Ground:
    """The ground of a vintage, made once per process and again when places have changed."""
    return _ground(vintage, laid_as_of())


@lru_cache(maxsize=4)
def _ground(vintage: int, _as_of: tuple[int, ...]) -> Ground:
    return ground_of(geography(vintage=vintage))


def ground_of(lies: Geography) -> Ground:
    """The ground on which places lie, true to scale along the middle of all of them."""
    if not lies.counties:
        return Ground({}, ())
    plane = plane_of(np.concatenate([degrees_of(one.geometry) for one in lies.counties]))
    outlines = {one.code: outline_of(one.geometry, plane) for one in lies.counties}
    there = {
        code: tuple(
            _townships([one for one in lies.townships if one.county == code], outline, plane)
        )
        for code, outline in outlines.items()
        if outline.area >= SMALLEST
    }
    lights = tuple(one for townships in there.values() for one in townships if one.designated)
    counties = {
        one.code: County(
            one.code, one.name, outlines[one.code], there[one.code], lights, one.n_villages
        )
        for one in lies.counties
        if one.code in there
    }
    return Ground(counties, lights)


def _townships(inside: list[Located], outline: Outline, plane: Plane) -> Iterator[Township]:
    """Each at its point; those without one are dealt places that keep clear of the rest."""
    known = plane.of(_points(one.at for one in inside if one.at is not None))
    clear = np.full(len(known), min(CLEAR_OF_LIGHT, _farthest(outline)))
    missing = sum(one.at is None for one in inside)
    at, made_up = iter(known.tolist()), iter(deal(outline, missing, taken=known, clear=clear))
    for one in inside:
        x, y = next(made_up) if one.at is None else next(at)
        schematic = one.at is None
        yield Township(
            one.code, one.name, one.county, float(x), float(y), one.designated, schematic
        )


def _farthest(outline: Outline) -> float:
    """No distance is kept in a small county that would leave no room."""
    return 0.14 * sqrt(outline.area)


def _points(pairs: Iterable[tuple[float, float]]) -> Points:
    return np.array(list(pairs), dtype=np.float64).reshape(-1, 2)
