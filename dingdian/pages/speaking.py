"""In which language a page speaks: the reader's choice, else the browser's, else Chinese."""

from django.utils.translation import get_language

from dingdian.lexicon.text import Lang


def lang_now() -> Lang:
    """The language of the request that is being answered."""
    return "en" if (get_language() or "").startswith("en") else "zh"
