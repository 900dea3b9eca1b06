"""The sentence that stands beside a place: why it is in or out, and what would have to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry, Finding
from dingdian.campaign.nearest import Nearest
from dingdian.campaign.wording import amount
from dingdian.lexicon.text import Text, join

NOTHING = Text("", "")


@dataclass(frozen=True)
class Explainer:
    """Explains the entries of one decision.

    `bars` holds, for each class with a quota, the first ranking measure of the last place not
    beyond it;
    `equals` how many places share a rank.
    """

    campaign: Campaign
    values: Mapping[str, int]
    bars: Mapping[str, int]
    equals: Mapping[tuple[str, int], int]

    @cached_property
    def nearest(self) -> Nearest:
        """Says of one branch what would turn it."""
        return Nearest(self.campaign, self.values)

    def change(self, entry: Entry) -> Text:
        """What would take this place in or out, as a sentence."""
        match entry.standing:
            case "designated":
                made = entry.target.designation
                return Text(
                    "由{document}认定，须有新的文件才会变动。",
                    "Designated by the {document}; only another document changes that.",
                ).fill(document=made.document if made else NOTHING)
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
        parts = [self.nearest.part(entry, one, want=False) for one in held]
        if len(parts) > 1:
            return Text(
                "须同时变动才会退出：{parts}。", "Leaves only when all of these change: {parts}."
            ).fill(parts=join(parts, zh="；", en="; "))
        return Text("{parts}。", "{parts}.").fill(parts=parts[0])

    def _at_the_quota(self, entry: Entry) -> Text:
        quota = self.values[entry.target.quota or ""]
        held = join([self.nearest.label(one) for one in entry.findings if one.holds])
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
        """What would take in a place that is not: what is nearest, then what is unknown."""
        held = [one for one in entry.findings if one.holds]
        if held:
            return self._unadmitted(entry, held)
        known = [one for one in entry.findings if one.holds is False and _can_be_moved(one)]
        near = min(known, key=_distance, default=None)
        parts = [] if near is None else [self.nearest.part(entry, near, want=True)]
        blank = [one for one in entry.findings if one.holds is None]
        parts += [self.nearest.unknown(one.branch.when, one) for one in blank if one.branch.when]
        weak = [self.nearest.label(one) for one in blank if one.branch.when is None]
        if weak:
            first, count = weak[0], len(weak)
            several = Text("等{count}项", " and {more} more").fill(count=count, more=count - 1)
            parts.append(
                Text(
                    "所缺情况填报后才能判断“{first}”{several}",
                    "“{first}”{several} cannot be told before the missing facts are in",
                ).fill(first=first, several=several if count > 1 else NOTHING)
            )
        return Text("{parts}。", "{parts}.").fill(parts=join(parts, zh="；", en="; "))

    def _unadmitted(self, entry: Entry, held: list[Finding]) -> Text:
        facts = self.campaign.facts["villages"]
        return Text(
            "符合“{held}”，但{missing}未知，填报后才能判断是否列入。",
            "Meets “{held}”, but {missing} is unknown: whether it may be in cannot be told before.",
        ).fill(
            held=join([self.nearest.label(one) for one in held]),
            missing=join([facts[name].label for name in entry.admission_unknown]),
        )


def _can_be_moved(finding: Finding) -> bool:
    """Whether facts can take the branch in: a weakness without items waits for a nomination."""
    return finding.branch.when is not None or bool(finding.branch.items)


def _distance(finding: Finding) -> float:
    """How far a branch is from holding, against its own threshold; only the order matters."""
    bar = finding.threshold
    if not bar:
        return 1.0
    if finding.of and finding.n is not None:
        return 1 - finding.n * 10_000 / (bar * finding.of)
    return 1 - (finding.value or 0) / bar
