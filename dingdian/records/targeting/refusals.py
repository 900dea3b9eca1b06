"""Why a deed of the targeting is refused: what, why, and what next, in both languages."""

from collections.abc import Iterable, Mapping

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join, same
from dingdian.records.access import allowed

SHOWN = 5
DEEDS: Mapping[str, Text] = {
    allowed.DECIDE: Text("留存识别结果", "keep a run"),
    allowed.OVERRIDE: Text("另行决定", "decide beyond what was computed"),
    allowed.ANNOUNCE: Text("公布名单", "announce the list"),
    allowed.NOMINATE: Text("申报短板弱项", "nominate a weakness"),
    allowed.CONFIRM_NOMINATION: Text("确认申报", "confirm a nomination"),
}


def first_of(names: Iterable[str]) -> Text:
    """The first few of some names, and how many more there are."""
    told = list(names)
    listed = join(same(one) for one in told[:SHOWN])
    if len(told) <= SHOWN:
        return listed
    return Text("{listed}等{n}个", "{listed} and {more} more").fill(
        listed=listed, n=len(told), more=len(told) - SHOWN
    )


class NotAllowed(Unusable):
    """Somebody's duties do not let them do this at that place."""

    def __init__(self, to: str, *, code: str) -> None:
        says = Text(
            "您的职责不能在 {code} {what}。", "Your duties do not let you {what} at {code}."
        )
        super().__init__(
            "not_allowed",
            says.fill(code=code, what=DEEDS[to]),
            Text(
                "请由负责该地的人办理，或请办公室调整职责。",
                "Ask whoever answers for that place, or the office for another duty.",
            ),
        )


class NotASecondPerson(Unusable):
    """Whoever asked for something wanted to confirm it as well."""

    def __init__(self, *, code: str) -> None:
        super().__init__(
            "not_a_second_person",
            Text(
                f"{code}：提出的人不能自己确认。",
                f"{code}: whoever put it forward cannot decide it as well.",
            ),
            Text("请由另一人确认。", "Let a second person decide it."),
        )


class NoLongerOpen(Unusable):
    """A nomination or override is no longer where the deed would take it up."""

    def __init__(self, *, code: str, state: Text) -> None:
        says = Text("{code}：此件现为“{state}”。", "{code}: this one is “{state}” by now.")
        super().__init__(
            "no_longer_open",
            says.fill(code=code, state=state),
            Text("请刷新后再看。", "Load the page again and look."),
        )


class StandsAlready(Unusable):
    """The same was put forward before, and still stands."""

    def __init__(self, *, code: str, what: Text) -> None:
        says = Text("{code}已有同样的{what}。", "{code} has the same {what} already.")
        super().__init__(
            "stands_already",
            says.fill(code=code, what=what),
            Text("请先办结或撤回那一件。", "Decide that one or withdraw it first."),
        )


class NoSuchArea(Unusable):
    """No branch of the campaign takes a nomination under that code."""

    def __init__(self, area: str, known: Iterable[str]) -> None:
        there = join(map(same, known))
        super().__init__(
            "no_such_area",
            Text(f"没有可申报的方面“{area}”。", f"There is no area “{area}” to nominate for."),
            Text("可用的有：{there}。", "There are: {there}.").fill(there=there),
        )


class NotOfThisClass(Unusable):
    """The place is on another level than the class that it was to be put in, or no class is so."""

    def __init__(self, *, code: str, target_class: str) -> None:
        super().__init__(
            "not_of_this_class",
            Text(
                f"{code} 不是“{target_class}”这一类的地方。",
                f"{code} is no place of the class “{target_class}”.",
            ),
            Text("请核对类别和代码。", "Check the class and the code."),
        )


class NotSaid(Unusable):
    """Something that must be said is blank, or longer than it may be."""

    def __init__(self, what: Text, limit: int) -> None:
        says = Text(
            "{what}须填写，且不超过{limit}字。", "{what} must be said, in {limit} signs at most."
        )
        super().__init__(
            "not_said",
            says.fill(what=what, limit=limit),
            Text("请补充或缩短后再提交。", "Say it, or say it shorter, and send it again."),
        )


class UndecidedTie(Unusable):
    """A list was to be announced while places are tied across the quota."""

    def __init__(self, names: Iterable[str]) -> None:
        says = Text("并列待定，尚未取舍：{names}。", "Tied and not decided between: {names}.")
        super().__init__(
            "undecided_tie",
            says.fill(names=first_of(names)),
            Text(
                "请由办公室另行决定，经第二人确认后再公布。",
                "The office decides between them, a second person confirms it; then announce.",
            ),
        )


class NumberUsed(Unusable):
    """An announcement bears this document number already."""

    def __init__(self, document: str) -> None:
        super().__init__(
            "number_used",
            Text(f"文号“{document}”已用过。", f"The document number “{document}” is in use."),
            Text("请核对文号。", "Check the number."),
        )


class NotTheCurrentRun(Unusable):
    """A list was to be announced from a run that is no longer the latest."""

    def __init__(self) -> None:
        super().__init__(
            "not_the_current_run",
            Text("已有更新的识别结果。", "A later run has been kept meanwhile."),
            Text("请看过最新结果后再公布。", "Look at the latest one, then announce."),
        )


class NothingToAnnounce(Unusable):
    """A list was to be announced that names no place."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_to_announce",
            Text("名单为空，没有可公布的地方。", "The list is empty: no place is on it."),
            Text("请核对来源和识别结果。", "Check the source and the run."),
        )
