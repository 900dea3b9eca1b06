"""Where a decision's facts come from: a ledger in a workbook, or a folder of Parquet tables."""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, needed
from dingdian.analysis.schema import types_of
from dingdian.analysis.tables import ABSENT, absent, open_folder, problems_of
from dingdian.campaign.definition import Campaign
from dingdian.lexicon.place import committee_of
from dingdian.lexicon.problem import Note, Problem, Unusable
from dingdian.lexicon.text import Text
from dingdian.steps.manifest import read_manifest
from dingdian.workbooks.layout import Layout, read_layout
from dingdian.workbooks.ledger import Reading, read_ledger
from dingdian.workbooks.sheets import Book

PARQUET = "parquet"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """A source opened for the engine: what it is, what it holds, and what is wrong with it."""

    name: str
    digest: str
    layout: str
    rows: int
    tables: Tables
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    as_of: date | None = None


def open_source(
    path: Path,
    engine: Engine,
    campaign: Campaign,
    *,
    folder: Path,
    layout: str | None = None,
    book: Book | None = None,
) -> Source:
    """Open a file or a folder as the engine's table of villages.

    `folder` is the campaign's own, whose layouts say how ledgers are read; `book` is a ledger that
    has been begun already. The digest is taken
    beside the reading, in a thread of its own.
    """
    if not path.exists():
        raise Unusable(
            "no_such_file",
            Text("没有这个文件或文件夹。", "There is no such file or folder."),
            Text("请检查路径和文件名。", "Check the path and the name."),
            where=str(path),
        )
    with ThreadPoolExecutor(max_workers=1) as beside:
        if path.is_dir():
            tables = beside.submit(digests_of_folder, path)
            return _from_folder(path, engine, campaign, tables.result)
        file = beside.submit(digest_of_file, path)
        reading = read_ledger(path, layouts_of(folder, layout), needed=needed(campaign), book=book)
        return _from_ledger(path, reading, engine, campaign, file.result)


def layouts_of(folder: Path, name: str | None = None) -> list[Layout]:
    """The layouts of a campaign; only the named one where a name is given."""
    paths = sorted((folder / "layouts").glob("*.toml"))
    known = [path.stem for path in paths]
    if name is not None and name not in known:
        raise Unusable(
            "no_such_layout",
            Text(f"没有名为“{name}”的版式。", f"There is no layout called “{name}”."),
            Text(f"可用的有：{'、'.join(known)}。", f"There are: {', '.join(known)}."),
        )
    chosen = [path for path in paths if name in (None, path.stem)]
    return [read_layout(path.read_text(encoding="utf-8"), name=path.name) for path in chosen]


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def digests_of_folder(path: Path) -> dict[str, str]:
    """SHA-256 of each of a folder's Parquet tables, by the table's name."""
    return {table.stem: digest_of_file(table) for table in sorted(path.glob(f"*.{PARQUET}"))}


def digest_of_tables(digests: Mapping[str, str]) -> str:
    """SHA-256 over the names and digests of a folder's tables."""
    seal = hashlib.sha256()
    for table, digest in digests.items():
        seal.update(f"{table}\0{digest}\n".encode())
    return f"sha256:{seal.hexdigest()}"


def _from_folder(
    path: Path, engine: Engine, campaign: Campaign, digests: Callable[[], dict[str, str]]
) -> Source:
    manifest = read_manifest(path)
    tables = open_folder(engine, campaign, path)
    read = needed(campaign)
    problems = problems_of(engine, campaign, tables, read)
    sealed = digests()
    return Source(
        name=path.resolve().name,
        digest=digest_of_tables(sealed),
        layout=PARQUET,
        rows=tables.rows,
        tables=tables,
        problems=(*problems, *manifest.problems(sealed)),
        notes=(*manifest.notes(), *absent(campaign, tables, read)),
        as_of=manifest.as_of,
    )


def _from_ledger(
    path: Path, reading: Reading, engine: Engine, campaign: Campaign, digest: Callable[[], str]
) -> Source:
    types = types_of(campaign, "villages")
    columns = {name: cells for name, cells in reading.columns.items() if name in types}
    kinds = columns.get("kind", [None] * len(columns["place"]))
    columns["kind"] = [
        kind if kind is not None else committee_of(str(place))
        for kind, place in zip(kinds, columns["place"], strict=True)
    ]
    engine.load_rows("villages", columns, types)
    tables = Tables(frozenset(columns), rows=reading.rows)
    notes = [note for note in reading.notes if note.code != ABSENT]
    return Source(
        name=path.name,
        digest=digest(),
        layout=reading.layout.code,
        rows=reading.rows,
        tables=tables,
        problems=tuple(reading.problems),
        notes=(*notes, *absent(campaign, tables, needed(campaign))),
    )
