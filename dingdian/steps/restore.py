"""Restore an installation from its backup, into an empty home, once every checksum is right."""

import json
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.steps.backup import (
    BLOCK,
    DATABASE,
    MANIFEST,
    Digesting,
    Kept,
    already_there,
    not_for_postgresql,
)


def restore(archive: Path) -> dict[str, Kept]:
    """Lay the home that an archive holds, whole or not at all.

    Raises Unusable where the home holds anything, where the records are to lie in PostgreSQL, and
    where the archive is not one of ours, or not as it was written.
    """
    settings = installation()
    if settings.database_url:
        raise not_for_postgresql(settings, "pg_restore")
    home = settings.home.resolve()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise already_there(settings.home)
    home.parent.mkdir(parents=True, exist_ok=True)
    laid = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
    try:
        kept = _laid(archive, laid)
        if home.exists():
            home.rmdir()
        laid.rename(home)
    finally:
        shutil.rmtree(laid, ignore_errors=True)
    return kept


def _laid(archive: Path, folder: Path) -> dict[str, Kept]:
    """Lay the files of an archive into a folder, and compare them with what it says of them."""
    found: dict[str, Kept] = {}
    try:
        with archive.open("rb") as file, tarfile.open(fileobj=file, mode="r:gz") as packed:
            for name, content in _members(packed):
                found[name] = _lay(content, folder / name)
    except (tarfile.TarError, EOFError, zlib.error, UnicodeDecodeError):
        raise _not_as_written(archive, "") from None
    except OSError as error:
        if error.errno is None:  # what gzip says of a stream that is not its own
            raise _not_as_written(archive, "") from None
        raise
    _compare(archive, folder, found)
    return found


def _members(packed: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    """Plain files under plain relative names alone: nothing is laid outside the folder."""
    for member in packed:
        name = PurePosixPath(member.name)
        content = packed.extractfile(member) if member.isfile() else None
        if content is None or name.is_absolute() or ".." in name.parts:
            raise tarfile.ReadError(member.name)
        yield str(name), content


def _lay(content: IO[bytes], path: Path) -> Kept:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600, exist_ok=False)
    digesting = Digesting(content)
    with path.open("wb") as file:
        while block := digesting.read(BLOCK):
            file.write(block)
    return digesting.kept()


def _compare(archive: Path, folder: Path, found: dict[str, Kept]) -> None:
    """Every file, none more and none fewer, as the manifest says; and a database that is sound."""
    found.pop(MANIFEST, None)
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        said = {name: Kept(one["bytes"], one["sha256"]) for name, one in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _not_as_written(archive, MANIFEST) from None
    differing = sorted(
        name for name in said.keys() | found.keys() if said.get(name) != found.get(name)
    )
    if differing:
        raise _not_as_written(archive, differing[0])
    (folder / MANIFEST).unlink()
    if not _is_sound(folder / DATABASE):
        raise _not_as_written(archive, DATABASE)


def _is_sound(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as records:
            return bool(records.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _not_as_written(archive: Path, name: str) -> Unusable:
    return Unusable(
        "not_as_written",
        Text(
            "不是完好的备份：{name}与写下时不同。",
            "It is no sound backup: {name} is not as it was.",
        ).fill(name=name or Text("文件", "the file")),
        Text("什么也没有恢复。请用另一份备份。", "Nothing was restored. Use another backup."),
        where=str(archive),
    )
