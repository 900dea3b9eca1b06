"""A registry that nobody kept: villages, families and persons of a synthetic Chongqing, as Parquet.

The counties and townships are real, everything below them is invented, and the manifest beside the
tables says 合成数据. The villages planted at the edges of the rule are listed in `edges.EDGES`.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dingdian.campaign.reading import load
from dingdian.demonstration.drawing import draw_registry
from dingdian.demonstration.household_record import household_columns
from dingdian.demonstration.incomes import amounts_of, income_columns, latest_columns
from dingdian.demonstration.invented_places import CAMPAIGN
from dingdian.demonstration.member_record import member_columns
from dingdian.demonstration.naming import SYNTHETIC
from dingdian.demonstration.planted_doubts import plant
from dingdian.demonstration.size import Size
from dingdian.demonstration.village_record import village_columns
from dingdian.frames.parquet import Column, sha256_of, write_table
from dingdian.frames.tables import KEYS, tables_of
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

AS_OF = "2020-06-30"
MANIFEST = "manifest.json"

Columns = Mapping[str, Column]


def write_registry(
    folder: Path,
    *,
    size: Size,
    seed: int = 2020,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write the registry of one size into `folder`, which is replaced whole or not at all.

    `progress` hears the name of each table before it is drawn. Raises Unusable where something
    stands at `folder` that is not an earlier demonstration registry.
    """
    folder = folder.absolute()
    if not _may_stand_at(folder):
        raise Unusable(
            "not_ours",
            Text("这里已有别的内容，不能覆盖。", "Something else stands here and is kept."),
            Text("请另选一个空文件夹。", "Name an empty folder or a new one."),
            where=str(folder),
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    partial.mkdir()
    try:
        rows, schema = {}, {str(table): one for table, one in tables_of(load(CAMPAIGN)).items()}
        for name, columns in drawn_tables(size, seed, progress):
            rows[name] = write_table(partial / f"{name}.parquet", columns, schema[name])
        _write_manifest(partial, size, seed, rows)
        _put_in_place(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def drawn_tables(
    size: Size, seed: int, progress: Callable[[str], None] | None = None
) -> Iterator[tuple[str, Columns]]:
    """Each table's name and columns, one after the other, so that none outlives its writing."""
    say = progress or (lambda _name: None)
    drawn = draw_registry(size, seed, say)
    yield "villages", village_columns(drawn)
    say("incomes")
    incomes = drawn.incomes()
    amounts = amounts_of(incomes, drawn.households)
    homes = household_columns(drawn, latest_columns(amounts, incomes))
    yield "households", plant("households", homes, drawn)
    yield "members", plant("members", member_columns(drawn), drawn)
    yield "incomes", income_columns(amounts, incomes, drawn.households, drawn.places)


def _may_stand_at(folder: Path) -> bool:
    """Nothing, an empty folder, or a registry of ours with nothing else beside it."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    found = {path.name for path in folder.iterdir()}
    ours = {MANIFEST, *(f"{name}.parquet" for name in KEYS)}
    return not found or (found <= ours and _is_synthetic(folder / MANIFEST))


def _is_synthetic(manifest: Path) -> bool:
    try:
        said = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("synthetic") == SYNTHETIC


def _write_manifest(folder: Path, size: Size, seed: int, rows: Mapping[str, int]) -> None:
    tables = {
        name: {"rows": count, "sha256": sha256_of(folder / f"{name}.parquet")}
        for name, count in rows.items()
    }
    said = {
        "schema": 1,
        "as_of": AS_OF,
        "synthetic": SYNTHETIC,
        "seed": seed,
        "size": size,
        "tables": tables,
    }
    written = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(written, "utf-8")


def _put_in_place(partial: Path, folder: Path) -> None:
    """A folder that holds files cannot be replaced in one step: the old one steps aside first."""
    aside = partial.with_name(f"{partial.name}.old")
    if folder.exists():
        folder.rename(aside)
    try:
        partial.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
