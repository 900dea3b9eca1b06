"""What stands on a page lies where its reader may look: links, codes, files and numbers alike."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from dingdian.pages.viewing import campaign_now
from dingdian.records.access.queries import scope_of
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.targeting.models import Run
from dingdian.records.targeting.queries import profiles, targets
from tests.makers.beside import Beside, beside
from tests.makers.cast import BEGUN, CAST, CHENGKOU, one_of_the_cast
from tests.makers.page_read import Read, codes_in
from tests.makers.viewers import OFF_DUTY, browser_of, off_duty, where

pytestmark = pytest.mark.django_db

LISTS = (
    "/",
    "/targets/",
    "/targets/?in=all&order=remaining",
    "/targets/?in=no",
    "/targets/?in=open",
    "/villages/",
    "/villages/?order=incidence",
    "/targets/what-if/",
    "/targets/what-if/?remaining_poor_over=5",
    "/targets/what-if/?remaining_poor_over=29",
    "/nominations/",
    "/overrides/",
    "/announcements/",
    "/jobs/",
    "/targets/?in=all&q=500229",
    "/targets/?in=all&county=500229",
)
OF_PERSONS = ("/households/", "/households/?lacking=any", "/households/find/", "/national/")
SEE_NO_PERSON = ("evaluator", *OFF_DUTY)
ALL = (*CAST, *OFF_DUTY)


@pytest.fixture
def numbers(run: Run) -> Beside:
    """A run, and what people did beside it."""
    return beside(run)


def scope_now(name: str) -> Scope:
    """Where somebody looks, asked as actions ask it and not as pages do."""
    user = off_duty(name) if name in OFF_DUTY else one_of_the_cast(name)
    day = BEGUN.replace(year=BEGUN.year + 1)
    return scope_of(user, on=day, vintage=campaign_now().vintage)


def codes_within(scope: Scope) -> set[str]:
    """The code of every place in a scope."""
    rows = scope.over(Standing.objects.filter(vintage=campaign_now().vintage), path="path")
    return set(rows.values_list("code", flat=True))


def pages_of(name: str, numbers: Beside) -> Iterator[tuple[str, Read]]:
    """Every page with rows that somebody is shown."""
    client, seen = browser_of(name), where(name)
    boards = [] if name in OFF_DUTY else [f"/places/{seen.here}/", f"/targets/{seen.village}/"]
    persons = [] if name in SEE_NO_PERSON else [*OF_PERSONS, *households_of(name, numbers)]
    for to in (*LISTS, f"/announcements/{numbers.announcement}/", *boards, *persons):
        answer = client.get(to)
        assert answer.status_code == 200, to
        yield to, Read(answer.text)


def households_of(name: str, numbers: Beside) -> list[str]:
    """The pages of the household that they may see, and of its head."""
    away = where(name).here == CHENGKOU
    household = numbers.household_away if away else numbers.household
    member = numbers.member_away if away else numbers.member
    own = f"/households/{household}/"
    return [own, f"{own}account/", f"{own}?on=2019-01-01", f"/members/{member}/"]


@pytest.mark.parametrize("name", ALL)
def test_no_page_names_a_place_beyond_the_duty_of_its_reader(name: str, numbers: Beside) -> None:
    within = codes_within(scope_now(name))
    beyond = {to: page.codes - within - codes_in(to) for to, page in pages_of(name, numbers)}
    assert {to: codes for to, codes in beyond.items() if codes} == {}


@pytest.mark.parametrize("name", ["office", "county", "township", "village", "outsider"])
def test_every_link_of_a_page_leads_somewhere(name: str, numbers: Beside) -> None:
    client = browser_of(name)
    links = {
        one.partition("#")[0]
        for _, page in pages_of(name, numbers)
        for one in page.ways_on
        if one.startswith("/")
    }
    got = {to: client.get(to).status_code for to in sorted(links)[:250]}
    assert {to: status for to, status in got.items() if status != 200} == {}


@pytest.mark.parametrize("name", ALL)
def test_the_list_and_the_villages_hold_every_row_of_the_duty(name: str, run: Run) -> None:
    client, scope = browser_of(name), scope_now(name)
    for to, rows in (
        ("/targets/export/?in=all", targets(run, seen_by=scope)),
        ("/villages/export/", profiles(run, seen_by=scope, level="village")),
    ):
        wanted = sorted(rows.values_list("code", flat=True))
        assert sorted(codes_of_workbook(client.post(to))) == wanted
        assert sorted(codes_of_csv(client.post(to, {"form": "csv"}))) == wanted


def codes_of_workbook(answer: Any) -> list[str]:
    """The first column of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    (first, *_) = book.worksheets
    return [row[0] for row in first.iter_rows(min_row=2, values_only=True) if row[0]]


def codes_of_csv(answer: Any) -> list[str]:
    """The first column, without what is said beneath the rows."""
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    return [row[0] for row in rows if row and codes_in(row[0]) == {row[0]}]


def test_a_search_names_everything_and_links_what_may_be_seen(run: Run) -> None:  # noqa: ARG001 - there is one
    page = Read(browser_of("outsider").get("/places/?q=后坪").text)
    assert page.codes
    assert [one for one in page.links if one.startswith("/places/5")] == []
    seen = Read(browser_of("outsider").get(f"/places/?q={CHENGKOU}").text)
    assert f"/places/{CHENGKOU}/" in seen.links


def test_a_search_holds_no_figure_of_any_place(run: Run) -> None:  # noqa: ARG001 - there is one
    page = Read(browser_of("office").get("/places/?q=示例二村").text)
    table = page.text.partition("全称 ")[2].partition("只列出")[0].partition("定点 ·")[0]
    assert "示例二村" in table
    assert not re.search(r"\d+ ?人|%|达标", table)


def test_a_duty_at_a_zone_reaches_its_townships_and_no_others(run: Run) -> None:
    member, other = "500110101", "500110110"
    codes = set(targets(run, seen_by=Scope(frozenset({"50/"}))).values_list("code", flat=True))
    assert any(one.startswith(member) for one in codes)
    assert any(one.startswith(other) for one in codes)
    page = Read(browser_of("office").get("/places/wansheng/").text)
    assert {one for one in page.codes if one.startswith(member) and len(one) == 12}
    assert not {one for one in page.codes if one.startswith(other)}
