"""Households of invented people, entered as a village team enters them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.actions import enter_household
from dingdian.records.registry.entering import Newcomer
from dingdian.records.registry.models import Household, Member

BEGUN = date(2020, 1, 1)
HEAD = {"name": "张三丰", "sex": "male", "born_on": date(1970, 5, 1), "relation": "head"}
WIFE = {"name": "李小美", "sex": "female", "born_on": date(1972, 3, 2), "relation": "spouse"}
SON = {"name": "张大山", "sex": "male", "born_on": date(2010, 9, 9), "relation": "son"}


def newcomer(number: str | None = None, **fields: Any) -> Newcomer:
    """Somebody who comes onto the register."""
    return Newcomer(fields, number)


def enter(
    number: str,
    *,
    village: Standing,
    campaign: Campaign,
    by: User,
    since: date = BEGUN,
    fields: Mapping[str, Any] | None = None,
    members: tuple[Mapping[str, Any], ...] = (HEAD, WIFE, SON),
) -> Household:
    """A household with its members, as the register has it afterwards."""
    made = enter_household(
        number,
        village=village,
        since=since,
        campaign=campaign,
        by=by,
        fields=fields or {"house_grade": "B", "phone": "13900000001"},
        members=[newcomer(f"{number}-{at}", **one) for at, one in enumerate(members)],
    )
    return fresh(made)


def fresh(household: Household) -> Household:
    """The household as the database has it now."""
    return Household.objects.get(pk=household.pk)


def named(household: Household, at: int) -> Member:
    """The member who was entered with a household at that place."""
    return Member.objects.get(number=f"{household.number}-{at}")
