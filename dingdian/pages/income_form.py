"""What is asked of a household's income, and what its parts come to while they are typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.lexicon.money import yuan
from dingdian.lexicon.text import Text
from dingdian.pages.asking import one_of
from dingdian.pages.deed_forms import DeedForm, choices_of
from dingdian.pages.editing import Case
from dingdian.pages.fact_fields import field_of
from dingdian.pages.speaking import lang_now
from dingdian.records.registry.income import PARTS, Income, Period
from dingdian.records.registry.queries import members_on


@dataclass(frozen=True, slots=True)
class Net:
    """A net income in words: whole, over how many persons, and per head."""

    net: str
    persons: int
    head: str


class IncomeForm(DeedForm):
    """What a household earned in a period, part by part."""

    dated = Text("核算截止日", "Last day of the period")
    kind = one_of(Text("核算周期", "Kind of period"))

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        facts = case.campaign.facts["incomes"]
        last = last_year_ended(case.today)
        super().__init__(case, data, files, {"since": last, **(initial or {})})
        self.fields["kind"].choices = choices_of(facts["kind"].choices)  # type: ignore[attr-defined]  # of choices
        for name in PARTS:
            self.fields[name] = field_of(facts[name], on=case.today)

    def clean(self) -> dict[str, Any]:
        """A poverty year ends on 30 September."""
        super().clean()
        end = self.cleaned_data.get("since")
        is_year = self.cleaned_data.get("kind") == Period.POVERTY_YEAR
        if end and is_year and (end.month, end.day) != (9, 30):
            says = Text("扶贫年度截止于9月30日。", "A poverty year ends on 30 September.")
            self.add_error("since", says[lang_now()])
        return self.cleaned_data

    @property
    def parts(self) -> dict[str, int]:
        """Every part in fen; what was left blank is nothing."""
        return {name: self.cleaned_data.get(name) or 0 for name in PARTS}

    @property
    def begins(self) -> date:
        """The first day of the twelve months that end on the day that was said."""
        after = date.fromordinal(self.on.toordinal() + 1)
        month_day = 28 if (after.month, after.day) == (2, 29) else after.day
        return after.replace(year=after.year - 1, day=month_day)

    @property
    def net(self) -> Net:
        """What the parts typed so far come to, and how much of it falls to each person."""
        on = self.cleaned_data.get("since") or self.case.today
        persons = members_on(self.case.household, on).count()
        earned = Income(**self.parts)
        head = earned.net_per_head_fen(persons)
        return Net(yuan(earned.net_fen), persons, "–" if head is None else yuan(head))


def last_year_ended(today: date) -> date:
    """The last 30 September that has come."""
    this = date(today.year, 9, 30)
    return this if this <= today else date(today.year - 1, 9, 30)
