"""The parts of a campaign as plain values: facts, shares, measures, parameters, classes, cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from dingdian.campaign.condition import Condition
from dingdian.lexicon.place import Level
from dingdian.lexicon.text import Text

FactKind = Literal["whole", "fen", "flag", "choice", "choices", "day", "text"]
Table = Literal["villages", "households", "members", "incomes"]
Confidence = Literal["high", "medium", "low"]
Direction = Literal["most", "least"]
Reckoning = Literal["count", "exists", "sum", "min", "max"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: 人, 户, 项; `one` is English for a single one of them.

    `hundredths_of` is what people say instead, where a hundred of it make one: 亩 for 厘.
    """

    code: str
    label: Text
    one: str
    hundredths_of: Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a table: what is known, or not, of each of its rows.

    `yes` and `no` are what a flag says when it holds and when it does not. Some of its choices
    exist only `since` a day. What is `sealed` points at a person: no condition, table or snapshot
    holds it.
    """

    name: str
    table: Table
    label: Text
    kind: FactKind
    source: str
    unit: Unit | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)
    yes: Text | None = None
    no: Text | None = None
    since: Mapping[str, date] = field(default_factory=dict)
    sealed: bool = False

    def choices_on(self, day: date) -> dict[str, Text]:
        """The choices that exist on a day."""
        return {
            code: label
            for code, label in self.choices.items()
            if self.since.get(code, date.min) <= day
        }


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, kept as its two numbers and compared in basis points, never divided.

    `vintage` says of when the denominator is: it stands beside every figure made from it. With a
    `unit` it is so much to each, compared in that unit: land per head in 亩.
    """

    name: str
    label: Text
    n: str
    of: str
    vintage: Text
    on: Table = "villages"
    unit: Unit | None = None

    @property
    def scale(self) -> int:
        """By what the part is multiplied before it is compared with the whole."""
        return 10_000 if self.unit is None else 1


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact of a village that is counted over the rows of its households or members.

    Rows whose condition is unknown make it a number from `name` to `name_at_most`.
    """

    name: str
    over: Table
    where: Condition | None


@dataclass(frozen=True, slots=True)
class HouseholdMeasure:
    """A fact of a household that is reckoned over its members; `fact` says it in words.

    `how` counts the members for whom `where` holds, asks whether there is one, or takes the sum,
    the least or the greatest of their fact `of`. What is unknown of a member keeps its household
    open: a count is a range, anything else unknown.
    """

    fact: Fact
    how: Reckoning
    where: Condition | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """What a parameter is from a day on, who says so, and how surely."""

    since: date
    value: int
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold, quota or limit with its history; an `assumption` is ours, not the source's."""

    name: str
    label: Text
    unit: Unit
    values: tuple[Dated, ...]
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a place can lack."""

    code: str
    label: Text
    lacks: Condition


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the ways into a target class.

    Either a condition (`when`), or a clear weakness: at least `at_least` of the `items` lack, or
    the flag `nomination` says that a nomination with evidence has been confirmed.
    """

    code: str
    label: Text
    source: str
    when: Condition | None = None
    items: tuple[Item, ...] = ()
    at_least: str | None = None
    nomination: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """The places that a document names, with that document."""

    document: Text
    since: date
    places: Mapping[str, str]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Ranking:
    """One measure by which qualifying places are ordered, the most or the least of it first."""

    by: str
    first: Direction
    source: str = ""
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class TargetClass:
    """One class of target: designated by a document, or chosen by criteria within a quota.

    `exceptions` are places admitted against `admits`, each from a day and by a document.
    """

    code: str
    label: Text
    level: Level
    source: str
    designation: Designation | None = None
    admits: Condition | None = None
    refusal: Text | None = None
    exceptions: Mapping[str, date] = field(default_factory=dict)
    branches: tuple[Branch, ...] = ()
    quota: str | None = None
    ranking: tuple[Ranking, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One of the campaign's tasks.

    `must_be_none` are the counts of a village that must be none where the task is done; the
    `source` says by what.
    """

    number: int
    code: str
    label: Text
    must_be_none: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: what must come out of these facts on that day.

    With `expect` it speaks of one place: exactly these branches hold, exactly those are `unknown`.
    With `rows` it speaks of a whole class: exactly these places are in, exactly those are tied.
    A branch or item none of whose facts is named, in `facts` or as `blank`, is left out of it.
    """

    says: str
    on: date
    target: str
    file: str
    line: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    expect: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    admitted: bool = True
    rows: tuple[Mapping[str, Any], ...] = ()
    included: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """Facts that show when a doubt holds, or that a clean row gives none."""

    facts: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Doubts of one kind, as the auditors sort them."""

    code: str
    number: int
    label: Text


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule of the data audit: rows for which `when` is certainly true are to be looked into.

    `id` is never renamed. `holds` and `clean` are its worked examples, over the same table.
    """

    id: str
    family: str
    over: Table
    label: Text
    do: Text
    source: str
    confidence: Confidence
    when: Condition
    holds: Example
    clean: Example
    file: str
    line: int


@dataclass(frozen=True)
class Campaign:
    """A whole campaign, as its folder of TOML declares it; `digest` is over all of those files."""

    code: str
    label: Text
    document: Text
    announced: date
    ends: date
    root: str
    vintage: int
    digest: str
    units: Mapping[str, Unit]
    facts: Mapping[Table, Mapping[str, Fact]]
    shares: Mapping[str, Share]
    measures: Mapping[str, Measure]
    parameters: Mapping[str, Parameter]
    classes: tuple[TargetClass, ...]
    tasks: tuple[Task, ...]
    cases: tuple[Case, ...]
    household_measures: Mapping[str, HouseholdMeasure] = field(default_factory=dict)
    household_shares: Mapping[str, Share] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def must_be_none(self) -> tuple[str, ...]:
        """The counts of a village that some task says must be none."""
        return tuple(dict.fromkeys(name for task in self.tasks for name in task.must_be_none))

    @cached_property
    def weighed(self) -> Mapping[str, Fact]:
        """The facts of villages that some class, share, measure or task reads.

        The others are kept in the registry, and no decision takes them along.
        """
        read = {*self.measures, *self.must_be_none}
        read.update(part for one in self.shares.values() for part in (one.n, one.of))
        read.update(name for target in self.classes for name in _read_by(target))
        return {name: one for name, one in self.facts["villages"].items() if name in read}

    @cached_property
    def deciding(self) -> Mapping[str, Parameter]:
        """The parameters that some class reads: those of a decision, and of its what-ifs.

        The others are limits of the data audit and lines of the registry.
        """
        read = {name for target in self.classes for name in _read_by(target)}
        read.update(target.quota for target in self.classes if target.quota is not None)
        read.update(
            branch.at_least
            for target in self.classes
            for branch in target.branches
            if branch.at_least is not None
        )
        return {name: one for name, one in self.parameters.items() if name in read}

    @cached_property
    def measured(self) -> frozenset[str]:
        """The facts that may be known only as "at least … and at most …"."""
        return frozenset(name for name, one in self.measures.items() if one.where is not None)


def _read_by(target: TargetClass) -> Iterator[str]:
    """Every name that a class reads, to admit, to branch or to rank."""
    yield from (one.by for one in target.ranking)
    yield from (one.nomination for one in target.branches if one.nomination is not None)
    conditions = [target.admits, *(branch.when for branch in target.branches)]
    conditions += [item.lacks for branch in target.branches for item in branch.items]
    yield from (name for one in conditions if one is not None for name in one.names)
