"""A registry that nobody kept: villages, families and persons of a synthetic Chongqing, as Parquet.

The counties and townships are real, everything below them is invented, and the manifest beside the
tables says 合成数据. The villages planted at the edges of the rule are listed in `edges.EDGES`.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from dingdian.demonstration import synthetic_campaign as campaign
from dingdian.demonstration.households import (
    GRADES,
    NOT_REGISTERED,
    STATUSES,
    Households,
    draw_households,
)
from dingdian.demonstration.members import (
    HEALTH,
    INSURANCE_STATES,
    LABOUR,
    SCHOOL_STATES,
    SEXES,
    Members,
    draw_members,
)
from dingdian.demonstration.naming import SYNTHETIC
from dingdian.demonstration.registry_schema import TABLES, VILLAGES
from dingdian.demonstration.shortfalls import LACKING, UNKNOWN
from dingdian.demonstration.size import Size
from dingdian.demonstration.synthetic_campaign import SyntheticVillages, draw_villages, stream
from dingdian.frames.parquet import Coded, Column, sha256_of, write_table
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
        rows = {}
        for name, columns in drawn_tables(size, seed, progress):
            rows[name] = write_table(partial / f"{name}.parquet", columns, TABLES[name])
        _write_manifest(partial, size, seed, rows)
        _put_in_place(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def drawn_tables(
    size: Size, seed: int, progress: Callable[[str], None] | None = None
) -> Iterator[tuple[str, Columns]]:
    """Each table's name and columns, one after the other, so that none outlives its writing."""
    say = progress or (lambda _name: None)
    say("villages")
    villages = draw_villages(size, seed)
    yield "villages", village_columns(villages)
    say("households")
    families = draw_households(
        villages.counts, villages.standing, stream(seed, campaign.HOUSEHOLDS)
    )
    places = [village.place for village in villages.villages]
    yield "households", household_columns(families, places)
    say("members")
    members = draw_members(families, villages.standing, stream(seed, campaign.MEMBERS))
    yield "members", member_columns(members, places)


def village_columns(drawn: SyntheticVillages) -> Columns:
    """The villages' columns: a fact that lacks is false, one that is unknown is left out."""
    text = ("place", "name", "township_name", "county_name", "kind")
    columns: dict[str, Column] = {
        name: [getattr(village, name) for village in drawn.villages] for name in text
    }
    columns["agricultural_population"] = np.ma.MaskedArray(
        drawn.counts.population, mask=~drawn.population_known
    )
    columns["cooperatives"] = drawn.cooperatives
    columns["collective_income_fen"] = drawn.collective_income_fen
    for item in VILLAGES.keys() & drawn.standing.keys() - columns.keys():
        state = drawn.standing[item]
        columns[item] = np.ma.MaskedArray(state != LACKING, mask=state == UNKNOWN)
    for area, named in drawn.nominated.items():
        columns[f"nominated_{area}"] = named
    return columns


def household_columns(families: Households, places: list[str]) -> Columns:
    """The families' columns; a family's key is its number in the order of the villages."""
    return {
        "household": np.arange(1, len(families.members) + 1),
        "village": Coded(families.village, places),
        "members": families.members,
        "house_grade": Coded(families.grade, GRADES),
        "lived_in": families.lived_in,
        "safe_water": families.safe_water,
        "sanitary_latrine": families.sanitary_latrine,
        "registered": families.status != NOT_REGISTERED,
    }


def member_columns(members: Members, places: list[str]) -> Columns:
    """The persons' columns."""
    return {
        "member": members.member,
        "household": members.household.astype(np.int64) + 1,
        "village": Coded(members.village, places),
        "poverty_status": Coded(members.status, STATUSES),
        "school_state": Coded(members.school, SCHOOL_STATES),
        "insurance_state": Coded(members.insurance, INSURANCE_STATES),
        "sex": Coded(members.sex, SEXES),
        "birth_year": members.birth_year,
        "health": Coded(members.health, HEALTH),
        "labour": Coded(members.labour, LABOUR),
        "working": members.working,
    }


def _may_stand_at(folder: Path) -> bool:
    """Nothing, an empty folder, or a registry of ours with nothing else beside it."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    found = {path.name for path in folder.iterdir()}
    ours = {MANIFEST, *(f"{name}.parquet" for name in TABLES)}
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
