"""Every rule that a campaign must satisfy, its own worked cases among them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dingdian.campaign.checking_doubts import examples, faults_of_doubts, sayable
from dingdian.campaign.condition import LARGEST, Condition
from dingdian.campaign.definition import Branch, Campaign, Case, TargetClass
from dingdian.campaign.entry import Finding
from dingdian.campaign.located import Fault, File
from dingdian.campaign.parameters import in_force, on_day
from dingdian.campaign.ranges import at_most
from dingdian.campaign.reading import SHIPPED, faulty, find, load, read_folder
from dingdian.campaign.settling import admits, read_plainly, settle
from dingdian.campaign.wording import with_parameters
from dingdian.campaign.yardstick import Yardstick, facts_in
from dingdian.lexicon.place import level_of
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join, same

KEYS = ("place", "name")


def load_checked(name: str) -> Campaign:
    """A campaign that is fit for use; raises Unusable where anything is wrong with it.

    One that ships is only read: the tests hold it against every rule.
    """
    folder = find(name)
    if folder.parent == SHIPPED:
        return load(name)
    campaign, faults = check(folder)
    if campaign is None or faults:
        raise faulty(name, faults)
    return campaign


def check(folder: Path) -> tuple[Campaign | None, list[Fault]]:
    """The campaign in a folder and what is wrong with it: its files, then its sense, its cases."""
    campaign, faults = read_folder(folder)
    if campaign is None or faults:
        return campaign, faults
    places = _Places(folder)
    found = [
        *_names(campaign, places),
        *_parameters(campaign, places),
        *_classes(campaign, places),
        *_shares(campaign, places),
        *faults_of_doubts(campaign, places.fault),
    ]
    return campaign, found or [*_cases(campaign), *examples(campaign)]


class _Places:
    """Where in the files something stands, found again by its table and key."""

    def __init__(self, folder: Path) -> None:
        self.files = [File(path, root=folder) for path in sorted(folder.rglob("*.toml"))]

    def fault(self, spot: tuple[str, ...], says: Text, do: Text) -> Fault:
        for file in self.files:
            if spot in file.lines:
                return Fault(file.name, file.line(spot), says, do)
        return Fault("campaign.toml", 1, says, do)


def _names(campaign: Campaign, places: _Places) -> Iterator[Fault]:
    """A parameter takes the place of its name in a condition: no fact or share may bear it too."""
    taken = {name for facts in campaign.facts.values() for name in facts}
    taken |= {at_most(name) for name in campaign.measured} | {*KEYS}
    for kind, named in (("parameter", campaign.parameters), ("share", campaign.shares)):
        for name in named:
            if name in taken:
                yield places.fault(
                    (kind, name),
                    Text(f"“{name}”已是另一样东西的名字", f"“{name}” is the name of another thing"),
                    Text("请换一个名字。", "Choose another name."),
                )
        taken.update(named)


def _parameters(campaign: Campaign, places: _Places) -> Iterator[Fault]:
    for name, parameter in campaign.parameters.items():
        if in_force(parameter, campaign.announced) is None:
            yield places.fault(
                ("parameter", name),
                Text(
                    f"参数“{name}”在公布日 {campaign.announced} 尚无值",
                    f"the parameter “{name}” has no value when announced, {campaign.announced}",
                ),
                Text("请写一个更早的 from。", "Write an earlier from."),
            )
        if any(abs(one.value) > LARGEST for one in parameter.values):
            yield places.fault(
                ("parameter", name),
                Text(f"参数“{name}”的值太大", f"a value of the parameter “{name}” is too great"),
                Text(f"最大为 {LARGEST:,}。", f"The greatest is {LARGEST:,}."),
            )
        days = [one.since for one in parameter.values]
        if len(set(days)) < len(days):
            yield places.fault(
                ("parameter", name),
                Text(
                    f"参数“{name}”同一天有两个值",
                    f"the parameter “{name}” has two values on one day",
                ),
                Text("请只保留一个。", "Keep one of them."),
            )


def _classes(campaign: Campaign, places: _Places) -> Iterator[Fault]:
    for target in campaign.classes:
        at = ("class", target.code)
        if (target.designation is None) == (not target.branches):
            yield places.fault(
                at,
                Text(
                    "一类对象要么由文件认定，要么按条件选定",
                    "a class is either designated or chosen by branches",
                ),
                Text(
                    "请写 designation 或 branch，只写一种。",
                    "Write a designation or branches, not both.",
                ),
            )
        if target.quota is not None and (
            target.quota not in campaign.parameters or not target.ranking
        ):
            yield places.fault(
                (*at, "quota"),
                Text(
                    "名额须是一个参数，并要有 rank",
                    "a quota is the name of a parameter, and needs a rank",
                ),
                Text("请声明参数和排序。", "Declare the parameter and the ranking."),
            )
        for one in target.ranking:
            fact = campaign.facts["villages"].get(one.by)
            if one.by not in campaign.shares and (fact is None or fact.unit is None):
                yield places.fault(
                    at,
                    Text(f"不能按“{one.by}”排序", f"“{one.by}” cannot order places"),
                    Text("请用村的数字事实或比率。", "Use a number of villages, or a share."),
                )
        for code in target.designation.places if target.designation else ():
            if level_of(code) != target.level or not code.startswith(campaign.root):
                yield places.fault(
                    (*at, "designation"),
                    Text(
                        f"“{code}”不是本地的{target.level}代码",
                        f"“{code}” is no {target.level} code of this place",
                    ),
                    Text("请核对区划代码。", "Check the division code."),
                )
        yield from _branches(campaign, target, places)


def _shares(campaign: Campaign, places: _Places) -> Iterator[Fault]:
    for name, share in campaign.shares.items():
        for part in (share.n, share.of):
            fact = campaign.facts["villages"].get(part)
            if (
                fact is None
                or fact.kind != "whole"
                or (part == share.of and part in campaign.measured)
            ):
                yield places.fault(
                    ("share", name),
                    Text(
                        f"比率“{name}”的“{part}”不是确定的整数事实",
                        f"“{part}” of the share “{name}” is no certain whole-number fact",
                    ),
                    Text("请改用村的整数事实。", "Use whole-number facts of villages."),
                )


def _branches(campaign: Campaign, target: TargetClass, places: _Places) -> Iterator[Fault]:
    values = dict.fromkeys(campaign.deciding, 0)
    for branch in target.branches:
        at = ("class", target.code)
        labels = [with_parameters(branch.label, campaign, values)]
        labels += [item.label for item in branch.items]
        if any(set("{}").intersection(label.zh + label.en) for label in labels):
            yield places.fault(
                at,
                Text(
                    f"分支“{branch.code}”的名称里有不认识的 {{参数}}",
                    f"the label of “{branch.code}” names an unknown {{parameter}}",
                ),
                Text("请核对花括号里的名字。", "Check the name in braces."),
            )
        if branch.when is None and branch.at_least not in campaign.parameters:
            yield places.fault(
                at,
                Text(
                    f"分支“{branch.code}”的 at_least 不是参数",
                    f"at_least of “{branch.code}” is no parameter",
                ),
                Text("请写参数名。", "Write the name of a parameter."),
            )
        flag = campaign.facts["villages"].get(branch.nomination or "")
        if branch.when is None and (flag is None or flag.kind != "flag"):
            yield places.fault(
                at,
                Text(
                    f"分支“{branch.code}”的 nomination 不是“是/否”事实",
                    f"nomination of “{branch.code}” is no yes/no fact",
                ),
                Text("请先在村的事实里声明。", "Declare it among the facts of villages."),
            )
        if not any(branch.code in case.expect for case in campaign.cases):
            yield places.fault(
                at,
                Text(
                    f"没有算例说明“{branch.code}”何时成立",
                    f"no case shows when “{branch.code}” holds",
                ),
                Text("请在它旁边写一个 [[case]]。", "Write a [[case]] beside it."),
            )


def _cases(campaign: Campaign) -> Iterator[Fault]:
    classes = {target.code: target for target in campaign.classes}
    for case in campaign.cases:
        target = classes.get(case.target)
        amiss = _amiss(campaign, case)
        if target is None or amiss:
            what = case.target if target is None else "、".join(amiss)
            yield Fault(
                case.file,
                case.line,
                Text(f"算例里的“{what}”无法使用", f"the case cannot use “{what}”"),
                Text(
                    "请核对名字和值；每个 row 都要有 place。",
                    "Check names and values; every row needs its place.",
                ),
            )
            continue
        try:
            values = on_day(campaign, case.on, case.changes)
        except Unusable as error:
            yield Fault(case.file, case.line, error.says, error.do)
            continue
        for says in (
            _one_place(campaign, target, values, case),
            _whole_class(campaign, target, values, case),
        ):
            if says is not None:
                yield Fault(
                    case.file,
                    case.line,
                    Text(
                        f"算例“{case.says}”不成立：{says.zh}",
                        f"the case “{case.says}” does not come out: {says.en}",
                    ),
                    Text("请改正规则或算例。", "Correct the rule or the case."),
                )


def _amiss(campaign: Campaign, case: Case) -> list[str]:
    """What a case names or says that no village can have; a row without its place."""
    facts = campaign.facts["villages"]
    said = [(name, value) for row in (case.facts, *case.rows) for name, value in row.items()]
    amiss = {
        name for name, value in said if name not in KEYS and not sayable(facts.get(name), value)
    }
    amiss |= set(case.blank) - facts.keys()
    amiss |= {name for name, value in case.changes.items() if type(value) is not int}
    amiss |= {"row"} if any(not isinstance(row.get("place"), str) for row in case.rows) else set()
    return sorted(amiss)


def _one_place(
    campaign: Campaign, target: TargetClass, values: Mapping[str, int], case: Case
) -> Text | None:
    if case.rows:
        return None
    named = {*case.facts, *case.blank}
    found = [
        Yardstick(told, campaign, values).find(case.facts)
        for told in _told(campaign, target, named)
    ]
    holds = _codes(found, True), case.expect
    unknown = _codes(found, None), case.unknown
    if set(holds[0]) != set(holds[1]):
        return _differs(Text("成立的分支", "the branches that hold"), *holds)
    if set(unknown[0]) != set(unknown[1]):
        return _differs(Text("未知的分支", "the unknown branches"), *unknown)
    if admits(campaign, target, values, case.facts) is not case.admitted:
        return Text("是否列入的判断不同", "whether it is admitted comes out otherwise")
    return None


def _told(campaign: Campaign, target: TargetClass, named: set[str]) -> Iterator[Branch]:
    """The branches of which the case says something, with only such items."""

    def says(condition: Condition) -> bool:
        return not named.isdisjoint(facts_in(condition, campaign))

    for branch in target.branches:
        if branch.when is None or says(branch.when):
            items = tuple(item for item in branch.items if says(item.lacks))
            yield replace(branch, items=items)


def _whole_class(
    campaign: Campaign, target: TargetClass, values: Mapping[str, int], case: Case
) -> Text | None:
    if not case.rows:
        return None
    rows: dict[str, Mapping[str, Any]] = {str(row["place"]): row for row in case.rows}
    on: date = case.on
    entries = settle(campaign, target, values, read_plainly(campaign, target, values, on, rows))
    included = tuple(entry.place for entry in entries if entry.standing == "included")
    tied = tuple(entry.place for entry in entries if entry.standing == "tied")
    if set(included) != set(case.included):
        return _differs(Text("列入的", "those in"), included, case.included)
    if set(tied) != set(case.tied):
        return _differs(Text("并列的", "those tied"), tied, case.tied)
    return None


def _codes(found: list[Finding], holds: bool | None) -> tuple[str, ...]:
    return tuple(one.branch.code for one in found if one.holds is holds)


def _differs(what: Text, came: tuple[str, ...], expected: tuple[str, ...]) -> Text:
    nothing = Text("无", "none")
    return Text(
        "{what}是 {came}，应为 {expected}", "{what} are {came}, and should be {expected}"
    ).fill(
        what=what,
        came=join(map(same, came)) if came else nothing,
        expected=join(map(same, expected)) if expected else nothing,
    )
