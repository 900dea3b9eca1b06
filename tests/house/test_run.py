"""The one door opens on a bare machine, twice, from anywhere, and says what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import REPOSITORY

LOCKS = ("requirements.lock", "requirements-dev.lock")

# Stands for Python: answers what ./run asks of it, and notes what it was asked to install.
STAND_IN = """#!/bin/sh
case "$*" in
*sys.exit*) exit {old} ;;
*version_info*) echo '(3, 11)' ;;
*ensurepip*) exit {bare} ;;
"-m venv --clear .venv")
    mkdir -p .venv/bin .venv/lib/python3.11/site-packages
    cp "$0" .venv/bin/python
    ;;
"-m pip --version") ;;
*"pip install"*) echo "$*" >>installs; exit {offline} ;;
*) echo "ran: $*" ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of ./run and the locks in a folder whose name has a space."""
    folder = tmp_path / "a folder 定点"
    folder.mkdir()
    for name in ("run", *LOCKS):
        shutil.copy(REPOSITORY / name, folder)
    return folder


def stand_in(clone: Path, *, old: int = 0, bare: int = 0, offline: int = 0) -> None:
    path = clone / "stand-in"
    path.write_text(STAND_IN.format(old=old, bare=bare, offline=offline), encoding="utf-8")
    path.chmod(0o755)


def run(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs ./run from another folder, without a home."""
    kept = {name: value for name, value in os.environ.items() if name not in ("HOME", "PYTHON")}
    return subprocess.run(
        [clone / "run", *arguments],
        cwd=clone.parent,
        env=kept | {"PYTHON": str(clone / "stand-in")},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )


def installs(clone: Path) -> list[str]:
    noted = clone / "installs"
    return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


def test_help_names_every_verb(clone: Path) -> None:
    answer = run(clone, "help")
    assert answer.returncode == 0
    for verb in ("demo", "test", "check", "bench", "docs", "setup", "help"):
        assert f"./run {verb}" in answer.stdout


def test_an_unknown_verb_is_refused(clone: Path) -> None:
    answer = run(clone, "dmeo")
    assert answer.returncode == 2
    assert "dmeo" in answer.stderr


def test_the_demonstration_installs_with_hashes_and_only_once(clone: Path) -> None:
    stand_in(clone)
    assert run(clone, "demo", "--size", "village").stderr.startswith(
        "正在按 requirements.lock 安装"
    )
    run(clone, "demo")
    (told,) = installs(clone)
    assert "--require-hashes --only-binary :all: --no-deps -r requirements.lock" in told


def test_the_demonstration_is_handed_its_arguments(clone: Path) -> None:
    stand_in(clone)
    answer = run(clone, "demo", "--out", "a list.xlsx")
    assert answer.stdout == "ran: -P .venv/bin/dingdian demo --out a list.xlsx\n"


def test_a_changed_lock_is_installed_again(clone: Path) -> None:
    stand_in(clone)
    run(clone, "demo")
    with (clone / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    run(clone, "demo")
    assert len(installs(clone)) == 2


def test_what_developers_need_settles_what_people_need(clone: Path) -> None:
    stand_in(clone)
    run(clone, "setup")
    run(clone, "demo")
    (told,) = installs(clone)
    assert told.endswith("-r requirements-dev.lock")


def test_an_installation_that_failed_is_not_taken_for_done(clone: Path) -> None:
    stand_in(clone, offline=1)
    assert run(clone, "demo").returncode == 2
    assert "did not finish" in run(clone, "demo").stderr
    assert len(installs(clone)) == 2


def test_a_python_without_venv_is_told_the_one_line_that_helps(clone: Path) -> None:
    stand_in(clone, bare=1)
    answer = run(clone, "demo")
    assert answer.returncode == 2
    assert "    apt install python3-venv\n" in answer.stderr
    assert not (clone / ".venv").exists()


def test_a_python_that_is_too_old_is_named(clone: Path) -> None:
    stand_in(clone, old=1)
    answer = run(clone, "demo")
    assert answer.returncode == 2
    assert "3.11 to 3.14 is needed" in answer.stderr
    assert "stand-in" in answer.stderr


def test_arguments_of_test_go_to_pytest(clone: Path) -> None:
    stand_in(clone)
    answer = run(clone, "test", "tests/lexicon", "-k", "a or b")
    assert answer.stdout == "ran: -m pytest tests/lexicon -k a or b\n"


def test_a_check_that_fails_does_not_hide_the_others(clone: Path) -> None:
    stand_in(clone)
    run(clone, "setup")
    python = clone / ".venv/bin/python"
    said = python.read_text(encoding="utf-8")
    python.write_text(
        said.replace('*) echo "ran', '*"ruff check"*) exit 1 ;;\n*) echo "ran'), encoding="utf-8"
    )
    answer = run(clone, "test")
    assert answer.returncode == 2
    assert answer.stdout.splitlines()[-1].startswith("ran: -m pytest")
    assert answer.stderr.endswith("did not pass: ruff\n")
