"""The map of the targets that a viewer may see: townships as lights, villages as dots."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from django.urls import reverse

from dingdian.lexicon.place import above, level_of
from dingdian.lexicon.text import Text
from dingdian.pages.drawing.ground import Ground
from dingdian.pages.drawing.lit import Map, Mark, Village, lit
from dingdian.pages.drawing.sketch import Sketch, sketch, sketch_of
from dingdian.pages.drawing.words import LIGHTS as SAID
from dingdian.pages.drawing.words import Light
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer
from dingdian.records.places.models import Standing
from dingdian.records.targeting.models import Target

TITLE = Text("攻坚对象示意图", "Schematic map of the targets")
REMAINING = Text("剩余贫困人口{n}人", "{n} remaining poor")
LIGHTS: Mapping[str, Light] = {
    "well": "well",
    "near": "near",
    "ill": "ill",
    "unreported": "unreported",
    "na": "not_applicable",
}


def map_of(targets: Iterable[Target], viewer: Viewer, *, county: str | None = None) -> Map | None:
    """The targets on the whole region, or on one county; None where no place has an outline."""
    marks = [(row.code, row.name, mark_of(row)) for row in targets]
    return drawn_of(marks, viewer, county=county)


def drawn_of(
    marks: Iterable[tuple[str, str, Mark]],
    viewer: Viewer,
    *,
    county: str | None = None,
    title: Text = TITLE,
    words: Mapping[Light, Text] = SAID,
) -> Map | None:
    """Places by code, name and mark on the map: townships as lights, villages as dots."""
    vintage = viewer.vintage
    drawn = sketch(vintage) if county is None else sketch_of(county, vintage=vintage)
    if drawn is None:
        return None
    places = list(marks)
    return lit(
        drawn,
        lang=lang_now(),
        title=title,
        words=words,
        townships={code: mark for code, _, mark in places if level_of(code) == "township"},
        villages=list(_dots(places, drawn, vintage)),
        counties=_ways_into(drawn, viewer),
    )


def mark_of(row: Target) -> Mark:
    """The light of a target, where it leads, and its number."""
    n = "?" if row.remaining_poor is None else f"{row.remaining_poor:,}"
    return Mark(LIGHTS[row.light], reverse("pages:target", args=[row.code]), REMAINING.fill(n=n))


@lru_cache(maxsize=4)
def village_numbers(vintage: int, _ground: Ground) -> Mapping[str, int]:
    """Which of its county's villages each one is, from 0, in document order; once per ground."""
    listed = Standing.objects.filter(vintage=vintage, level="village").order_by("position")
    numbers: dict[str, int] = {}
    count: dict[str, int] = {}
    for code in listed.values_list("code", flat=True):
        county = above(code, "county")
        numbers[code] = count.get(county, 0)
        count[county] = numbers[code] + 1
    return numbers


def _dots(
    places: Iterable[tuple[str, str, Mark]], drawn: Sketch, vintage: int
) -> Iterator[Village]:
    numbers = village_numbers(vintage, drawn.ground)
    shown = {one.code for one in drawn.counties}
    for code, name, mark in places:
        county = above(code, "county")
        if code in numbers and county in shown:
            yield Village(name, county, numbers[code], mark)


def _ways_into(drawn: Sketch, viewer: Viewer) -> Mapping[str, str]:
    """A link for each county that lies in the viewer's scope."""
    root = viewer.campaign.root
    return {
        one.code: reverse("pages:place", args=[one.code])
        for one in drawn.counties
        if viewer.scope.sees(f"{root}/{one.code}/")
    }
