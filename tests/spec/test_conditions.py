"""Every line of the reference of conditions is true."""

import pytest

from dingdian.campaign.condition import bind, read
from dingdian.campaign.verdict import Ratio, judge
from tests.spec.conditions import (
    CHAPTERS,
    REFUSED,
    SHARES,
    VALUES,
    WORDS,
    Example,
    page,
    why_not,
)

EXAMPLES = [one for chapter in CHAPTERS for one in chapter.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.condition} {one.facts}")
def test_an_example_comes_out_as_the_page_says(example: Example) -> None:
    tree = bind(read(example.condition, words=WORDS).tree, VALUES)
    ratios = {
        name: Ratio(example.facts.get(n), example.facts.get(of)) for name, (n, of) in SHARES.items()
    }
    assert judge(tree, dict(example.facts) | ratios) is example.holds


@pytest.mark.parametrize("condition", REFUSED)
def test_what_is_refused_is_refused_in_both_languages_with_what_to_do(condition: str) -> None:
    why = why_not(condition)
    assert f"“{condition}”" in why.says.zh
    assert f"“{condition}”" in why.says.en
    assert all(why.do[lang] for lang in ("zh", "en"))


def test_the_page_shows_every_example_and_every_refusal_in_both_languages() -> None:
    text = page()
    assert all(f"| `{one.condition}` |" in text for one in EXAMPLES)
    assert all(f"| `{condition}` |" in text for condition in REFUSED)
    assert all(chapter.shows.zh in text and chapter.shows.en in text for chapter in CHAPTERS)


def test_something_that_can_be_read_is_not_shown_as_refused() -> None:
    with pytest.raises(AssertionError, match="was read"):
        why_not("bus")
