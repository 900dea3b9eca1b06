"""Every rule that the data audit's declarations must satisfy, their own examples among them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from dingdian.campaign.condition import names_in
from dingdian.campaign.definition import Campaign, Doubt, Example, Fact
from dingdian.campaign.doubting import Doubting, limits_on
from dingdian.campaign.located import Fault
from dingdian.campaign.ranges import at_most
from dingdian.campaign.reach import OF_HOUSEHOLD, facts_in_reach
from dingdian.lexicon.text import Text

At = Callable[[tuple[str, ...], Text, Text], Fault]


def faults_of_doubts(campaign: Campaign, at: At) -> Iterator[Fault]:
    """What is wrong with measures of households, families and doubts; `at` finds a line."""
    yield from _names(campaign, at)
    yield from _shares(campaign, at)
    yield from _sense(campaign)


def examples(campaign: Campaign) -> Iterator[Fault]:
    """The worked examples that do not come out as they say, on the day of the announcement."""
    doubting = Doubting(campaign, limits_on(campaign, campaign.announced))
    for doubt in campaign.doubts:
        for key, example, expected in (("holds", doubt.holds, True), ("clean", doubt.clean, False)):
            amiss = _amiss(campaign, doubt, example)
            if amiss:
                yield _fault(
                    doubt,
                    Text(
                        f"{key} 里的“{'、'.join(amiss)}”无法使用",
                        f"{key} cannot use “{', '.join(amiss)}”",
                    ),
                    Text("请核对名字和值。", "Check names and values."),
                )
            elif _verdict(doubting, doubt, example) is not expected:
                yield _fault(
                    doubt,
                    Text(
                        f"疑点“{doubt.id}”的算例 {key} 不成立",
                        f"the example {key} of the doubt “{doubt.id}” does not come out",
                    ),
                    Text("请改正规则或算例。", "Correct the rule or the example."),
                )


def _verdict(doubting: Doubting, doubt: Doubt, example: Example) -> bool | None:
    facts = dict(example.facts)
    if example.members:
        facts = doubting.reckoned(example.members) | facts
    return doubting.verdict(doubt, facts)


def _names(campaign: Campaign, at: At) -> Iterator[Fault]:
    """A measure, a share or a household's fact in another's name would hide it."""
    taken = {*campaign.facts["households"], *campaign.parameters}
    ranged = {at_most(name) for name in campaign.household_measures}
    members = {one for one in campaign.facts["members"] if one.startswith(OF_HOUSEHOLD)}
    twice = [("measure", name) for name in campaign.household_measures if name in taken]
    twice += [
        ("share", name)
        for name in campaign.household_shares
        if name in taken | ranged | campaign.household_measures.keys()
    ]
    twice += [("members", name) for name in sorted(members)]
    for spot in twice:
        yield at(
            spot,
            Text(f"“{spot[1]}”已是另一样东西的名字", f"“{spot[1]}” is the name of another thing"),
            Text("请换一个名字。", "Choose another name."),
        )


def _shares(campaign: Campaign, at: At) -> Iterator[Fault]:
    """Both parts of a household's share are numbers, and its whole is certain."""
    facts = facts_in_reach(campaign.facts, campaign.household_measures)["households"]
    counted = {
        name
        for name, one in campaign.household_measures.items()
        if one.how == "count" and one.where is not None
    }
    for name, share in campaign.household_shares.items():
        for part in (share.n, share.of):
            fact = facts.get(part)
            if fact is None or fact.unit is None or (part == share.of and part in counted):
                yield at(
                    ("share", name),
                    Text(
                        f"比率“{name}”的“{part}”不是户的确定数字",
                        f"“{part}” of the share “{name}” is no certain number of households",
                    ),
                    Text("请改用户的数字事实。", "Use numbers of households."),
                )


def _sense(campaign: Campaign) -> Iterator[Fault]:
    """Each id once, in a family that is declared, over facts that are no ranges of villages."""
    seen = Counter(one.id for one in campaign.doubts)
    for doubt in campaign.doubts:
        if seen[doubt.id] > 1:
            yield _fault(
                doubt,
                Text(f"编号“{doubt.id}”用了不止一次", f"the id “{doubt.id}” stands more than once"),
                Text("每条疑点一个编号。", "Give each doubt an id of its own."),
            )
        if doubt.family not in campaign.families:
            yield _fault(
                doubt,
                Text(f"没有名为“{doubt.family}”的类别", f"there is no family “{doubt.family}”"),
                Text("请先写 [family.…]。", "Declare the [family.…] first."),
            )
        counted = [one for one in names_in(doubt.when.tree) if one in campaign.measures]
        if doubt.over == "villages" and counted:
            yield _fault(
                doubt,
                Text(f"“{counted[0]}”是清点得来的", f"“{counted[0]}” is counted"),
                Text("村的疑点只用村自己的事实。", "Doubts over villages use their own facts."),
            )


def _amiss(campaign: Campaign, doubt: Doubt, example: Example) -> list[str]:
    """The names of an example that are no facts in reach, or have no value like that."""
    facts = facts_in_reach(campaign.facts, campaign.household_measures)
    amiss = _unsayable(facts[doubt.over], example.facts)
    if example.members and doubt.over != "households":
        amiss.append("members")
    for one in example.members:
        amiss += _unsayable(campaign.facts["members"], one)
    return amiss


def _unsayable(facts: Mapping[str, Fact], said: Mapping[str, Any]) -> list[str]:
    return [name for name, value in said.items() if not sayable(facts.get(name), value)]


def sayable(fact: Fact | None, value: object) -> bool:
    """Whether a fact may have the value."""
    if fact is None or fact.sealed:
        return False
    match fact.kind:
        case "flag":
            return isinstance(value, bool)
        case "day":
            return isinstance(value, date)
        case "choices":
            return isinstance(value, list) and {*value} <= fact.choices.keys()
        case "choice" | "text":
            return isinstance(value, str) and (not fact.choices or value in fact.choices)
    return type(value) is int


def _fault(doubt: Doubt, says: Text, do: Text) -> Fault:
    return Fault(doubt.file, doubt.line, says, do)
