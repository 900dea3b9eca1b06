"""Outlines come out of TopoJSON closed, in degrees, and sharing their borders."""

import json
from typing import Any

from dingdian.campaign.reading import SHIPPED
from dingdian.records.places.outline import geometries

SQUARES: dict[str, Any] = {
    "transform": {"scale": [0.5, 0.5], "translate": [100, 30]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "all": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "left"}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"code": "right"}},
            ]
        }
    },
}


def test_a_shared_border_is_walked_forth_by_one_and_back_by_the_other() -> None:
    found = geometries(SQUARES)
    (left,) = found["left"]["coordinates"]
    ((right,),) = found["right"]["coordinates"]
    assert left == [[101, 30], [101, 31], [100, 31], [100, 30], [101, 30]]
    assert right == [[101, 31], [101, 30], [102, 30], [102, 31], [101, 31]]


def test_every_county_of_chongqing_has_a_closed_outline_within_the_city() -> None:
    path = SHIPPED / "chongqing_2020" / "places" / "counties.topojson"
    found = geometries(json.loads(path.read_text(encoding="utf-8")))
    assert len(found) == 38
    for geometry in found.values():
        for ring in geometry["coordinates"]:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(105 < x < 111 and 28 < y < 33 for x, y in ring)
