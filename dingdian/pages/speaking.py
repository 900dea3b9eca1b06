"""In which language a page speaks: the reader's choice, else the browser's, else Chinese."""

from typing import cast

from django.utils.functional import lazystr
from django.utils.translation import get_language

from dingdian.lexicon.text import Lang, Text


def lang_now() -> Lang:
    """The language of the request that is being answered."""
    return "en" if (get_language() or "").startswith("en") else "zh"


class _Spoken:
    """A text that is said only once it is known who reads."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text[lang_now()]


def later(text: Text) -> str:
    """What a form declares once for all readers, and says to each in their language."""
    return cast(str, lazystr(_Spoken(text)))
