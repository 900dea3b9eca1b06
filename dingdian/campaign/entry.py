"""What was found of one place: each branch, what is unknown, its rank, whether it is in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dingdian.campaign.definition import Branch, TargetClass
from dingdian.campaign.verdict import Verdict
from dingdian.lexicon.text import Text

Standing = Literal[
    "designated", "included", "tied", "beyond_quota", "not_admitted", "undecided", "not_qualified"
]

STANDINGS: Mapping[Standing, Text] = {
    "designated": Text("认定", "designated"),
    "included": Text("列入", "included"),
    "tied": Text("并列待定", "tied, open"),
    "beyond_quota": Text("符合条件，超出名额", "qualifies, beyond quota"),
    "undecided": Text("未定", "undecided"),
    "not_admitted": Text("不属于本类", "not of this class"),
    "not_qualified": Text("不符合", "does not qualify"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """How one branch stands for one place.

    `value` and `threshold` are whole numbers in the fact's own unit (items for a weakness; basis
    points for the threshold of a share, whose two numbers are `n` and `of`). Where the value, or
    the part of a share, is known only as a range, it is the lower end and `at_most` the upper.
    """

    branch: Branch
    holds: Verdict
    value: int | None = None
    threshold: int | None = None
    n: int | None = None
    of: int | None = None
    share: bool = False
    at_most: int | None = None
    lacking: tuple[str, ...] = ()
    open_items: tuple[str, ...] = ()
    nominated: bool = False
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in one class, with everything that says why it is in or out."""

    target: TargetClass
    place: str
    name: str
    standing: Standing
    findings: tuple[Finding, ...] = ()
    rank: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    admission_unknown: tuple[str, ...] = ()

    @property
    def included(self) -> bool | None:
        """In, out, or None where only the office can say."""
        return {"designated": True, "included": True, "tied": None}.get(self.standing, False)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The facts that would have to be known before every branch can be decided."""
        branches = (name for one in self.findings for name in one.unknown)
        return tuple(dict.fromkeys((*self.admission_unknown, *branches)))
