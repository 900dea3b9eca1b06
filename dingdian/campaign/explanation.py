"""The sentence that stands beside a place: why it is in or out, and what would have to change."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from dingdian.campaign.change import Step, gauge_of, steps_to
from dingdian.campaign.condition import bind
from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry, Finding
from dingdian.campaign.wording import amount, percent, value_of, with_parameters
from dingdian.campaign.yardstick import with_shares
from dingdian.lexicon.text import Text, join, same

NOTHING = Text("", "")


@dataclass(frozen=True)
class Explainer:
    """Explains the entries of one decision.

    `bars` holds, for each class with a quota, the first ranking measure of the last place let in;
    `equals` how many places share a rank.
    """

    campaign: Campaign
    values: Mapping[str, int]
    bars: Mapping[str, int]
    equals: Mapping[tuple[str, int], int]

    def change(self, entry: Entry) -> Text:
        """What would take this place in or out, as a sentence."""
        match entry.standing:
            case "designated":
                assert entry.target.designation is not None
                return Text(
                    "由{document}认定，须有新的文件才会变动。",
                    "Designated by the {document}; only another document changes that.",
                ).fill(document=entry.target.designation.document)
            case "not_admitted":
                return Text("{why}，不列入。", "{why}, so it stays out.").fill(
                    why=entry.target.refusal or NOTHING
                )
            case "included":
                return self._leaving(entry)
            case "tied" | "beyond_quota":
                return self._at_the_quota(entry)
        return self._entering(entry)

    def _leaving(self, entry: Entry) -> Text:
        held = [one for one in entry.findings if one.holds]
        parts = [self._part(entry, one, want=False) for one in held]
        if len(parts) > 1:
            return Text(
                "须同时变动才会退出：{parts}。", "Leaves only when all of these change: {parts}."
            ).fill(parts=join(parts, zh="；", en="; "))
        return Text("{parts}。", "{parts}.").fill(parts=parts[0])

    def _at_the_quota(self, entry: Entry) -> Text:
        quota = self.values[entry.target.quota or ""]
        held = join([self._label(one) for one in entry.findings if one.holds])
        if entry.standing == "tied":
            equals = self.equals[entry.target.code, entry.rank or 0]
            return Text(
                "符合“{held}”，但与另外{others}个村并列第{rank}位，跨越名额{quota}，须由办公室决定。",
                "Meets “{held}” but shares rank {rank} with {others} more across the quota of "
                "{quota}: the office has to decide.",
            ).fill(held=held, others=equals - 1, rank=entry.rank, quota=quota)
        said = Text(
            "符合“{held}”，位次{rank}，超出名额{quota}。",
            "Meets “{held}”, at rank {rank}, beyond the quota of {quota}.",
        ).fill(held=held, rank=entry.rank, quota=quota)
        bar = self.bars.get(entry.target.code)
        first = entry.target.ranking[0] if entry.target.ranking else None
        fact = None if first is None else self.campaign.facts["villages"].get(first.by)
        if bar is None or fact is None or fact.unit is None or first is None:
            return said
        nearer = bar + 1 if first.first == "most" else bar - 1
        return Text(
            "{said}{fact}到{amount}即进入名额。", "{said} It enters at {amount} ({fact})."
        ).fill(said=said, fact=fact.label, amount=amount(nearer, fact.unit))

    def _entering(self, entry: Entry) -> Text:
        """What would take in a place for which nothing holds: what is nearest, then what is unknown."""
        known = [one for one in entry.findings if one.holds is False]
        near = min(known, key=_distance, default=None)
        parts = [] if near is None else [self._part(entry, near, want=True)]
        held = [one for one in entry.findings if one.holds]
        if held:
            return self._unadmitted(entry, held)
        blank = [one for one in entry.findings if one.holds is None]
        parts += [self._unknown(entry, one) for one in blank if one.branch.when is not None]
        weak = [self._label(one) for one in blank if one.branch.when is None]
        if weak:
            parts.append(
                Text(
                    "所缺情况填报后才能判断“{weak}”",
                    "“{weak}” cannot be told before the missing facts are in",
                ).fill(weak=join(weak))
            )
        return Text("{parts}。", "{parts}.").fill(parts=join(parts, zh="；", en="; "))

    def _unadmitted(self, entry: Entry, held: list[Finding]) -> Text:
        facts = self.campaign.facts["villages"]
        return Text(
            "符合“{held}”，但{missing}未知，填报后才能判断是否列入。",
            "Meets “{held}”, but {missing} is unknown: whether it may be in cannot be told before.",
        ).fill(
            held=join([self._label(one) for one in held]),
            missing=join([facts[name].label for name in entry.admission_unknown]),
        )

    def _label(self, finding: Finding) -> Text:
        return with_parameters(finding.branch.label, self.campaign, self.values)

    def _part(self, entry: Entry, finding: Finding, *, want: bool) -> Text:
        """What is so now, and by how much it must move for the branch to hold, or to hold no more."""
        if finding.branch.when is None:
            now, moves = self._weakness(finding, want=want)
        else:
            facts = with_shares(self.campaign, entry.facts)
            tree = bind(finding.branch.when.tree, self.values)
            steps = steps_to(tree, facts, self.campaign.shares, want=want)
            now, moves = self._now(finding, entry), self._moves(steps or (), entry)
        became = Text("即符合", "meets") if want else Text("即不再符合", "no longer meets")
        return Text(
            "{now}，{moves}{became}“{label}”", "{now}; {moves} and it {became} “{label}”"
        ).fill(now=now, moves=moves, became=became, label=self._label(finding))

    def _now(self, finding: Finding, entry: Entry) -> Text:
        facts = self.campaign.facts["villages"]
        shares = self.campaign.shares
        assert finding.branch.when is not None
        said = []
        for name in finding.branch.when.names:
            share = shares.get(name)
            if share is not None and finding.n is not None and finding.of:
                part = Text("{n}（{share}{value}）", "{n} ({share} {value})").fill(
                    n=self._fact(share.n, entry),
                    share=share.label,
                    value=percent(finding.n, finding.of),
                )
                said.append(part)
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

    def _unknown(self, entry: Entry, finding: Finding) -> Text:
        """What would be needed of a fact that is not known."""
        facts = self.campaign.facts["villages"]
        missing = join([facts[name].label for name in finding.unknown])
        bar = finding.threshold
        assert finding.branch.when is not None
        gauge = gauge_of(bind(finding.branch.when.tree, self.values))
        rises = gauge is not None and gauge.how is exp.GTE
        if finding.n and bar and rises and finding.of is None:
            most = finding.n * 10_000 // bar
            unit = facts[finding.unknown[0]].unit
            limit = same(f"{most:,}") if unit is None else amount(most, unit)
            return Text(
                "{missing}未知，不超过{limit}即符合“{label}”",
                "{missing} is unknown: at {limit} or fewer it meets “{label}”",
            ).fill(missing=missing, limit=limit, label=self._label(finding))
        return Text(
            "{missing}未知，填报后才能判断“{label}”",
            "{missing} is unknown: “{label}” cannot be told before",
        ).fill(missing=missing, label=self._label(finding))


def _distance(finding: Finding) -> float:
    """How far a branch is from holding, against its own threshold; only the order matters."""
    bar = finding.threshold
    if finding.branch.when is None and not finding.branch.items:
        return 2.0
    if not bar:
        return 1.0
    if finding.of and finding.n is not None:
        return 1 - finding.n * 10_000 / (bar * finding.of)
    return 1 - (finding.value or 0) / bar
