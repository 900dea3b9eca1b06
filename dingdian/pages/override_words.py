"""What the office decides beyond what was computed, in words: where it is, and what it changes."""

from dataclasses import dataclass

from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import STANDINGS
from dingdian.lexicon.text import Text, same
from dingdian.pages.viewing import Viewer
from dingdian.records.targeting.models import Override
from dingdian.records.targeting.queries import current_run, targets

PENDING = Text("待第二人复核", "awaits a second person")
CONFIRMED = Text("已复核，生效", "confirmed, counts")
WITHDRAWN = Text("已撤回", "withdrawn")
NOT_COMPUTED = Text("不在识别结果中", "not in the run")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an override changes in numbers: the list of its class before it, and with it."""

    computed: Text
    before: int
    after: int


def state_said(one: Override) -> Text:
    """Where an override is on its way."""
    if one.withdrawn_at is not None:
        return WITHDRAWN
    return PENDING if one.confirmed_at is None else CONFIRMED


def is_pending(one: Override) -> bool:
    """Whether it still waits for a second person."""
    return one.withdrawn_at is None and one.confirmed_at is None


def class_said(campaign: Campaign, code: str) -> Text:
    """A class in words; one that the campaign no longer has by its code."""
    return next((one.label for one in campaign.classes if one.code == code), same(code))


def effect(viewer: Viewer, target_class: str, code: str, *, admits: bool) -> Effect | None:
    """What it changes on the viewer's list, in three queries; None where nothing was identified."""
    run = current_run(viewer.campaign.code)
    if run is None:
        return None
    of_class = targets(run, seen_by=viewer.scope).filter(target_class=target_class)
    here = of_class.filter(code=code).first()
    before = of_class.filter(decided=True).count()
    was = here is not None and here.decided is True
    computed = NOT_COMPUTED if here is None else STANDINGS[here.standing]  # type: ignore[index]  # held by a constraint
    return Effect(computed, before, before + admits - was)
