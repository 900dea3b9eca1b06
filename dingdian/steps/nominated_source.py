"""Let confirmed nominations take effect: a source of tables in which their flags stand."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dingdian.campaign.definition import Campaign
from dingdian.frames.flagged import rows_to_flag, write_flagged
from dingdian.frames.parquet import sha256_of
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.targeting.queries import areas_confirmed
from dingdian.steps.manifest import NAME, read_manifest
from dingdian.steps.source import PARQUET, digest_of_tables, digests_of_folder

VILLAGES = f"villages.{PARQUET}"
DIGITS = 12
ADDED_TO = "added_to.txt"
"""Where a source with flags says from which it was made; no table, and outside every digest."""


def with_nominations(source: Path, *, campaign: Campaign, snapshots: Path) -> Path:
    """The source itself where it says all that was confirmed; else one beside it that does.

    The new folder lies in `snapshots`, is named after the source and what was added to it, and
    shares the tables that do not change. Raises Unusable for a ledger, which cannot be added to.
    """
    wanted = _flags(campaign)
    if not wanted or not source.exists():
        return source
    if not source.is_dir():
        raise Unusable(
            "nominations_need_tables",
            Text(
                "有已确认的申报，单个表格文件无法并入。",
                "Nominations are confirmed, and a single sheet cannot take them in.",
            ),
            Text("请改用数据快照的文件夹。", "Give the folder of a snapshot."),
            where=source.name,
        )
    if not (source / VILLAGES).is_file():
        return source
    missing = rows_to_flag(source / VILLAGES, key="place", wanted=wanted)
    return _added(source, missing, snapshots) if missing else source


def source_without(source: Path) -> Path:
    """The source to which nominations were added, so that withdrawn ones no longer count.

    It is the source itself where none were added. It may be gone by now; whoever reads it is told.
    """
    said = source / ADDED_TO
    return Path(said.read_text(encoding="utf-8").strip()) if said.is_file() else source


def _flags(campaign: Campaign) -> dict[str, list[str]]:
    """The flag of each area, and the places for which it is confirmed."""
    confirmed = areas_confirmed(campaign.code)
    flags: dict[str, list[str]] = {}
    for target in campaign.classes:
        for branch in target.branches:
            if branch.nomination is not None and branch.code in confirmed:
                flags.setdefault(branch.nomination, []).extend(confirmed[branch.code])
    return flags


def _added(source: Path, missing: Mapping[str, list[str]], snapshots: Path) -> Path:
    """The folder with the flags, made once: its name says from what, and which."""
    read_manifest(source)
    said = json.dumps([digest_of_tables(digests_of_folder(source)), missing], sort_keys=True)
    mark = hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
    folder = snapshots / f"{source.resolve().name}-nominated-{mark}"
    if not folder.is_dir():
        _make(source, folder, missing)
    (folder / ADDED_TO).write_text(f"{source_without(source).resolve()}\n", encoding="utf-8")
    return folder


def _make(source: Path, folder: Path, missing: Mapping[str, list[str]]) -> None:
    """The folder with its tables, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    partial.mkdir()
    try:
        for table in sorted(source.glob(f"*.{PARQUET}")):
            if table.name != VILLAGES:
                _share(table, partial / table.name)
        write_flagged(source / VILLAGES, partial / VILLAGES, key="place", wanted=missing)
        _tell(source, partial, missing)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _share(table: Path, to: Path) -> None:
    """The same file under another name; a copy where the two lie on different disks."""
    try:
        to.hardlink_to(table)
    except OSError:
        shutil.copy2(table, to)


def _tell(source: Path, folder: Path, missing: Mapping[str, list[str]]) -> None:
    """The manifest of the source, if it has one, with the new digest and what was added.

    Where its villages were not those of its manifest, the old digest stays, and so does the fault.
    """
    if not (source / NAME).is_file():
        return
    says: dict[str, Any] = json.loads((source / NAME).read_text(encoding="utf-8"))
    told = says["tables"].get("villages")
    if told is not None and told["sha256"] == sha256_of(source / VILLAGES):
        told["sha256"] = sha256_of(folder / VILLAGES)
    says["nominations"] = {
        "added_to": source.resolve().name,
        "places": {flag: len(places) for flag, places in missing.items()},
    }
    text = json.dumps(says, ensure_ascii=False, indent=2) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")
