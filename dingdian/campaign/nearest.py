"""How far a branch is from turning, in words: what is so now, and what would have to move."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlglot import exp

from dingdian.campaign.change import Step, gauge_of, steps_to
from dingdian.campaign.condition import Condition, Tree, bind
from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry, Finding
from dingdian.campaign.wording import amount, percent, value_of, with_parameters
from dingdian.campaign.yardstick import with_shares
from dingdian.lexicon.text import Text, join, same


@dataclass(frozen=True)
class Nearest:
    """Says of a branch what would turn it, under one decision's parameters."""

    campaign: Campaign
    values: Mapping[str, int]

    @cached_property
    def trees(self) -> dict[str, Tree]:
        """The conditions of the branches with their parameters in place, by their text."""
        conditions = (one.when for target in self.campaign.classes for one in target.branches)
        return {one.text: bind(one.tree, self.values) for one in conditions if one is not None}

    def label(self, finding: Finding) -> Text:
        return with_parameters(finding.branch.label, self.campaign, self.values)

    def part(self, entry: Entry, finding: Finding, *, want: bool) -> Text:
        """What is so now, and how far it must move for the branch to hold, or to hold no more."""
        when = finding.branch.when
        if when is None:
            now, moves = self._weakness(finding, want=want)
        else:
            facts = with_shares(self.campaign, entry.facts)
            steps = steps_to(self.trees[when.text], facts, self.campaign.shares, want=want)
            now, moves = self._now(when, finding, entry), self._moves(steps or (), entry)
        became = Text("即符合", "meets") if want else Text("即不再符合", "no longer meets")
        return Text(
            "{now}，{moves}{became}“{label}”", "{now}; {moves} and it {became} “{label}”"
        ).fill(now=now, moves=moves, became=became, label=self.label(finding))

    def _now(self, when: Condition, finding: Finding, entry: Entry) -> Text:
        """The facts of a condition as they are; a share beside its numerator."""
        facts = self.campaign.facts["villages"]
        said = []
        for name in when.names:
            share = self.campaign.shares.get(name)
            if share is not None and finding.n is not None and finding.of:
                value = percent(finding.n, finding.of)
                part = Text("{n}（{share}{value}）", "{n} ({share} {value})")
                n = self._fact(share.n, entry)
                said.append(part.fill(n=n, share=share.label, value=value))
            elif name in facts:
                said.append(self._fact(name, entry))
        return join(said)

    def _fact(self, name: str, entry: Entry) -> Text:
        fact = self.campaign.facts["villages"][name]
        if fact.kind == "flag":
            return value_of(fact, entry.facts.get(name))
        return Text("{label}{value}", "{label}: {value}").fill(
            label=fact.label, value=value_of(fact, entry.facts.get(name))
        )

    def _moves(self, steps: tuple[Step, ...], entry: Entry) -> Text:
        if not steps:
            return Text("情况改变", "another state of things")
        return join([self._move(one, entry) for one in steps], zh="且", en=" and ")

    def _move(self, step: Step, entry: Entry) -> Text:
        fact = self.campaign.facts["villages"][step.fact]
        now = entry.facts.get(step.fact)
        if isinstance(step.value, bool) or now is None or fact.unit is None:
            return Text("变为{value}", "let it be: {value}").fill(value=value_of(fact, step.value))
        more = step.value > now
        by = amount(abs(step.value - now), fact.unit)
        return Text("增加{by}" if more else "减少{by}", "{by} more" if more else "{by} fewer").fill(
            by=by
        )

    def _weakness(self, finding: Finding, *, want: bool) -> tuple[Text, Text]:
        labels = {item.code: item.label for item in finding.branch.items}
        lacking = join([labels[code] for code in finding.lacking])
        now = Text("已缺{count}项（{lacking}）", "{count} lacking ({lacking})").fill(
            count=len(finding.lacking), lacking=lacking
        )
        if not finding.lacking:
            now = Text("各项均不缺", "nothing lacking")
        if finding.nominated:
            now = Text("提名已确认，{now}", "a nomination is confirmed, {now}").fill(now=now)
        at_least = finding.threshold or 0
        if want:
            need = at_least - len(finding.lacking)
            return now, Text(
                "再缺{need}项或提名获确认", "{need} more lacking, or a confirmed nomination,"
            ).fill(need=need)
        mend = max(0, len(finding.lacking) - at_least + 1)
        moves = [Text("补齐{mend}项", "{mend} put right").fill(mend=mend)] if mend else []
        moves += [Text("提名撤销", "the nomination withdrawn")] if finding.nominated else []
        return now, join(moves, zh="且", en=" and ")

    def unknown(self, when: Condition, finding: Finding) -> Text:
        """What would be needed of a fact that is not known."""
        facts = self.campaign.facts["villages"]
        missing = join([facts[name].label for name in finding.unknown])
        gauge = gauge_of(self.trees[when.text])
        bar = finding.threshold
        whole_missing = finding.of is None and finding.at_most is None
        if finding.n and bar and whole_missing and gauge and gauge.how is exp.GTE:
            most = finding.n * 10_000 // bar
            unit = facts[finding.unknown[0]].unit
            return Text(
                "{missing}未知，不超过{limit}即符合“{label}”",
                "{missing} is unknown: at {limit} or fewer it meets “{label}”",
            ).fill(
                missing=missing,
                limit=amount(most, unit) if unit else same(f"{most:,}"),
                label=self.label(finding),
            )
        return Text(
            "{missing}未知，填报后才能判断“{label}”",
            "{missing} is unknown: “{label}” cannot be told before",
        ).fill(missing=missing, label=self.label(finding))
