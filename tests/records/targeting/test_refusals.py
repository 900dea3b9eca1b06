"""Every refusal says what, why and what next, in both languages, and leaves nothing unfilled."""

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Text
from dingdian.records.access.allowed import ALLOWED
from dingdian.records.targeting import refusals as of

WHAT = Text("申报", "nomination")
EVERY: list[Unusable] = [
    *(of.NotAllowed(deed, code="500101151901") for deed in of.DEEDS),
    of.NotASecondPerson(code="500101151901"),
    of.NoLongerOpen(code="500101151901", state=WHAT),
    of.StandsAlready(code="500101151901", what=WHAT),
    of.NoSuchArea("weak", ["weak_industry"]),
    of.NotOfThisClass(code="500101151", target_class="village"),
    of.NotSaid(WHAT, 300),
    of.UndecidedTie(["示例一村", "示例二村"]),
    of.NumberUsed("示例〔2020〕1号"),
    of.NotTheCurrentRun(),
    of.NothingToAnnounce(),
]


@pytest.mark.parametrize("refusal", EVERY, ids=lambda one: type(one).__name__)
def test_a_refusal_says_what_and_what_next(refusal: Unusable) -> None:
    for lang in LANGS:
        said = refusal.message(lang)
        assert refusal.says[lang]
        assert refusal.do[lang]
        assert not set("{}").intersection(said)


def test_every_refusal_is_among_them() -> None:
    named = {one for one in vars(of).values() if getattr(one, "__module__", "") == of.__name__}
    named -= {of.first_of}
    assert named == {type(one) for one in EVERY}


def test_every_deed_that_is_refused_is_one_that_some_role_may_do() -> None:
    assert set(of.DEEDS) <= set().union(*ALLOWED.values())


def test_of_many_names_the_first_few_are_told() -> None:
    assert of.first_of("abcde") == Text("a、b、c、d、e", "a, b, c, d, e")
    assert of.first_of("abcdefg") == Text("a、b、c、d、e等7个", "a, b, c, d, e and 2 more")
