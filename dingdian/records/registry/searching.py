"""Finding a household or a person by what somebody types: a name, its spelling, a number."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import Concat

from dingdian.lexicon.id_number import normalised
from dingdian.records.access.scope import Scope
from dingdian.records.places.typed import plain
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.person import Member
from dingdian.records.secrecy.blinding import ID_NUMBER, INITIALS, NAME, PHONE, PINYIN, blind

LAST_FOUR = re.compile(r"\d{3}[\dX]", re.ASCII)
WHOLE_NUMBER = re.compile(r"\d{14,21}[\dXB]+", re.ASCII)
ENOUGH = 2_000
"""So many numbers that begin so are looked at; who means one of more types more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A household that answers, and the member by whom it does; without one, by its number."""

    household: Household
    path: str
    member: Member | None = None


def search(text: str, *, seen_by: Scope, limit: int = 20) -> list[Found]:
    """Who and what answers to a text, where somebody may look; five queries at most.

    A name is found whole, by its pinyin or its initials; a household by its number or how that
    begins; a person by the whole ID number, a phone, or the last four signs of the ID number.
    """
    typed = text.strip()
    if not typed or not seen_by.paths:
        return []
    by_number = _households(typed, seen_by, limit)
    left = limit - len(by_number)
    members = _members(typed)
    if members is None or left <= 0:
        return by_number
    return by_number + _living(members, seen_by, left)


def _households(typed: str, seen_by: Scope, limit: int) -> list[Found]:
    """Households by their number; a beginning counts from four signs on."""
    number = unicodedata.normalize("NFKC", typed).upper()
    if not any(one.isdigit() for one in number):
        return []
    named = Q(number__in=(typed, number))
    if len(number) >= 4:
        named |= Q(number__begins=number)
    pks = list(
        Household.objects.filter(named).order_by("number").values_list("pk", flat=True)[:ENOUGH]
    )
    rows = HouseholdRound.objects.filter(household__in=pks, undone_at=None, until=None)
    seen = seen_by.over(rows, path="path").select_related("household")
    return [Found(one.household, one.path) for one in seen.order_by("household__number")[:limit]]


def _members(typed: str) -> Q | None:
    """Who may be meant, asked of households; None where nobody's name or number is like that."""
    number = normalised(typed)[0]
    if WHOLE_NUMBER.fullmatch(number):
        return _who(id_blind=blind(number, ID_NUMBER))
    if LAST_FOUR.fullmatch(number):
        return _who(id_last4=number)
    spelt = plain(typed)
    if not spelt:
        return None
    if spelt.isdigit():
        return _who(phone_blind=blind(spelt, PHONE))
    if not spelt.isascii():
        return _who(name_blind=blind(typed, NAME))
    by_pinyin = Member.objects.filter(pinyin_blind=blind(spelt, PINYIN)).values("pk")
    by_initials = Member.objects.filter(initials_blind=blind(spelt, INITIALS)).values("pk")
    return _who(pk__in=by_pinyin.union(by_initials, all=True))


def _who(**asked: object) -> Q:
    return Q(**{f"household__member_rounds__member__{name}": one for name, one in asked.items()})


def _living(members: Q, seen_by: Scope, limit: int) -> list[Found]:
    """Those who live in a household that is seen, in the order of places.

    The order is by no column that an index knows: else a database might walk through all places in
    their order, to find the few that answer, instead of finding those first.
    """
    at = "household__member_rounds__"
    living = HouseholdRound.objects.filter(
        members, undone_at=None, until=None, **{f"{at}undone_at": None, f"{at}until": None}
    )
    seen = seen_by.over(living, path="path").order_by(
        Concat("path", Value("")), "household__number", f"{at}member"
    )
    rows = list(seen.values_list("household", "path", f"{at}member")[:limit])
    people = Member.objects.in_bulk([one for *_, one in rows])
    homes = Household.objects.in_bulk({one for one, *_ in rows})
    return [Found(homes[home], path, people[one]) for home, path, one in rows]
