"""What no record may say, whoever says it: declared once, read by the forms and by the actions.

A limit is held where one of its fields is said, so that nobody has to put right what they did not
touch. What may be true and is odd is no limit; the doubts look for it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dingdian.campaign.definition import Table
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join

Values = Mapping[str, Any]
MOST_OTHER_CAUSES, MOST_RISKS, MOST_MONTHS = 2, 5, 12
REGISTERED = ("not_lifted", "pre_lifted", "lifted", "fallen_back")
FIRST_YEAR, LAST_YEAR = 1949, 2100


@dataclass(frozen=True, slots=True)
class Limit:
    """What must hold between some fields; the first of them is where it is put right."""

    fields: tuple[str, ...]
    holds: Callable[[Values], bool]
    says: Text
    do: Text


class BeyondLimits(Unusable):
    """What was said of a household or member cannot all be so."""

    def __init__(self, limits: Iterable[Limit]) -> None:
        self.limits = tuple(limits)
        says = join((one.says for one in self.limits), zh="", en=" ")
        do = join((one.do for one in self.limits), zh="", en=" ")
        super().__init__("beyond_limits", says, do)


def broken(table: Table, values: Values, said: Iterable[str]) -> list[Limit]:
    """The limits that values break, of those that one of the fields said is about."""
    told = frozenset(said)
    return [one for one in LIMITS.get(table, ()) if told & {*one.fields} and not one.holds(values)]


def hold_limits(table: Table, values: Values, said: Iterable[str]) -> None:
    """Go on only where no limit is broken; raises BeyondLimits."""
    found = broken(table, values, said)
    if found:
        raise BeyondLimits(found)


def several(values: Values, name: str) -> frozenset[str]:
    """The codes of a field of several choices, however they are given."""
    told = values.get(name) or ()
    return frozenset(told.split() if isinstance(told, str) else told)


def _in_order(earlier: str, later: str) -> Callable[[Values], bool]:
    def holds(values: Values) -> bool:
        first, last = values.get(earlier), values.get(later)
        return first is None or last is None or first <= last

    return holds


def _year(name: str, label: Text) -> Limit:
    def holds(values: Values) -> bool:
        year = values.get(name)
        return year is None or FIRST_YEAR <= year <= LAST_YEAR

    says = Text("“{label}”不是一个年份。", "“{label}” is no year.").fill(label=label)
    return Limit((name,), holds, says, Text("请写四位年份，如2019。", "Write it like 2019."))


def _months(name: str, label: Text) -> Limit:
    says = Text("“{label}”须在0至12个月之间。", "“{label}” lies between 0 and 12 months.")
    return Limit(
        (name,),
        lambda values: (values.get(name) or 0) <= MOST_MONTHS,
        says.fill(label=label),
        Text("一年内多处务工的合并计算。", "Add up several jobs of one year."),
    )


def _only_where(name: str, of: str, is_: str, says: Text, do: Text) -> Limit:
    """A field that is filled only where another says one thing, or nothing yet."""
    return Limit(
        (name, of), lambda values: not values.get(name) or values.get(of) in (None, is_), says, do
    )


HOUSEHOLDS = (
    Limit(
        ("main_cause", "other_causes", "exit_state"),
        lambda values: (
            bool(values.get("main_cause"))
            or not (several(values, "other_causes") or values.get("exit_state") in REGISTERED)
        ),
        Text("主要致贫原因须选一项。", "The main cause of poverty is exactly one."),
        Text(
            "请选择主要的一项，其余填入其他致贫原因。",
            "Choose the one that weighs most; the others go into the other causes.",
        ),
    ),
    Limit(
        ("other_causes",),
        lambda values: len(several(values, "other_causes")) <= MOST_OTHER_CAUSES,
        Text("其他致贫原因最多选两项。", "There are two other causes of poverty at most."),
        Text("请保留最重要的两项。", "Keep the two that weigh most."),
    ),
    Limit(
        ("other_causes", "main_cause"),
        lambda values: values.get("main_cause") not in several(values, "other_causes"),
        Text(
            "其他致贫原因不能与主要致贫原因相同。",
            "The other causes do not repeat the main one.",
        ),
        Text("请去掉重复的一项。", "Leave out the one that stands twice."),
    ),
    Limit(
        ("watch_risks",),
        lambda values: len(several(values, "watch_risks")) <= MOST_RISKS,
        Text("致贫返贫风险最多选五项。", "There are five risks of poverty at most."),
        Text("请保留最重要的五项。", "Keep the five that weigh most."),
    ),
    Limit(
        ("risk_removed_on", "watched_since"),
        _in_order("watched_since", "risk_removed_on"),
        Text("风险消除早于监测识别。", "The risk was removed before the monitoring began."),
        Text("请核对两个日期。", "Check both days."),
    ),
    _year("identified_year", Text("识别年度", "Year of identification")),
    _year("lifted_year", Text("脱贫年度", "Year of exit")),
    Limit(
        ("lifted_year", "identified_year"),
        _in_order("identified_year", "lifted_year"),
        Text("脱贫年度早于识别年度。", "The year of exit is before that of identification."),
        Text("请核对两个年度。", "Check both years."),
    ),
    Limit(
        ("lifted_year", "exit_state"),
        lambda values: not (values.get("exit_state") == "not_lifted" and values.get("lifted_year")),
        Text("未脱贫户没有脱贫年度。", "A household that is not lifted has no year of exit."),
        Text("请清空脱贫年度，或核对脱贫状态。", "Clear the year, or check the state of exit."),
    ),
)
MEMBERS = (
    Limit(
        ("education", "student_status"),
        lambda values: bool(values.get("education")) is not bool(values.get("student_status")),
        Text(
            "文化程度和在校生状况须填且只填一项。",
            "Exactly one of education and student status is filled.",
        ),
        Text(
            "在校生填在校生状况，其他人填文化程度。",
            "A student has a student status, everybody else an education.",
        ),
    ),
    _months("work_months", Text("务工时间", "Months of work")),
    _months("public_post_months", Text("公益性岗位月数", "Months in a public post")),
    Limit(
        ("health",),
        lambda values: (
            "healthy" not in several(values, "health") or len(several(values, "health")) == 1
        ),
        Text("“健康”不能与其他健康状况同选。", "Nobody is healthy and something else as well."),
        Text("请去掉“健康”或其他项。", "Leave out “healthy”, or the rest."),
    ),
    *(
        Limit(
            (name, "health"),
            lambda values, name=name: (  # type: ignore[misc]  # a name of its own for each
                not values.get(name)
                or not several(values, "health")
                or "disabled" in several(values, "health")
            ),
            Text("填了残疾，健康状况却没有选残疾。", "A disability is filled, and not in health."),
            Text("请在健康状况中选“残疾”，或清空。", "Choose “disabled” in health, or clear it."),
        )
        for name in ("disability_kind", "disability_level")
    ),
    _year("disability_certified_year", Text("残疾证办证年度", "Year of the certificate")),
    _year("insurance_year", Text("参保年度", "Year insured for")),
    _only_where(
        "insurance_exemption",
        "insurance_state",
        "exempt",
        Text("不需参保原因只用于不需参保的人。", "Only who is exempt has a reason for it."),
        Text("请清空原因，或核对基本医保。", "Clear the reason, or check the insurance."),
    ),
    _only_where(
        "dropout_reason",
        "school_state",
        "dropped_out",
        Text("失学辍学原因只用于辍学的人。", "Only who dropped out has a reason for it."),
        Text("请清空原因，或核对就学状态。", "Clear the reason, or check the schooling."),
    ),
)
LIMITS: Mapping[Table, tuple[Limit, ...]] = {"households": HOUSEHOLDS, "members": MEMBERS}
