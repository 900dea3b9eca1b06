"""Counting rows by place in one pass: what is certain, and what would be if the unknown were."""

from collections.abc import Iterable

from sqlglot import exp

from dingdian.analysis.predicate import predicate
from dingdian.analysis.schema import fitting
from dingdian.campaign.condition import names_in
from dingdian.campaign.definition import Campaign, Measure, Table
from dingdian.campaign.ranges import at_most

STEP = 1 << 20
"""A place holds fewer than a million rows, so that two counts fit into one number."""


def tally(measures: Iterable[Measure], campaign: Campaign, *, over: Table) -> exp.Select:
    """Each measure by village, packed as certain + unknown·2²⁰: one small number added per row."""
    chosen = list(measures)
    facts = campaign.facts[over]
    read = dict.fromkeys(
        name for one in chosen if one.where for name in names_in(one.where.tree) if name in facts
    )
    rows = exp.select("village", *(exp.alias_(fitting(facts[name]), name) for name in read)).from_(
        over
    )
    sums = [exp.alias_(_packed(one, campaign), one.name) for one in chosen]
    return (
        exp.select("village", *sums)
        .from_(rows.subquery("rows_read", copy=False), copy=False)
        .group_by("village", copy=False)
    )


def _packed(measure: Measure, campaign: Campaign) -> exp.Expr:
    if measure.where is None:
        return exp.Count(this=exp.Star())
    number = (
        exp.Case(this=exp.paren(predicate(measure.where.tree, campaign), copy=False))
        .when(exp.true(), exp.Literal.number(1), copy=False)
        .when(exp.false(), exp.Literal.number(0), copy=False)
        .else_(exp.Literal.number(STEP), copy=False)
    )
    return exp.Sum(this=exp.cast(number, "BIGINT"))


def counts_of(over: Table) -> str:
    """The name under which the counts over a table are kept."""
    return f"counts_over_{over}"


def unpacked(measure: Measure) -> list[exp.Expr]:
    """The count of a packed sum, and its upper end; a village without rows counts none."""
    column = exp.column(measure.name, counts_of(measure.over))
    packed = exp.cast(exp.func("COALESCE", column, exp.Literal.number(0)), "BIGINT")
    if measure.where is None:
        return [exp.alias_(packed, measure.name)]
    certain = exp.Mod(this=packed, expression=exp.Literal.number(STEP))
    upper = exp.Add(this=certain.copy(), expression=unknown_part(packed.copy()))
    return [exp.alias_(certain, measure.name), exp.alias_(upper, at_most(measure.name))]


def unknown_part(packed: exp.Expr) -> exp.Expr:
    """How many of a packed sum's rows are unknown."""
    return exp.IntDiv(this=packed, expression=exp.Literal.number(STEP))
