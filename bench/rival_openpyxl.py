"""A rival: the workbook read by openpyxl into pandas, and the villages selected there."""

import sys
from pathlib import Path

import pandas as pd

from bench.selection import select

HEADINGS = {
    "区划代码": "place",
    "行政村": "name",
    "类别": "kind",
    "剩余贫困人口": "remaining_poor",
    "农业户籍人口": "agricultural_population",
    "在册户数": "listed_households",
    "失学辍学人数": "dropouts",
    "未参加基本医保人数": "uninsured",
    "有人居住危房户数": "dangerous_houses",
    "饮水未安全户数": "unsafe_water_households",
    "有卫生厕所户数": "latrine_households",
    "到乡镇通硬化路": "hardened_road",
    "村民小组通公路": "group_roads",
    "通客运班车": "bus",
    "通动力电": "three_phase_power",
    "通宽带": "broadband",
    "有主导产业": "leading_industry",
    "农民专业合作社个数": "cooperatives",
    "村集体经营收入(元)": "collective_income_fen",
    "垃圾集中收集": "waste_collected",
    "有公共厕所": "public_toilet",
    "卫生室达标": "clinic_qualified",
    "有文化室": "culture_room",
    "有电商服务点": "ecommerce_point",
    "短板提名已确认·两不愁三保障": "nominated_guarantees",
    "短板提名已确认·基础设施": "nominated_infrastructure",
    "短板提名已确认·产业发展": "nominated_industry",
    "短板提名已确认·人居环境": "nominated_living_environment",
    "短板提名已确认·公共服务": "nominated_public_services",
    "短板提名已确认·其他方面": "nominated_other",
}
SAID = {"是": True, "否": False}
KINDS = {"行政村": "village_committee", "社区": "residents_committee"}


def main(source: str, to: str) -> None:
    """Read every column, turn words into facts, select."""
    frame = pd.read_excel(source, engine="openpyxl", dtype={"区划代码": str})
    frame = frame.rename(columns=HEADINGS)
    for name in HEADINGS.values():
        if frame[name].isin(SAID.keys()).any() or name.startswith("nominated"):
            frame[name] = frame[name].map(SAID)
    frame["kind"] = frame["kind"].map(KINDS)
    select(frame, Path(to))


if __name__ == "__main__":
    main(*sys.argv[1:])
