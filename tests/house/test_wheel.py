"""The wheel carries the program whole: code, campaigns, and the command that starts it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dingdian
from tests.house.tree import REPOSITORY, kept_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_file_of_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    kept = {path.as_posix() for path in kept_files() if path.parts[0] == "dingdian"}
    assert kept - carried == set()
    assert {name.split("/")[0] for name in carried} == {
        "dingdian",
        f"dingdian-{dingdian.__version__}.dist-info",
    }


def test_the_program_starts_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    start = "import dingdian.cli as cli; print(cli.__file__, flush=True); cli.main()"
    answer = subprocess.run(
        [sys.executable, "-P", "-c", start, "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.startswith(str(tmp_path)), answer.stderr
    assert "identify" in answer.stdout
