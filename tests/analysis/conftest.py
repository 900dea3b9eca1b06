"""What every question about tables is put to: the shipped campaign and an engine of its own."""

from collections.abc import Iterator

import pytest

from dingdian.analysis.engine import Engine
from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return load("chongqing_2020")


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as opened:
        yield opened
