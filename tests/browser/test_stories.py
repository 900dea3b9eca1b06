"""What people do on the pages, by hand, by keyboard alone, on a phone, and without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_wall_leads_from_a_number_to_its_rows(page_in: Callable[..., Page]) -> None:
    page = page_in()
    page.goto("/")
    said = page.locator(".figures a").first.locator(".value").inner_text()
    page.locator(".figures a").first.click()
    expect(page).to_have_url(re.compile(r"/villages/"))
    total = page.locator("tfoot td").first.inner_text()
    assert said.split("人")[0].strip() == total.strip()


def test_a_what_if_answers_while_it_is_typed_and_stays_in_the_address(
    page_in: Callable[..., Page],
) -> None:
    page = page_in(lang="en")
    page.goto("/targets/what-if/")
    expect(page.locator("#answer")).to_contain_text("The same as it was kept.")
    page.get_by_label("Remaining poor, more than").fill("10")
    expect(page.locator("#answer")).to_contain_text("enter")
    expect(page).to_have_url(re.compile("remaining_poor_over=10"))
    entered = page.locator("#answer").inner_text()
    page.reload()
    assert page.locator("#answer .moved li").count() > 2
    assert page.locator("#answer").inner_text().split("computed")[0] == entered.split("computed")[0]


def test_without_scripts_the_same_pages_answer(page_in: Callable[..., Page]) -> None:
    page = page_in(scripts=False)
    page.goto("/targets/what-if/")
    page.locator("input[name=remaining_poor_over]").fill("10")
    page.locator(".dials button").click()
    expect(page.locator("#answer")).to_contain_text("进入")
    page.goto("/targets/")
    page.locator("select[name=county]").select_option("500101")
    page.locator(".narrowing button").click()
    expect(page).to_have_url(re.compile("county=500101"))
    expect(page.locator("tbody tr")).not_to_have_count(0)


def test_somebody_else_sees_only_their_own_place(page_in: Callable[..., Page]) -> None:
    page = page_in(who="longju")
    page.goto("/villages/")
    ways = set(page.locator("tbody th .beneath").all_inner_texts())
    assert ways == {"万州区 / 龙驹镇"}
    page.goto("/places/500242/")
    expect(page.locator("h1")).to_have_text("没有这个页面")


def test_the_language_is_switched_and_stays(page_in: Callable[..., Page]) -> None:
    page = page_in()
    page.goto("/targets/?in=open")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile(r"/targets/\?in=open"))
    expect(page.locator("h1")).to_have_text("Which places are targets, and why?")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_alone_goes_from_the_head_to_a_target(page_in: Callable[..., Page]) -> None:
    page = page_in()
    page.goto("/targets/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('tbody th a')"):
            break
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)


def test_on_a_phone_a_place_is_found_by_its_initials(page_in: Callable[..., Page]) -> None:
    page = page_in(width=360)
    page.goto("/")
    page.locator("#find").fill("ljz")
    page.locator("#find").press("Enter")
    page.get_by_role("link", name="万州区 / 龙驹镇").click()
    expect(page.locator("h1")).to_have_text("龙驹镇现在怎么样？")
