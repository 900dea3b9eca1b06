"""Sources that several steps are taken with: a small ledger, the smallest synthetic registry."""

import random
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from dingdian.demonstration.registry import write_registry
from tests.makers.ledgers import sheet_of, write_csv
from tests.makers.tables import IN_NO_WANT, village


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return load("chongqing_2020")


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic registry of one township."""
    folder = tmp_path_factory.mktemp("registry") / "registry"
    write_registry(folder, size="village")
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Five villages: two that qualify, one at the edge, one too little known, one well."""
    villages = [
        village(901, **IN_NO_WANT | {"remaining_poor": 40, "agricultural_population": 3000}),
        village(902, **IN_NO_WANT | {"remaining_poor": 21, "agricultural_population": 3000}),
        village(903, **IN_NO_WANT | {"remaining_poor": 20, "agricultural_population": 3000}),
        village(904, **IN_NO_WANT | {"agricultural_population": None}),
        village(905, **IN_NO_WANT),
    ]
    return write_csv(tmp_path / "villages.csv", sheet_of(located(villages)))


def located(villages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The villages with the names of their county and township."""
    return [{**one, "county_name": "万州区", "township_name": "龙驹镇"} for one in villages]


@pytest.fixture(scope="session")
def scattered() -> list[dict[str, Any]]:
    """Four hundred villages, their facts drawn here and there, unknowns and ties among them."""
    drawn = random.Random(2020)  # noqa: S311 - invented villages are no secret
    villages = []
    for number in range(100, 500):
        facts = {
            name: drawn.choice([value, value, value, _other(value), None])
            for name, value in IN_NO_WANT.items()
        }
        facts["remaining_poor"] = drawn.choice([*range(15, 30), 0, None])
        facts["agricultural_population"] = drawn.choice([900, 2000, 2000, 3000, 0, None])
        villages.append(village(number, **facts))
    return located(villages)


def _other(value: int) -> int:
    return not value if isinstance(value, bool) else 1 - min(value, 1)
