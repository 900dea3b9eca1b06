"""Conditions over facts of the registry's kinds: several choices, days, so much to each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dingdian.campaign.condition import Unreadable, Word, bind, read
from dingdian.campaign.definition import Unit
from dingdian.campaign.reach import view
from dingdian.campaign.verdict import Ratio, Verdict, judge
from dingdian.campaign.wording import amount, sentence, with_parameters
from dingdian.lexicon.text import Text
from tests.makers.small_audit import small_audit

CODES = frozenset({"illness", "water"})
WORDS = {
    "risks": Word("choices", choices=CODES),
    "cause": Word("choice", choices=CODES),
    "since": Word("day"),
    "until": Word("day"),
    "each": Word("each"),
    "land_over": Word("whole", "parameter"),
    "paid_over": Word("fen", "parameter"),
    "share_from": Word("bp", "parameter"),
}
EARLY, LATE = date(2020, 1, 1), date(2020, 7, 1)
CAMPAIGN = small_audit()


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("risks = 'illness'", {"risks": "illness water"}, True),
        ("risks = 'illness'", {"risks": ["water", "illness"]}, True),
        ("risks = 'illness'", {"risks": "water"}, False),
        ("risks = 'illness'", {"risks": None}, None),
        ("'illness' = risks", {"risks": "illness"}, True),
        ("risks <> 'illness'", {"risks": "water"}, True),
        ("risks IN ('illness', 'water')", {"risks": "water"}, True),
        ("NOT risks IN ('illness', 'water')", {"risks": []}, True),
        ("risks = cause", {"risks": "water", "cause": "water"}, True),
        ("risks = cause", {"risks": "water", "cause": None}, None),
        ("risks IS NULL", {"risks": None}, True),
        ("since < until", {"since": EARLY, "until": LATE}, True),
        ("since = until", {"since": EARLY, "until": LATE}, False),
        ("since IS NULL", {"since": EARLY}, False),
        ("each > land_over", {"each": Ratio(11, 2, 1)}, True),
        ("each > land_over", {"each": Ratio(10, 2, 1)}, False),
        ("each > paid_over", {"each": Ratio(10, 0, 1)}, None),
        ("each IN (5, 6)", {"each": Ratio(10, 2, 1)}, True),
    ],
)
def test_a_condition_over_such_facts_is_judged(
    text: str, facts: Mapping[str, Any], holds: Verdict
) -> None:
    tree = bind(read(text, words=WORDS).tree, {"land_over": 5, "paid_over": 5})
    assert judge(tree, facts) is holds


@pytest.mark.parametrize(
    "text",
    [
        "risks = 'marriage'",
        "risks > 'illness'",
        "since > 3",
        "since = 'illness'",
        "each > share_from",
        "each = each",
        "each IS NULL",
        "risks = risks",
    ],
)
def test_what_cannot_be_compared_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text, words=WORDS)


def test_such_conditions_are_said_in_words() -> None:
    words = {**WORDS, "land_each": Word("each")}
    seen = view(CAMPAIGN, "households")
    tree = read("risks = 'illness' AND land_each > land_over", words=words).tree
    said = sentence(bind(tree, {"land_over": 5_000}), seen, over="households")
    assert said == Text(
        "风险含因病且人均耕地高于50亩",
        "Risks: illness is among them and Land per head above 50 mu",
    )
    both = read("risks = cause", words=words).tree
    assert sentence(both, seen, over="households").en == "Risks: Cause is among them"


def test_numbers_are_said_as_people_count_them() -> None:
    li, year = CAMPAIGN.units["li"], CAMPAIGN.units["year"]
    assert amount(5_050, li) == Text("50.50亩", "50.50 mu")
    assert amount(2014, year) == Text("2014年", "2014")
    assert amount(3, Unit("li", Text("厘", "li"), "li")) == Text("3厘", "3 li")
    label = Text("超过{land_over}亩", "over {land_over} mu")
    assert with_parameters(label, CAMPAIGN, {"land_over": 5_000}).en == "over 50 mu"
