"""The sheet of a household or of a member: every field at once, and what of it was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.lexicon.id_number import CAUTIONS, IdNumber, checked
from dingdian.lexicon.text import Text
from dingdian.pages.asking import a_day
from dingdian.pages.fact_fields import CLEARED, begun, field_of, told
from dingdian.pages.sheets import SECTIONS, Section
from dingdian.pages.speaking import lang_now
from dingdian.records.registry.deed import LATE_AFTER_DAYS
from dingdian.records.registry.limits import broken

SINCE = Text("从哪天起", "From which day")
SINCE_HINT = Text(
    "默认今天；可以填更早的日期。早于 {late} 的会标为“补录”。",
    "Today, if not said otherwise; an earlier day is allowed. Before {late} it is marked as a "
    "late entry (补录).",
)
TO_COME = Text("{day}还没有到，请核对日期。", "{day} is still to come; check the day.")
REQUIRED: Mapping[Table, tuple[str, ...]] = {"members": ("name",)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a sheet with its fields as the form has them."""

    label: Text
    fields: list[forms.BoundField]


class Dated(forms.Form):
    """A form about a household as somebody saw it, from a day on.

    `version` is that of the household; `begun` the one with which its writer began.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    begun = forms.IntegerField(widget=forms.HiddenInput, required=False)
    since = a_day(SINCE)
    today: date

    def __init__(self, today: date, version: int, data: Any = None, **named: Any) -> None:
        first = {"since": today, "version": version, "begun": version}
        super().__init__(data, initial={**first, **named.pop("initial", {})}, **named)
        self.today = today
        late = today - timedelta(days=LATE_AFTER_DAYS)
        self.fields["since"].help_text = SINCE_HINT.fill(late=late)[lang_now()]
        self.fields["since"].widget.attrs["max"] = today.isoformat()

    def clean_since(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError(TO_COME.fill(day=day)[lang_now()])
        return day

    @property
    def seen_version(self) -> int:
        """The version that its writer saw; none at all was seen where nothing is said."""
        return self.cleaned_data.get("version") or 0

    @property
    def begun_version(self) -> int:
        """The version with which its writer began."""
        return self.cleaned_data.get("begun") or self.seen_version


class Sheet(Dated):
    """All fields of a table. `seen` is what its writer saw; what differs from it is said."""

    table: ClassVar[Table]

    def __init__(
        self,
        campaign: Campaign,
        today: date,
        version: int,
        seen: Mapping[str, Any],
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.facts: Mapping[str, Fact] = campaign.facts[self.table]
        self.seen = seen
        first = {name: begun(self.facts[name], seen.get(name)) for name in self.names}
        super().__init__(today, version, data, initial={**first, **(initial or {})})
        day = day_said(data, today)
        for name in self.names:
            kept, required = seen.get(name), name in REQUIRED.get(self.table, ())
            self.fields[name] = field_of(self.facts[name], on=day, kept=kept, required=required)

    @property
    def names(self) -> Iterator[str]:
        """The fields in the order of the sheet."""
        return (name for one in SECTIONS[self.table] for name in one.fields)

    @property
    def sections(self) -> list[Shown]:
        """The sheet as it is shown."""
        told: tuple[Section, ...] = SECTIONS[self.table]
        return [Shown(one.label, [self[name] for name in one.fields]) for one in told]

    def clean(self) -> dict[str, Any]:
        """Hold what is said against the limits, each at its first field."""
        super().clean()
        said = self.said()
        for one in broken(self.table, {**self.seen, **said}, said):
            field = next((name for name in one.fields if name in said), one.fields[0])
            lang = lang_now()
            self.add_error(field, f"{one.says[lang]}{' ' if lang == 'en' else ''}{one.do[lang]}")
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """The fields that are not what their writer saw, as the records take them."""
        found: dict[str, Any] = {}
        for name in self.names:
            if name not in self.cleaned_data:
                continue
            fact, seen = self.facts[name], self.seen.get(name)
            value = told(fact, self.cleaned_data[name])
            if fact.sealed and name != "name":
                if value is not None:
                    found[name] = None if value in CLEARED else value
            elif value is None and fact.kind == "choices":
                found |= {name: ""} if seen else {}
            elif value != seen:
                found[name] = value
        return found


class HouseholdSheet(Sheet):
    """Everything that is said of a household."""

    table = "households"


class MemberSheet(Sheet):
    """Everything that is said of a member; the number of their card is held against its digits."""

    table = "members"

    def clean(self) -> dict[str, Any]:
        """Check the number, and take from it what is left blank."""
        filled_from_number(self, self.cleaned_data, self.today)
        return super().clean()


def filled_from_number(form: forms.Form, cleaned: dict[str, Any], on: date) -> None:
    """Refuse a number that cannot be right; let one that can fill in sex and birth date."""
    text = cleaned.get("id_number")
    if not text or text in CLEARED:
        return
    number = checked(text, on=on)
    if number.verdict != "valid":
        form.add_error("id_number", verdict_of(number)[lang_now()])
        return
    cleaned["id_number"] = number.normalised
    cleaned["sex"] = cleaned.get("sex") or number.sex
    cleaned["born_on"] = cleaned.get("born_on") or number.born_on


def verdict_of(number: IdNumber) -> Text:
    """What is said of a number: the verdict with what to do, and each caution."""
    cautions = [CAUTIONS[one] for one in number.cautions]
    told = [number.says, number.remedy, *cautions]
    return Text("".join(one.zh for one in told), " ".join(one.en for one in told if one.en))


def day_said(data: Any, today: date) -> date:
    """The day that a form is about, as far as it says one: the choices are those of that day."""
    try:
        return min(today, date.fromisoformat(data.get("since", ""))) if data else today
    except ValueError:
        return today
