"""What stands around every page: who looks, in which language, where else to go, and 合成数据."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dingdian.installation import installation
from dingdian.lexicon.text import Text
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer, campaign_now, viewer_of
from dingdian.records.access.allowed import READ_PERSONS, READ_TRAIL, RUN_JOBS
from dingdian.records.access.queries import Holding, everybody_on_duty
from dingdian.records.access.words import ROLES, SECTORS


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go from every page; `only` names what must be allowed before it is shown."""

    to: str
    label: Text
    only: str | None = None


WAYS = (
    Way("pages:city", Text("总览", "Overview")),
    Way("pages:targets", Text("攻坚对象", "Targets")),
    Way("pages:villages", Text("村", "Villages")),
    Way("pages:households", Text("户", "Households"), READ_PERSONS),
    Way("pages:what-if", Text("试算", "What if")),
    Way("pages:nominations", Text("短板申报", "Nominations")),
    Way("pages:overrides", Text("另行决定", "Overrides")),
    Way("pages:announcements", Text("公布名单", "Announcements")),
    Way("pages:national", Text("国扶差异", "Differences"), READ_PERSONS),
    Way("pages:jobs", Text("后台任务", "Jobs"), RUN_JOBS),
    Way("pages:trail", Text("留痕", "Trail"), READ_TRAIL),
)


def surroundings(request: HttpRequest) -> Mapping[str, Any]:
    """What every template may ask for; nothing is asked of the database before one does."""
    around: dict[str, Any] = {
        "lang": lang_now(),
        "synthetic": installation().demonstration,
        "today": installation().today(),
    }
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        viewer = viewer_of(request)
        around |= {
            "viewer": viewer,
            "ways": ways_of(viewer, request),
            "duties": duties_said(viewer),
        }
        if installation().demonstration:
            around["cast"] = cast()
    return around


def ways_of(viewer: Viewer, request: HttpRequest) -> list[dict[str, Any]]:
    """The ways that are open to a viewer, and which of them they are on."""
    open_to = [way for way in WAYS if way.only is None or viewer.may(way.only)]
    ways = [(reverse(way.to), way.label) for way in open_to]
    here = max((one for one, _ in ways if _leads_to(one, request.path)), key=len, default="")
    return [{"address": one, "label": label, "here": one == here} for one, label in ways]


def _leads_to(address: str, path: str) -> bool:
    """Whether a page lies at an address or below it; everything lies below the first page."""
    return path.startswith(address) if address != "/" else path == "/"


def duties_said(viewer: Viewer) -> list[Text]:
    """Each duty of a viewer in words."""
    return [duty_said(one) for one in viewer.holdings]


def duty_said(one: Holding) -> Text:
    """A duty in words: 龙驹镇乡镇办公室, Township office (龙驹镇)."""
    role = ROLES[one.duty.role]
    if one.duty.sector:
        sector = SECTORS[one.duty.sector]
        role = Text("{role}·{sector}", "{role}, {sector}").fill(role=role, sector=sector)
    return Text("{place}{role}", "{role} ({place})").fill(role=role, place=one.place_name)


def cast() -> list[tuple[str, Text]]:
    """As whom one may look in a demonstration: every account on duty, with its first duty."""
    on, vintage = installation().today(), campaign_now().vintage
    return [
        (name, duty_said(held[0]))
        for name, held in everybody_on_duty(on=on, vintage=vintage).items()
    ]
