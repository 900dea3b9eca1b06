"""What every verb is tried with: the command in this process, or started as people start it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dingdian.cli import verbs
from tests.conftest import REPOSITORY
from tests.makers.ledgers import sheet_of, write_csv
from tests.makers.tables import IN_NO_WANT, village

START = "from dingdian.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: its exit code, what it said, and what it said on standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in this process; whatever it raises that is no exit fails the test."""
    monkeypatch.delenv("DINGDIAN_LANG", raising=False)

    def command(*args: object) -> Ran:
        result = CliRunner().invoke(verbs, [str(one) for one in args], prog_name="dingdian")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture
def start(tmp_path: Path) -> Command:
    """The command in a process of its own, with a folder of its own for passing files."""
    passing = tmp_path / "passing"
    passing.mkdir()

    def command(*args: object, **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-c", START, *(str(one) for one in args)],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=os.environ
            | {"PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1", "TMPDIR": str(passing)}
            | environment,
        )
        assert list(passing.iterdir()) == []
        return Ran(done.returncode, done.stdout, done.stderr)

    return command


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Four villages: two that qualify, one at the edge, one of which too little is known."""
    facts: list[dict[str, Any]] = [
        {"remaining_poor": 40, "agricultural_population": 3000},
        {"remaining_poor": 21, "agricultural_population": 3000},
        {"remaining_poor": 20, "agricultural_population": 3000},
        {"agricultural_population": None},
    ]
    return ledger_of(tmp_path / "villages.csv", facts)


@pytest.fixture
def well(tmp_path: Path) -> Path:
    """Two villages that qualify, and nothing wrong with either."""
    facts: list[dict[str, Any]] = [
        {"remaining_poor": 40, "agricultural_population": 3000},
        {"remaining_poor": 21, "agricultural_population": 3000},
    ]
    return ledger_of(tmp_path / "well.csv", facts)


def ledger_of(path: Path, facts: list[dict[str, Any]]) -> Path:
    """A ledger of villages in no want but for the facts that are given."""
    names = {"county_name": "万州区", "township_name": "龙驹镇"}
    villages = [
        village(901 + number, **IN_NO_WANT | names | told) for number, told in enumerate(facts)
    ]
    return write_csv(path, sheet_of(villages))
