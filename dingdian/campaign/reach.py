"""What a doubt over each table can read: the row's own facts, and those of what it belongs to."""

from collections.abc import Mapping
from dataclasses import replace

from dingdian.campaign.definition import Campaign, Fact, HouseholdMeasure, Measure, Table
from dingdian.lexicon.text import Text

Facts = Mapping[str, Fact]

AUDITED: tuple[Table, ...] = ("villages", "households", "members")
"""The tables of whose rows there can be doubts."""
BEFORE = "_before"
OF_HOUSEHOLD = "household_"


def facts_in_reach(
    facts: Mapping[Table, Facts], measures: Mapping[str, HouseholdMeasure]
) -> dict[Table, dict[str, Fact]]:
    """The facts that doubts over each table may name.

    A household has its measures and the amounts of its latest income and of the one before it
    (`wage_fen`, `wage_fen_before`); a member has the facts of its household as `household_…`.
    """
    households = facts["households"]
    return {
        "villages": dict(facts["villages"]),
        "households": {
            **_incomes(facts["incomes"]),
            **households,
            **{name: one.fact for name, one in measures.items()},
        },
        "members": {
            **{f"{OF_HOUSEHOLD}{name}": _of_household(one) for name, one in households.items()},
            **facts["members"],
        },
    }


def view(campaign: Campaign, over: Table) -> Campaign:
    """The campaign as its doubts over one table see it: that table's facts, shares and ranges."""
    facts = facts_in_reach(campaign.facts, campaign.household_measures)
    if over == "villages":
        return replace(campaign, measures={})
    shares = campaign.household_shares if over == "households" else {}
    ranges = counts(campaign) if over == "households" else {}
    return replace(campaign, facts={**campaign.facts, **facts}, shares=shares, measures=ranges)


def counts(campaign: Campaign) -> dict[str, Measure]:
    """The measures of households that count members, and so may be known only as a range."""
    return {
        name: Measure(name, "members", one.where)
        for name, one in campaign.household_measures.items()
        if one.how == "count"
    }


def _incomes(facts: Facts) -> dict[str, Fact]:
    """The amounts of the latest period, and of the one before."""
    amounts = [one for one in facts.values() if one.kind == "fen"]
    latest = {one.name: replace(one, table="households") for one in amounts}
    before = {
        f"{one.name}{BEFORE}": replace(
            one,
            name=f"{one.name}{BEFORE}",
            table="households",
            label=Text("上一期{label}", "{label} of the period before").fill(label=one.label),
        )
        for one in amounts
    }
    return latest | before


def _of_household(fact: Fact) -> Fact:
    def said(text: Text | None) -> Text | None:
        filled = Text("所在户{it}", "household: {it}")
        return None if text is None else filled.fill(it=text)

    return replace(
        fact,
        name=f"{OF_HOUSEHOLD}{fact.name}",
        table="members",
        label=said(fact.label) or fact.label,
        yes=said(fact.yes),
        no=said(fact.no),
    )
