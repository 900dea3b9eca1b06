"""The verbs backup and restore: an installation moves with all it keeps, as well as before."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY


def dingdian(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    return subprocess.run(
        [sys.executable, "-m", "dingdian", *words],
        env=kept | {"DINGDIAN_HOME": str(home), "PYTHONPATH": str(REPOSITORY)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_an_installation_is_restored_and_its_trail_is_whole(tmp_path: Path) -> None:
    home, out, there = tmp_path / "home", tmp_path / "out.tar.gz", tmp_path / "there"
    assert dingdian(home, "migrate").returncode == 0
    ran = dingdian(home, "backup", str(out), "--lang", "en")
    assert ran.returncode == 0, ran.stderr
    assert "files are backed up" in ran.stdout
    assert "It holds keys/" in ran.stderr
    assert dingdian(home, "backup", str(out)).returncode == 2

    ran = dingdian(there, "restore", str(out))
    assert ran.returncode == 0, ran.stderr
    assert "dingdian doctor --trail" in ran.stdout
    ran = dingdian(there, "doctor", "--trail", "--lang", "en")
    assert ran.returncode == 0, ran.stdout
    assert "Whole" in ran.stdout

    ran = dingdian(there, "restore", str(out), "--lang", "en")
    assert ran.returncode == 2
    assert "not written over" in ran.stderr


def test_what_cannot_be_done_is_said_in_one_message(tmp_path: Path) -> None:
    ran = dingdian(tmp_path / "none", "restore", str(tmp_path / "missing.tar.gz"), "--lang", "en")
    assert ran.returncode == 2
    assert "missing.tar.gz" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    url = "postgresql://li:geheim@db.example/dingdian"
    ran = dingdian(tmp_path, "backup", str(tmp_path / "out"), DINGDIAN_DATABASE_URL=url)
    assert ran.returncode == 2
    assert "pg_dump --host=db.example" in ran.stderr
    assert "geheim" not in ran.stderr
