"""The markup of every page: closed tags, ids once, every field labelled, no style or script."""

import pytest

from dingdian.records.targeting.models import Run
from tests.makers.beside import beside
from tests.makers.cast import LONGJU, VILLAGE, WANZHOU, signed_in
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/targets/",
    "/targets/?in=no",
    "/targets/?in=open",
    f"/targets/{VILLAGE}/",
    f"/targets/{LONGJU}/",
    "/targets/what-if/?remaining_poor_over=4",
    "/targets/what-if/?remaining_poor_over=x",
    "/villages/",
    f"/villages/?under={VILLAGE}&light=na",
    "/places/?q=后坪",
    f"/places/{WANZHOU}/",
    f"/places/{LONGJU}/",
    "/places/wansheng/",
    "/places/500102/",
    "/nominations/",
    f"/nominations/new/?place={VILLAGE}",
    "/nominations/new/",
    "/overrides/",
    f"/overrides/new/?class=village&place={VILLAGE}",
    "/announcements/",
    "/announcements/new/",
    "/jobs/",
    "/trail/",
    "/nowhere/",
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("to", PAGES)
def test_a_page_is_well_made_in_both_languages(to: str, language: str, run: Run) -> None:
    numbers = beside(run)
    for name in ("office", "county"):
        client = signed_in(name, language=language)
        for one in (to, *(_numbered(numbers) if to == "/" else ())):
            page = Read(client.get(one).text)
            assert page.faults == [], one
            assert page.lang == ("zh-Hans" if language == "zh-hans" else "en")
            assert page.h1 == 1, one


def _numbered(numbers: object) -> list[str]:
    return [
        f"/{where}/{getattr(numbers, of)}/"
        for where, of in (
            ("nominations", "nomination"),
            ("overrides", "override"),
            ("announcements", "announcement"),
        )
    ]


def test_a_page_that_is_badly_made_is_found() -> None:
    bad = '<p id="a"><b></p><i id="a" style="x"><label>x</label><input name="n"><a href="#z">'
    found = Read(bad).faults
    for fault in ("stands twice", "style", "for nothing", "n has no label", "leads nowhere"):
        assert any(fault in one for one in found), fault
