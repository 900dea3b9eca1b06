"""Finding a place: by name, pinyin, initials, code; which one is meant is said in full."""

import pytest

from tests.makers.cast import LONGJU, signed_in
from tests.makers.page_read import Read

pytestmark = pytest.mark.django_db


def found(typed: str, *, name: str = "office", language: str = "zh-hans") -> Read:
    """The page of what answers."""
    answer = signed_in(name, language=language).get("/places/", {"q": typed})
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.mark.parametrize(
    "typed", ["龙驹", "龙驹镇", "longju", "LongJu", "ljz", LONGJU, "500101151"]
)
def test_a_township_is_found_however_it_is_typed(typed: str) -> None:
    assert f"/places/{LONGJU}/" in found(typed).ways_on


@pytest.mark.parametrize(
    ("typed", "counties"),
    [
        ("后坪", {"武隆区", "酉阳县"}),
        ("平安", {"奉节县", "云阳县", "彭水县"}),
        ("双龙", {"长寿区", "丰都县", "巫山县"}),
    ],
)
def test_places_of_one_name_are_told_apart_by_their_way_and_code(
    typed: str, counties: set[str]
) -> None:
    page = found(typed)
    ways = [one for one in page.texts if typed in one and " / " in one]
    assert len(ways) > 1
    assert len(page.codes) >= len(ways)
    assert counties <= {one.partition(" / ")[0] for one in ways}


@pytest.mark.parametrize(
    "typed",
    [
        "长" * 500,
        "a" * 500,
        "\0",
        "龙\0驹",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "\ud83d\ude00",
        " ",
        "½",
        "٣",
    ],
)
def test_whatever_is_typed_a_page_comes_of_it(typed: str) -> None:
    page = found(typed.encode("utf-16", "surrogatepass").decode("utf-16"))
    assert page.faults == []


def test_markup_in_what_is_typed_is_text() -> None:
    markup = "<script>alert(1)</script>{x}{{ y }}"
    answer = signed_in("office").get("/places/", {"q": markup})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "{{ y }}" in answer.text


def test_nothing_typed_asks_for_nothing() -> None:
    assert "要找哪个地方？" in found("").text
    assert "Which place are you looking for?" in found("", language="en").text


def test_where_nothing_answers_it_is_said_what_to_try() -> None:
    assert "没有找到。可以输入名称的一部分" in found("没有这样的地方").text
    assert "Nothing answers to that." in found("qqqqqqq", language="en").text


def test_only_the_first_are_listed_and_it_is_said() -> None:
    page = found("5")
    assert "只列出前 50 个" in page.text
    assert len([one for one in page.ways_on if one.startswith("/places/5")]) == 50


def test_what_lies_beyond_the_duty_is_named_without_a_link() -> None:
    page = found("沿河乡", name="county")
    assert "不在您的职责范围" in page.text
    assert not [one for one in page.ways_on if one.startswith("/places/5")]
