"""What is asked for each deed of a household: who, when, where to, and with what proof."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from dingdian.campaign.definition import Fact
from dingdian.lexicon.text import Text
from dingdian.pages.asking import a_file, one_of, words
from dingdian.pages.editing import Case
from dingdian.pages.fact_fields import field_of, told
from dingdian.pages.sheet_form import Dated, filled_from_number
from dingdian.pages.speaking import lang_now
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import search, standing
from dingdian.records.registry.models import Household, MemberRound
from dingdian.records.registry.person import Left
from dingdian.records.registry.queries import household, members_on
from dingdian.records.registry.standing_by import OF_A_MEMBER, Guarantee, Level
from dingdian.steps.evidence import ENDINGS

WHY = {
    Left.MARRIED: Text("婚嫁", "married away"),
    Left.MOVED_AWAY: Text("户籍迁出", "household registration moved away"),
    Left.ADOPTED: Text("收养", "adopted"),
    Left.OTHER: Text("其他", "another reason"),
}
GUARANTEES = {
    Guarantee.SCHOOLING: Text("义务教育", "Compulsory schooling"),
    Guarantee.INSURANCE: Text("基本医疗", "Medical insurance"),
    Guarantee.HOUSING: Text("住房安全", "Safe housing"),
    Guarantee.WATER: Text("饮水安全", "Safe water"),
}
LEVELS = {
    Level.CITY: Text("市直", "city"),
    Level.COUNTY: Text("县直", "county"),
    Level.TOWNSHIP: Text("乡直", "township"),
    Level.VILLAGE: Text("村", "village"),
}
NOT_FOUND = Text(
    "没有找到这个户编号，或者不在您的职责范围内；请核对。",
    "No household has that number, or it lies outside your duty; check it.",
)
NO_VILLAGE = Text(
    "没有找到这个村；请写村名或12位代码。",
    "There is no such village; write its name or its code of 12 digits.",
)
SEVERAL = Text("有几个村：{listed}。请写代码。", "There are several: {listed}. Write the code.")
NOT_TWICE = Text(
    "义务教育、基本医疗按人登记，住房、饮水按户登记；请核对“谁的”。",
    "Schooling and insurance are a person's, housing and water a household's; check whose it is.",
)


class DeedForm(Dated):
    """A deed on a household; `looks` is true while it still asks for more."""

    looks = False
    dated: ClassVar[Text] = Text("发生日期", "On which day it happened")

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        self.case = case
        first = initial or {}
        super().__init__(case.today, case.household.version, data, files=files, initial=first)
        self.fields["since"].label = self.dated[lang_now()]

    def look_again(self) -> None:
        """Stand upon the households as they are now, with all that was typed."""
        made = self.data.copy()  # type: ignore[attr-defined]  # what a request sent
        made["version"] = str(self.case.household.version)
        made.pop("other_version", None)
        self.data = made

    @property
    def on(self) -> date:
        """The day of the deed."""
        day: date = self.cleaned_data["since"]
        return day

    def fact(self, name: str) -> Fact:
        """A fact of a member."""
        return self.case.campaign.facts["members"][name]

    def relation_of(self, label: Text) -> forms.Field:
        """A question how somebody stands to the head."""
        made = field_of(self.fact("relation"), on=self.case.today)
        made.label = Text("{name}与户主关系", "{name}: relation to the head").fill(name=label)[
            lang_now()
        ]
        return made

    def with_relations(self, rows: list[MemberRound]) -> None:
        """Ask of some members how they stand to the head of their household to be."""
        for row in rows:
            name = Text(row.member.name, row.member.name)
            self.fields[f"relation_{row.member.key}"] = self.relation_of(name)

    def relations(self) -> dict[int, str]:
        """How each stands to the head, by their key."""
        return {
            int(name.removeprefix("relation_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("relation_") and value
        }


class Birth(DeedForm):
    """A child that was born."""

    dated = Text("出生日期", "Born on")

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        for name in ("name", "sex", "relation", "id_number", "ethnicity", "student_status"):
            needed = name in ("name", "sex", "relation")
            self.fields[name] = field_of(self.fact(name), on=case.today, required=needed)
        self.initial.setdefault("student_status", "preschool_age")

    def clean(self) -> dict[str, Any]:
        """A number that can be right, and that says the same of the child."""
        super().clean()
        filled_from_number(self, self.cleaned_data, self.today)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Who the child is, as the records take it."""
        names = ("name", "sex", "relation", "id_number", "ethnicity", "student_status")
        found = {name: told(self.fact(name), self.cleaned_data[name]) for name in names}
        return {name: value for name, value in found.items() if value is not None}


class Death(DeedForm):
    """Somebody's last day."""

    dated = Text("死亡日期", "Died on")


class Leaving(DeedForm):
    """Somebody leaves the register."""

    why = one_of(Text("原因", "Why"))

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        self.fields["why"].choices = choices_of(WHY)  # type: ignore[attr-defined]  # of choices


class OfAnother(DeedForm):
    """A deed that another household has part in, found by its number."""

    other = words(
        Text("另一户的户编号", "Number of the other household"),
        limit=40,
        hint=Text("写完整的户编号。", "Its whole number."),
    )
    other_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    found: Household | None = None
    living: list[MemberRound]

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        number = str((data or {}).get(self.add_prefix("other"), "")).strip()
        if number and "\0" not in number:
            self.found = household(number, seen_by=case.viewer.scope)
        self.living = [] if self.found is None else list(members_on(self.found, case.today))

    def clean_other(self) -> str:
        """A household that is seen."""
        if self.found is None:
            raise forms.ValidationError(NOT_FOUND[lang_now()])
        return str(self.cleaned_data["other"])

    @property
    def other_seen(self) -> int:
        """The version of the other household that was seen; the present one at first sight."""
        seen: int | None = self.cleaned_data.get("other_version")
        return seen or (self.found.version if self.found else 0)


