"""Words and numbers in a template: both languages side by side, so that neither is missing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from dingdian.campaign.definition import Unit
from dingdian.campaign.wording import amount, percent
from dingdian.lexicon.text import Text
from dingdian.pages.drawing.words import LIGHTS as SAID
from dingdian.pages.speaking import lang_now

register = template.Library()

WAN, YI = 10**4, 10**8
SHORTENED_FROM = 10**5
UNKNOWN = Text("未知", "unknown")
LIGHTS: Mapping[str, tuple[Text, str]] = {
    "well": (SAID["well"], "●"),
    "near": (SAID["near"], "▲"),
    "ill": (SAID["ill"], "■"),
    "unreported": (SAID["unreported"], "○"),
    "na": (SAID["not_applicable"], "–"),
}
"""Each light in words and as a shape: colour alone tells nobody anything."""


@register.simple_tag
def say(zh: str, en: str, one: str | None = None, **values: object) -> SafeString:
    """What is said, in the reader's language; {places} are filled and escaped.

    `one` is the English for a single `n`.
    """
    lang = lang_now()
    said = zh if lang == "zh" else one if one is not None and values.get("n") == 1 else en
    shown = {name: spoken(value) for name, value in values.items()}
    return format_html(said, **shown) if shown else mark_safe(said)  # noqa: S308 - a template's own words


@register.simple_tag
def titled(text: Text, **values: object) -> SafeString:
    """A text that was declared elsewhere, its {places} filled and escaped."""
    return format_html(text[lang_now()], **values)


@register.filter
def said(value: Text | str | None) -> str:
    """A text in the reader's language; a plain word as it is."""
    if value is None:
        return ""
    return value[lang_now()] if isinstance(value, Text) else value


@register.filter
def number(value: int | None) -> str:
    """A whole number with its thousands apart; what is not known says so."""
    return UNKNOWN[lang_now()] if value is None else f"{value:,}"


@register.filter
def short(value: int | None) -> SafeString:
    """A great number as the reader's custom shortens it (万, 亿), the exact one at hand."""
    exact = number(value)
    if value is None or lang_now() == "en" or abs(value) < SHORTENED_FROM:
        return format_html("{}", exact)
    unit, word = (YI, "亿") if abs(value) >= YI else (WAN, "万")
    return format_html(
        '<data value="{}" title="{}">{}</data>', value, exact, _cut(value, unit) + word
    )


@register.filter
def share(n: int | None, of: int | None) -> str:
    """A share in per cent, cut to two decimals; unknown where a number is, or the whole is none."""
    return UNKNOWN[lang_now()] if n is None or not of or of < 0 else percent(n, of)


@register.filter
def counted(value: int | None, unit: Unit) -> str:
    """A number with its unit: 23人, 1.00%, 1,200元."""
    return UNKNOWN[lang_now()] if value is None else amount(value, unit)[lang_now()]


@register.filter
def day(value: date | None) -> SafeString:
    """A day as both languages write it, readable by programs."""
    if value is None:
        return format_html("{}", "–")
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat()[:10])


@register.filter
def moment(value: datetime | None) -> SafeString:
    """A moment as the clock here shows it, to the minute, readable by programs."""
    if value is None:
        return format_html("{}", "–")
    here = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>',
        here.isoformat(timespec="seconds"),
        f"{here:%Y-%m-%d %H:%M}",
    )


@register.simple_tag
def light(state: str) -> SafeString:
    """A light as a shape and a word."""
    words, shape = LIGHTS[state]
    return format_html(
        '<span class="light {}"><span aria-hidden="true">{}</span> {}</span>',
        state,
        shape,
        words[lang_now()],
    )


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, Any], **changes: object) -> str:
    """This page's address with some of its questions changed; None or "" drops one.

    What belongs to a place in a list (`after`, `before`) is dropped unless it is given.
    """
    asked = context["request"].GET.copy()
    for name in ("after", "before", *changes):
        asked.pop(name, None)
    for name, value in changes.items():
        if value not in (None, ""):
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"


def spoken(value: object) -> object:
    """A value as it stands in a sentence: a text in the reader's language, a number as said."""
    if isinstance(value, Text):
        return value[lang_now()]
    return f"{value:,}" if type(value) is int else value


def _cut(value: int, unit: int) -> str:
    """At most two decimals, none of them made up by rounding, none of them a trailing nought."""
    whole, part = divmod(abs(value) * 100 // unit, 100)
    said = f"{whole:,}.{part:02d}".rstrip("0").rstrip(".")
    return f"-{said}" if value < 0 else said
