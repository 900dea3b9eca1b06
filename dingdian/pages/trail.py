"""Who did what, when and to what, as far as the reader's duties let them read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET

from dingdian.lexicon.text import Text, same
from dingdian.pages.job_kinds import VERIFY_TRAIL, may_ask_for
from dingdian.pages.listing import Choice, Filter, Order, slice_of
from dingdian.pages.rendering import whole_or_part
from dingdian.pages.viewing import Viewer, must_be_allowed, seen_by_viewer
from dingdian.records.access.allowed import READ_TRAIL
from dingdian.records.jobs.queries import latest_done
from dingdian.records.places.queries import names_of
from dingdian.records.trail.models import Entry
from dingdian.records.trail.queries import entries
from dingdian.records.trail.words import DEEDS

LONGEST = 150
NEWEST = Order("newest", Text("新的在前", "Newest first"), ("-number",))
SUBJECTS: dict[str, tuple[Text, str | None]] = {
    "access.duty": (Text("职责", "duty"), None),
    "access.user": (Text("账号", "account"), None),
    "jobs.job": (Text("后台任务", "job"), "pages:job"),
    "registry.deed": (Text("登记事项", "deed of the registry"), None),
    "registry.member": (Text("成员", "member"), None),
    "registry.nationalmirror": (Text("国家系统导出", "national export"), "pages:national"),
    "registry.nationaltick": (Text("国扶差异单", "difference sheet"), "pages:national"),
    "targeting.announcement": (Text("公布", "announcement"), "pages:announcement"),
    "targeting.nomination": (Text("申报", "nomination"), "pages:nomination"),
    "targeting.override": (Text("另行决定", "override"), "pages:override"),
    "targeting.run": (Text("识别结果", "run"), None),
    "households": (Text("户名册", "list of households"), "pages:households"),
    "jobs": (Text("后台任务", "jobs"), "pages:jobs"),
    "national": (Text("国扶差异单", "difference sheet"), "pages:national"),
    "places": (Text("行政区划", "places"), "pages:search"),
}
BY_DEED = Filter(
    "deed",
    Text("事项", "Deed"),
    tuple(Choice(deed, said) for deed, said in DEEDS.items()),
    {deed: Q(deed=deed) for deed in DEEDS},
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words, with the ways to what it speaks of."""

    entry: Entry
    deed: Text
    subject: Text
    address: str
    place_name: str


@require_GET
@seen_by_viewer
def trail(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The entries that the reader may read, the newest first."""
    must_be_allowed(viewer, READ_TRAIL)
    scope = viewer.scope_to(READ_TRAIL)
    found = narrowed(entries(codes=None if scope.is_whole else scope.codes), request.GET)
    page = slice_of(found, NEWEST, request.GET)
    context = {
        "deeds": BY_DEED,
        "deed": BY_DEED.asked(request.GET),
        "slice": page,
        "lines": lines(page.rows, vintage=viewer.vintage),
        "total": found.count(),
        "verified": latest_done(VERIFY_TRAIL),
        "may_verify": may_ask_for(viewer, VERIFY_TRAIL),
    }
    return whole_or_part(request, "trail/page.html", "trail/_entries.html", context)


def narrowed(found: QuerySet[Entry], asked: QueryDict) -> QuerySet[Entry]:
    """Those of the entries that answer to what was asked: a deed, a place and all in it, a name."""
    found = BY_DEED.over(found, asked)
    if code := _typed(asked, "place"):
        found = found.filter(place__startswith=code)
    if name := _typed(asked, "by"):
        found = found.filter(by=name)
    return found


def lines(found: Sequence[Entry], *, vintage: int) -> list[Line]:
    """The entries in words; one query, however many there are."""
    names = names_of((one.place for one in found if one.place), vintage=vintage)
    return [_line(one, names.get(one.place, "")) for one in found]


def _line(entry: Entry, place_name: str) -> Line:
    label, _, key = entry.subject.partition(":")
    said, view = SUBJECTS.get(label, (same(label), None))
    numbered = Text("{said} {key}号", "{said} no. {key}").fill(said=said, key=key) if key else said
    address = reverse(view, args=[key] if key else []) if view else ""
    return Line(entry, DEEDS.get(entry.deed, same(entry.deed)), numbered, address, place_name)


def _typed(asked: QueryDict, name: str) -> str:
    return asked.get(name, "").replace("\0", "").strip()[:LONGEST]
