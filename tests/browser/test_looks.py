"""Every page in both languages, from a phone to a wall, light, dark and on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import LOOKED_AT

PAGES = {
    "city": "/",
    "targets": "/targets/",
    "targets_open": "/targets/?in=open&order=rank",
    "target_village": "/targets/500101151902/",
    "target_township": "/targets/500101151/",
    "target_unknown": "/targets/500101151905/",
    "what_if": "/targets/what-if/?remaining_poor_over=10&village.quota=80",
    "villages": "/villages/?under=500101&order=remaining",
    "place_city": "/places/50/",
    "place_county": "/places/500242/",
    "place_township": "/places/500101151/",
    "place_village": "/places/500101151902/",
    "search": "/places/?q=平安",
    "search_nothing": "/places/?q=zzzz",
    "nominations": "/nominations/",
    "nominate": "/nominations/new/?place=500101151903",
    "nomination": "/nominations/1/",
    "overrides": "/overrides/",
    "override": "/overrides/1/",
    "announcements": "/announcements/",
    "announce": "/announcements/new/",
    "jobs": "/jobs/",
    "trail": "/trail/",
    "nothing_there": "/no-such-page/",
}
WIDTHS = (360, 1440, 3840)
SCHEMES = ("light", "dark")
AS = {"nominate": "wanzhou"}
"""Who looks at a page that the office has no use for."""
OUTSIDE = ("nothing_there",)
"""Pages whose answer is an error, which the browser notes on its console."""


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    LOOKED_AT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=Path(LOOKED_AT) / f"{name}.png", full_page=True)


def open_listening(page: Page, address: str) -> list[str]:
    """Go there; what the browser complains of is written down."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            complaints.append(f"left the machine: {asked.url}")
            if not asked.url.startswith((page.url[:16], "http://localhost", "data:"))
            else None
        ),
    )
    page.goto(address)
    return complaints


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_every_width_light_and_dark_and_says_nothing_on_the_console(
    page_in: Callable[..., Page], name: str, lang: str
) -> None:
    for scheme in SCHEMES:
        page = page_in(lang=lang, scheme=scheme, who=AS.get(name, ""))
        complaints = open_listening(page, PAGES[name])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 2160 if width > 2000 else 900})
            shoot(page, f"{name}-{lang}-{width}-{scheme}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on a screen of {width}"
        assert complaints == [] or name in OUTSIDE
        page.context.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_with_who_and_that_it_is_synthetic(
    page_in: Callable[..., Page], name: str, lang: str
) -> None:
    page = page_in(lang=lang, who=AS.get(name, ""))
    page.goto(PAGES[name])
    page.emulate_media(media="print")
    shoot(page, f"{name}-{lang}-print")
    assert page.get_by_text("合成数据").first.is_visible()
    assert not page.locator(".find").is_visible()
    assert page.locator(".printed").is_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    (LOOKED_AT / f"{name}-{lang}.pdf").write_bytes(printed)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page_in: Callable[..., Page], name: str, scheme: str) -> None:
    for lang, width in (("zh", 1440), ("en", 360)):
        page = page_in(lang=lang, scheme=scheme, width=width, who=AS.get(name, ""))
        page.goto(PAGES[name])
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.context.close()
