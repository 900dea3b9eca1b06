"""What somebody says of a field, held against the campaign's declaration, as it is kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.lexicon.id_number import normalised
from dingdian.records.registry.household import HouseholdFields
from dingdian.records.registry.naming import spelling_of
from dingdian.records.registry.person import MemberFields
from dingdian.records.registry.refusals import NoSuchField, NotAValue
from dingdian.records.registry.village import VillageFields
from dingdian.records.secrecy.blinding import (
    ACCOUNT,
    ID_NUMBER,
    INITIALS,
    NAME,
    PHONE,
    PINYIN,
    blind,
)

Values = Mapping[str, Any]
LONGEST, LARGEST = 100, 2**31 - 1
IDENTITY = ("name", "sex", "born_on", "id_kind", "id_number", "ethnicity", "phone")
"""What makes a member who they are: corrected where it is wrong, and not different every day."""
FIELDS: Mapping[Table, type[Model]] = {
    "households": HouseholdFields,
    "members": MemberFields,
    "villages": VillageFields,
}


def fields_of(table: Table) -> tuple[str, ...]:
    """The fields of a table whose rounds keep them, in the order of their declaration."""
    return tuple(one.name for one in FIELDS[table]._meta.local_fields)


def checked(campaign: Campaign, table: Table, values: Values, *, on: date) -> dict[str, Any]:
    """The values as they are kept; raises NoSuchField or NotAValue for what cannot be."""
    known = (*fields_of(table), *(IDENTITY if table == "members" else ()))
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise NoSuchField(name, known)
        kept[name] = kept_as(campaign.facts[table][name], value, on=on)
    return kept


def kept_as(fact: Fact, value: object, *, on: date) -> object:
    """One value as it is kept: blank is unknown, several choices are their codes in order."""
    if value is None or value == "":
        return "" if fact.kind == "choices" and value == "" else None
    if fact.kind == "choices":
        return _several(fact, value, on)
    if not _fits(fact, value, on):
        raise NotAValue(fact, on)
    return value.strip() if isinstance(value, str) else value


def _several(fact: Fact, value: object, on: date) -> str:
    given = value.split() if isinstance(value, str) else value
    if not isinstance(given, (list, tuple, set, frozenset)):
        raise NotAValue(fact, on)
    if not set(given) <= fact.choices_on(on).keys():
        raise NotAValue(fact, on)
    return " ".join(code for code in fact.choices if code in given)


def _fits(fact: Fact, value: object, on: date) -> bool:
    match fact.kind:
        case "whole":
            return type(value) is int and 0 <= value <= LARGEST
        case "fen":
            return type(value) is int and abs(value) <= 10**15
        case "flag":
            return isinstance(value, bool)
        case "choice":
            return value in fact.choices_on(on)
        case "day":
            return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str) and len(value.strip()) <= LONGEST


def household_columns(values: Values) -> dict[str, Any]:
    """The columns of a household's round: its fields, and under which numbers they are found."""
    found = dict(values)
    if "phone" in values:
        found["phone_blind"] = values["phone"] and blind(values["phone"], PHONE)
    if "account" in values:
        found["account_blind"] = values["account"] and blind(values["account"], ACCOUNT)
    return found


def identity_columns(values: Values) -> dict[str, Any]:
    """The columns of a member: who they are, and under which numbers they are found."""
    found = dict(values)
    if values.get("name"):
        spelling = spelling_of(values["name"])
        found["name_blind"] = blind(values["name"], NAME)
        found["pinyin_blind"] = blind(spelling.pinyin, PINYIN)
        found["initials_blind"] = blind(spelling.initials, INITIALS)
    if "id_number" in values:
        number = normalised(values["id_number"])[0] or None
        found["id_number"] = number
        found["id_blind"] = number and blind(number, ID_NUMBER)
        found["id_last4"] = number and last_four(number)
    if "phone" in values:
        found["phone_blind"] = values["phone"] and blind(values["phone"], PHONE)
    return found


def last_four(number: str) -> str:
    """The last four signs of the person's own number, which a certificate goes on beyond."""
    return (number[:18] if len(number) in (20, 22) else number)[-4:]
