"""Forms of the registry filled in as a page gives them, and a household to fill them in about."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from dingdian.lexicon.id_number import check_digit
from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.models import Household, Member
from tests.makers.cast import VILLAGE, one_of_the_cast, standing_at
from tests.makers.households import enter

ADULT = {"education": "primary", "health": "healthy"}
HEAD = {"name": "张三丰", "sex": "male", "relation": "head", **ADULT}
WIFE = {"name": "李小美", "sex": "female", "relation": "spouse", **ADULT}
SON = {"name": "张大山", "sex": "male", "relation": "son", "student_status": "primary"}
NUMBER = "99000019700501101"
ID_NUMBER = NUMBER + check_digit(NUMBER)
"""Nobody's: no province begins with 99. A man, born on 1 May 1970."""


def household(
    number: str = "5002350001", *, village: str = VILLAGE, by: str = "village", **fields: Any
) -> Household:
    """A household of three, as its village team entered it."""
    return enter(
        number,
        village=standing_at(village),
        campaign=campaign_now(),
        by=one_of_the_cast(by),
        fields={"house_grade": "B", "phone": "13900000001", "farmland_li": 325} | fields,
        members=(HEAD, WIFE, SON),
    )


def named(of: Household, name: str) -> Member:
    """The member of a household who has that name."""
    rows = of.member_rounds.filter(undone_at=None, until=None).select_related("member")
    return next(one.member for one in rows if one.member.name == name)


def sheet(client: Client, to: str, **typed: Any) -> dict[str, Any]:
    """What a browser would send of the form at an address, with some of it typed anew."""
    return Inputs(client.get(to).text).sent | typed


def all_of(of: Household) -> Mapping[str, str]:
    """Every address of the forms about a household."""
    head = named(of, "张三丰").key
    own = ("change", "income", "proof", "helper", "birth", "joining", "moving", "splitting")
    return {one: f"/households/{of.key}/{one}/" for one in (*own, "merging")} | {
        one: f"/members/{head}/{to}/"
        for one, to in (("member", "change"), ("death", "death"), ("leaving", "leaving"))
    }


class Inputs(HTMLParser):
    """What a browser would send of the form of a page that is sent to the page itself."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self._ours, self._select, self._first = False, "", False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form that opens, or something in it that is sent."""
        has = dict(attrs)
        if tag == "form":
            self._ours = has.get("method") == "post" and "action" not in has
        if not self._ours:
            return
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "input" and name and has.get("type") in ("checkbox", "radio"):
            if "checked" in has:
                self.sent.setdefault(name, []).append(value)
        elif tag == "input" and name and has.get("type") != "file":
            self.sent[name] = value
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and self._select and (self._first or "selected" in has):
            self.sent[self._select], self._first = value, False

    def handle_endtag(self, tag: str) -> None:
        """What closes."""
        if tag == "select":
            self._select = ""
        elif tag == "form":
            self._ours = False
