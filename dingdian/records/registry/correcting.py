"""Correcting who a member is: written over, and what stood there kept sealed for the undoing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.records.registry.person import Member
from dingdian.records.registry.values import IDENTITY, identity_columns


@dataclass(frozen=True)
class Correction:
    """What is corrected of a member, and which of it differs from what stands there."""

    member: Member
    values: Mapping[str, Any]
    differs: frozenset[str]

    @classmethod
    def of(cls, member: Member, values: Mapping[str, Any]) -> "Correction":
        """The correction of a member to these values of their identity."""
        columns = identity_columns(values)
        now = {name: columns[name] for name in values}
        differs = frozenset(name for name, value in now.items() if getattr(member, name) != value)
        return cls(member, columns if differs else {}, differs)

    @property
    def was(self) -> str:
        """Everything that stands there now, to be sealed; empty where nothing differs."""
        return json.dumps(_told(self.member)) if self.differs else ""

    def write(self) -> None:
        """Write it over what stands there."""
        if self.differs:
            _write(self.member, self.values)


def restore(member: Member, was: str) -> None:
    """Put back who a member was taken for before a correction."""
    told = json.loads(was)
    born_on = told["born_on"]
    told["born_on"] = None if born_on is None else date.fromisoformat(born_on)
    _write(member, identity_columns(told))


def _told(member: Member) -> dict[str, Any]:
    told = {name: getattr(member, name) for name in IDENTITY}
    return told | {"born_on": member.born_on and member.born_on.isoformat()}


def _write(member: Member, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(member, name, value)
    member.save(update_fields=list(columns))
