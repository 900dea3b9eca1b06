"""A name that lies anywhere is found, and sealed ones lie nowhere: the looking is shown to see."""

import gzip
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction

from dingdian.records.secrecy.blinding import NAME, blind
from dingdian.records.trail.actions import note
from tests.makers.leaks import Leak, forms_of, leaks, leaks_in_database, leaks_in_texts
from tests.makers.letters import Letter

PERSON = "示例甲子二"
NUMBER = "990000198001010012"
PHONE = "13800005678"
SECRETS = (PERSON, NUMBER, PHONE)
SAYS = f"{PERSON} {NUMBER} {PHONE}"


def plant_parquet(path: Path) -> None:
    table = pa.table({"number": [None, NUMBER], "phone": [int(PHONE), 0], "name": ["", PERSON]})
    pq.write_table(table, path, compression="zstd")


def plant_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("名单").append([PERSON, NUMBER, PHONE])
    book.save(path)


def plant_archive(path: Path) -> None:
    with tarfile.open(path, "w:gz") as packed:
        told = tarfile.TarInfo("export/list.csv")
        told.size = len(SAYS.encode())
        packed.addfile(told, io.BytesIO(SAYS.encode()))


def plant_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE person (name TEXT, number BLOB, told TEXT)")
        long = "长" * 5000 + PERSON
        database.execute("INSERT INTO person VALUES (?, ?, ?)", (long, NUMBER.encode(), PHONE))
    database.close()


def plant_log(path: Path) -> None:
    line = json.dumps({"says": SAYS}) + "\n"
    path.write_text("{}\n" * 1000 + line, "utf-8")


PLANTERS: dict[str, Callable[[Path], object]] = {
    "members.parquet": plant_parquet,
    "list.xlsx": plant_workbook,
    "export.tar.gz": plant_archive,
    "dingdian.sqlite3": plant_sqlite,
    "dingdian.log": plant_log,
    "notice.html": lambda path: path.write_text(SAYS, "utf-8"),
    "list.csv": lambda path: path.write_text(SAYS, "gb18030"),
    "for-excel.csv": lambda path: path.write_text(SAYS, "utf-16"),
    "notice.html.gz": lambda path: path.write_bytes(gzip.compress(SAYS.encode())),
    "access.log": lambda path: path.write_text(f"GET /?{urlencode({'q': SAYS})}"),
    "dump.sql": lambda path: path.write_text(
        " ".join(rf"\\x{one.encode().hex()}" for one in SECRETS)
    ),
}


@pytest.mark.parametrize("name", PLANTERS)
def test_what_is_planted_in_a_file_is_found(tmp_path: Path, name: str) -> None:
    PLANTERS[name](tmp_path / name)
    for where in (tmp_path, [tmp_path / name]):
        found = leaks(where, SECRETS)
        assert {one.secret for one in found} == set(SECRETS)
        assert all(name in one.where for one in found)
    assert leaks(tmp_path, ["示例癸亥二", "990000198001010099"]) == []


def test_what_is_not_yet_written_into_the_database_file_is_found(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "dingdian.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE person (name TEXT)")
    database.execute("INSERT INTO person VALUES (?)", (SAYS,))
    database.commit()
    found = leaks(tmp_path, SECRETS)
    database.close()
    assert {Path(one.where).name for one in found} == {"dingdian.sqlite3-wal"}
    assert {one.secret for one in found} == set(SECRETS)


def test_what_was_deleted_and_still_lies_in_the_file_is_found(tmp_path: Path) -> None:
    plant_sqlite(tmp_path / "dingdian.sqlite3")
    with sqlite3.connect(tmp_path / "dingdian.sqlite3") as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("DELETE FROM person")
    database.close()
    assert NUMBER in {one.secret for one in leaks(tmp_path, SECRETS)}


def test_what_stands_in_an_address_is_found_as_it_is_written_there() -> None:
    texts = {"search": f"/households/?{urlencode({'q': PERSON})}", "page": f"/members/{NUMBER}/"}
    assert leaks_in_texts(texts, SECRETS) == [
        Leak("page", NUMBER, "utf-8"),
        Leak("search", PERSON, "url"),
    ]
    assert leaks_in_texts({"page": b"/members/7/"}, SECRETS) == []


@pytest.mark.django_db
@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_told_to_the_trail_is_found(secret: str) -> None:
    with transaction.atomic():
        note(by=None, deed="told", subject="place:1", told={"who": secret})
    assert {(one.where, one.secret) for one in leaks_in_database(connection, SECRETS)} == {
        ("trail_entry", secret)
    }


@pytest.mark.django_db
def test_what_is_kept_as_bytes_in_plain_is_found(letters: type[Letter]) -> None:
    letters.objects.create(to=PERSON, says=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letters_letter SET says = %s", [NUMBER.encode()])
    assert {one.secret for one in leaks_in_database(connection, SECRETS)} == {NUMBER}


def test_what_is_sealed_leaves_nothing_in_the_database(
    letters: type[Letter], tmp_path: Path
) -> None:
    rows = [letters(to=PERSON, says=SAYS, to_blind=blind(PERSON, NAME)) for _ in range(50)]
    letters.objects.bulk_create(rows)
    letters.objects.create(to=NUMBER, says=PHONE)
    letters.objects.filter(to_blind=None).update(to=PERSON)
    assert {one.says for one in letters.objects.all()} == {SAYS, PHONE}
    assert leaks_in_database(connection, SECRETS) == []
    if connection.vendor == "sqlite":
        (tmp_path / "dingdian.sqlite3").write_bytes(connection.connection.serialize())
        with sqlite3.connect(tmp_path / "dingdian.sqlite3") as database:
            assert database.execute("SELECT count(*) FROM letters_letter").fetchone() == (51,)
        database.close()
        assert leaks(tmp_path, SECRETS) == []


def test_a_secret_is_looked_for_in_every_form() -> None:
    assert set(forms_of(PERSON).values()) == {
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030"),
        *("url", "json", "hexadecimal"),
    }
    assert forms_of(NUMBER)[NUMBER.encode()] == "utf-8"
