"""Names stand where there is room for them: in the middle of a county, beside a light."""

import numpy as np
import pytest

from dingdian.pages.drawing.beside import sides
from dingdian.pages.drawing.centre import Centre, centre_of
from dingdian.pages.drawing.outline import outline_of
from dingdian.pages.drawing.projection import Plane

WIDE = [[0, 0], [400, 0], [400, 50], [600, 50], [600, -50], [400, -50], [400, 0], [0, 0]]
SQUARE = [[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]]


def centre(ring: list[list[int]], *lights: tuple[float, float], name: float = 40) -> Centre:
    outline = outline_of({"type": "Polygon", "coordinates": [ring]}, Plane(0.0, 1.0))
    return centre_of(outline, name=(name, 20), lights=np.array(lights).reshape(-1, 2))


def test_a_name_stands_in_the_widest_part() -> None:
    found = centre(WIDE)
    assert (found.x, found.y) == pytest.approx((500, 0), abs=8)


def test_a_name_makes_way_for_a_light_in_the_middle() -> None:
    found = centre(SQUARE, (100.0, -100.0))
    assert max(abs(found.x - 100) / 20, abs(found.y + 100) / 10) > 1


def test_room_says_how_much_larger_a_name_could_be() -> None:
    assert centre(SQUARE).room == pytest.approx(5, rel=0.05)
    assert centre(SQUARE, name=400).room < 1


def stand(*lights: tuple[float, float], name: str = "龙驹镇") -> list[str]:
    names = [name] * len(lights)
    return list(sides(np.array(lights), names, letter=40, radius=20))


def test_a_name_stands_to_the_right_of_a_lonely_light() -> None:
    assert stand((0.0, 0.0)) == ["right"]


def test_a_name_changes_sides_where_another_light_is_in_its_way() -> None:
    assert stand((0.0, 0.0), (80.0, 0.0)) == ["left", "right"]


def test_two_names_never_cover_each_other() -> None:
    assert stand((0.0, 0.0), (0.0, 41.0), (0.0, 82.0)) == ["right", "left", "right"]


def test_a_name_that_fits_nowhere_is_left_to_the_title() -> None:
    around = [(80.0, 0.0), (-80.0, 0.0), (0.0, -60.0), (0.0, 60.0)]
    assert stand((0.0, 0.0), *around)[0] == "nowhere"
