"""The data audit's part of a campaign's files: measures of households, families, doubts."""

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from dingdian.campaign import definition as made
from dingdian.campaign.condition import Condition, Word
from dingdian.campaign.located import Node
from dingdian.campaign.reach import AUDITED
from dingdian.lexicon.text import Text

ReadCondition = Callable[[Node, str, str], Condition | None]
MEMBERS = "members"
NUMBERS = (Word("whole"), Word("fen"))


def household_measure(
    name: str,
    node: Node,
    where: Condition | None,
    unit: made.Unit | None,
    members: Mapping[str, made.Fact],
) -> made.HouseholdMeasure:
    """A fact that is reckoned over a household's members: `value = "count"`, `"sum:age"` …"""
    node.one_of("over", (MEMBERS,))
    said, _, of = node.text("value").partition(":")
    fact = members.get(of)
    numeric = fact is not None and fact.kind in ("whole", "fen") and not fact.sealed
    if said not in get_args(made.Reckoning) or (said in ("count", "exists")) != (not of):
        _no_such_value(node)
    elif of and not numeric:
        node.fault(
            "value",
            Text(f"“{of}”不是人的数字事实", f"“{of}” is no number of members"),
            Text("请改用人的整数或金额事实。", "Use a whole number or an amount of members."),
        )
    how = cast(made.Reckoning, said if said in get_args(made.Reckoning) else "count")
    flag = how == "exists"
    kind: made.FactKind = "flag" if flag else fact.kind if fact is not None else "whole"
    told = made.Fact(
        name=name,
        table="households",
        label=node.both("label"),
        kind=kind,
        source="Reckoned over the members of the household",
        unit=None if flag else fact.unit if fact is not None else unit,
        yes=node.both("yes") if flag else None,
        no=node.both("no") if flag else None,
    )
    return made.HouseholdMeasure(told, how, where, of)


def _no_such_value(node: Node) -> None:
    node.fault(
        "value",
        Text("“value”不是一种算法", "“value” is no way to reckon"),
        Text(
            "可用：count、exists、sum:事实、min:事实、max:事实。",
            "Use count, exists, sum:FACT, min:FACT or max:FACT.",
        ),
    )


def family(code: str, node: Node) -> made.Family:
    """A family of doubts, by the number that the auditors give it."""
    return made.Family(code, node.whole("number"), node.both("label"))


def doubt(node: Node, read: ReadCondition, never: Condition) -> made.Doubt:
    """One rule of the data audit, with its two examples."""
    over = cast(made.Table, node.one_of("over", AUDITED))
    return made.Doubt(
        id=node.text("id"),
        family=node.text("family"),
        over=over,
        label=node.both("label"),
        do=node.both("do"),
        source=node.text("source"),
        confidence=cast(made.Confidence, node.one_of("confidence", get_args(made.Confidence))),
        when=read(node, "when", over) or never,
        holds=_example(node, "holds"),
        clean=_example(node, "clean"),
        file=node.file.name,
        line=node.file.line(node.spot),
    )


def _example(node: Node, key: str) -> made.Example:
    says: dict[str, Any] = dict(node.table(key).says)
    members = says.pop(MEMBERS, [])
    listed = members if isinstance(members, list) else [members]
    if not all(isinstance(one, dict) for one in listed):
        node.fault(
            key,
            Text("members 应当是若干张表", "members must be a list of tables"),
            Text("例如 members = [{ age = 12 }]。", "For example members = [{ age = 12 }]."),
        )
        listed = []
    return made.Example(says, tuple(listed))
