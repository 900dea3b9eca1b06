"""Households and differences as files: without names, unless who edits them says what for."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from dingdian.lexicon.text import Text
from dingdian.pages import national
from dingdian.pages.exporting import LONGEST_WHY, answer
from dingdian.pages.household_list import ORDERS, Line, day_asked, lines, narrowed
from dingdian.pages.listing import order_asked
from dingdian.pages.speaking import lang_now
from dingdian.pages.templatetags.saying import LIGHTS as SAID
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.pages.villages import place_asked
from dingdian.records.access.allowed import EDIT_REGISTRY, READ_PERSONS
from dingdian.steps.export_list import Heading, ListOut

AT_ONCE = 500
HEAD = Heading(Text("户主", "Head"))
LEFT_OUT = (
    Text("未导出的内容", "What was left out"),
    Text("姓名、证件号码、电话、银行账号", "names, ID numbers, phones and bank accounts"),
)
WITH_NAMES = (
    Text("未导出的内容", "What was left out"),
    Text(
        "证件号码、电话、银行账号；含户主姓名，请妥善保管",
        "ID numbers, phones and bank accounts; heads' names are in it: keep it safe",
    ),
)
HEADINGS = (
    Heading(Text("户编号", "Household no."), "code"),
    Heading(Text("所在", "Where")),
    Heading(Text("人数", "Persons"), "whole"),
    Heading(Text("脱贫状态", "State of exit")),
    Heading(Text("监测类别", "Class of monitoring")),
    Heading(Text("人均纯收入", "Net income per head"), "yuan"),
    Heading(Text("收入截止", "Income to")),
    Heading(Text("义务教育", "Schooling")),
    Heading(Text("基本医疗", "Insurance")),
    Heading(Text("住房安全", "Housing")),
    Heading(Text("饮水安全", "Water")),
    Heading(Text("补录天数", "Days entered late"), "whole"),
)
OF_THE_SHEET = (
    Heading(Text("户编号", "Household no."), "code"),
    Heading(Text("人口编号", "Member no."), "code"),
    Heading(Text("字段", "Field")),
    Heading(Text("本系统", "Here")),
    Heading(Text("国家系统", "National system")),
    Heading(Text("已录入", "Entered there"), "flag"),
)
APART = Text("（姓名不导出）", "(names are left out)")


@require_POST
@seen_by_viewer
def export_households(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list of households as the address narrows it."""
    must_be_allowed(viewer, READ_PERSONS)
    return answer(request, viewer, household_rows(request.GET, viewer, named(request, viewer)))


@require_POST
@seen_by_viewer
def export_national(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The difference sheet of a township or village."""
    must_be_allowed(viewer, READ_PERSONS)
    return answer(request, viewer, difference_rows(request.GET, viewer, named(request, viewer)))


def named(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether names go out: to who changes these records, and says what for."""
    why = request.POST.get("why", "").replace("\0", "").strip()[:LONGEST_WHY]
    return bool(why) and request.POST.get("names") == "yes" and viewer.may(EDIT_REGISTRY)


def household_rows(asked: QueryDict, viewer: Viewer, with_names: bool) -> ListOut:
    """Every household that answers to an address, some hundreds at a time."""
    on = day_asked(asked, viewer)
    rows = narrowed(viewer, asked, on, place_asked(asked, viewer))
    ordered = rows.order_by(*order_asked(asked, ORDERS).keys)

    def told() -> Iterator[Sequence[object]]:
        found = ordered.iterator(AT_ONCE)
        while some := list(islice(found, AT_ONCE)):
            for line in lines(some, viewer, on):
                yield _row(
                    line, with_names and viewer.may(EDIT_REGISTRY, line.row.path), with_names
                )

    headings = (*HEADINGS, HEAD) if with_names else HEADINGS
    title = Text("户名册", "List of households")
    return ListOut("households", title, headings, told(), _about(on, with_names))


def difference_rows(asked: QueryDict, viewer: Viewer, with_names: bool) -> ListOut:
    """Every line of the difference sheet."""
    here = national.sheet_place(asked, viewer)
    open_ = with_names and viewer.may(EDIT_REGISTRY, here.path)
    lang = lang_now()

    def told() -> Iterator[Sequence[object]]:
        for group, row in national.every_row(here, viewer):
            hidden = row.one.field == "name" and not open_
            yield (
                group.number,
                row.one.member_number,
                row.label[lang],
                APART[lang] if hidden else row.ours[lang],
                APART[lang] if hidden else row.theirs[lang],
                row.tick is not None and not row.is_stale,
            )

    title = Text("国扶差异单", "Difference sheet")
    return ListOut("national", title, OF_THE_SHEET, told(), _about(viewer.on, open_))


def _row(line: Line, is_open: bool, has_names: bool) -> tuple[object, ...]:
    lang, earned = lang_now(), line.earned
    per_head = None if earned is None else earned.net_per_head_fen
    head = line.head.member.name if is_open and line.head else ""
    return (
        line.row.household.number,
        " / ".join(line.way),
        len(line.members),
        line.status[lang],
        line.watch[lang],
        per_head,
        None if earned is None else str(earned.income.period_end),
        *(SAID[light][0][lang] for _, light in line.lights),
        line.lag,
        *([head] if has_names else []),
    )


def _about(on: date, with_names: bool) -> tuple[tuple[Text, str], ...]:
    label, says = WITH_NAMES if with_names else LEFT_OUT
    return (Text("日期", "As of"), str(on)), (label, says[lang_now()])
