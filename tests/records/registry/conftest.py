"""What the registry is tried with: two townships of invented villages, and the people around."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from dingdian.records.access.models import Role, User
from dingdian.records.access.queries import scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.registry.models import Household
from tests.makers.duties import somebody
from tests.makers.households import enter
from tests.makers.invented import lay_invented

LONGJU, YANHE, CITY = "500101151", "500229208", "50"


@dataclass(frozen=True)
class World:
    """Two villages of one township, one of another county, and who may do what there."""

    campaign: Campaign
    here: Standing
    near: Standing
    far: Standing
    team: User
    town: User
    steward: User
    evaluator: User

    def enter(self, number: str, *, by: User | None = None, **named: Any) -> Household:
        """A household in the first village, entered by its team."""
        told: dict[str, Any] = {"village": self.here, "campaign": self.campaign} | named
        return enter(number, by=by or self.team, **told)

    def by(self, user: User) -> dict[str, Any]:
        """What every deed is told: under which campaign, and by whom."""
        return {"campaign": self.campaign, "by": user}

    def sight(self, user: User) -> Scope:
        """Where somebody may read of persons."""
        return scope_of(user, on=date(2026, 1, 1), vintage=2020, to="read_persons")


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return load("chongqing_2020")


@pytest.fixture
def world(campaign: Campaign) -> World:
    here, near, *_ = lay_invented(LONGJU)
    far, *_ = lay_invented(YANHE)
    return World(
        campaign=campaign,
        here=here,
        near=near,
        far=far,
        team=somebody(Role.VILLAGE, here.code),
        town=somebody(Role.TOWNSHIP, LONGJU),
        steward=somebody(Role.STEWARD, CITY),
        evaluator=somebody(Role.EVALUATOR, CITY),
    )
