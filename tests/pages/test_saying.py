"""Words and numbers as templates say them: escaped, cut and never rounded, in both languages."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dingdian.lexicon.text import Text
from dingdian.pages.templatetags import saying

WORD = {"万": 10**4, "亿": 10**8}


def made(template: str, *, language: str = "zh-hans", **values: object) -> str:
    """What comes of a template."""
    with override(language):
        return Template(template).render(Context(values))


def test_both_languages_stand_side_by_side() -> None:
    template = '{% say "你好" "hello" %}'
    assert (made(template), made(template, language="en")) == ("你好", "hello")


def test_what_is_filled_in_is_escaped_and_never_filled_again() -> None:
    hostile = "<b>{n}</b>&{0}"
    said = made('{% say "见{name}" "see {name}" name=name n=7 %}', name=hostile)
    assert said == "见&lt;b&gt;{n}&lt;/b&gt;&amp;{0}"


def test_one_of_something_is_said_as_one_in_english_alone() -> None:
    template = '{% say "{n}个" "{n} places" one="1 place" n=n %}'
    assert made(template, language="en", n=1) == "1 place"
    assert made(template, language="en", n=0) == "0 places"
    assert made(template, language="en", n=1200) == "1,200 places"
    assert made(template, n=1) == "1个"


def test_a_text_or_a_truth_is_said_as_it_is() -> None:
    assert made('{% say "{a}" "{a}" a=a %}', language="en", a=Text("甲", "one")) == "one"
    assert made('{% say "{a}" "{a}" a=a %}', a=True) == "True"
    assert made("{{ a|said }}|{{ b|said }}|{{ c|said }}", a=Text("甲", "one"), b="x") == "甲|x|"


def test_a_number_has_its_thousands_apart_and_says_that_it_is_unknown() -> None:
    assert made("{{ a|number }} {{ b|number }}", a=1234567, b=None) == "1,234,567 未知"
    assert made("{{ b|number }}", language="en", b=None) == "unknown"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (99_999, "99,999"),
        (100_000, "10万"),
        (109_999, "10.99万"),
        (999_999, "99.99万"),
        (99_999_999, "9,999.99万"),
        (100_000_000, "1亿"),
        (123_456_789, "1.23亿"),
        (-150_000, "-15万"),
        (0, "0"),
    ],
)
def test_a_great_number_is_shortened_by_cutting(value: int, shown: str) -> None:
    said = made("{{ a|short }}", a=value)
    assert said.partition(">")[2].removesuffix("</data>") == shown if ">" in said else said == shown
    assert made("{{ a|short }}", language="en", a=value) == f"{value:,}"


@given(st.integers(0, 10**13))
def test_a_shortened_number_never_says_more_than_there_is(value: int) -> None:
    with override("zh-hans"):
        said = str(saying.short(value))
    shown = said.partition(">")[2].removesuffix("</data>") if ">" in said else said
    times = WORD.get(shown[-1], 1)
    back = Fraction(shown.rstrip("万亿").replace(",", "")) * times
    assert back <= value < back + Fraction(times, 100) + (times == 1)
    assert f"{value:,}" in said


@pytest.mark.parametrize(
    ("n", "of", "shown"),
    [
        (16, 1600, "1.00%"),
        (16, 1616, "0.99%"),
        (99_999, 10_000_000, "0.99%"),
        (0, 5, "0.00%"),
        (5, 5, "100.00%"),
        (6, 5, "120.00%"),
        (None, 5, "未知"),
        (5, None, "未知"),
        (5, 0, "未知"),
        (5, -1, "未知"),
    ],
)
def test_a_share_is_cut_and_without_a_whole_unknown(
    n: int | None, of: int | None, shown: str
) -> None:
    with override("zh-hans"):
        assert saying.share(n, of) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_never_reads_as_more_than_it_is(n: int, of: int) -> None:
    with override("en"):
        back = Fraction(saying.share(n, of).rstrip("%")) / 100
    assert back <= Fraction(n, of) < back + Fraction(1, 10_000)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_ratio_kept_in_millionths_reads_as_its_two_numbers(n: int, of: int) -> None:
    with override("en"):
        assert saying.share(n * 1_000_000 // of, 1_000_000) == saying.share(n, of)


@pytest.mark.parametrize("state", saying.LIGHTS)
def test_a_light_is_a_shape_and_a_word(state: str) -> None:
    zh, en = made(f'{{% light "{state}" %}}'), made(f'{{% light "{state}" %}}', language="en")
    words, shape = saying.LIGHTS[state]
    assert words.zh in zh
    assert words.en in en
    assert shape in zh
    assert f"light {state}" in zh


def test_no_two_lights_have_a_shape_or_word_in_common() -> None:
    said = list(saying.LIGHTS.values())
    assert len({shape for _, shape in said}) == len({words.zh for words, _ in said}) == len(said)


def test_a_day_and_a_moment_can_be_read_by_programs() -> None:
    assert (
        made("{{ a|day }}", a=date(2020, 7, 30)) == '<time datetime="2020-07-30">2020-07-30</time>'
    )
    moment = made("{{ a|moment }}", a=datetime(2020, 7, 29, 16, 5, tzinfo=UTC))
    assert moment == '<time datetime="2020-07-30T00:05:00+08:00">2020-07-30 00:05</time>'
    assert made("{{ a|day }}{{ a|moment }}", a=None) == "––"


def test_an_address_changes_one_question_and_drops_the_page() -> None:
    request = RequestFactory().get("/x/?a=1&after=zzz&b=%26<")
    tag = '{% address a="2" %}|{% address a="" b=None %}|{% address after="m" %}'
    first, second, third = made(tag, request=request).split("|")
    assert (first, second) == ("?b=%26%3C&amp;a=2", "?")
    assert third == "?a=1&amp;b=%26%3C&amp;after=m"
