"""The map as a page carries it: every light is a link that says in words what it shows."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine

import dingdian
from dingdian.lexicon.text import Lang, Text
from dingdian.pages.drawing.lit import Map, Mark, Village, lit
from dingdian.pages.drawing.sketch import Sketch, sketch_of
from dingdian.pages.drawing.words import LIGHTS, NOTE, SOURCE

PAGES = Path(dingdian.__file__).parent / "pages"
SVG = "{http://www.w3.org/2000/svg}"
OVERDUE = Text("6项超期", "6 items overdue")


def rendered(shown: Map) -> str:
    engine = Engine(dirs=[str(PAGES / "templates")])
    return engine.get_template("pieces/_map.html").render(Context({"map": shown}))


def shown(sketch: Sketch, lang: Lang = "zh", *, linked: bool = True) -> Map:
    """The 18 lights and 118 dots, the lights in turn."""
    light = [*LIGHTS] * 24
    counties = [one.code for one in sketch.counties]
    return lit(
        sketch,
        lang=lang,
        townships={
            one.code: Mark(light[n], f"/places/{one.code}/", OVERDUE)
            for n, one in enumerate(sketch.townships)
        },
        villages=[
            Village(f"示例{n}村", counties[n % 38], n // 38, Mark(light[n], f"/places/{n}/"))
            for n in range(118)
        ],
        counties={code: f"/places/{code}/" for code in counties} if linked else None,
    )


def links(markup: str, part: str) -> dict[str, str]:
    """Where each link of a part of the drawing leads, by what its title says."""
    found = re.search(rf'<g class="map-{part}">(.*?)\n</g>', markup, re.DOTALL)
    assert found is not None
    return {
        title: href
        for href, title in re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>', found[1])
    }


def test_every_light_and_every_dot_is_a_link_with_a_title(whole: Sketch) -> None:
    markup = rendered(shown(whole))
    assert len(links(markup, "townships")) == 18
    assert len(links(markup, "villages")) == 118
    assert len(links(markup, "ground")) == 38
    assert links(markup, "townships")["龙驹镇：达标，6项超期"] == "/places/500101151/"


def test_a_title_says_that_a_place_is_made_up(whole: Sketch) -> None:
    titles = [one.title for one in shown(whole, "en").townships]
    assert [one for one in titles if one.endswith("made-up place")] == [
        "红池坝镇: on target, 6 items overdue, made-up place"
    ]


def test_the_map_of_a_page_weighs_little(whole: Sketch) -> None:
    assert len(gzip.compress(rendered(shown(whole)).encode(), 6)) <= 20_000


def test_the_markup_is_well_formed_and_carries_no_style(whole: Sketch) -> None:
    markup = rendered(shown(whole)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    tree = ElementTree.fromstring(markup)  # noqa: S314 - the markup is our own
    assert not [one for one in tree.iter() if {"style", "onclick"} & one.attrib.keys()]
    assert len(tree.findall(f".//{SVG}use")) == 18 + 118 + 5
    ids = [one.attrib["id"] for one in tree.iter() if "id" in one.attrib]
    assert len(ids) == len({*ids})
    uses = {one.attrib["href"].removeprefix("#") for one in tree.iter(f"{SVG}use")}
    assert uses <= {*ids}


def test_what_describes_and_what_is_skipped_to_is_there(whole: Sketch) -> None:
    markup = rendered(shown(whole))
    for pattern in (r'labelledby="([^"]+)"', r'describedby="([^"]+)"', r'skip" href="#([^"]+)"'):
        (named,) = re.findall(pattern, markup)
        assert f'id="{named}"' in markup


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_note_source_and_key_are_part_of_the_map(whole: Sketch, lang: Lang) -> None:
    markup = rendered(shown(whole, lang))
    for text in (NOTE, SOURCE, *LIGHTS.values()):
        assert text[lang] in markup


def test_a_county_without_a_link_is_only_drawn(whole: Sketch) -> None:
    markup = rendered(shown(whole, linked=False))
    assert links(markup, "ground") == {}
    assert markup.count("<path d=") == 38


def test_a_township_without_a_mark_is_not_drawn(whole: Sketch) -> None:
    one = whole.townships[0]
    drawn = lit(whole, lang="zh", townships={one.code: Mark("ill", "/x/")})
    assert [(light.name, light.light) for light in drawn.townships] == [("龙驹镇", "ill")]
    assert [light for light, _ in drawn.key] == ["ill"]


@pytest.mark.django_db
def test_the_map_of_a_county_draws_its_neighbours_faintly() -> None:
    county = sketch_of("500236", vintage=2020)
    assert county is not None
    marks = {one.code: Mark("well", f"/places/{one.code}/") for one in county.townships}
    dots = [Village("示例一村", "500236", 0, Mark("unreported", "/places/1/"))]
    markup = rendered(lit(county, lang="zh", townships=marks, villages=dots))
    assert "map-zoomed" in markup
    assert markup.count("map-beside") == len(county.counties) - 1
    assert len(links(markup, "townships")) == len(county.townships)


def test_names_are_escaped(whole: Sketch) -> None:
    dots = [Village('<b>"村', "500236", 0, Mark("well", '/?a="&b'))]
    markup = rendered(lit(whole, lang="zh", townships={}, villages=dots))
    assert "<b>" not in markup
    assert '/?a="' not in markup


def test_every_shape_and_every_light_has_its_style() -> None:
    css = (PAGES / "static/pages/map.css").read_text(encoding="utf-8")
    markup = (PAGES / "templates/pieces/_map.html").read_text(encoding="utf-8")
    assert [light for light in LIGHTS if f".map-{light} " not in css] == []
    assert [light for light in LIGHTS if f"-{light}" not in markup] == []
    tokens = {"paper", "raised", "ink", "quiet", "line", "accent", "well", "near", "ill"}
    own = {"mark", "dot", "county", "beside", "size", "ring", "unreported", "small"}
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= tokens | own
