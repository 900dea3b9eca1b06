"""What is asked of a household that comes onto the register: itself, its head and its members."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.lexicon.text import Text
from dingdian.pages.asking import WANTED, words
from dingdian.pages.fact_fields import field_of, told
from dingdian.pages.sheet_form import Dated, day_said, filled_from_number
from dingdian.pages.sheets import ENTERED
from dingdian.pages.speaking import lang_now
from dingdian.pages.viewing import Viewer
from dingdian.records.registry.limits import broken

HOUSEHOLD = (
    *("villager_group", "phone", "identification_standard", "household_kind"),
    *("identified_year", "exit_state", "main_cause", "other_causes", "watch_class"),
)
"""What is asked of the household itself when it is entered; the rest stands on its sheet."""
FIRST, MORE, MOST = 4, 4, 30
"""Rows for members at first, rows that are added at a time, and as many as a household may have."""
ONE_HEAD = Text(
    "须有且只有一位户主；请核对“与户主关系”。",
    "There is exactly one head; check the relations to the head.",
)


class Person(forms.Form):
    """Somebody who comes onto the register; a row that says nothing is nobody."""

    def __init__(
        self, campaign: Campaign, on: date, today: date, data: Any = None, **named: Any
    ) -> None:
        super().__init__(data, **named)
        self.facts, self.today = campaign.facts["members"], today
        for name in ENTERED:
            self.fields[name] = field_of(self.facts[name], on=on)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed into it."""
        return not any(
            self.data.getlist(self.add_prefix(name)) not in ([], [""])
            for name in self.fields
            if hasattr(self.data, "getlist")
        )

    def clean(self) -> dict[str, Any]:
        """Somebody has a name, a number that can be right, and keeps within the limits."""
        super().clean()
        if self.is_blank:
            return self.cleaned_data
        filled_from_number(self, self.cleaned_data, self.today)
        for name in ("name", "relation"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, WANTED.fill(what=self.facts[name].label)[lang_now()])
        _hold(self, "members", ENTERED, self.facts)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as the records take it."""
        return _filled(self, ENTERED, self.facts)


class Entering(Dated):
    """A household with those who live in it, from a day on."""

    number = words(
        Text("户编号", "Household number"),
        limit=40,
        hint=Text("全国系统给的户编号。", "As the national system gave it."),
    )

    def __init__(self, viewer: Viewer, data: Any = None, initial: Any = None) -> None:
        super().__init__(viewer.on, 0, data, initial=initial or {})
        self.facts = viewer.campaign.facts["households"]
        self.order_fields(["number", "since"])
        day = day_said(data, viewer.on)
        for name in HOUSEHOLD:
            self.fields[name] = field_of(self.facts[name], on=day)
        told = data if data is not None else (initial or {})
        self.rows = [
            Person(viewer.campaign, day, viewer.on, data, prefix=f"m{at}", initial=_of(told, at))
            for at in range(_rows(told))
        ]

    @property
    def persons(self) -> list[Person]:
        """The rows in which somebody stands."""
        return [one for one in self.rows if not one.is_blank]

    def clean(self) -> dict[str, Any]:
        """Hold the household and each of its members against the limits; there is one head."""
        super().clean()
        _hold(self, "households", HOUSEHOLD, self.facts)
        right = [one.is_valid() for one in self.persons]
        heads = [one for one in self.persons if one.data.get(one.add_prefix("relation")) == "head"]
        if len(heads) != 1:
            self.add_error(None, ONE_HEAD[lang_now()])
        if not all(right):
            self.add_error(
                None, Text("成员信息有误，请改正。", "Put the members right.")[lang_now()]
            )
        return self.cleaned_data

    @property
    def household_fields(self) -> dict[str, Any]:
        """What was said of the household, as the records take it."""
        return _filled(self, HOUSEHOLD, self.facts)

    @property
    def people(self) -> list[dict[str, Any]]:
        """What was said of each who comes, as the records take it."""
        return [one.said for one in self.persons]


def _hold(
    form: forms.Form, table: Table, names: tuple[str, ...], facts: Mapping[str, Fact]
) -> None:
    """Hold a form against the limits that are about what it asks."""
    lang, values = lang_now(), _filled(form, names, facts)
    for one in broken(table, values, names):
        if one.fields[0] in names:
            said = f"{one.says[lang]}{' ' if lang == 'en' else ''}{one.do[lang]}"
            form.add_error(one.fields[0], said)


def _filled(form: forms.Form, names: tuple[str, ...], facts: Mapping[str, Fact]) -> dict[str, Any]:
    found = {name: told(facts[name], form.cleaned_data.get(name) or "") for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _rows(data: Mapping[str, Any]) -> int:
    """How many rows were sent, and some more where they were asked for."""
    text = str(data.get("rows", FIRST))
    n = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else FIRST
    return min(n + (MORE if "more" in data else 0), MOST)


def _of(data: Mapping[str, Any], at: int) -> dict[str, Any]:
    """What a draft holds of one row."""
    prefix = f"m{at}-"
    return {
        name.removeprefix(prefix): told for name, told in data.items() if name.startswith(prefix)
    }
