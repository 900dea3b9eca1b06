"""The registry keeps what the campaign declares: field by field, under one name, in one kind."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    Field,
    Model,
    PositiveIntegerField,
)

from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.campaign.reading import load
from dingdian.records.registry.household import HouseholdFields
from dingdian.records.registry.income import PARTS, Income
from dingdian.records.registry.person import Member, MemberFields
from dingdian.records.registry.values import IDENTITY
from dingdian.records.registry.village import VillageFields
from dingdian.records.secrecy.fields import SealedText

KEPT: Mapping[Table, tuple[type[Model], ...]] = {
    "households": (HouseholdFields,),
    "members": (MemberFields, Member),
    "villages": (VillageFields,),
    "incomes": (Income,),
}
NOMINATED = "is nominated and confirmed, and kept with the nominations"
COUNTED = "is counted over households or members"
SNAPSHOT = "is derived on the day of a snapshot"
COMPUTED = "is computed from the parts, and never typed"
NOT_KEPT: Mapping[Table, Mapping[str, str]] = {
    "households": {
        "household_size": SNAPSHOT,
        "helper_registered": SNAPSHOT,
        "income_per_head_fen": SNAPSHOT,
    },
    "members": {
        "age": SNAPSHOT,
        "school_age_on_31_august": SNAPSHOT,
        "id_check": SNAPSHOT,
        "id_seen": SNAPSHOT,
        "phone_seen": SNAPSHOT,
    },
    "incomes": {"transfer_fen": COMPUTED, "net_fen": COMPUTED, "net_per_head_fen": COMPUTED},
    "villages": {
        "kind": "is told by the division code",
        "remaining_poor": COUNTED,
        "listed_households": COUNTED,
        "dropouts": COUNTED,
        "uninsured": COUNTED,
        "dangerous_houses": COUNTED,
        "unsafe_water_households": COUNTED,
        "latrine_households": COUNTED,
        "nominated_guarantees": NOMINATED,
        "nominated_infrastructure": NOMINATED,
        "nominated_industry": NOMINATED,
        "nominated_living_environment": NOMINATED,
        "nominated_public_services": NOMINATED,
        "nominated_other": NOMINATED,
    },
}
"""What is declared and no column: each with its reason."""
KINDS: "Mapping[str, type[Field[Any, Any]]]" = {
    "whole": PositiveIntegerField,
    "fen": BigIntegerField,
    "flag": BooleanField,
    "choice": CharField,
    "choices": CharField,
    "day": DateField,
    "text": CharField,
}


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return load("chongqing_2020")


def columns(table: Table) -> "dict[str, Field[Any, Any]]":
    """The fields of the models that keep a table's facts, by their names."""
    return {one.name: one for model in KEPT[table] for one in model._meta.local_fields}


@pytest.mark.parametrize("table", list(KEPT))
def test_every_declared_field_has_a_column_or_a_reason(campaign: Campaign, table: Table) -> None:
    declared, kept = campaign.facts[table].keys(), columns(table).keys()
    assert declared - kept == NOT_KEPT[table].keys()


@pytest.mark.parametrize("table", ["households", "members", "villages"])
def test_every_column_of_fields_is_declared(campaign: Campaign, table: Table) -> None:
    kept = {one.name for one in KEPT[table][0]._meta.local_fields}
    kept |= set(IDENTITY) if table == "members" else set()
    assert kept - campaign.facts[table].keys() == set()


def test_every_part_of_an_income_is_declared(campaign: Campaign) -> None:
    parts = {name for name, one in campaign.facts["incomes"].items() if one.kind == "fen"}
    assert set(PARTS) == parts - NOT_KEPT["incomes"].keys()


@pytest.mark.parametrize("table", list(KEPT))
def test_every_column_is_of_the_kind_that_is_declared(campaign: Campaign, table: Table) -> None:
    kept = columns(table)
    facts = [one for name, one in campaign.facts[table].items() if name in kept]
    assert [one.name for one in facts if not fits(one, kept[one.name])] == []


def fits(fact: Fact, column: "Field[Any, Any]") -> bool:
    """Whether a column can keep the values of a fact, every choice with its whole key."""
    if fact.sealed or isinstance(column, SealedText):
        return fact.sealed and isinstance(column, SealedText)
    longest = {
        "choice": max(map(len, fact.choices), default=0),
        "choices": len(" ".join(fact.choices)),
    }.get(fact.kind, 0)
    small = fact.kind == "whole" and column.get_internal_type() == "PositiveSmallIntegerField"
    return small or (
        isinstance(column, KINDS[fact.kind]) and longest <= (column.max_length or longest)
    )
