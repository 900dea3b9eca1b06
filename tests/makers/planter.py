"""A synthetic snapshot in which every family is clean but those into which a fault was planted.

It knows nothing of the program: neither the declarations nor how a snapshot is written.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.makers.planted_rows import HOUSEHOLD, MEMBERS, VILLAGE, Plant
from tests.makers.plants import PLANTS, VILLAGE_PLANTS

Row = dict[str, Any]
Key = tuple[str, int | None, int | None]
CLEAN = 40
VILLAGES = 5
FIRST_PLACE = 500101151901
PLACES = tuple(str(FIRST_PLACE + number) for number in range(VILLAGES + len(VILLAGE_PLANTS)))
AS_OF = "2020-10-19"
DAYS = ("watched_since", "risk_removed_on")


class Planted:
    """The rows of a snapshot, and under each rule the keys of those that break it."""

    def __init__(self) -> None:
        self.villages: list[Row] = []
        self.households: list[Row] = []
        self.members: list[Row] = []
        self.expected: dict[str, list[Key]] = {}

    def village(self, place: str, blank: str | None = None) -> None:
        """A village, with one of its facts left blank."""
        told = dict(VILLAGE) if blank is None else {**VILLAGE, blank: None}
        self.villages.append({"place": place, "name": "示例村", **told})

    def household(self, plant: Plant | None) -> None:
        """A family, clean or with a fault planted."""
        number = len(self.households) + 1
        place = PLACES[number % VILLAGES]
        keys = {"village": place, "household": number}
        fault = plant or Plant("")
        self.households.append({**keys, **HOUSEHOLD, **fault.home})
        for at, member in enumerate(MEMBERS):
            told = {**member, **fault.members.get(at, {})}
            self.members.append({**keys, "member": 10 * number + at, **told})
        if plant is not None:
            for rule, about in ((plant.rule, plant.about), *plant.also.items()):
                key = (place, number, None if about is None else 10 * number + about)
                self.expected.setdefault(rule, []).append(key)

    def tables(self) -> Iterator[tuple[str, list[Row]]]:
        """The three tables by their names."""
        yield "villages", self.villages
        yield "households", self.households
        yield "members", self.members


def planted(*, faults: bool = True) -> Planted:
    """Clean families with, one after each of them in turn, a family at fault."""
    world = Planted()
    for place in PLACES[:VILLAGES]:
        world.village(place)
    for place, (rule, blank) in zip(PLACES[VILLAGES:], VILLAGE_PLANTS.items(), strict=True):
        world.village(place, blank if faults else None)
        if faults:
            world.expected[rule] = [(place, None, None)]
    for _ in range(CLEAN):
        world.household(None)
    for plant in PLANTS if faults else ():
        world.household(plant)
        world.household(None)
    return world


def write_planted(folder: Path, world: Planted, *, copies: int = 1) -> Path:
    """Write it as a snapshot stands in a folder; copies of it have keys of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in world.tables():
        table = _typed(pa.Table.from_pylist(rows))
        many = [_copy(table, number) for number in range(copies if name != "villages" else 1)]
        pq.write_table(pa.concat_tables(many), folder / f"{name}.parquet", compression="zstd")
    manifest: Mapping[str, Any] = {
        "schema": 1,
        "as_of": AS_OF,
        "synthetic": "合成数据",
        "tables": {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    return folder


def _typed(table: Any) -> Any:
    """A column that is blank in every row has a type all the same."""
    for at, name in enumerate(table.column_names):
        if pa.types.is_null(table.schema.field(name).type):
            kind = pa.date32() if name in DAYS else pa.string()
            table = table.set_column(at, name, table.column(name).cast(kind))
    return table


def _copy(table: Any, number: int) -> Any:
    """The same rows once more, a hundred thousand keys further on."""
    for name in ("household", "member"):
        if name in table.column_names:
            at = table.column_names.index(name)
            moved = [key + 100_000 * number for key in table.column(name).to_pylist()]
            table = table.set_column(at, name, pa.array(moved, pa.int64()))
    return table