class Joining(OfAnother):
    """Somebody comes over from another household."""

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        self.looks = "who" not in (data or {})
        if self.living:
            self.fields["who"] = one_of(Text("谁转入", "Who joins"))
            self.fields["who"].choices = names_of(self.living)  # type: ignore[attr-defined]  # of choices
            self.fields["who"].required = not self.looks
            self.fields["relation"] = field_of(self.fact("relation"), on=case.today)

    @property
    def who(self) -> MemberRound:
        """Who was chosen."""
        return next(one for one in self.living if str(one.member.key) == self.cleaned_data["who"])


class Moving(DeedForm):
    """The whole household moves to another village."""

    dated = Text("迁移日期", "Moved on")
    village = words(
        Text("迁往哪个村", "To which village"),
        limit=60,
        hint=Text("村名或12位代码。", "Its name, or its code of 12 digits."),
    )
    to: Standing

    def clean_village(self) -> str:
        """One village, whichever way it is named."""
        text, vintage = str(self.cleaned_data["village"]), self.case.viewer.vintage
        one = standing(text, vintage=vintage)
        hits = [] if one else search(text, vintage=vintage, level="village", limit=6)
        if one is None and len(hits) == 1:
            one = standing(hits[0].code, vintage=vintage)
        if one is None:
            listed = ", ".join(f"{hit.said} {hit.code}" for hit in hits)
            says = SEVERAL.fill(listed=listed) if hits else NO_VILLAGE
            raise forms.ValidationError(says[lang_now()])
        self.to = one
        return self.to.code


class Splitting(DeedForm):
    """Some members become a household of their own."""

    dated = Text("分户日期", "Split on")
    number = words(Text("新户的户编号", "Number of the new household"), limit=40)
    members = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple())

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        who = self.fields["members"]
        who.label = Text("谁分出去", "Who goes")[lang_now()]
        who.choices = names_of(case.members)  # type: ignore[attr-defined]  # of choices
        wanted = Text("请选择分出去的成员。", "Choose who goes.")[lang_now()]
        who.error_messages = {"required": wanted, "invalid_choice": wanted, "invalid_list": wanted}
        self.with_relations(list(case.members))

    @property
    def going(self) -> list[MemberRound]:
        """Who goes."""
        chosen = set(self.cleaned_data["members"])
        return [one for one in self.case.members if str(one.member.key) in chosen]

    @property
    def staying(self) -> list[MemberRound]:
        """Who stays."""
        return [one for one in self.case.members if one not in self.going]


class Merging(OfAnother):
    """Everybody goes over into another household, which this one ends in."""

    dated = Text("并户日期", "Merged on")

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        if self.found is not None:
            self.with_relations(list(case.members))


class HelperForm(DeedForm):
    """Who answers for the household (帮扶责任人)."""

    dated = Text("从哪天起", "From which day")
    name = words(Text("姓名", "Name"), limit=60)
    unit = words(Text("单位", "Unit"), limit=100)
    unit_level = one_of(Text("单位层级", "Level of the unit"))
    post = words(Text("职务", "Post"), limit=100)
    phone = words(Text("电话", "Phone"), limit=30)

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        self.fields["unit_level"].choices = choices_of(LEVELS)  # type: ignore[attr-defined]  # of choices
        for name in ("post", "phone"):
            self.fields[name].required = False


class ProofForm(DeedForm):
    """A dated document that shows how a guarantee stands."""

    dated = Text("文件日期", "Date of the document")
    guarantee = one_of(Text("哪一项保障", "Which guarantee"))
    whose = one_of(Text("谁的", "Whose"))
    says = words(
        Text("佐证文件", "The document"),
        limit=200,
        hint=Text(
            "标题和文号，如“房屋安全鉴定书（万住建鉴〔2020〕18号）”；不写姓名、证件号、电话。",
            "Title and number; no names, ID numbers or phones of people.",
        ),
    )
    file = a_file(
        Text("电子文件", "The document as a file"),
        accept=",".join(ENDINGS),
        hint=Text("PDF、JPG、PNG、XLSX 或 DOCX，不超过 10 MiB。", "10 MiB at most."),
    )

    def __init__(
        self, case: Case, data: Any = None, files: Any = None, initial: Any = None
    ) -> None:
        super().__init__(case, data, files, initial)
        self.fields["guarantee"].choices = choices_of(GUARANTEES)  # type: ignore[attr-defined]  # of choices
        whole = Text("全户", "the household")[lang_now()]
        self.fields["whose"].choices = [("", whole), *names_of(case.members)]  # type: ignore[attr-defined]  # of choices
        self.fields["whose"].required = False

    def clean(self) -> dict[str, Any]:
        """A guarantee is a person's or a household's."""
        super().clean()
        guarantee = self.cleaned_data.get("guarantee")
        if guarantee and bool(self.cleaned_data.get("whose")) is not (guarantee in OF_A_MEMBER):
            self.add_error("whose", NOT_TWICE[lang_now()])
        return self.cleaned_data

    @property
    def member(self) -> MemberRound | None:
        """Whose it is, where it is a person's."""
        key = self.cleaned_data["whose"]
        return next((one for one in self.case.members if str(one.member.key) == key), None)


def choices_of(labels: Any) -> list[tuple[str, str]]:
    """Choices in the reader's language."""
    return [(str(code), one[lang_now()]) for code, one in labels.items()]


def names_of(rows: Any) -> list[tuple[str, str]]:
    """Members to choose from, by key and name."""
    return [(str(one.member.key), one.member.name) for one in rows]
