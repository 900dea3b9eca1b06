"""Fields that a form asks in both languages: each says what it wants, and what is wrong with it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

from dingdian.lexicon.text import Text
from dingdian.pages.speaking import later

WANTED = Text("请填写“{what}”。", "Please fill in “{what}”.")
CHOSEN = Text("请选择“{what}”。", "Please choose “{what}”.")
LONGER = Text(
    "“{what}”最多 %(limit_value)d 字，现有 %(show_value)d 字。",
    "“{what}” takes %(limit_value)d signs at most; there are %(show_value)d.",
)
NO_DAY = Text("“{what}”要写成 2020-07-30 这样。", "Write “{what}” like 2020-07-30.")
BROKEN = Text(
    "“{what}”是空的或没有传完，请重新选择。",
    "“{what}” is empty or did not arrive whole; choose it again.",
)
NO_NUL = Text("“{what}”含有不能保存的字符。", "“{what}” holds a sign that cannot be kept.")


def words(what: Text, *, limit: int, hint: Text | None = None, rows: int = 0) -> forms.CharField:
    """Something to be written: one line, or as many rows as it is worth."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    field = forms.CharField(max_length=limit, widget=widget, **_said(what, hint, WANTED))
    field.validators = [
        MaxLengthValidator(limit, later(LONGER.fill(what=what))),
        ProhibitNullCharactersValidator(later(NO_NUL.fill(what=what))),
    ]
    return field


def one_of(what: Text, *, hint: Text | None = None, apart: bool = False) -> forms.ChoiceField:
    """One of some choices, which the form gives; `apart` shows each of them."""
    widget = forms.RadioSelect() if apart else forms.Select()
    field = forms.ChoiceField(widget=widget, **_said(what, hint, CHOSEN))
    field.error_messages["invalid_choice"] = later(CHOSEN.fill(what=what))
    return field


def a_day(what: Text, *, hint: Text | None = None) -> forms.DateField:
    """A day, as 2020-07-30."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    field = forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **_said(what, hint, WANTED))
    field.error_messages["invalid"] = later(NO_DAY.fill(what=what))
    return field


def a_file(what: Text, *, accept: str, hint: Text | None = None) -> forms.FileField:
    """A file that need not be sent; what it is, is looked at and never believed."""
    widget = forms.FileInput(attrs={"accept": accept})
    field = forms.FileField(widget=widget, required=False, **_said(what, hint, WANTED))
    field.error_messages |= {
        code: later(BROKEN.fill(what=what)) for code in ("invalid", "missing", "empty")
    }
    return field


def _said(what: Text, hint: Text | None, wanted: Text) -> dict[str, Any]:
    return {
        "label": later(what),
        "help_text": later(hint) if hint else "",
        "error_messages": {"required": later(wanted.fill(what=what))},
    }
