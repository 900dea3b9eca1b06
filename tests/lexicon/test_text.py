"""Everything is said in Chinese and in English, and filled in each by its own words."""

from dingdian.lexicon.text import LANGS, Text, join, same


def test_a_text_speaks_the_language_that_is_asked() -> None:
    text = Text("村", "village")
    assert [text[lang] for lang in LANGS] == ["村", "village"]


def test_a_text_is_filled_by_texts_in_each_language_and_by_the_same_numbers() -> None:
    told = Text("{what}有{n}个", "there are {n} of {what}").fill(what=Text("村", "villages"), n=3)
    assert told == Text("村有3个", "there are 3 of villages")


def test_braces_in_what_is_filled_in_stay_as_they_are() -> None:
    assert Text("{it}", "{it}").fill(it=same("{n}")) == same("{n}")


def test_texts_are_joined_by_each_languages_own_comma() -> None:
    assert join([Text("甲", "A"), Text("乙", "B")]) == Text("甲、乙", "A, B")
    assert join([Text("甲", "A"), Text("乙", "B")], zh="且", en=" and ") == Text(
        "甲且乙", "A and B"
    )
    assert join([]) == Text("", "")
