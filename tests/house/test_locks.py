"""The lock files pin, with hashes, all that pyproject.toml asks for, and agree with each other."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.tree import REPOSITORY, text_of

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(lock: str) -> set[str]:
    """Every `name==version ; marker` of a lock."""
    return set(
        re.findall(r"^([a-z0-9][\w.-]*==[^\\\n]+?) *\\?$", text_of(Path(lock)), re.MULTILINE)
    )


def names(requirements: Iterable[str]) -> set[str]:
    """The bare names of requirements: sqlglot of sqlglot[c]>=30."""
    found = (re.match(r"[\w.-]+", one) for one in requirements)
    return {one.group().lower().replace("_", "-").replace(".", "-") for one in found if one}


def test_the_lock_pins_all_that_the_program_needs() -> None:
    assert names(PROJECT["dependencies"]) <= names(pins("requirements.lock"))


def test_the_lock_pins_all_that_developers_need() -> None:
    wanted = names(PROJECT["optional-dependencies"]["dev"])
    assert wanted <= names(pins("requirements-dev.lock"))


def test_developers_run_what_people_run() -> None:
    everywhere = {pin for pin in pins("requirements-dev.lock") if ";" not in pin}
    run = {pin for pin in pins("requirements.lock") if pin.partition(" ;")[0] not in everywhere}
    assert run <= pins("requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", text_of(Path(lock)))
    pinned = [block for block in blocks if not block.startswith("#")]
    assert pinned
    assert [block for block in pinned if "--hash=sha256:" not in block] == []


def test_every_dependency_says_why_it_is_here() -> None:
    lines = text_of(Path("pyproject.toml")).splitlines()
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    silent = [
        one
        for one in wanted
        if not lines[lines.index(f'    "{one}",') - 1].strip().startswith("# ")
    ]
    assert silent == []
