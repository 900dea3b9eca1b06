"""The cast of the demonstration: one account for each duty, entered by choice, without a password.

Nobody is named: each account is a post. Beside the cast that a visitor chooses from stand the
offices without which the villages of other counties could not have been nominated and confirmed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dingdian.demonstration.edges import EDGES, LONGJU
from dingdian.lexicon.text import Text, same
from dingdian.records.access.actions import give_duty, open_account
from dingdian.records.access.models import Duty, Role, Sector, User
from dingdian.records.places.models import Standing

CITY, WANZHOU, PINGAN = "50", "500101", "500236266"
BEGAN = date(2020, 7, 30)
"""The day of the announcement, from which on everybody has their duty."""


@dataclass(frozen=True, slots=True)
class Part:
    """An account: what it is called, which post it is, and its duty at the place of that code."""

    name: str
    title: Text
    role: Role
    place: str
    sector: Sector = Sector.ALL


OFFICE = Part("office", Text("市定点攻坚办公室", "Campaign office"), Role.OFFICE, CITY)
SECOND = Part(
    "office2", Text("市定点攻坚办公室复核", "Campaign office, second person"), Role.OFFICE, CITY
)
COUNTY = Part("wanzhou", Text("万州区扶贫办", "Wanzhou county office"), Role.COUNTY, WANZHOU)
VILLAGE = Part(
    "village",
    Text("龙驹镇示例八村驻村工作队", "Team in Example Village 8, Longju"),
    Role.VILLAGE,
    EDGES["weak_by_nomination"],
)
EDUCATION = Part(
    "education", Text("市教委", "City education"), Role.DEPARTMENT, CITY, Sector.EDUCATION
)

CAST: tuple[Part, ...] = (
    OFFICE,
    SECOND,
    Part("lead", Text("龙驹镇牵头市领导", "City lead for Longju"), Role.LEAD, LONGJU),
    Part("group", Text("龙驹镇市级扶贫集团", "Assistance group for Longju"), Role.GROUP, LONGJU),
    Part("partner", Text("鲁渝协作协调", "Shandong cooperation"), Role.PARTNER, CITY),
    COUNTY,
    Part(
        "housing",
        Text("万州区住建委", "Wanzhou housing"),
        Role.DEPARTMENT,
        WANZHOU,
        Sector.HOUSING,
    ),
    EDUCATION,
    Part("longju", Text("龙驹镇扶贫办", "Longju township office"), Role.TOWNSHIP, LONGJU),
    VILLAGE,
    Part("inspector", Text("市督查审计组", "Inspection and audit"), Role.INSPECTOR, CITY),
    Part("steward", Text("市数据管理员", "Data steward"), Role.STEWARD, CITY),
    Part("evaluator", Text("第三方评估机构", "Third-party evaluator"), Role.EVALUATOR, CITY),
    Part(
        "outsider",
        Text("奉节县平安乡扶贫办", "Ping'an township office, Fengjie"),
        Role.TOWNSHIP,
        PINGAN,
    ),
)
"""Whom a visitor may be, in the order in which they are offered."""

CONFIRMING: Mapping[str, Part] = {
    "guarantees": EDUCATION,
    "infrastructure": Part(
        "transport", Text("市交通局", "City transport"), Role.DEPARTMENT, CITY, Sector.TRANSPORT
    ),
    "industry": (
        _agriculture := Part(
            "agriculture",
            Text("市农业农村委", "City agriculture"),
            Role.DEPARTMENT,
            CITY,
            Sector.AGRICULTURE,
        )
    ),
    "living_environment": _agriculture,
    "public_services": Part(
        "health", Text("市卫生健康委", "City health"), Role.DEPARTMENT, CITY, Sector.HEALTH
    ),
    "other": Part(
        "civil", Text("市民政局", "Civil affairs"), Role.DEPARTMENT, CITY, Sector.CIVIL_AFFAIRS
    ),
}
"""Which line department of the city confirms a nomination in an area."""


def title_of(name: str) -> Text | None:
    """The post behind an account of the cast; None for any other account."""
    return next((part.title for part in CAST if part.name == name), None)


def county_name(code: str) -> str:
    """The account of a county's office."""
    return COUNTY.name if code == COUNTY.place else f"county{code}"


def county_office(code: str, name: str) -> Part:
    """The office of a county that nominates its villages: that of 万州区 is in the cast."""
    if code == COUNTY.place:
        return COUNTY
    return Part(
        county_name(code),
        Text("{name}扶贫办", "{name} county office").fill(name=same(name)),
        Role.COUNTY,
        code,
    )


@transaction.atomic
def open_accounts(parts: Iterable[Part], *, vintage: int) -> dict[str, User]:
    """Open an account with its duty for each part, and give them by name.

    Those that are open already are left as they are. None of them has a password.
    """
    wanted = {part.name: part for part in parts}
    there = {user.username: user for user in User.objects.filter(username__in=wanted)}
    codes = {part.place for part in wanted.values()}
    standings = Standing.objects.filter(vintage=vintage, code__in=codes).select_related("place")
    places = {one.code: one.place for one in standings}
    for name, part in wanted.items():
        user = there.get(name)
        if user is None:
            user = User(username=name, first_name=part.title.zh)
            user.set_unusable_password()
            there[name] = open_account(user, by=None)
        if not Duty.objects.filter(user=user, role=part.role, place=places[part.place]).exists():
            give_duty(
                user,
                role=part.role,
                place=places[part.place],
                since=BEGAN,
                by=None,
                sector=part.sector,
            )
    return there
