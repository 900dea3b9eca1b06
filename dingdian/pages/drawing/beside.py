"""On which side of its light a name stands, so that names cover neither lights nor each other."""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from dingdian.pages.drawing.projection import Box, Points

Side = Literal["right", "left", "above", "below", "nowhere"]
SIDES: tuple[Side, ...] = ("right", "left", "above", "below")


def sides(lights: Points, names: Sequence[str], *, letter: float, radius: float) -> Iterator[Side]:
    """The first side of each light on which its name is free, in the order of the lights.

    A name that is free on no side stands nowhere: the light's title still says it.
    """
    marks = [_around(x, y, radius, radius) for x, y in lights.tolist()]
    placed: list[Box] = []
    for number, name in enumerate(names):
        others = np.array([*marks[:number], *marks[number + 1 :], *placed]).reshape(-1, 4)
        for side in SIDES:
            box = _box(side, lights[number], len(name) * letter / 2, letter, radius)
            if not _touches(box, others):
                placed.append(box)
                yield side
                break
        else:
            yield "nowhere"


def _box(side: Side, light: Points, half: float, letter: float, radius: float) -> Box:
    x, y = light.tolist()
    across, down = radius * 1.5 + half, radius * 1.2 + letter / 2
    off = {"right": (across, 0), "left": (-across, 0), "above": (0, -down), "below": (0, down)}
    return _around(x + off[side][0], y + off[side][1], half, letter * 0.55)


def _around(x: float, y: float, across: float, down: float) -> Box:
    return x - across, y - down, x + across, y + down


def _touches(box: Box, others: Points) -> bool:
    left, top, right, bottom = box
    apart = (others[:, 0] > right) | (others[:, 2] < left)
    return bool(np.any(~(apart | (others[:, 1] > bottom) | (others[:, 3] < top))))
