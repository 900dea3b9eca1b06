"""How the list of targets can be narrowed and ordered: declared once, for page and export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import GreaterThan
from django.http import QueryDict

from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import STANDINGS
from dingdian.campaign.wording import with_parameters
from dingdian.lexicon.text import Text, same
from dingdian.pages.listing import Choice, Filter, Order, never_null
from dingdian.pages.templatetags.saying import LIGHTS
from dingdian.records.targeting.models import Run, Target

LAST = 1 << 40
NEVER = "not_qualified"
"""A standing that no row of a list has."""

ORDERS = (
    Order("document", Text("文件顺序", "Document order"), ("position", "pk")),
    Order("rank", Text("位次", "Rank"), ("sort_rank", "position", "pk")),
    Order(
        "remaining",
        Text("剩余人口多者先", "Most remaining first"),
        ("-sort_remaining", "position", "pk"),
    ),
    Order(
        "incidence",
        Text("发生率高者先", "Highest ratio first"),
        ("-sort_incidence", "position", "pk"),
    ),
)

TABS = (
    Choice("yes", Text("名单内", "On the list")),
    Choice("open", Text("待定", "Open")),
    Choice("no", Text("未列入", "Not on it")),
    Choice("all", Text("全部", "All")),
)
DECIDED = {"yes": Q(decided=True), "open": Q(decided=None), "no": Q(decided=False), "all": Q()}
OPEN = Filter(
    "unknown",
    Text("未知", "Unknown"),
    (
        Choice("yes", Text("有依据待定", "some criterion open")),
        Choice("no", Text("全部已知", "all known")),
    ),
    {"yes": Q(unknown_mask__gt=0), "no": Q(unknown_mask=0)},
)
COMPUTED_IN = Q(standing__in=("designated", "included"))
OVERRIDDEN = (
    Q(COMPUTED_IN, decided=False)
    | Q(~COMPUTED_IN, decided=True)
    | Q(standing="tied", decided__isnull=False)
)
"""Where people decided otherwise than was computed, or what could not be."""
BESIDE = Filter(
    "beside",
    Text("人的决定", "Decided by people"),
    (
        Choice("nominated", Text("有确认的申报", "a nomination stands")),
        Choice("override", Text("另有决定", "overridden")),
        Choice("pending", Text("决定待复核", "override awaits a second person")),
    ),
    {"nominated": Q(nominated=True), "override": OVERRIDDEN, "pending": Q(override_pending=True)},
)
LIGHT = Filter(
    "light",
    Text("灯", "Light"),
    tuple(Choice(code, words) for code, (words, _) in LIGHTS.items()),
    {code: Q(light=code) for code in LIGHTS},
)


@dataclass(frozen=True, slots=True)
class County:
    """A county in which a list has rows."""

    code: str
    name: str


def filters(campaign: Campaign, run: Run, counties: Iterable[County]) -> tuple[Filter, ...]:
    """Every question by which the list of a run can be narrowed."""
    return (
        _classes(campaign),
        _counties(counties),
        _branches(campaign, run),
        _standings(),
        OPEN,
        BESIDE,
        LIGHT,
    )


def narrowed(rows: QuerySet[Target], asked: QueryDict, by: Sequence[Filter]) -> QuerySet[Target]:
    """The rows that answer to all that was asked, with what the orders need."""
    for one in by:
        rows = one.over(rows, asked)
    if typed := asked.get("q", "").replace("\0", "").strip()[:60]:
        rows = rows.filter(Q(name__contains=typed) | Q(code__begins=typed))
    return sortable(rows)


def sortable(rows: QuerySet[Target]) -> QuerySet[Target]:
    """The rows with what the orders need: numbers that are never null, unknown ones last."""
    return rows.annotate(
        sort_rank=never_null("rank", LAST),
        sort_remaining=never_null("remaining_poor", -1),
        sort_incidence=never_null("incidence_ppm", -1),
    )


def tab_asked(asked: QueryDict) -> str:
    """Which of the tabs is open: the list itself, unless another was asked for."""
    tab = asked.get("in", "")
    return tab if tab in DECIDED else TABS[0].value


def _classes(campaign: Campaign) -> Filter:
    choices = tuple(Choice(one.code, one.label) for one in campaign.classes)
    conditions = {one.code: Q(target_class=one.code) for one in campaign.classes}
    return Filter("class", Text("类别", "Class"), choices, conditions)


def _counties(counties: Iterable[County]) -> Filter:
    there = tuple(counties)
    choices = tuple(Choice(one.code, same(one.name)) for one in there)
    conditions = {one.code: Q(county_code=one.code) for one in there}
    return Filter("county", Text("区县", "County"), choices, conditions)


def _branches(campaign: Campaign, run: Run) -> Filter:
    """By the criterion that holds; a branch is one bit of its class's mask."""
    choices, conditions = [], {}
    for target in campaign.classes:
        for bit, branch in enumerate(target.branches):
            label = with_parameters(branch.label, campaign, run.parameters)
            choices.append(Choice(branch.code, label))
            holds = GreaterThan(F("holds_mask").bitand(1 << bit), 0)
            conditions[branch.code] = Q(holds, target_class=target.code)
    return Filter("branch", Text("依据", "By"), tuple(choices), conditions)


def _standings() -> Filter:
    told: dict[str, Text] = {code: words for code, words in STANDINGS.items() if code != NEVER}
    choices = tuple(Choice(code, words) for code, words in told.items())
    conditions = {code: Q(standing=code) for code in told}
    return Filter("standing", Text("计算结果", "Computed"), choices, conditions)
