"""A backup is whole and of one moment, and is restored whole, or not at all, over nothing."""

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dingdian.installation import Installation
from dingdian.lexicon.problem import Unusable
from dingdian.steps import backup, restore
from dingdian.steps.backup import DATABASE, MANIFEST, back_up

Home = Callable[[Path], Path]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Home:
    """Makes a folder the home of this installation."""

    def told(home: Path, url: str = "") -> Path:
        settings = Installation(home=home, database_url=url)
        for module in (backup, restore):
            monkeypatch.setattr(module, "installation", lambda: settings)
        return home

    return told


@pytest.fixture
def home(tmp_path: Path, at: Home) -> Path:
    made = at(tmp_path / "home")
    for name in ("keys/sealing", "uploads/ab/abcd", "snapshots/2020/members.parquet"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(name.encode() * 1000)
        (made / name).chmod(0o600)
    (made / "static").mkdir()
    (made / "static/page.js").write_text("made again")
    (made / "keys/.sealing.passing").write_bytes(b"")
    with closing(sqlite3.connect(made / DATABASE)) as records:
        records.execute("PRAGMA journal_mode=WAL")
        records.execute("CREATE TABLE entry (number INTEGER)")
        records.executemany("INSERT INTO entry VALUES (?)", [(one,) for one in range(1000)])
        records.commit()
    return made


def n_entries(home: Path) -> int:
    with closing(sqlite3.connect(home / DATABASE)) as records:
        return int(records.execute("SELECT count(*) FROM entry").fetchone()[0])


def files_of(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def refusal(deed: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(Unusable) as refused:
        deed(path)
    return refused.value.code


def test_what_is_restored_is_what_was_backed_up(home: Path, tmp_path: Path, at: Home) -> None:
    out = tmp_path / "out.tar.gz"
    kept = back_up(out)
    assert out.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".*")) == []
    there = at(tmp_path / "elsewhere/home")
    assert restore.restore(out) == kept
    assert (
        files_of(there)
        == set(kept)
        == {*(DATABASE, "keys/sealing", "uploads/ab/abcd", "snapshots/2020/members.parquet")}
    )
    assert n_entries(there) == 1000
    for name in set(kept) - {DATABASE}:
        assert (there / name).read_bytes() == (home / name).read_bytes()
        assert (there / name).stat().st_mode & 0o777 == 0o600
    assert there.stat().st_mode & 0o777 == 0o700


def test_a_writer_beside_it_spoils_nothing(home: Path, tmp_path: Path, at: Home) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as writer:
        writer.execute("INSERT INTO entry VALUES (1000)")
        writer.commit()
        writer.execute("INSERT INTO entry VALUES (1001)")
        assert (home / f"{DATABASE}-wal").stat().st_size > 0
        kept = back_up(tmp_path / "out.tar.gz")
    assert f"{DATABASE}-wal" not in kept
    at(tmp_path / "there")
    restore.restore(tmp_path / "out.tar.gz")
    assert n_entries(tmp_path / "there") == 1001


def test_nothing_is_written_over(home: Path, tmp_path: Path, at: Home) -> None:
    out = tmp_path / "out.tar.gz"
    out.write_text("mine")
    assert refusal(back_up, out) == "already_there"
    assert out.read_text() == "mine"
    out.unlink()
    back_up(out)
    before = files_of(home)
    assert refusal(restore.restore, out) == "already_there"
    assert files_of(home) == before
    at(tmp_path / "empty").mkdir()
    restore.restore(out)
    assert n_entries(tmp_path / "empty") == 1000


def test_what_cannot_be_backed_up_is_refused(home: Path, tmp_path: Path, at: Home) -> None:
    assert refusal(back_up, home / "out.tar.gz") == "inside_the_home"
    at(tmp_path / "nothing")
    assert refusal(back_up, tmp_path / "out.tar.gz") == "no_records"
    assert not (tmp_path / "out.tar.gz").exists()


def test_postgresql_is_left_to_its_own_tools_and_the_line_holds_no_password(
    tmp_path: Path, at: Callable[[Path, str], Path]
) -> None:
    at(tmp_path / "home", "postgresql://li:geheim@db.example:5433/dingdian")
    for deed, tool in ((back_up, "pg_dump"), (restore.restore, "pg_restore")):
        with pytest.raises(Unusable) as refused:
            deed(tmp_path / "out.tar.gz")
        says = refused.value.message("en")
        assert f"{tool} --host=db.example --port=5433 --username=li --dbname=dingdian" in says
        assert "geheim" not in says
        assert "keys/" in says


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with its files changed by somebody."""
    with tarfile.open(archive) as packed:
        files = {one.name: content.read() for one in packed if (content := packed.extractfile(one))}
    change(files)
    with tarfile.open(archive, "w:gz") as packed:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))
    return archive


def with_database(files: dict[str, bytes]) -> None:
    """Another database, and a manifest that agrees with it: only the look into it can tell."""
    files[DATABASE] = files[DATABASE][:100] + b"?" * (len(files[DATABASE]) - 100)
    told = json.loads(files[MANIFEST])
    told["files"][DATABASE]["sha256"] = hashlib.sha256(files[DATABASE]).hexdigest()
    files[MANIFEST] = json.dumps(told).encode()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"keys/sealing": b"another"}),
        lambda files: files.update({"keys/more": b"one more"}),
        lambda files: files.update({"../outside": b"out"}),
        lambda files: files.update({"/outside": b"out"}),
        lambda files: files.pop("uploads/ab/abcd"),
        lambda files: files.pop(MANIFEST),
        lambda files: files.update({MANIFEST: b"[]"}),
        lambda files: files.update({MANIFEST: b"\xff"}),
        with_database,
    ],
)
def test_an_archive_that_was_changed_restores_nothing(
    tmp_path: Path, at: Home, change: Callable[[dict[str, bytes]], None]
) -> None:
    back_up(tmp_path / "out.tar.gz")
    archive = rewritten(tmp_path / "out.tar.gz", change)
    there = at(tmp_path / "there/home")
    assert refusal(restore.restore, archive) == "not_as_written"
    assert list(there.parent.iterdir()) == []
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[:-100],
        lambda body: body[: len(body) // 2],
        lambda body: body[:500] + bytes([body[500] ^ 255]) + body[501:],
        lambda body: body[:0],
        lambda body: body[::-1],
        lambda body: gzip.compress(body),
    ],
)
def test_a_damaged_archive_restores_nothing(
    home: Path, tmp_path: Path, at: Home, damage: Callable[[bytes], bytes]
) -> None:
    out = tmp_path / "out.tar.gz"
    back_up(out)
    out.write_bytes(damage(out.read_bytes()))
    there = at(tmp_path / "there/home")
    assert refusal(restore.restore, out) == "not_as_written"
    assert list(there.parent.iterdir()) == []
    assert home.exists()
