"""The whole selection as one would write it with pandas: what is certain and what is possible.

A rival's work, with the rule's numbers in it; it shares nothing with the program.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd

Bounds = tuple[pd.Series, pd.Series]

AREAS = {
    "guarantees": ("dropouts", "uninsured", "dangerous_houses", "unsafe_water_households"),
    "infrastructure": (
        "hardened_road",
        "group_roads",
        "bus",
        "three_phase_power",
        "broadband",
    ),
    "industry": ("collective_income", "cooperatives", "leading_industry"),
    "living_environment": ("waste_collected", "public_toilet", "latrines"),
    "public_services": ("clinic_qualified", "culture_room", "ecommerce_point"),
    "other": (),
}


def above(frame: pd.DataFrame, name: str, bar: int) -> Bounds:
    """Whether a count, perhaps known as a range, is above the bar: for certain, and possibly."""
    least, most = frame[name], frame.get(f"{name}_at_most", frame[name])
    return least > bar, ~(most <= bar)


def lacks(frame: pd.DataFrame, item: str) -> Bounds:
    """Whether the item lacks: for certain, and possibly."""
    if item in AREAS["guarantees"]:
        return above(frame, item, 0)
    if item == "collective_income":
        income = frame["collective_income_fen"]
        return income <= 0, ~(income > 0)
    if item == "cooperatives":
        count = frame["cooperatives"]
        return count == 0, ~(count > 0)
    if item == "latrines":
        have, of = frame["latrine_households"], frame["listed_households"]
        most = frame.get("latrine_households_at_most", have)
        few = (most * 10_000 < 8_500 * of) & (of > 0)
        return few, ~((have * 10_000 >= 8_500 * of) & (of > 0))
    there = frame[item].astype("boolean")
    return (there == False).fillna(False), (there != True).fillna(True)  # noqa: E712 - of a column


def weak(frame: pd.DataFrame, area: str) -> Bounds:
    """Whether two items of the area lack, or a nomination stands."""
    nominated = (frame[f"nominated_{area}"].astype("boolean")).fillna(False)
    certain, possible = pd.Series(0, frame.index), pd.Series(0, frame.index)
    for item in AREAS[area]:
        surely, perhaps = lacks(frame, item)
        certain += surely.astype(int)
        possible += perhaps.astype(int)
    return nominated | (certain >= 2), nominated | (possible >= 2)


def incidence(frame: pd.DataFrame) -> Bounds:
    """Whether one in a hundred or more is poor."""
    poor, of = frame["remaining_poor"], frame["agricultural_population"]
    most = frame.get("remaining_poor_at_most", poor)
    return (poor * 100 >= of) & (of > 0), ~((most * 100 < of) & (of > 0))


def select(frame: pd.DataFrame, to: Path) -> None:
    """Write the villages that qualify, those that cannot be decided, and the first hundred."""
    certain, possible = above(frame, "remaining_poor", 20)
    for surely, perhaps in (incidence(frame), *(weak(frame, area) for area in AREAS)):
        certain, possible = certain | surely, possible | perhaps
    admitted = frame["kind"] == "village_committee"
    chosen = frame[admitted & certain]
    share = chosen["remaining_poor"] / chosen["agricultural_population"]
    ranked = chosen.assign(share=share).sort_values(["remaining_poor", "share"], ascending=False)
    told: dict[str, Any] = {
        "qualify": sorted(chosen["place"]),
        "undecided": sorted(frame[admitted & ~certain & possible]["place"]),
        "first": list(ranked["place"].head(100)),
    }
    to.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
