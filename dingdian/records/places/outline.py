"""From TopoJSON, where a border that two places share lies once, to one GeoJSON geometry each."""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

Position = list[float]
DECIMALS = 5
"""Of a degree: about a metre, finer than the outlines are."""


def geometries(topology: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The geometry of each object that has a code, by that code: polygons and multipolygons."""
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    return {
        one["properties"]["code"]: {
            "type": one["type"],
            "coordinates": _polygon(one["arcs"], arcs)
            if one["type"] == "Polygon"
            else [_polygon(rings, arcs) for rings in one["arcs"]],
        }
        for collection in topology["objects"].values()
        for one in collection["geometries"]
    }


def _unpacked(arc: Iterable[tuple[int, int]], transform: Mapping[str, Any]) -> list[Position]:
    """An arc's positions in degrees; it is kept as whole steps, each from the position before."""
    steps = list(arc)
    across, up = transform["scale"]
    west, south = transform["translate"]
    xs, ys = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
    return [
        [round(x * across + west, DECIMALS), round(y * up + south, DECIMALS)]
        for x, y in zip(xs, ys, strict=True)
    ]


def _polygon(rings: Iterable[Iterable[int]], arcs: list[list[Position]]) -> list[list[Position]]:
    return [_ring(ring, arcs) for ring in rings]


def _ring(ring: Iterable[int], arcs: list[list[Position]]) -> list[Position]:
    """A closed line: each arc begins where the one before ended; ~n is arc n walked backwards."""
    line: list[Position] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line
