"""Showing a number that is masked: to whom may read it, for a reason, and never unnoticed."""

from datetime import date

from django.db import models, transaction

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.access.allowed import READ_PERSONS
from dingdian.records.access.models import User
from dingdian.records.access.queries import scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.registry.person import Member
from dingdian.records.registry.reading import member_on
from dingdian.records.registry.refusals import NotAllowed
from dingdian.records.trail.actions import note


class Why(models.TextChoices):
    """For what somebody reads an ID number; the trail keeps this code, and no words of theirs."""

    CHECK = "check", "核对证件"
    ENTER = "enter", "录入国家系统"
    COMPARE = "compare", "与部门数据比对"
    CORRECT = "correct", "更正登记"
    INSPECT = "inspect", "监督检查"


class NoNumber(Unusable):
    """Somebody wanted to read an ID number that nobody has entered."""

    def __init__(self) -> None:
        super().__init__(
            "no_id_number",
            Text("没有登记证件号码。", "No ID number is on record."),
            Text("请核实后补登。", "Find it out, and enter it."),
        )


@transaction.atomic
def reveal_id_number(member: Member, *, why: Why, campaign: Campaign, by: User) -> str:
    """The ID number of a member, once somebody has said for what; it is noted who read whose."""
    today = installation().today()
    scope = scope_of(by, on=today, vintage=campaign.vintage, to=READ_PERSONS)
    code = _where(member, scope, today)
    number: str | None = member.id_number
    if number is None:
        raise NoNumber
    told = {"member": member.key, "why": Why(why).value}
    note(by=by, deed="read an ID number", subject=member, place=code, told=told)
    return number


def _where(member: Member, scope: Scope, on: date) -> str:
    """The code of the village in which a member lives, or lived last; refused where not seen."""
    found = member_on(member.key, seen_by=scope, on=on)
    if found is None:
        raise NotAllowed("")
    _, home = found
    return home.path.rstrip("/").rpartition("/")[2]
