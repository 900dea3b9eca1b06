"""The worker as people start it: once for a timer, or until it is told to end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ASK = """
import sys
from dingdian.application import start
start()
from dingdian.records.jobs.actions import ask_for
ask_for(sys.argv[1], by=None)
"""


def run(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env=variables(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def variables(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    return kept | {"DINGDIAN_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert run(tmp_path, "-m", "dingdian", "manage", "migrate").returncode == 0
    return tmp_path


def test_once_it_does_what_waits_and_ends(home: Path) -> None:
    assert run(home, "-c", ASK, "verify_trail").returncode == 0
    ran = run(home, "-m", "dingdian", "worker", "--once")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_once_it_says_how_many_jobs_failed(home: Path) -> None:
    assert run(home, "-c", ASK, "fly").returncode == 0
    ran = run(home, "-m", "dingdian", "worker", "--once", "--lang", "en")
    assert ran.returncode == 1
    assert "1 jobs failed." in ran.stderr
    assert "Traceback" not in ran.stderr


def test_told_to_end_it_ends_well(home: Path) -> None:
    command = [sys.executable, "-m", "dingdian", "worker"]
    with subprocess.Popen(command, env=variables(home)) as worker:
        while not (home / "worker.alive").is_file():
            assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0


def test_it_does_not_outlive_whom_it_stands_beside(home: Path) -> None:
    ran = run(home, "-m", "dingdian", "worker", "--beside", "1")
    assert ran.returncode == 1
    assert not (home / "worker.alive").exists()


def test_without_a_database_it_says_what_to_run(tmp_path: Path) -> None:
    ran = run(tmp_path, "-m", "dingdian", "worker", "--lang", "en")
    assert ran.returncode == 2
    assert "Run dingdian migrate first." in ran.stderr
