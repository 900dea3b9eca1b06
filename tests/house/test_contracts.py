"""The import contracts hold, and each of them bites.

That must be shown: import-linter keeps a misspelt package in silence.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import REPOSITORY

FLOORS = (
    ("lexicon",),
    ("campaign",),
    ("workbooks", "analysis", "records"),
    ("frames",),
    ("steps", "demonstration"),
    ("pages", "api", "cli"),
)
APPS = ("trail", "secrecy", "places", "access", "jobs", "registry", "targeting")
"""The apps of the records, each of which may import those before it."""
SHAPE = ("models", "queries", "actions")
"""The modules of an app, likewise."""
ROOMS = tuple(room for floor in FLOORS for room in floor)
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

Plants = dict[str, list[str]]
"""The module to plant in, below dingdian, and what it shall import."""


def rooms_but(*allowed: str) -> tuple[str, ...]:
    return tuple(room for room in ROOMS if room not in allowed)


def everywhere(rooms: tuple[str, ...], *imports: str) -> Plants:
    return {room: list(imports) for room in rooms}


def upwards() -> Plants:
    """Every room imports every room of every floor above its own."""
    return {
        room: [f"dingdian.{other}" for above in FLOORS[at + 1 :] for other in above]
        for at, floor in enumerate(FLOORS[:-1])
        for room in floor
    }


def sideways(*, first: bool) -> Plants:
    """Every room imports the strangers that stand after it on its floor, or before it."""
    return {
        room: [f"dingdian.{other}" for other in (floor[at + 1 :] if first else floor[:at])]
        for floor in FLOORS
        for at, room in enumerate(floor)
    }


def later(app: str) -> Plants:
    """An app of the records imports every app that comes after it."""
    after = APPS[APPS.index(app) + 1 :]
    return {f"records.{app}": [f"dingdian.records.{other}" for other in after]}


def backwards(app: str) -> Plants:
    """Each module of an app imports those that may import it."""
    return {
        f"records.{app}.{module}": [f"dingdian.records.{app}.{other}" for other in SHAPE[at + 1 :]]
        for at, module in enumerate(SHAPE)
    }


FORBIDDEN: list[tuple[str, str, Plants]] = [
    ("floors", "a floor above", upwards()),
    ("floors", "a stranger to the right", sideways(first=True)),
    ("floors", "a stranger to the left", sideways(first=False)),
    ("pure", "django", everywhere(("lexicon", "campaign", "analysis"), "django")),
    ("tongue_engine", "engines", everywhere(rooms_but("analysis", "frames"), "duckdb", "pyspark")),
    (
        "tongue_columns",
        "columns",
        everywhere(rooms_but("analysis", "frames", "workbooks"), "pyarrow", "polars"),
    ),
    (
        "tongue_conditions",
        "sqlglot",
        everywhere(rooms_but("campaign", "analysis"), "sqlglot"),
    ),
    ("light", "django", {"steps.identify": ["django"], "steps.verify": ["django"]}),
    (
        "faces",
        "rooms under the steps",
        everywhere(
            ("pages", "api", "cli"), "dingdian.workbooks", "dingdian.analysis", "dingdian.frames"
        ),
    ),
    *(("story", f"after {app}", later(app)) for app in APPS[:-1]),
    *(("shape", app, backwards(app)) for app in APPS),
]

ALLOWED: Plants = {
    "campaign": ["sqlglot", "dingdian.lexicon"],
    "analysis": ["duckdb", "pyspark", "pyarrow", "polars", "sqlglot", "dingdian.campaign"],
    "workbooks": ["pyarrow", "polars", "dingdian.lexicon"],
    "records": ["django"],
    **{
        f"records.{app}": [f"dingdian.records.{other}" for other in APPS[:at]]
        for at, app in enumerate(APPS)
    },
    "records.places.actions": ["dingdian.records.places.queries", "dingdian.records.trail.actions"],
    "records.places.queries": ["dingdian.records.places.models"],
    "records.places.models": [],
    "records.trail.actions": [],
    "frames": ["duckdb", "pyarrow", "django", "dingdian.records", "dingdian.analysis"],
    "steps": ["dingdian.frames", "dingdian.workbooks", "dingdian.analysis"],
    "demonstration": ["numpy", "dingdian.frames"],
    "pages": ["django", "dingdian.steps", "dingdian.records"],
    "cli": ["click", "dingdian.steps", "dingdian.demonstration"],
}


def lint(folder: Path) -> str:
    """What import-linter says of the dingdian package in a folder; one contract per line."""
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "400", "NO_COLOR": "1", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def broken(report: str) -> set[str]:
    """The ids of the contracts that a report calls broken."""
    ids = {one["name"]: one["id"] for one in contracts()}
    found = re.findall(r"^(.+?) (KEPT|BROKEN)\b", report, flags=re.MULTILINE)
    assert {name for name, _ in found} == set(ids), f"import-linter did not finish:\n{report}"
    return {ids[name] for name, verdict in found if verdict == "BROKEN"}


def contracts() -> list[dict[str, str]]:
    configuration = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, str]] = configuration["tool"]["importlinter"]["contracts"]
    return found


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """Every room that the house will ever have, empty, under the contracts of the real one."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for room in ("", *ROOMS, *(f"records/{app}" for app in APPS)):
        (tmp_path / "dingdian" / room).mkdir()
        (tmp_path / "dingdian" / room / "__init__.py").touch()
    return tmp_path


