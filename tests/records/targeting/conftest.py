"""What the targeting is tried with: two townships of invented villages, and the people around."""

from dataclasses import dataclass

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from dingdian.records.access.models import Role, User
from dingdian.records.places.models import Standing
from tests.makers.duties import somebody
from tests.makers.invented import lay_invented

LONGJU = "500101151"
YANHE = "500229208"
CITY = "50"


@dataclass(frozen=True)
class People:
    """One account for each duty that has a say, and a second one of the office and the county."""

    office: User
    second: User
    county: User
    department: User
    village: User
    inspector: User


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return load("chongqing_2020")


@pytest.fixture
def villages() -> list[Standing]:
    """The invented villages of 龙驹镇, then those of 沿河乡."""
    return [*lay_invented(LONGJU), *lay_invented(YANHE)]


@pytest.fixture
def people(villages: list[Standing]) -> People:
    return People(
        office=somebody(Role.OFFICE, CITY),
        second=somebody(Role.OFFICE, CITY, name="second"),
        county=somebody(Role.COUNTY, "500101"),
        department=somebody(Role.DEPARTMENT, CITY),
        village=somebody(Role.VILLAGE, villages[0].code),
        inspector=somebody(Role.INSPECTOR, CITY),
    )
