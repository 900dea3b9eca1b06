"""Back an installation up: one archive of its home, with the checksum of every file.

The records are copied first, by SQLite's own way of copying while others write; then the files.
What a record names was kept before the record, and is never removed, so that nothing is missing.
"""

import hashlib
import json
import os
import secrets
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from dingdian import __version__
from dingdian.installation import Installation, installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

DATABASE, MANIFEST = "dingdian.sqlite3", ".backup.json"
MADE_AGAIN = "static"
"""What `serve` collects anew."""
BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the archive holds it."""

    size: int
    sha256: str


@dataclass(slots=True)
class Digesting:
    """A file that is digested while it is read, so that no change can fall between."""

    file: IO[bytes]
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        """As a file reads."""
        block = self.file.read(size)
        self.size += len(block)
        self.digest.update(block)
        return block

    def kept(self) -> Kept:
        """What was read so far."""
        return Kept(self.size, self.digest.hexdigest())


def back_up(out: Path) -> dict[str, Kept]:
    """Write the archive, whole or not at all, readable by its owner alone; it overwrites nothing.

    Raises Unusable where the records lie in PostgreSQL, where there are none, or where `out` exists
    or lies in the home itself.
    """
    settings = installation()
    _see_that_it_can(settings, out)
    passing = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with _opened_for_its_owner(passing) as file, tarfile.open(fileobj=file, mode="w:gz") as to:
            kept = dict(_add_all(settings.home, to))
            _add_manifest(kept, to)
        out.hardlink_to(passing)
    except FileExistsError:
        raise already_there(out) from None
    finally:
        passing.unlink(missing_ok=True)
    return kept


def already_there(path: Path) -> Unusable:
    """The refusal to write over anything."""
    return Unusable(
        "already_there",
        Text("已经存在，不会覆盖。", "It is there already, and is not written over."),
        Text("请换一个名称，或先移走它。", "Choose another name, or move it away first."),
        where=str(path),
    )


def not_for_postgresql(settings: Installation, tool: str) -> Unusable:
    """The refusal to copy a PostgreSQL, with the line to type instead; it holds no password."""
    url = urlsplit(settings.database_url)
    host, port, user = url.hostname or "localhost", url.port or 5432, url.username or "dingdian"
    reach = f"--host={host} --port={port} --username={user} --dbname={url.path.lstrip('/')}"
    line = {
        "pg_dump": f"pg_dump {reach} --format=custom --file=dingdian.dump",
        "pg_restore": f"pg_restore {reach} --clean --if-exists dingdian.dump",
    }[tool]
    return Unusable(
        "in_postgresql",
        Text(
            "数据在 PostgreSQL 中，由它自己的工具备份和恢复。",
            "The records lie in PostgreSQL, which has tools of its own.",
        ),
        Text(
            "请运行 {line} ，另外保存 {home} 中除 static/ 以外的全部，尤其是 keys/。",
            "Run {line} and keep all of {home} but static/ as well, keys/ above all.",
        ).fill(line=line, home=settings.home),
        where="DINGDIAN_DATABASE_URL",
    )


def _see_that_it_can(settings: Installation, out: Path) -> None:
    if settings.database_url:
        raise not_for_postgresql(settings, "pg_dump")
    if not (settings.home / DATABASE).is_file():
        raise Unusable(
            "no_records",
            Text("这里没有数据库。", "There is no database here."),
            Text("请检查 DINGDIAN_HOME。", "Check DINGDIAN_HOME."),
            where=str(settings.home),
        )
    if out.exists():
        raise already_there(out)
    if out.resolve().is_relative_to(settings.home.resolve()):
        raise Unusable(
            "inside_the_home",
            Text("备份不能放在被备份的文件夹里。", "A backup does not lie in what it backs up."),
            Text("请写到另一块磁盘上。", "Write it to another disk."),
            where=str(out),
        )


@contextmanager
def _opened_for_its_owner(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _add_all(home: Path, to: tarfile.TarFile) -> Iterator[tuple[str, Kept]]:
    with tempfile.TemporaryDirectory(prefix="dingdian-backup-") as folder:
        copy = Path(folder) / DATABASE
        _copy_database(home / DATABASE, copy)
        yield DATABASE, _add(copy, DATABASE, to)
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home).as_posix()
        if path.is_file() and _belongs(name):
            yield name, _add(path, name, to)


def _belongs(name: str) -> bool:
    """Whether a file of the home goes in: neither the records, copied already, nor what passes."""
    first, last = name.split("/")[0], name.split("/")[-1]
    return first != MADE_AGAIN and not first.startswith(DATABASE) and not last.startswith(".")


def _copy_database(source: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as records,
        closing(sqlite3.connect(copy)) as to,
    ):
        records.backup(to)


def _add(path: Path, name: str, to: tarfile.TarFile) -> Kept:
    with path.open("rb") as file:
        member = to.gettarinfo(arcname=name, fileobj=file)
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        digesting = Digesting(file)
        to.addfile(member, digesting)
    return digesting.kept()


def _add_manifest(kept: dict[str, Kept], to: tarfile.TarFile) -> None:
    files = {name: {"bytes": one.size, "sha256": one.sha256} for name, one in kept.items()}
    told = {"schema": 1, "program": __version__, "files": files}
    body = json.dumps(told, ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(body)
    to.addfile(member, BytesIO(body))
