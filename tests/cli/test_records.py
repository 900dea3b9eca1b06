"""The verbs of an installation: its database, its first account, and whether its trail is whole."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PASSWORD = "a long enough phrase 2020"  # noqa: S105 - of a database that the test throws away


def dingdian(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    return subprocess.run(
        [sys.executable, "-c", "from dingdian.cli import main; main()", *words],
        cwd=REPOSITORY,
        env=kept | {"DINGDIAN_HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def createuser(home: Path, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    return dingdian(home, "createuser", name, "--password", PASSWORD, *words)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home") / "of an installation"
    ran = dingdian(made, "migrate")
    assert (ran.returncode, ran.stdout.strip()) == (0, "数据库已就绪。"), ran.stderr
    return made


def test_what_an_installation_keeps_lies_in_its_home_and_its_keys_are_its_own(home: Path) -> None:
    assert (home / "dingdian.sqlite3").is_file()
    keys = list((home / "keys").iterdir())
    assert {key.name for key in keys} == {"django", "trail", "sealing", "blind"}
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}
    assert {len(key.read_bytes()) for key in keys} == {32}


def test_migrating_again_changes_nothing(home: Path) -> None:
    before = json.loads(dingdian(home, "trail", "verify", "--json").stdout)
    assert dingdian(home, "migrate", "--lang", "en").stdout.strip() == "The database is ready."
    assert json.loads(dingdian(home, "trail", "verify", "--json").stdout) == before
    assert before["intact"]


def standing(home: Path, *, level: str) -> dict[str, int]:
    """How many places of a level stand in 2020, by whether their codes are invented ones."""
    with sqlite3.connect(home / "dingdian.sqlite3") as database:
        found = database.execute(
            "SELECT CASE WHEN name LIKE '示例%' THEN 'invented' ELSE 'real' END, count(*) "
            "FROM places_standing WHERE vintage = 2020 AND level = ? GROUP BY 1",
            (level,),
        )
        return dict(found.fetchall())


def test_a_demonstration_lays_invented_villages_and_the_real_ones_may_come_beside(
    tmp_path: Path,
) -> None:
    home = tmp_path / "demonstration"
    assert dingdian(home, "migrate", DINGDIAN_DEMONSTRATION="1").returncode == 0
    assert standing(home, level="village") == {"invented": 11_224}
    assert standing(home, level="township") == {"real": 1_029}
    assert dingdian(home, "migrate").returncode == 0
    assert standing(home, level="village") == {"invented": 11_224, "real": 11_224}
    before = json.loads(dingdian(home, "trail", "verify", "--json").stdout)
    assert dingdian(home, "migrate", DINGDIAN_DEMONSTRATION="1").returncode == 0
    assert json.loads(dingdian(home, "trail", "verify", "--json").stdout) == before


def test_an_account_is_opened_with_its_duty(home: Path) -> None:
    ran = createuser(home, "office", "--role", "office", "--place", "50", "--lang", "en")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("The account office is open, as office from ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--role", "office", "--place", "999999"), "No place has the code 999999"),
        (("--role", "mayor", "--place", "50"), "mayor: office, lead, group"),
        (("--role", "office", "--place", "50", "--sector", "moon"), "moon: education"),
        (("--role", "office", "--place", "50", "--password", "short"), "too weak"),
    ],
)
def test_an_account_that_cannot_be_opened_says_why(
    home: Path, words: tuple[str, ...], says: str
) -> None:
    ran = createuser(home, "somebody", *words, "--lang", "en")
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_name_is_given_once(home: Path) -> None:
    words = ("--role", "county", "--place", "500101", "--lang", "en")
    assert createuser(home, "county", *words).returncode == 0
    again = createuser(home, "county", *words)
    assert again.returncode == 2
    assert "There is an account called" in again.stderr


def test_one_changed_character_of_the_trail_is_named(home: Path) -> None:
    assert dingdian(home, "trail", "verify").returncode == 0
    with sqlite3.connect(home / "dingdian.sqlite3") as database:
        (last,) = database.execute("SELECT max(number) FROM trail_entry").fetchone()
        database.execute("DROP TRIGGER trail_entry_is_never_changed")
        database.execute("UPDATE trail_entry SET deed = deed || '.' WHERE number = ?", (last,))
    ran = dingdian(home, "trail", "verify", "--lang", "en")
    assert ran.returncode == 1
    assert f"Entry {last} is not as it was written" in ran.stdout
    found = json.loads(dingdian(home, "trail", "verify", "--json").stdout)
    assert found == {"entries": last, "intact": False, "first_bad": last}


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"DINGDIAN_HOSTS": '["*"]'}, "must be named"),
        ({"DINGDIAN_HOSTS": '["office.example"]'}, "need https"),
        (
            {
                "DINGDIAN_HOSTS": '["office.example"]',
                "DINGDIAN_HTTPS": "1",
                "DINGDIAN_DEMONSTRATION": "1",
            },
            "from this machine alone",
        ),
        ({"DINGDIAN_DAY": "2020-10-19"}, "only a demonstration may stand still"),
        ({"DINGDIAN_WORKERS": "0"}, "greater than or equal to 1"),
        ({"DINGDIAN_DATABASE_URL": "mysql://host/name"}, "must begin with postgresql://"),
    ],
)
def test_unsafe_settings_are_refused(tmp_path: Path, variables: dict[str, str], says: str) -> None:
    ran = dingdian(tmp_path, "migrate", "--lang", "en", **variables)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_djangos_own_commands_are_handed_over(home: Path) -> None:
    ran = dingdian(home, "manage", "check")
    assert ran.returncode == 0
    assert "no issues" in ran.stdout
    assert dingdian(home, "manage", "makemigrations", "--check", "--dry-run").returncode == 0
