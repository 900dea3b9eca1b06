"""Fields of a form as the campaign declares them: label, unit, choices of the day, an example."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from dingdian.campaign.definition import Fact
from dingdian.lexicon.money import fen, yuan
from dingdian.lexicon.text import Text, join
from dingdian.pages.asking import CHOSEN, a_day, words
from dingdian.pages.speaking import lang_now, later
from dingdian.records.registry.values import LARGEST, LONGEST
from dingdian.records.secrecy.masks import HIDDEN, masked_account, masked_id, masked_phone

UNKNOWN = Text("未知", "unknown")
NONE = Text("无", "none")
CLEARED = frozenset(NONE[lang] for lang in ("zh", "en"))
"""What is typed into a sealed field to clear it: blank leaves it as it is."""
KEPT = Text(
    "已登记 {masked}；留空不变，填“无”清除。",
    "{masked} stands here; blank leaves it, “none” clears it.",
)
YUAN = Text("元", "yuan")
EXAMPLES: Mapping[str, str] = {
    "year": "2019",
    "months": "9",
    "metres": "350",
    "dm2": "86.5",
    "li": "3.25",
    "fen": "12800.50",
    "persons": "4",
}
"""An example by what a number counts."""
SPELT: Mapping[str, str] = {"ethnicity": "汉族", "villager_group": "3组", "industry": "柑橘种植"}
NOT_WHOLE = Text("“{what}”要写整数，如 {like}。", "Write “{what}” as a whole number, like {like}.")
NOT_CUT = Text(
    "“{what}”要写数字，最多两位小数，如 {like}。",
    "Write “{what}” as a number with two decimals at most, like {like}.",
)
MASKS = {"phone": masked_phone, "account": masked_account, "id_number": masked_id}


class Whole(forms.Field):
    """A whole number that is not below nought, typed with or without commas."""

    def __init__(self, what: Text, like: str, **said: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **said)
        self.wrong = later(self.refusal.fill(what=what, like=like))

    refusal = NOT_WHOLE

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().replace(",", "").replace("，", "")
        if not text:
            return None
        number = self.read(text)
        if number is None or not 0 <= number <= self.largest:
            raise forms.ValidationError(self.wrong)
        return number

    largest = LARGEST

    def read(self, text: str) -> int | None:
        """The number that a text says."""
        return int(text) if text.isascii() and text.isdecimal() else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != initial)


class Hundredths(Whole):
    """A number with two decimals, kept as whole hundredths: mu, square metres, yuan."""

    refusal = NOT_CUT

    def read(self, text: str) -> int | None:
        return fen(text)

    def prepare_value(self, value: Any) -> Any:
        return yuan(value) if isinstance(value, int) else value


class Fen(Hundredths):
    """An amount in yuan, kept as fen."""

    largest = 10**15


def field_of(fact: Fact, *, on: date, kept: Any = None, required: bool = False) -> forms.Field:
    """The field that asks a fact on a day; what is sealed is never shown whole again."""
    made = _made(fact, on, required)
    made.required = required
    if fact.sealed and fact.name != "name" and kept:
        mask = MASKS.get(fact.name)
        masked = mask(kept) if mask else HIDDEN * 4
        made.help_text = later(KEPT.fill(masked=masked))
    return made


def begun(fact: Fact, value: Any) -> Any:
    """A value as its field begins with it."""
    if fact.sealed and fact.name != "name":
        return None
    if fact.kind == "choices":
        return value.split() if isinstance(value, str) else value
    if fact.kind == "flag":
        return None if value is None else YES_NO[bool(value)]
    return value


def told(fact: Fact, cleaned: Any) -> Any:
    """What a field was answered with, as the records take it."""
    if fact.kind == "choices":
        return " ".join(code for code in fact.choices if code in cleaned) or None
    if fact.kind == "flag":
        return {YES_NO[True]: True, YES_NO[False]: False}.get(cleaned)
    return None if cleaned == "" else cleaned


def in_words(fact: Fact, value: Any) -> Text:
    """A value of a fact as people read it."""
    if value is None or value == "":
        return UNKNOWN
    match fact.kind:
        case "choice":
            return fact.choices.get(value, Text(str(value), str(value)))
        case "choices":
            return join(fact.choices[one] for one in str(value).split() if one in fact.choices)
        case "flag":
            return (fact.yes if value else fact.no) or UNKNOWN
    number = yuan(value) if type(value) is int and is_cut(fact) else str(value)
    unit = _unit(fact)
    return Text(number, number) if unit is None else Text(number + unit.zh, f"{number} {unit.en}")


YES_NO = {True: "yes", False: "no"}


def label_of(fact: Fact) -> Text:
    """A fact's label with what it is counted in: 耕地面积（亩）."""
    unit = _unit(fact)
    if unit is None:
        return fact.label
    return Text("{label}（{unit}）", "{label} ({unit})").fill(label=fact.label, unit=unit)


def _made(fact: Fact, on: date, required: bool) -> forms.Field:
    label, blank = label_of(fact), Text("", "") if required else UNKNOWN
    match fact.kind:
        case "whole" | "fen":
            return _number(fact, label)
        case "flag":
            yes, no = fact.yes or label, fact.no or label
            return _select(label, {YES_NO[True]: yes, YES_NO[False]: no}, blank)
        case "choice":
            return _select(label, fact.choices_on(on), blank)
        case "choices":
            return _boxes(label, fact.choices_on(on))
        case "day":
            return a_day(label)
    like = SPELT.get(fact.name)
    hint = None if like is None else Text(f"如“{like}”", f"such as “{like}”")
    return words(label, limit=LONGEST, hint=hint)


def _number(fact: Fact, label: Text) -> forms.Field:
    like = EXAMPLES.get(fact.unit.code if fact.unit else "", "4")
    kind = Fen if fact.kind == "fen" else Hundredths if is_cut(fact) else Whole
    hint = later(Text(f"如 {like}", f"such as {like}"))
    return kind(label, like, label=later(label), help_text=hint)


def _select(label: Text, choices: Mapping[str, Text], blank: Text) -> forms.ChoiceField:
    lang = lang_now()
    told = [("", blank[lang]), *((code, one[lang]) for code, one in choices.items())]
    field = forms.ChoiceField(choices=told, label=later(label))
    for code in ("required", "invalid_choice"):
        field.error_messages[code] = later(CHOSEN.fill(what=label))
    return field


def _boxes(label: Text, choices: Mapping[str, Text]) -> forms.MultipleChoiceField:
    lang = lang_now()
    field = forms.MultipleChoiceField(
        choices=[(code, one[lang]) for code, one in choices.items()],
        widget=forms.CheckboxSelectMultiple(),
        label=later(label),
    )
    for code in ("required", "invalid_choice", "invalid_list"):
        field.error_messages[code] = later(CHOSEN.fill(what=label))
    return field


def is_cut(fact: Fact) -> bool:
    """Whether a number is kept in hundredths of what people say: fen, mu, square metres."""
    return fact.kind == "fen" or (fact.unit is not None and fact.unit.hundredths_of is not None)


def _unit(fact: Fact) -> Text | None:
    if fact.unit is None:
        return None
    return YUAN if fact.kind == "fen" else fact.unit.hundredths_of or fact.unit.label
