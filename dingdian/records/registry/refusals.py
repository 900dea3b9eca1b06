"""Why a deed of the registry is refused: what, why, and what next, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dingdian.campaign.definition import Fact
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join, same
from dingdian.records.registry.deed import Kind

KINDS: dict[Kind, Text] = {
    Kind.LAID: Text("载入", "loading"),
    Kind.ENTERED: Text("登记户", "entering the household"),
    Kind.CHANGED: Text("变更户信息", "changing the household"),
    Kind.MEMBER_CHANGED: Text("变更成员信息", "changing a member"),
    Kind.CORRECTED: Text("更正身份信息", "correcting who a member is"),
    Kind.INCOME: Text("核算收入", "recording an income"),
    Kind.PROVED: Text("登记佐证", "recording a proof"),
    Kind.HELPED: Text("确定帮扶责任人", "assigning a helper"),
    Kind.PROFILED: Text("更新村情", "describing the village"),
    Kind.BORN: Text("出生", "a birth"),
    Kind.DIED: Text("死亡", "a death"),
    Kind.LEFT: Text("迁出", "somebody's leaving"),
    Kind.JOINED: Text("转入", "somebody's joining"),
    Kind.MOVED: Text("整户迁移", "moving the household"),
    Kind.SPLIT: Text("分户", "splitting the household"),
    Kind.MERGED: Text("并户", "merging households"),
    Kind.UNDONE: Text("撤销", "an undoing"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not what it was: of a member by key, or of the household where none is.

    What is sealed differs without being told: `was` and `now` are then the same mark.
    """

    field: str
    was: object
    now: object
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """One deed as it is told to who comes after it: what, by whom, when, about which day."""

    kind: Kind
    by: str
    at: datetime
    happened_on: date


class NotAllowed(Unusable):
    """Somebody wanted to change records where no duty of theirs lets them."""

    def __init__(self, code: str) -> None:
        super().__init__(
            "not_allowed",
            Text("您的职责不能在这里变更登记。", "Your duty does not let you change records here."),
            Text("请由该村、乡镇或区县办理。", "Ask the village, township or county for it."),
            where=code,
        )


class Changed(Unusable):
    """Somebody else changed the household meanwhile: who, when, and which fields."""

    def __init__(
        self, number: str, doings: Sequence[Doing], differences: Sequence[Difference]
    ) -> None:
        self.doings, self.differences = tuple(doings), tuple(differences)
        told = join(
            Text("{by}（{at}，{what}）", "{by} ({at}, {what})").fill(
                by=one.by, at=f"{one.at:%Y-%m-%d %H:%M}", what=KINDS[one.kind]
            )
            for one in doings
        )
        super().__init__(
            "changed_meanwhile",
            Text("此户已被他人更改：{told}。", "Others changed this household: {told}.").fill(
                told=told
            ),
            Text(
                "您填写的内容没有保存；请看过更改后再提交。",
                "What you entered was not saved; look at what changed, then send it again.",
            ),
            where=number,
        )


