"""Explain one place of a run: every class it could be in, each criterion with its two numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Entry, Finding, Standing
from dingdian.campaign.explanation import Explainer
from dingdian.campaign.settling import admits
from dingdian.campaign.wording import amount, percent, with_parameters
from dingdian.campaign.yardstick import Yardstick
from dingdian.lexicon.text import Text, join, same
from dingdian.records.targeting.models import Profile, Run, Target

NONE = Text("–", "–")
LITTLE = Text("不到0.01个百分点", "less than 0.01 points")


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion for one place: whether it holds, what was measured, against what, how far off.

    `open_items` are what must be known before it can be said; until then there is no margin.
    """

    finding: Finding
    label: Text
    source: str
    value: Text
    threshold: Text
    margin: Text
    lacking: tuple[Text, ...] = ()
    open_items: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A class that a place could be in, criterion by criterion, and what would change it."""

    target: TargetClass
    admitted: bool | None
    reasons: tuple[Reason, ...]
    unknown: tuple[Text, ...]
    change: Text


def explain(
    run: Run, profile: Profile, targets: Mapping[str, Target], *, campaign: Campaign
) -> tuple[Explanation, ...]:
    """Every class of the place's level, read plainly from its facts as the run had them.

    `targets` are its rows in the run by class: where one is there, its standing and its sentence
    are those that the run kept; where none is, no criterion held and the sentence is made anew.
    """
    return tuple(
        _explained(run, profile, target, targets.get(target.code), campaign)
        for target in campaign.classes
        if target.level == profile.level and target.branches
    )


def _explained(
    run: Run, profile: Profile, target: TargetClass, kept: Target | None, campaign: Campaign
) -> Explanation:
    facts: Mapping[str, Any] = profile.facts
    values: Mapping[str, int] = run.parameters
    yardsticks = [Yardstick(branch, campaign, values) for branch in target.branches]
    findings = tuple(one.find(facts) for one in yardsticks)
    standing: Standing = "not_qualified"
    entry = Entry(target, profile.code, profile.name, standing, findings, facts=facts)
    explainer = Explainer(campaign, values, {}, {})
    change = explainer.change(entry) if kept is None else Text(kept.change_zh, kept.change_en)
    labels = campaign.facts["villages"]
    return Explanation(
        target,
        admits(campaign, target, values, facts),
        tuple(_reasons(yardsticks, findings, campaign, values)),
        tuple(labels[name].label for name in entry.unknown),
        change,
    )


def _reasons(
    yardsticks: list[Yardstick],
    findings: tuple[Finding, ...],
    campaign: Campaign,
    values: Mapping[str, int],
) -> Iterator[Reason]:
    for yardstick, finding in zip(yardsticks, findings, strict=True):
        branch = finding.branch
        items = {item.code: item.label for item in branch.items}
        value, threshold, margin = _numbers(yardstick, finding, campaign)
        yield Reason(
            finding,
            with_parameters(branch.label, campaign, values),
            branch.source,
            value,
            threshold,
            NONE if finding.holds is None else margin,
            tuple(items[code] for code in finding.lacking),
            tuple(items[code] for code in finding.open_items),
        )


def _numbers(yardstick: Yardstick, finding: Finding, campaign: Campaign) -> tuple[Text, Text, Text]:
    """What was measured, against what, and how far apart they are, each in its own unit."""
    if finding.branch.when is None:
        return _weakness(finding, campaign)
    gauge = yardstick.gauge
    if gauge is None or finding.threshold is None:
        return NONE, NONE, NONE
    if finding.share:
        return _share(finding)
    fact = campaign.facts["villages"][gauge.name]
    if fact.unit is None or finding.value is None:
        return Text("未知", "unknown"), same(f"{finding.threshold:,}"), NONE
    value = amount(finding.value, fact.unit)
    if finding.at_most is not None:
        most = amount(finding.at_most, fact.unit)
        value = Text("{value}至{most}", "{value} to {most}").fill(value=value, most=most)
    margin = finding.value - finding.threshold
    return (
        value,
        amount(finding.threshold, fact.unit),
        _signed(amount(abs(margin), fact.unit), margin),
    )


def _share(finding: Finding) -> tuple[Text, Text, Text]:
    bar = finding.threshold or 0
    threshold = same(percent(bar, 10_000))
    if finding.n is None or not finding.of or finding.of < 0:
        n = Text("未知", "unknown") if finding.n is None else same(f"{finding.n:,}")
        of = Text("未知", "unknown") if finding.of is None else same(f"{finding.of:,}")
        return Text("{n} ÷ {of}", "{n} ÷ {of}").fill(n=n, of=of), threshold, NONE
    value = same(f"{percent(finding.n, finding.of)} = {finding.n:,} ÷ {finding.of:,}")
    over = finding.n * 10_000 - bar * finding.of
    points = percent(abs(over), 10_000 * finding.of)[:-1]
    apart = LITTLE if over and points == "0.00" else Text(f"{points}个百分点", f"{points} points")
    return value, threshold, _signed(apart, over)


def _weakness(finding: Finding, campaign: Campaign) -> tuple[Text, Text, Text]:
    unit = campaign.units["items"]
    lacks, bar = finding.value or 0, finding.threshold or 0
    value = Text("缺{n}", "{n} lacking").fill(n=amount(lacks, unit))
    if finding.nominated:
        value = join([Text("申报已确认", "nomination confirmed"), value])
    by_nomination = finding.nominated and lacks < bar
    margin = NONE if by_nomination else _signed(amount(abs(lacks - bar), unit), lacks - bar)
    return value, amount(bar, unit), margin


def _signed(said: Text, margin: int) -> Text:
    sign = "+" if margin > 0 else "−" if margin < 0 else "±"
    return Text(f"{sign}{said.zh}", f"{sign}{said.en}")
