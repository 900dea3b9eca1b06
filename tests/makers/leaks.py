"""Looking for names and numbers where none may be: in files of any kind, the database, texts.

A secret is looked for as it stands, and as it could stand: in UTF-16 and GB18030, percent-encoded,
escaped as JSON does, in hexadecimal. Files are read raw and unpacked as well: gzip, zip (xlsx),
tar, the columns of Parquet, the rows of SQLite. A secret of two signs may be found by chance.
"""

import gzip
import io
import json
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq

SQLITE = b"SQLite format 3\0"
GZIP, ZIP, PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
Body = tuple[str, bytes]
"""Where something stands, and its bytes."""


@dataclass(frozen=True, order=True)
class Leak:
    """A secret that was found: where, which, and written how."""

    where: str
    secret: str
    form: str


def leaks(where: Path | Iterable[Path], secrets: Iterable[str]) -> list[Leak]:
    """What is found in files, or in all files of a folder, whatever lies packed in them."""
    paths = [where] if isinstance(where, Path) else list(where)
    files = (one for path in paths for one in ([path] if path.is_file() else _files(path)))
    bodies = (body for path in files for body in _unpacked(str(path), path.read_bytes()))
    return _found(bodies, secrets)


def leaks_in_texts(texts: Mapping[str, str | bytes], secrets: Iterable[str]) -> list[Leak]:
    """What is found in texts by their names: addresses, lines of a log, answers of a page."""
    bodies = (
        (name, text.encode() if isinstance(text, str) else text) for name, text in texts.items()
    )
    return _found(bodies, secrets)


def leaks_in_database(connection: Any, secrets: Iterable[str]) -> list[Leak]:
    """What is found in any row of any table that a connection of Django's sees."""
    connection.ensure_connection()
    rows = _postgresql if connection.vendor == "postgresql" else _sqlite
    return _found(rows(connection.connection), secrets)


def forms_of(secret: str) -> dict[bytes, str]:
    """The bytes as which a secret can stand, with what each is called."""
    forms: dict[bytes, str] = {}
    for encoding in ENCODINGS:
        forms.setdefault(secret.encode(encoding), encoding)
    for name, written in (
        ("url", quote(secret)),
        ("url", quote(secret).lower()),
        ("json", json.dumps(secret)[1:-1]),
        ("hexadecimal", secret.encode().hex()),
        ("hexadecimal", secret.encode().hex().upper()),
    ):
        forms.setdefault(written.encode(), name)
    return forms


def _found(bodies: Iterable[Body], secrets: Iterable[str]) -> list[Leak]:
    wanted = [(form, secret, name) for secret in secrets for form, name in forms_of(secret).items()]
    return sorted(
        {
            Leak(where, secret, name)
            for where, body in bodies
            for form, secret, name in wanted
            if form in body
        }
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _unpacked(where: str, body: bytes) -> Iterator[Body]:
    """The bytes as they are, then all that they hold."""
    yield where, body
    if body.startswith(SQLITE):
        yield from _of_sqlite(where, body)
    elif body.startswith(PARQUET):
        yield from _of_parquet(where, body)
    elif body.startswith(GZIP):
        yield from _unpacked(f"{where} (gzip)", gzip.decompress(body))
    elif body.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield from _unpacked(f"{where} ({name})", packed.read(name))
    elif body[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(body)) as packed:
            for one in packed:
                if content := packed.extractfile(one):
                    yield from _unpacked(f"{where} ({one.name})", content.read())


def _of_sqlite(where: str, body: bytes) -> Iterator[Body]:
    """Rows too: a long value lies in pieces on several pages. In memory there is no WAL."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(body[:18] + b"\1\1" + body[20:])
    for name, rows in _sqlite(connection):
        yield f"{where} ({name})", rows
    connection.close()


def _of_parquet(where: str, body: bytes) -> Iterator[Body]:
    table = pq.read_table(io.BytesIO(body))
    for name in table.column_names:
        values = table[name].unique().to_pylist()
        yield f"{where} ({name})", "\n".join(map(str, values)).encode()


def _sqlite(connection: sqlite3.Connection) -> Iterator[Body]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (name,) in names:
        rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a table's own name
        yield name, b"\n".join(_bytes(value) for row in rows for value in row)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _postgresql(connection: Any) -> Iterator[Body]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for name in [row[0] for row in cursor.fetchall()]:
            with cursor.copy(f'COPY "{name}" TO STDOUT') as copied:
                yield name, b"".join(map(bytes, copied))
