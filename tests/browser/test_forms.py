"""A household written about in a browser: on a phone, by two at once, by keyboard, taken back."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_looks import shoot

VILLAGE = "500101151908"
_numbers = count(1)
Opens = Callable[..., Page]


def entered(page: Page) -> str:
    """Enter a household of two by its form; the address of its sheet."""
    page.goto(f"/households/new/?place={VILLAGE}")
    page.locator("[name=number]").fill(f"500101990{next(_numbers):04}")
    for at, (name, relation) in enumerate((("张三丰", "head"), ("张大山", "son"))):
        page.locator(f"[name=m{at}-name]").fill(name)
        page.locator(f"[name=m{at}-relation]").select_option(relation)
        page.locator(f"[name=m{at}-education]").select_option("primary")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".said")).to_contain_text("已登记。")
    return page.url


def test_a_village_team_changes_a_household_on_a_phone(page_in: Opens) -> None:
    page = page_in(width=360, who="village")
    sheet = entered(page)
    expect(page).to_have_url(re.compile(r"/households/\d+/change/"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[name=fuel]").select_option("coal")
    expect(page.locator("#saved")).to_contain_text("草稿已保存", timeout=10_000)
    page.goto(sheet)
    expect(page.locator(".draft")).to_contain_text("您有一份")
    page.get_by_role("link", name="使用草稿").click()
    expect(page.locator("[name=fuel]")).to_have_value("coal")
    shoot(page, "household-sheet-zh-360")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".said")).to_contain_text("已保存。")
    expect(page.locator("[name=fuel]")).to_have_value("coal")


def test_two_browsers_change_one_household_and_nothing_typed_is_lost(page_in: Opens) -> None:
    mine, theirs = page_in(who="longju"), page_in(who="steward")
    sheet = entered(mine)
    mine.goto(sheet)
    theirs.goto(sheet)
    mine.locator("[name=fuel]").select_option("coal")
    mine.locator("[name=farmland_li]").fill("3.5")
    theirs.locator("[name=fuel]").select_option("firewood")
    theirs.get_by_role("button", name="保存", exact=True).click()
    expect(theirs.locator(".said")).to_contain_text("已保存。")
    mine.get_by_role("button", name="保存", exact=True).click()
    clashes = mine.locator(".clashes")
    expect(clashes).to_contain_text("柴草")
    expect(clashes).to_contain_text("steward")
    shoot(mine, "household-conflict-zh-1440")
    assert Axe().run(mine).violations_count == 0
    mine.locator("[name=keep-fuel][value=theirs]").check()
    mine.get_by_role("button", name="保存", exact=True).click()
    expect(mine.locator("p.success")).to_contain_text("已保存。")
    expect(mine.locator("[name=fuel]")).to_have_value("firewood")
    expect(mine.locator("[name=farmland_li]")).to_have_value("3.50")


def test_a_split_is_foretold_done_and_undone(page_in: Opens) -> None:
    page = page_in(who="longju")
    entered(page)
    page.get_by_role("link", name="分户").click()
    page.locator("[name=number]").fill(f"500101990{next(_numbers):04}")
    page.get_by_label("张大山", exact=True).check()
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".foretold")).to_contain_text("1人（张大山）")
    page.get_by_role("button", name="登记分户").click()
    expect(page.locator(".said")).to_contain_text("已分户。")
    page.locator(".said").get_by_role("link", name="撤销").click()
    expect(page.locator(".foretold")).to_contain_text("还原 2 户、1 人：张大山")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.locator(".living")).to_contain_text("张大山")


def test_the_keyboard_alone_enters_a_birth(page_in: Opens) -> None:
    page = page_in(who="longju")
    entered(page)
    press(page, "出生")
    page.locator("[name=since]").wait_for()
    for name, keys in (("name", "张小小"), ("sex", "女"), ("relation", "之女")):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                break
        if name == "name":
            page.keyboard.type(keys)
        else:
            choose(page, keys)
    press(page, "下一步")
    expect(page.locator(".foretold")).to_contain_text("张小小")
    press(page, "登记出生")
    expect(page.locator(".living")).to_contain_text("张小小")


def press(page: Page, label: str) -> None:
    """Go on to a button and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == label:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"{label} is not reached")


def choose(page: Page, label: str) -> None:
    """Go down a list by its arrow until the choice stands there."""
    for _ in range(30):
        if page.evaluate("document.activeElement.selectedOptions[0].label") == label:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{label} is not among the choices")


def test_a_number_and_an_income_are_judged_while_they_are_typed(page_in: Opens) -> None:
    page = page_in(who="longju")
    sheet = entered(page)
    page.get_by_role("link", name="张三丰", exact=True).click()
    page.locator("[name=id_number]").press_sequentially("990000197005011019")
    expect(page.locator(".checked")).to_contain_text(re.compile("校验码不对|证件号码正确"))
    page.goto(sheet)
    page.get_by_role("link", name="收入").click()
    page.locator("[name=wage_fen]").press_sequentially("30000")
    expect(page.locator("#net")).to_contain_text("纯收入 30,000 元")


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_a_sheet_or_a_deed(page_in: Opens, lang: str, scheme: str) -> None:
    page = page_in(who="longju")
    sheet = entered(page)
    other = page_in(who="longju", lang=lang, scheme=scheme, width=360)
    for at, name in enumerate(("change", "income", "birth")):
        to = sheet.replace("change", name)
        other.goto(to)
        shoot(other, f"household-form-{at}-{lang}-{scheme}")
        found = Axe().run(other)
        assert found.violations_count == 0, found.generate_report()
