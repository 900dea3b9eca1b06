"""What somebody types to find a place, and how well a place answers to it."""

import re
import unicodedata

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from dingdian.records.places.models import Standing
from dingdian.records.places.naming import ENDINGS
from dingdian.records.places.spelling import spell

EXACT, PREFIX, PART = range(3)
WIDTH = ("province", "city", "county", "zone", "township", "village")
"""The levels from the widest to the narrowest."""
CALLED = ("", *(ending for endings in ENDINGS.values() for ending in endings))
"""What may be left off a name that is otherwise typed whole: 平安 for 平安镇."""
SPELT = tuple(spell(ending).pinyin for ending in CALLED)
MARKS = re.compile(r"[\s'’·/-]")


def plain(text: str) -> str:
    """A text as the records have it: half-width, small, without spaces or tones, v for ü."""
    loose = unicodedata.normalize("NFKD", text).casefold().replace("u\u0308", "v")
    return MARKS.sub("", "".join(one for one in loose if not unicodedata.combining(one)))


def matching(text: str, *, vintage: int) -> QuerySet[Standing]:
    """The standings of a vintage that answer to a text, the best answer first."""
    typed = plain(text)
    if not typed:
        return Standing.objects.none()
    exact, prefix, part = _answers(typed)
    return (
        Standing.objects.filter(_within(vintage, prefix, part))
        .alias(
            rank=Case(
                When(_any(exact), then=EXACT),
                When(_any(prefix), then=PREFIX),
                default=Value(PART),
                output_field=IntegerField(),
            ),
            width=Case(
                *(When(level=level, then=width) for width, level in enumerate(WIDTH)),
                default=Value(len(WIDTH)),
                output_field=IntegerField(),
            ),
        )
        .order_by("rank", "width", "position")
    )


def _answers(typed: str) -> tuple[list[Q], list[Q], list[Q]]:
    """What answers exactly, by its beginning, by a part; each of these is also the next."""
    if typed.isdigit():
        return [Q(code=typed)], [Q(code__begins=typed)], []
    if typed.isascii():
        spelt = [f"{typed}{ending}" for ending in SPELT]
        exact = [Q(pinyin__in=spelt), Q(initials=typed), Q(code=typed)]
        return exact, [Q(pinyin__begins=typed), Q(initials__begins=typed), Q(code=typed)], []
    called = [f"{typed}{ending}" for ending in CALLED]
    return (
        [Q(name__in=called), Q(official_name=typed)],
        [Q(name__begins=typed), Q(official_name__begins=typed)],
        [Q(name__contains=typed), Q(official_name__contains=typed)],
    )


def _within(vintage: int, prefix: list[Q], part: list[Q]) -> Q:
    """Every answer of the vintage.

    An index answers a beginning where the branch itself says the vintage; a part is looked for in
    every name of the vintage, and then the beginnings are found on the way.
    """
    if part:
        return Q(_any(part), vintage=vintage)
    return _any([Q(one, vintage=vintage) for one in prefix])


def _any(questions: list[Q]) -> Q:
    found = Q()
    for one in questions:
        found |= one
    return found
