"""What the registry's pages say in a template: amounts, lateness, ways that may not be there."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dingdian.lexicon.text import Text
from dingdian.pages.registry_words import money
from dingdian.pages.speaking import lang_now

register = template.Library()

LATE = Text("补录", "entered late")
LAG = Text("迟{n}天", "by {n} days")


@register.filter
def fen(value: int | None) -> str:
    """An amount of fen, said in yuan."""
    return money(value)[lang_now()]


@register.simple_tag
def late(lag: int | None) -> SafeString:
    """That something was entered late, and by how many days; nothing where it was not."""
    if lag is None:
        return SafeString("")
    lang = lang_now()
    by = LAG.fill(n=f"{lag:,}")
    return format_html('<span class="late"><b>{}</b> {}</span>', LATE[lang], by[lang])


@register.simple_tag
def way_to(name: str, *args: object) -> str:
    """The address of that name, or "" in an installation that has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
