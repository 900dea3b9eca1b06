"""How the fields of a household and of a member stand on their sheets, after the screens."""

from collections.abc import Mapping
from dataclasses import dataclass

from dingdian.campaign.definition import Table
from dingdian.lexicon.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a sheet under one head, in the order of the screen."""

    label: Text
    fields: tuple[str, ...]


SECTIONS: Mapping[Table, tuple[Section, ...]] = {
    "households": (
        Section(Text("基本信息", "The household"), ("villager_group", "phone", "bank", "account")),
        Section(
            Text("识别与脱贫", "Identification and exit"),
            (
                *("identification_standard", "household_kind", "identified_year"),
                *("lifted_year", "exit_state", "main_cause", "other_causes"),
                *("military_family", "one_child", "two_daughters"),
            ),
        ),
        Section(Text("吃穿", "Food and clothing"), ("food_assured", "clothing_assured")),
        Section(
            Text("住房", "House"),
            ("dangerous_house", "house_grade", "house_structure", "housing_state", "lived_in"),
        ),
        Section(
            Text("饮水", "Water"),
            (
                *("safe_water", "water_source", "water_quantity", "water_quality"),
                *("water_convenience", "water_reliability"),
            ),
        ),
        Section(
            Text("面积", "Areas"),
            (
                *("house_area_dm2", "farmland_li", "irrigated_li", "woodland_li"),
                *("returned_woodland_li", "orchard_li", "pasture_li", "water_surface_li"),
            ),
        ),
        Section(
            Text("生产生活条件", "How they live"),
            (
                *("power_for_work", "power_for_living", "broadcasting", "road_distance_m"),
                *("road_kind", "fuel", "sanitary_latrine", "in_cooperative"),
                *("led_by_entrepreneur", "relocated"),
            ),
        ),
        Section(
            Text("监测帮扶", "Monitoring and support"),
            (
                *("watch_class", "watched_since", "watch_risks", "watch_support"),
                *("risk_removed_on", "risk_removal", "labourless_backstop"),
            ),
        ),
    ),
    "members": (
        Section(
            Text("身份", "Who they are"),
            ("name", "sex", "born_on", "id_kind", "id_number", "ethnicity", "phone", "relation"),
        ),
        Section(Text("脱贫状态", "Poverty status"), ("poverty_status",)),
        Section(
            Text("教育", "Schooling"),
            (
                *("education", "student_status", "school_state", "dropout_reason"),
                *("school_attended", "school_elsewhere"),
            ),
        ),
        Section(
            Text("劳动与健康", "Labour and health"),
            (
                *("labour", "health", "disability_kind", "disability_level"),
                *("disability_certified_year", "political_status", "speaks_mandarin"),
            ),
        ),
        Section(
            Text("务工与岗位", "Work"),
            (
                *("work_region", "work_months", "employer", "works_abroad", "work_channel"),
                *("public_post_kind", "public_post_months", "industry"),
            ),
        ),
        Section(
            Text("保障", "Security"),
            (
                *("minimum_living", "extreme_support", "insurance_state", "insurance_year"),
                *("insurance_exemption", "resident_insurance", "employee_insurance"),
                *("serious_illness_insurance", "commercial_insurance", "illness_assistance"),
                *("other_health_aid", "resident_pension", "employee_pension"),
            ),
        ),
    ),
}
ENTERED: tuple[str, ...] = (
    *("name", "relation", "sex", "born_on", "id_kind", "id_number", "ethnicity", "phone"),
    *("poverty_status", "education", "student_status", "labour", "health"),
)
"""What is asked of somebody who comes onto the register; the rest stands on their own sheet."""
