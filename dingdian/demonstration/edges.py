"""Villages planted on purpose, so that the demonstration shows every edge of the selection rule.

Most stand in one focus township, 龙驹镇, which is the whole of the smallest size:

- twenty and twenty-one remaining poor persons, the pair around "more than 20";
- 16 persons of 1,616 (0.99%) and 16 of 1,600 (1.00%), the pair around "1% or above". Exactly 0.99
  would take 99 persons, and they would qualify by their number;
- a residents' committee (社区) with 24, out because of what it is and not because of its numbers;
- one whose agricultural population is unknown, and one where it is zero;
- one weak in one area by its facts, one by a confirmed nomination alone;
- one of which so much is unknown that its weakness stays open;
- one that qualifies although its township is a target itself.

Six more, in six counties, are equal in everything: two persons of 1,600, no group roads and no bus.
They have the fewest persons of all that qualify, and the list of 100 ends among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LONGJU = "500101151"

EDGES: Mapping[str, str] = {
    "twenty_persons": f"{LONGJU}901",
    "twenty_one_persons": f"{LONGJU}902",
    "just_under_one_percent": f"{LONGJU}903",
    "exactly_one_percent": f"{LONGJU}904",
    "residents_committee_over_twenty": f"{LONGJU}951",
    "unknown_population": f"{LONGJU}905",
    "zero_population": f"{LONGJU}906",
    "weak_by_facts": f"{LONGJU}907",
    "weak_by_nomination": f"{LONGJU}908",
    "open_for_lack_of_facts": f"{LONGJU}909",
    "inside_a_focus_township": f"{LONGJU}910",
    "equal_at_the_quota_1": "500229102901",
    "equal_at_the_quota_2": "500233107901",
    "equal_at_the_quota_3": "500235127901",
    "equal_at_the_quota_4": "500237103901",
    "equal_at_the_quota_5": "500238104901",
    "equal_at_the_quota_6": "500243108901",
}

DOUBTFUL = f"{LONGJU}913"
"""The village whose record was kept badly: an audit finds one family for each of these."""
DOUBTS: Mapping[str, str] = {
    "exit-house-area-none": "已脱贫而住房面积为零",
    "blank-main-cause": "主要致贫原因空白",
    "blank-ethnicity": "民族空白",
    "cause-illness": "因病致贫而全家健康",
    "minimum-living-no-member": "低保户而无人享受低保",
    "labourless-working": "丧失劳动力而在务工",
    "work-months-out-of-range": "务工十三个月",
    "work-months-without-place": "有务工时间而无务工地",
    "helper-none": "无帮扶责任人",
    "helper-is-registered": "帮扶责任人本人为建档立卡户",
    "heads-several": "一户两个户主",
    "education-and-student": "文化程度和在校生状况都填",
    "road-distance": "距村主干路六十一公里",
}
"""What is planted there, by the rule of the audit that finds it."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A village whose numbers are set and not drawn.

    `population` None leaves it to be drawn. `lacking` and `unknown` name items of the areas in
    `shortfalls`, `nominated` names areas.
    """

    place: str
    remaining: int
    population: int | None = None
    population_known: bool = True
    lacking: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    nominated: tuple[str, ...] = ()


_UNKNOWN = (
    "unsafe_water",
    "dangerous_houses",
    "hardened_road",
    "group_roads",
    "broadband",
    "leading_industry",
    "waste_collected",
    "public_toilet",
    "clinic_qualified",
    "culture_room",
)

EDGE_VILLAGES = (
    Planted(EDGES["twenty_persons"], 20, 3_000),
    Planted(EDGES["twenty_one_persons"], 21, 3_000),
    Planted(EDGES["just_under_one_percent"], 16, 1_616),
    Planted(EDGES["exactly_one_percent"], 16, 1_600),
    Planted(EDGES["residents_committee_over_twenty"], 24, 2_700),
    Planted(EDGES["unknown_population"], 12, 1_500, population_known=False),
    Planted(EDGES["zero_population"], 0, 0),
    Planted(EDGES["weak_by_facts"], 6, 1_450, lacking=("dangerous_houses", "unsafe_water")),
    Planted(EDGES["weak_by_nomination"], 5, 1_380, nominated=("industry",)),
    Planted(EDGES["open_for_lack_of_facts"], 4, 1_240, unknown=_UNKNOWN),
    Planted(EDGES["inside_a_focus_township"], 34, 2_260),
    *(
        Planted(EDGES[f"equal_at_the_quota_{n}"], 2, 1_600, lacking=("group_roads", "bus"))
        for n in range(1, 7)
    ),
)

FOCUS_VILLAGES = (
    Planted("500242218901", 19, 2_150),
    Planted("500242218902", 26, 2_080),
    Planted("500242218903", 31, 2_174),
    Planted("500242218904", 18, 2_010),
    Planted("500154109903", 27),
    Planted("500229212902", 23),
    Planted("500237105911", 41, nominated=("infrastructure",)),
    Planted("500238243904", 24),
    Planted("500242222901", 29),
)
"""车田乡's four villages, which make up its published 8,414 inhabitants at 1.12%, and five in other
focus townships that have more than twenty."""