class NoSuchField(Unusable):
    """Something was to be recorded that the campaign declares no field for."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            "no_such_field",
            Text(f"没有字段“{name}”。", f"There is no field called “{name}”."),
            Text(f"可用：{'、'.join(known)}。", f"There are: {', '.join(known)}."),
        )


class NotAValue(Unusable):
    """A value is none that its field can have; it is not repeated, it may point at somebody."""

    def __init__(self, fact: Fact, on: date) -> None:
        says = Text("“{label}”不能是这个值。", "“{label}” cannot be that.").fill(label=fact.label)
        do = Text("请核对后重新填写。", "Check it and enter it again.")
        if fact.choices:
            listed = join(fact.choices_on(on).values())
            do = Text("可选：{listed}。", "Choose from: {listed}.").fill(listed=listed)
        super().__init__("not_a_value", says, do)


class NotADay(Unusable):
    """A deed was dated after today, or before what it is about began."""

    def __init__(self, day: date, *, first: date | None = None) -> None:
        says = Text(f"{day}还没有到。", f"{day} is still to come.")
        if first is not None:
            says = Text(
                f"{day}早于登记起始日{first}。", f"{day} is before {first}, when the record begins."
            )
        super().__init__("not_a_day", says, Text("请核对日期。", "Check the day."))


class LaterSaid(Unusable):
    """A deed would contradict something that is recorded for a later day."""

    def __init__(self, later: date) -> None:
        super().__init__(
            "later_said",
            Text(
                f"{later}已有后来的登记，与此矛盾。",
                f"What is recorded from {later} on contradicts this.",
            ),
            Text("请先撤销后来的登记。", "Undo the later record first."),
        )


class NoLongerThere(Unusable):
    """A household has ended, or a member is no longer on the register."""

    def __init__(self, of: str, day: date) -> None:
        super().__init__(
            "no_longer_there",
            Text(f"{day}起已不在册。", f"It is no longer on the register from {day} on."),
            Text("请核对，或撤销其终止。", "Check it, or undo its end."),
            where=of,
        )


class NotInThisHousehold(Unusable):
    """A member was named who did not live in the household on that day."""

    def __init__(self, number: str, day: date) -> None:
        super().__init__(
            "not_in_this_household",
            Text(f"{day}该成员不在此户。", f"On {day} this member is not in the household."),
            Text("请核对成员和日期。", "Check the member and the day."),
            where=number,
        )


class NobodyLeft(Unusable):
    """A household was to be split that nobody would be left in, or that nobody would go from."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "nobody_left",
            Text("分户后两户都须有人。", "Both households need somebody after a split."),
            Text("请选择部分成员。", "Choose some of the members, and not all."),
            where=number,
        )


class NumberTaken(Unusable):
    """A household or member was to get a number that another has."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "number_taken",
            Text(f"编号“{number}”已有人用。", f"The number “{number}” is taken."),
            Text("请核对编号。", "Check the number."),
        )


class NotAVillage(Unusable):
    """A household was to live in a place that is no village of the campaign's vintage."""

    def __init__(self, code: str) -> None:
        super().__init__(
            "not_a_village",
            Text(f"“{code}”不是村。", f"“{code}” is no village."),
            Text("请选择村或社区。", "Choose a village or a community."),
        )


class SameHousehold(Unusable):
    """A household was to be merged into itself, or a member to join where they are."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "same_household",
            Text("两户是同一户。", "Both are the same household."),
            Text("请选择另一户。", "Choose another household."),
            where=number,
        )


class LaterDeed(Unusable):
    """A deed was to be undone that later deeds build upon."""

    def __init__(self, kind: Kind, at: datetime) -> None:
        super().__init__(
            "later_deed",
            Text("之后又有登记：{what}（{at}）。", "There is a later one: {what} ({at}).").fill(
                what=KINDS[kind], at=f"{at:%Y-%m-%d %H:%M}"
            ),
            Text("请先撤销后来的。", "Undo the later one first."),
        )


class NotUndoable(Unusable):
    """A deed was to be undone that is undone already, or that nobody undoes."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(
            "not_undoable",
            Text(
                "“{what}”不能撤销，或已撤销。", "It is undone already, or cannot be: {what}."
            ).fill(what=KINDS[kind]),
            Text("如有错误，请另行变更。", "If it is wrong, record what is right."),
        )


class NotSaid(Unusable):
    """Words that must be there are missing, or are too long."""

    def __init__(self, what: Text, limit: int) -> None:
        super().__init__(
            "not_said",
            Text(
                "“{what}”须填写，且不超过{limit}字。", "{what} must be said, within {limit}."
            ).fill(what=what, limit=same(str(limit))),
            Text("请补充。", "Add it."),
        )


class NotOfThisKind(Unusable):
    """A proof was to be recorded for somebody whom its guarantee does not concern."""

    def __init__(self) -> None:
        super().__init__(
            "not_of_this_kind",
            Text("这项保障的对象不对。", "This guarantee is not of whom the proof is."),
            Text(
                "义务教育、基本医疗按人，住房、饮水按户。",
                "Schooling and insurance are a person's, housing and water a household's.",
            ),
        )
