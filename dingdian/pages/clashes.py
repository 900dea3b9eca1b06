"""What somebody else made of a household while a form was filled in, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from dingdian.campaign.definition import Fact
from dingdian.lexicon.money import yuan
from dingdian.lexicon.text import Text
from dingdian.pages.editing import Case
from dingdian.pages.fact_fields import begun, in_words, is_cut
from dingdian.pages.sheet_form import Sheet
from dingdian.records.registry.comparing import HERE, PLACE, changed_since
from dingdian.records.registry.editing import deeds_since, identity_at
from dingdian.records.registry.models import Deed, Kind
from dingdian.records.registry.refusals import KINDS
from dingdian.records.secrecy.fields import SHOWN

CHANGED = Text("已变更", "changed")
SEALED = Text("（加密内容，不显示）", "(sealed, not shown)")
OTHERS: Mapping[str, Text] = {
    PLACE: Text("所在村", "The village it lives in"),
    HERE: Text("家庭成员", "Who lives in it"),
}
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Since:
    """One deed that was done meanwhile, in words."""

    what: Text
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that is not what it was when the form was begun.

    `typed` is what the form's writer made of it; None where they had left it alone, and then
    theirs stands.
    """

    name: str
    label: Text
    was: Text
    now: Text
    typed: Text | None
    by: Since | None
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """All that happened to a household since a form about it was begun."""

    deeds: tuple[Since, ...]
    clashes: tuple[Clash, ...]

    @property
    def to_choose(self) -> list[Clash]:
        """The fields that both have changed."""
        return [one for one in self.clashes if one.typed is not None]

    @property
    def undecided(self) -> bool:
        """Whether one of them is still to be chosen."""
        return any(not one.chosen for one in self.to_choose)


def seen_at(case: Case, values: Mapping[str, Any], version: int) -> dict[str, Any]:
    """What stood on a sheet when the household had that version, `values` being what stands now."""
    return {**values, **{name: was for name, (was, _) in _differing(case, values, version).items()}}


def meanwhile(
    case: Case, version: int, sheet: Sheet, sent: QueryDict, values: Mapping[str, Any]
) -> Meanwhile:
    """What happened since that version, held against what was typed into a sheet."""
    deeds, said = deeds_since(case.household, version), sheet.said()
    told = [
        _clash(name, was, now, deeds, sheet.facts.get(name), said, sent)
        for name, (was, now) in _differing(case, values, version).items()
    ]
    return Meanwhile(tuple(map(since_of, deeds)), tuple(told))


def settled(
    case: Case, sent: QueryDict, sheet: type[Sheet], values: Mapping[str, Any]
) -> QueryDict:
    """What was sent, with theirs in the place of mine wherever theirs was chosen."""
    made = sent.copy()
    for name, value in values.items():
        if _chosen(sent, name) == THEIRS and (sent.get(f"keep-{name}") or name in _clashing(sent)):
            put(made, case.campaign.facts[sheet.table][name], value)
    return made


def brought_up(
    case: Case, sent: QueryDict, sheet: Sheet, found: Meanwhile, values: Mapping[str, Any]
) -> QueryDict:
    """What was sent, upon the household as it is now: what its writer left alone is theirs."""
    made = sent.copy()
    made["version"] = str(case.household.version)
    for one in found.clashes:
        if one.typed is None and one.name in sheet.facts:
            put(made, sheet.facts[one.name], values[one.name])
    return made


def put(made: QueryDict, fact: Fact, value: Any) -> None:
    """Put a value of the records where a form would send it."""
    first = begun(fact, value)
    if first in (None, "", []):
        made.pop(fact.name, None)
    elif isinstance(first, list):
        made.setlist(fact.name, first)
    else:
        made[fact.name] = yuan(first) if is_cut(fact) else str(first)


def since_of(deed: Deed) -> Since:
    """A deed in words."""
    by = "" if deed.by is None else deed.by.get_username()
    return Since(KINDS[Kind(deed.kind)], by, deed.recorded_at)


def _differing(case: Case, values: Mapping[str, Any], version: int) -> dict[str, tuple[Any, Any]]:
    """What was and what is, of the fields of this case that differ since a version.

    Who a member was taken for is known from the correction that replaced it.
    """
    if version >= case.household.version:
        return {}
    _, found = changed_since(case.household, version, on=case.today)
    key = None if case.member is None else case.member.member.key
    told = {one.field: (one.was, one.now) for one in found if one.member == key}
    if case.member is not None:
        known = identity_at(case.member.member, case.household, version)
        told |= {name: (was, values[name]) for name, was in known.items() if was != values[name]}
    return told


def _clash(
    name: str,
    was: Any,
    now: Any,
    deeds: Iterable[Deed],
    fact: Fact | None,
    said: Mapping[str, Any],
    sent: QueryDict,
) -> Clash:
    by = [deed for deed in deeds if name in _fields(deed)]
    return Clash(
        name=name,
        label=fact.label if fact else OTHERS.get(name, Text(name, name)),
        was=_words(fact, was),
        now=_words(fact, now),
        typed=_words(fact, said[name]) if fact and name in said else None,
        by=since_of(by[-1]) if by else None,
        chosen=_chosen(sent, name),
    )


def _words(fact: Fact | None, value: Any) -> Text:
    if fact is None:
        return CHANGED
    hidden = value == SHOWN or (fact.sealed and fact.name != "name" and value)
    return SEALED if hidden else in_words(fact, value)


def _fields(deed: Deed) -> list[str]:
    return [*deed.told.get("fields", ()), *deed.told.get("identity", ())]


def _clashing(sent: QueryDict) -> list[str]:
    return sent.getlist("clash")


def _chosen(sent: QueryDict, name: str) -> str:
    asked = sent.get("all") or sent.get(f"keep-{name}", "")
    return asked if asked in (MINE, THEIRS) else ""
