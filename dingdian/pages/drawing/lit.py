"""A sketch with its lights lit: what the map's template draws, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dingdian.lexicon.text import Lang, Text, join, same
from dingdian.pages.drawing.beside import Side
from dingdian.pages.drawing.sketch import Shape, Sketch, Spot
from dingdian.pages.drawing.words import (
    LEGEND,
    LIGHTS,
    NAMED,
    NOTE,
    SIZES,
    SKIP,
    SOURCE,
    TITLE,
    WITHOUT_POINT,
    Light,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be shown of a place: its light, where its link leads, and its figure in words."""

    light: Light
    href: str
    figure: Text | None = None


@dataclass(frozen=True, slots=True)
class Village:
    """A village to be shown: its name, its county, and its number among the county's, from 0."""

    name: str
    county: str
    n: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """A light or a dot in its place; `title` says in words all that its shape and colour say."""

    x: int
    y: int
    name: str
    light: Light
    title: str
    href: str
    side: Side = "nowhere"


@dataclass(frozen=True, slots=True)
class Area:
    """A county as it is drawn; `beside` where it only surrounds the one that the map is of."""

    shape: Shape
    href: str
    beside: bool


@dataclass(frozen=True, slots=True)
class Map:
    """All that pieces/_map.html needs. `code` tells the parts of two maps on one page apart."""

    code: str
    view_box: str
    zoomed: bool
    counties: tuple[Area, ...]
    townships: tuple[Drawn, ...]
    villages: tuple[Drawn, ...]
    key: tuple[tuple[Light, str], ...]
    says: Mapping[str, str]


def lit(
    sketch: Sketch,
    *,
    lang: Lang,
    title: Text = TITLE,
    words: Mapping[Light, Text] = LIGHTS,
    townships: Mapping[str, Mark],
    villages: Iterable[Village] = (),
    counties: Mapping[str, str] | None = None,
) -> Map:
    """The map of a sketch: marks by township, villages with theirs, a link for each county.

    A township without a mark is not drawn, a county without a link is no link; `words` say what
    each light means on this map.
    """
    hrefs = counties or {}
    spots = [(one, townships[one.code]) for one in sketch.townships if one.code in townships]
    dots = list(villages)
    used = {mark.light for _, mark in spots} | {one.mark.light for one in dots}
    return Map(
        code=sketch.of or "region",
        view_box=sketch.view_box,
        zoomed=sketch.of is not None,
        counties=tuple(_area(one, sketch, hrefs) for one in sketch.counties),
        townships=tuple(_township(one, mark, words, lang) for one, mark in spots),
        villages=tuple(_village(one, sketch, words, lang) for one in dots),
        key=tuple((light, word[lang]) for light, word in words.items() if light in used),
        says={
            "title": title[lang],
            "note": NOTE[lang],
            "source": SOURCE[lang],
            "skip": SKIP[lang],
            "key": LEGEND[lang],
            "sizes": SIZES[lang],
        },
    )


def _area(shape: Shape, sketch: Sketch, hrefs: Mapping[str, str]) -> Area:
    beside = sketch.of is not None and shape.code != sketch.of
    return Area(shape, hrefs.get(shape.code, ""), beside)


def _township(spot: Spot, mark: Mark, words: Mapping[Light, Text], lang: Lang) -> Drawn:
    more = (WITHOUT_POINT,) if spot.schematic else ()
    title = _title(spot.name, mark, words, more)[lang]
    return Drawn(spot.x, spot.y, spot.name, mark.light, title, mark.href, spot.side)


def _village(one: Village, sketch: Sketch, words: Mapping[Light, Text], lang: Lang) -> Drawn:
    x, y = sketch.village_at(one.county, one.n)
    title = _title(one.name, one.mark, words, ())[lang]
    return Drawn(x, y, one.name, one.mark.light, title, one.mark.href)


def _title(name: str, mark: Mark, words: Mapping[Light, Text], more: Iterable[Text]) -> Text:
    """The name, the light in words, the figure: 龙驹镇：未达标，6项超期."""
    figure = () if mark.figure is None else (mark.figure,)
    says = join([words[mark.light], *figure, *more], zh="，")
    return NAMED.fill(name=same(name), says=says)
