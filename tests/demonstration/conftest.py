"""The three sizes of the synthetic registry, each written once."""

from pathlib import Path

import pytest

from dingdian.demonstration.drawing import Drawn, draw_registry
from dingdian.demonstration.registry import write_registry


@pytest.fixture(scope="session")
def village_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village") / "registry"
    write_registry(folder, size="village")
    return folder


@pytest.fixture(scope="session")
def campaign_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("campaign") / "registry"
    write_registry(folder, size="campaign")
    return folder


@pytest.fixture(scope="session")
def city_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "registry"
    write_registry(folder, size="city")
    return folder


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """Everything that is drawn of the campaign's size."""
    return draw_registry("campaign", 2020)
