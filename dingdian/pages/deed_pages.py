"""Each deed on a household as its page says it: the form, what would come of it, and the deed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.pages import deed_forms as forms
from dingdian.pages.deed_forms import DeedForm
from dingdian.pages.editing import Case
from dingdian.pages.income_form import IncomeForm
from dingdian.pages.naming import way_down
from dingdian.records.registry import actions, belonging
from dingdian.records.registry.deed import LATE_AFTER_DAYS
from dingdian.records.registry.entering import Newcomer
from dingdian.records.registry.models import Guarantee, Household, Level, MemberRound
from dingdian.records.registry.person import Left
from dingdian.steps.evidence import NotTaken
from dingdian.steps.prove import prove


def _nothing(_case: Case) -> dict[str, Any]:
    return {}


def _own(case: Case, _form: Any) -> Household:
    return case.household


@dataclass(frozen=True)
class DeedPage:
    """One deed: `foretells` says what would come of it; without, it is done at once."""

    title: Text
    lede: Text
    button: Text
    done: Text
    form: type[DeedForm]
    does: Callable[[Case, Any], object]
    foretells: Callable[[Case, Any], list[Text]] | None = None
    left: Callable[[Case, Any], Household] = _own
    first: Callable[[Case], dict[str, Any]] = _nothing

    @property
    def is_foretold(self) -> bool:
        """Whether its page says what would come of it before it is done."""
        return self.foretells is not None

    def field_of(self, refused: Unusable) -> str | None:
        """The field that a refusal is about, where it is one."""
        if isinstance(refused, NotTaken):
            return "file"
        about = {"number_taken": "number", "not_a_day": "since", "later_said": "since"}
        return about.get(refused.code) if about.get(refused.code) in self.form.base_fields else None


def names(rows: Any) -> Text:
    """Some members by name."""
    told = [one.member.name for one in rows]
    return Text("、".join(told), ", ".join(told))


def _with(case: Case, form: DeedForm) -> dict[str, Any]:
    """What every deed is told: by whom, and upon which version."""
    return {"version": form.seen_version, "campaign": case.campaign, "by": case.viewer.user}


def _who(case: Case) -> MemberRound:
    if case.member is None:
        raise LookupError("a deed on a member needs one")
    return case.member


def _size(case: Case, change: int) -> Text:
    n = len(case.members)
    return Text("此户由{n}人变为{m}人。", "The household goes from {n} to {m} persons.").fill(
        n=n, m=n + change
    )


def _last_one(case: Case) -> list[Text]:
    if len(case.members) > 1:
        return []
    return [Text("这是最后一位成员，此户随之终止。", "Nobody is left: the household ends.")]


def _late(form: DeedForm) -> list[Text]:
    from_today = (form.today - form.on).days
    if from_today <= LATE_AFTER_DAYS:
        return []
    return [
        Text(
            "日期早于今天{n}天，将标为“补录”。",
            "The day is {n} days ago: it is marked as a late entry (补录).",
        ).fill(n=from_today)
    ]


def _birth(case: Case, form: forms.Birth) -> list[Text]:
    child = form.cleaned_data["name"]
    says = Text("登记{name}于{day}出生。", "{name} was born on {day}.")
    return [says.fill(name=child, day=form.on), _size(case, 1), *_late(form)]


def _death(case: Case, form: forms.Death) -> list[Text]:
    says = Text(
        "{name}于{day}去世，次日起不在册。", "{name} died on {day}, and is off from the next."
    )
    told = says.fill(name=_who(case).member.name, day=form.on)
    return [told, _size(case, -1), *_last_one(case), *_late(form)]


def _leaving(case: Case, form: forms.Leaving) -> list[Text]:
    says = Text(
        "{name}自{day}起不在册（{why}）。", "{name} is off the register from {day} on ({why})."
    )
    why = forms.WHY[Left(form.cleaned_data["why"])]
    told = says.fill(name=_who(case).member.name, day=form.on, why=why)
    return [told, _size(case, -1), *_last_one(case), *_late(form)]


def _joining(case: Case, form: forms.Joining) -> list[Text]:
    says = Text(
        "{name}自{day}起由户{other}转入户{number}。",
        "{name} comes from household {other} into {number} on {day}.",
    )
    other = form.found.number if form.found else ""
    told = says.fill(
        name=form.who.member.name, day=form.on, other=other, number=case.household.number
    )
    rest = len(form.living) - 1
    left = Text("户{other}还剩{n}人。", "{n} stay in household {other}.").fill(other=other, n=rest)
    ends = Text("户{other}随之终止。", "Household {other} ends with it.").fill(other=other)
    return [told, _size(case, 1), left if rest else ends, *_late(form)]


def _moving(case: Case, form: forms.Moving) -> list[Text]:
    way = way_down(form.to.path, vintage=case.viewer.vintage)
    says = Text(
        "全户{n}人（{names}）自{day}起由{here}迁往{there}。",
        "All {n} ({names}) move from {here} to {there} on {day}.",
    )
    told = says.fill(
        n=len(case.members), names=names(case.members), day=form.on, here=case.way, there=way
    )
    return [told, *_late(form)]


def _splitting(case: Case, form: forms.Splitting) -> list[Text]:
    says = Text(
        "{n}人（{names}）自{day}起成为新户{number}；{m}人（{others}）留在户{own}。",
        "{n} ({names}) become household {number} on {day}; {m} ({others}) stay in {own}.",
    )
    told = says.fill(
        n=len(form.going),
        names=names(form.going),
        day=form.on,
        number=form.cleaned_data["number"],
        m=len(form.staying),
        others=names(form.staying),
        own=case.household.number,
    )
    return [told, *_late(form)]


def _merging(case: Case, form: forms.Merging) -> list[Text]:
    says = Text(
        "户{own}的{n}人（{names}）自{day}起并入户{other}（现有{m}人：{others}）；户{own}终止。",
        "All {n} of household {own} ({names}) go over into {other} ({m} now: {others}) on {day}; "
        "household {own} ends.",
    )
    told = says.fill(
        own=case.household.number,
        n=len(case.members),
        names=names(case.members),
        day=form.on,
        other=form.found.number if form.found else "",
        m=len(form.living),
        others=names(form.living),
    )
    return [told, *_late(form)]


def _enter_birth(case: Case, form: forms.Birth) -> object:
    child = Newcomer(form.said)
    return actions.born(case.household, child=child, on=form.on, **_with(case, form))


def _enter_death(case: Case, form: forms.Death) -> object:
    member = _who(case).member
    return belonging.died(member, on=form.on, household=case.household, **_with(case, form))


def _enter_leaving(case: Case, form: forms.Leaving) -> object:
    return belonging.member_leaves(
        _who(case).member,
        why=Left(form.cleaned_data["why"]),
        on=form.on,
        household=case.household,
        **_with(case, form),
    )


def _enter_joining(case: Case, form: forms.Joining) -> object:
    return belonging.member_joins(
        form.who.member,
        household=case.household,
        of=_found(form),
        of_version=form.other_seen,
        on=form.on,
        relation=form.cleaned_data["relation"] or None,
        **_with(case, form),
    )


def _move(case: Case, form: forms.Moving) -> object:
    return belonging.move_household(
        case.household, village=form.to, on=form.on, **_with(case, form)
    )


def _split(case: Case, form: forms.Splitting) -> object:
    return belonging.split_household(
        case.household,
        number=form.cleaned_data["number"],
        members=[one.member for one in form.going],
        on=form.on,
        relations=form.relations(),
        **_with(case, form),
    )


def _merge(case: Case, form: forms.Merging) -> object:
    return belonging.merge_households(
        case.household,
        into=_found(form),
        into_version=form.other_seen,
        on=form.on,
        relations=form.relations(),
        **_with(case, form),
    )


def _record_income(case: Case, form: IncomeForm) -> object:
    return actions.record_income(
        case.household,
        parts=form.parts,
        period_start=form.begins,
        period_end=form.on,
        kind=form.cleaned_data["kind"],
        **_with(case, form),
    )


def _record_proof(case: Case, form: forms.ProofForm) -> object:
    member = form.member
    return prove(
        case.household if member is None else member.member,
        guarantee=Guarantee(form.cleaned_data["guarantee"]),
        says=form.cleaned_data["says"],
        dated_on=form.on,
        sent=form.cleaned_data["file"],
        household=case.household,
        **_with(case, form),
    )


def _assign_helper(case: Case, form: forms.HelperForm) -> object:
    said = form.cleaned_data
    helping = actions.Helping(
        said["name"], said["unit"], Level(said["unit_level"]), said["post"], said["phone"]
    )
    return actions.assign_helper(
        case.household, helping=helping, since=form.on, **_with(case, form)
    )


def _found(form: forms.OfAnother) -> Household:
    if form.found is None:
        raise LookupError("the other household was not found")
    return form.found


def _into(_case: Case, form: forms.Merging) -> Household:
    return _found(form)


PAGES: Mapping[str, DeedPage] = {
    "birth": DeedPage(
        Text("谁出生了？", "Who was born?"),
        Text("孩子从出生日起在此户。", "The child belongs to this household from that day on."),
        Text("登记出生", "Enter the birth"),
        Text("已登记出生。", "The birth is entered."),
        forms.Birth,
        _enter_birth,
        _birth,
    ),
    "death": DeedPage(
        Text("{name}去世了？", "Has {name} died?"),
        Text("自然减少，不是脱贫。", "A natural change; it is no exit from poverty."),
        Text("登记死亡", "Enter the death"),
        Text("已登记死亡。", "The death is entered."),
        forms.Death,
        _enter_death,
        _death,
    ),
    "leaving": DeedPage(
        Text("{name}迁出了？", "Has {name} left?"),
        Text(
            "日期是不再属于此户的第一天。",
            "The day is the first on which they belong here no more.",
        ),
        Text("登记迁出", "Enter the leaving"),
        Text("已登记迁出。", "The leaving is entered."),
        forms.Leaving,
        _enter_leaving,
        _leaving,
    ),
    "joining": DeedPage(
        Text("谁从另一户转入？", "Who joins from another household?"),
        Text("先按户编号找到那一户，再选人。", "Find the other household by its number first."),
        Text("登记转入", "Enter the joining"),
        Text("已登记转入。", "The joining is entered."),
        forms.Joining,
        _enter_joining,
        _joining,
    ),
    "moving": DeedPage(
        Text("全户迁往哪里？", "Where does the household move?"),
        Text("以前的登记留在原村。", "What was recorded before stays with the village."),
        Text("登记迁移", "Enter the move"),
        Text("已登记迁移。", "The move is entered."),
        forms.Moving,
        _move,
        _moving,
    ),
    "splitting": DeedPage(
        Text("谁分出去另立一户？", "Who becomes a household of their own?"),
        Text("新户在同一个村；两户都须有人。", "It lives in the same village; both keep somebody."),
        Text("登记分户", "Enter the split"),
        Text("已分户。", "The household is split."),
        forms.Splitting,
        _split,
        _splitting,
    ),
    "merging": DeedPage(
        Text("并入哪一户？", "Into which household does it merge?"),
        Text("全户并入另一户，此户终止。", "Everybody goes over, and this household ends."),
        Text("登记并户", "Enter the merging"),
        Text("已并户。", "The households are merged."),
        forms.Merging,
        _merge,
        _merging,
        left=_into,
    ),
    "income": DeedPage(
        Text("这一户收入多少？", "What did the household earn?"),
        Text(
            "纯收入由各项算出，不直接填写；空着的按0计。",
            "Net income is computed from its parts and never typed; blank is nothing.",
        ),
        Text("保存收入", "Save the income"),
        Text("已保存收入。", "The income is saved."),
        IncomeForm,
        _record_income,
    ),
    "proof": DeedPage(
        Text("哪项保障有了佐证？", "Which guarantee is proved?"),
        Text("每项保障显示最新的佐证。", "Each guarantee is shown with its latest proof."),
        Text("登记佐证", "Record the proof"),
        Text("已登记佐证。", "The proof is recorded."),
        forms.ProofForm,
        _record_proof,
    ),
    "helper": DeedPage(
        Text("谁帮扶这一户？", "Who answers for the household?"),
        Text("原来的帮扶责任人到前一天为止。", "Whoever did before does so until that day."),
        Text("确定帮扶责任人", "Assign the helper"),
        Text("已确定帮扶责任人。", "The helper is assigned."),
        forms.HelperForm,
        _assign_helper,
    ),
}
