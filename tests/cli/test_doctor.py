"""The doctor: of each thing whether it is well, by shape and word, and what to do if not."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY

CODES = (
    *("python", "processor", "home", "keys", "disk", "zone", "addresses", "fonts"),
    *("database", "migrations", "secrecy", "places", "trail", "worker", "static"),
)


def dingdian(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    return subprocess.run(
        [sys.executable, "-m", "dingdian", *words],
        env=kept | {"DINGDIAN_HOME": str(home), "PYTHONPATH": str(REPOSITORY)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def examined(home: Path, *words: str, **variables: str) -> tuple[int, dict[str, dict[str, str]]]:
    ran = dingdian(home, "doctor", "--json", "--lang", "en", *words, **variables)
    plain: dict[str, Any] = json.loads(ran.stdout)
    found = {one["code"]: one for one in plain["checks"]}
    states = [one["state"] for one in found.values()]
    assert plain["counts"] == {state: states.count(state) for state in plain["counts"]}
    return ran.returncode, found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    assert dingdian(made, "migrate").returncode == 0
    return made


def test_an_installation_that_is_ready_has_no_fault(home: Path) -> None:
    code, found = examined(home)
    assert code == 0
    assert tuple(found) == CODES
    for one in ("python", "home", "keys", *CODES[8:12]):
        assert found[one]["state"] == "ok", found[one]


def test_every_line_says_how_it_stands_by_shape_and_word(home: Path) -> None:
    for lang, words in (("zh", ("● 正常", "▲ 注意")), ("en", ("● ok", "▲ attention"))):
        lines = dingdian(home, "doctor", "--lang", lang).stdout.splitlines()
        marked = [line for line in lines if not line.lstrip().startswith("→")]
        assert len(marked) == len(CODES)
        assert all(line.startswith(words) for line in marked)


def test_the_whole_trail_is_walked_when_asked_for(home: Path) -> None:
    assert examined(home)[1]["trail"]["says"].startswith("Its end is whole")
    assert examined(home, "--trail")[1]["trail"]["says"].startswith("Whole")


def test_what_is_not_made_yet_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    code, found = examined(tmp_path)
    assert code == 1
    assert found["database"]["state"] == "fault"
    assert "dingdian migrate" in found["database"]["do"]
    assert "places" not in found
    assert not (tmp_path / "dingdian.sqlite3").exists()


def test_keys_that_others_can_read_are_a_fault(tmp_path: Path) -> None:
    assert dingdian(tmp_path, "manage", "migrate").returncode == 0
    (tmp_path / "keys/django").chmod(0o644)
    code, found = examined(tmp_path)
    assert (code, found["keys"]["state"]) == (1, "fault")
    assert "django" in found["keys"]["says"]
    assert found["places"]["state"] == "fault"


def test_keys_that_are_not_made_yet_are_a_fault_with_its_remedy(tmp_path: Path) -> None:
    assert dingdian(tmp_path, "manage", "migrate").returncode == 0
    code, found = examined(tmp_path)
    assert (code, found["secrecy"]["state"]) == (1, "fault")
    assert "sealing, blind" in found["secrecy"]["says"]
    assert "dingdian migrate" in found["secrecy"]["do"]


def test_keys_are_made_by_migrate_for_their_owner_alone(home: Path) -> None:
    made = {path.name: path.stat().st_mode & 0o777 for path in (home / "keys").iterdir()}
    assert made["sealing"] == made["blind"] == 0o600
    says = examined(home)[1]["keys"]["says"]
    assert "sealing" in says
    assert "blind" in says


def test_an_entry_that_was_changed_is_a_fault(tmp_path: Path) -> None:
    assert dingdian(tmp_path, "migrate").returncode == 0
    with sqlite3.connect(tmp_path / "dingdian.sqlite3") as database:
        database.execute("DROP TRIGGER trail_entry_is_never_changed")
        database.execute("UPDATE trail_entry SET deed = deed || '.'")
    code, found = examined(tmp_path)
    assert (code, found["trail"]["state"]) == (1, "fault")
    assert found["trail"]["says"] == "Entry 1 is not as it was written"


def test_a_database_that_is_silent_is_a_fault_and_not_a_fall(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    code, found = examined(tmp_path, DINGDIAN_DATABASE_URL=url)
    assert (code, found["database"]["says"]) == (1, "Does not answer")


def test_settings_that_are_unsafe_stop_it(tmp_path: Path) -> None:
    ran = dingdian(tmp_path, "doctor", "--lang", "en", DINGDIAN_HOSTS='["*"]')
    assert ran.returncode == 2
    assert "must be named" in ran.stderr
