"""`python -m bench.inputs`: writes what is measured, once: a workbook, or a registry.

A process of its own, so that the one that measures stays small.
"""

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import openpyxl

from dingdian.campaign.reading import find
from dingdian.demonstration.identities import write_identities
from dingdian.demonstration.naming import SYNTHETIC, village_name
from dingdian.demonstration.registry import write_registry
from dingdian.demonstration.size import Size
from dingdian.steps.source import layouts_of
from dingdian.workbooks.layout import Column
from tests.makers.planter import planted, write_planted

BLANK = 0.004
LACKS = 0.02
MANY_POOR = 0.015
PER_TOWNSHIP = 12

Cell = str | int | float | None


def write_workbook(path: Path, villages: int) -> None:
    """A workbook of invented villages with every standard column, the same in every run."""
    (layout,) = layouts_of(find("chongqing_2020"), "villages")
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(SYNTHETIC)
    page.append([column.heading("zh") for column in layout.columns.values()])
    for row in rows(list(layout.columns.values()), villages):
        page.append(row)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    book.save(partial)
    partial.replace(path)


def rows(columns: list[Column], villages: int) -> Iterator[list[Cell]]:
    """The rows of so many villages; places and names in order, facts drawn."""
    drawn = random.Random(villages)  # noqa: S311 - invented villages are no secret
    for number in range(villages):
        township, village = divmod(number, PER_TOWNSHIP)
        named: dict[str, Cell] = {
            "place": f"50{township:07}{901 + village}",
            "county_name": f"示范区县{1 + township // 30}",
            "township_name": f"示例{1 + township % 30}镇",
            "name": village_name(1 + village),
            "kind": "行政村" if drawn.random() < 0.9 else "社区",
        }
        yield [named.get(one.name, _fact(one, drawn)) for one in columns]


def _fact(column: Column, drawn: random.Random) -> Cell:
    name = column.name
    if name not in UNASKED and drawn.random() < BLANK:
        return None
    if name == "remaining_poor":
        return drawn.randint(15, 60) if drawn.random() < MANY_POOR else drawn.randint(0, 9)
    if name in LARGE:
        return drawn.randint(*LARGE[name])
    lacks = drawn.random() < LACKS
    if column.kind == "flag":
        nominated = name.startswith("nominated")
        return None if nominated else "否" if lacks else "是"
    if column.kind == "yuan":
        return 0 if lacks else drawn.randint(1, 90_000) + 0.5
    return int(not lacks) if name == "cooperatives" else int(lacks)


UNASKED = frozenset(("place", "county_name", "township_name", "name", "kind"))
LARGE = {
    "agricultural_population": (900, 3_200),
    "listed_households": (300, 310),
    "latrine_households": (250, 300),
}


def main(what: str, size: str, to: str) -> None:
    """Write the input unless it stands there already."""
    path = Path(to)
    if path.exists():
        return
    if what == "workbook":
        write_workbook(path, int(size))
        return
    if what == "planted":
        write_planted(path, planted(), copies=int(size))
        return
    if what == "identities":
        write_identities(path.with_name(f"registry-{size}"), path)
        return
    sizes: tuple[Any, ...] = get_args(Size)
    write_registry(path, size=sizes[sizes.index(size)])


if __name__ == "__main__":
    main(*sys.argv[1:])