def plant(house: Path, plants: Plants) -> None:
    for module, imports in plants.items():
        path = house / "dingdian" / module.replace(".", "/")
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        path.write_text("".join(f"import {name}\n" for name in imports), encoding="utf-8")


def test_the_contracts_hold() -> None:
    report = lint(REPOSITORY)
    assert not broken(report), report


def test_what_the_floors_allow_is_kept(empty_house: Path) -> None:
    plant(empty_house, ALLOWED)
    report = lint(empty_house)
    assert not broken(report), report


@pytest.mark.parametrize(
    ("contract", "plants"),
    [pytest.param(one, plants, id=f"{one}: {what}") for one, what, plants in FORBIDDEN],
)
def test_a_forbidden_import_breaks_its_contract_alone(
    empty_house: Path, contract: str, plants: Plants
) -> None:
    plant(empty_house, plants)
    report = lint(empty_house)
    assert broken(report) == {contract}, report
    for module, imports in plants.items():
        for name in imports:
            says = rf"dingdian\.{re.escape(module)}\S* is not allowed to import {re.escape(name)}\b"
            assert re.search(says, report), f"dingdian.{module} may import {name} unseen"


def test_a_cycle_on_one_floor_breaks_the_acyclic_contract(empty_house: Path) -> None:
    here = empty_house / "dingdian/lexicon"
    (here / "hen.py").write_text("import dingdian.lexicon.egg\n", encoding="utf-8")
    (here / "egg.py").write_text("import dingdian.lexicon.hen\n", encoding="utf-8")
    assert broken(lint(empty_house)) == {"acyclic"}


def test_light_steps_reach_django_by_no_detour(empty_house: Path) -> None:
    plant(empty_house, {"steps.identify": ["dingdian.records"], "records": ["django"]})
    assert broken(lint(empty_house)) == {"light"}


def test_an_app_outside_the_story_is_refused(empty_house: Path) -> None:
    (empty_house / "dingdian/records/elsewhere").mkdir()
    (empty_house / "dingdian/records/elsewhere/__init__.py").touch()
    assert broken(lint(empty_house)) == {"story"}


def test_a_room_outside_the_floors_is_refused(empty_house: Path) -> None:
    (empty_house / "dingdian/elsewhere").mkdir()
    (empty_house / "dingdian/elsewhere/__init__.py").touch()
    assert broken(lint(empty_house)) == {"floors"}


def test_every_contract_and_every_package_it_forbids_is_planted() -> None:
    """A contract that is added, or a name that is misspelt in one, cannot pass unproven."""
    planted = {"acyclic": set[str]()} | {
        one: {name for imports in plants.values() for name in imports}
        for one, _, plants in FORBIDDEN
    }
    assert {one["id"] for one in contracts()} == set(planted)
    for one in contracts():
        names = {re.sub(r"^\*\.", "dingdian.", name) for name in one.get("forbidden_modules", ())}
        assert not names or names == planted[one["id"]], one["id"]
