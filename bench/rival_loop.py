"""A rival: a loop over the registry's rows in plain Python, one by one, and the same selection."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

FLAGS = {
    "infrastructure": ("hardened_road", "group_roads", "bus", "three_phase_power", "broadband"),
    "industry": ("leading_industry",),
    "living_environment": ("waste_collected", "public_toilet"),
    "public_services": ("clinic_qualified", "culture_room", "ecommerce_point"),
    "guarantees": (),
    "other": (),
}
COUNTED = ("dropouts", "uninsured", "dangerous_houses", "unsafe_water_households")

Row = dict[str, Any]
Counts = dict[str, list[int]]
Verdict = bool | None


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a table, as one would take them from any source of rows."""
    for batch in pq.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()


def says(value: object, *words: str) -> Verdict:
    return None if value is None else value in words


def both(one: Verdict, other: Verdict) -> Verdict:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def no(value: Verdict) -> Verdict:
    return None if value is None else not value


def count(counts: Counts, name: str, verdict: Verdict) -> None:
    """Add one to what is certain, or to what is possible."""
    at_least_at_most = counts.setdefault(name, [0, 0])
    at_least_at_most[0] += verdict is True
    at_least_at_most[1] += verdict is not False


def counted(folder: Path) -> dict[str, Counts]:
    """By village, the counts over its persons and families."""
    villages: dict[str, Counts] = defaultdict(dict)
    for one in rows_of(folder / "members.parquet"):
        counts = villages[one["village"]]
        count(counts, "remaining_poor", says(one["poverty_status"], "not_lifted"))
        count(counts, "dropouts", says(one["school_state"], "dropped_out"))
        count(counts, "uninsured", says(one["insurance_state"], "uninsured"))
    for one in rows_of(folder / "households.parquet"):
        counts = villages[one["village"]]
        dangerous = both(says(one["house_grade"], "C", "D"), one["lived_in"])
        count(counts, "dangerous_houses", dangerous)
        count(counts, "unsafe_water_households", no(one["safe_water"]))
        count(counts, "latrine_households", one["sanitary_latrine"])
        count(counts, "listed_households", True)
    return villages


def above(counts: Counts, name: str, bar: int) -> Verdict:
    least, most = counts.get(name, (0, 0))
    return True if least > bar else False if most <= bar else None


def incidence(village: Row, counts: Counts) -> Verdict:
    of = village["agricultural_population"]
    if not of:
        return None
    least, most = counts.get("remaining_poor", (0, 0))
    return True if least * 100 >= of else False if most * 100 < of else None


def latrines(counts: Counts) -> Verdict:
    of, _ = counts.get("listed_households", (0, 0))
    if not of:
        return None
    least, most = counts["latrine_households"]
    return True if most * 10_000 < 8_500 * of else False if least * 10_000 >= 8_500 * of else None


def items(area: str, village: Row, counts: Counts) -> list[Verdict]:
    """What lacks in an area of a village."""
    found = [no(village[name]) for name in FLAGS[area]]
    if area == "guarantees":
        found += [above(counts, name, 0) for name in COUNTED]
    if area == "living_environment":
        found.append(latrines(counts))
    if area == "industry":
        for name in ("collective_income_fen", "cooperatives"):
            found.append(None if village[name] is None else village[name] <= 0)
    return found


def weak(area: str, village: Row, counts: Counts) -> Verdict:
    found = items(area, village, counts)
    if village[f"nominated_{area}"] or found.count(True) >= 2:
        return True
    return None if found.count(True) + found.count(None) >= 2 else False


def main(source: str, to: str) -> None:
    """Count the rows, judge each village, write the answer."""
    folder = Path(source)
    villages = counted(folder)
    told: dict[str, list[str]] = {"qualify": [], "undecided": []}
    for village in rows_of(folder / "villages.parquet"):
        if village["kind"] != "village_committee":
            continue
        counts = villages[village["place"]]
        verdicts = [above(counts, "remaining_poor", 20), incidence(village, counts)]
        verdicts += [weak(area, village, counts) for area in FLAGS]
        if True in verdicts:
            told["qualify"].append(village["place"])
        elif None in verdicts:
            told["undecided"].append(village["place"])
    Path(to).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
