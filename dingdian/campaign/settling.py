"""From what was found of each place to who is in: admission, rank and quota, for every reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Entry, Finding, Standing
from dingdian.campaign.selection import Key, key_of, seats
from dingdian.campaign.verdict import Verdict, judge
from dingdian.campaign.yardstick import Yardstick, bound, facts_in, with_shares
from dingdian.lexicon.place import LENGTHS

ORDER: dict[Standing, int] = {
    "designated": 0,
    "included": 1,
    "tied": 2,
    "beyond_quota": 3,
    "undecided": 4,
    "not_admitted": 5,
    "not_qualified": 6,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place as it was found, before anything is decided about it."""

    place: str
    name: str
    admitted: Verdict
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """All of a place that its standing depends on: may it be in, does a branch hold, its order.

    `holds` is unknown where no branch holds and one is unknown. Of two keys the greater is first.
    """

    admitted: Verdict
    holds: Verdict
    key: Key


@dataclass(frozen=True, slots=True)
class Stand:
    """What becomes of a claim: where the place stands, and its rank where it qualifies."""

    standing: Standing
    rank: int | None = None


WITHIN: Mapping[bool | None, Standing] = {True: "included", None: "tied", False: "beyond_quota"}


def stands(claims: Sequence[Claim], *, quota: int | None) -> list[Stand]:
    """Where each of the claims of a class stands; this is the selection, for all who select.

    Those that are admitted and for which a branch holds are ranked; nobody is added to fill the
    quota.
    """
    found = [Stand(_standing(claim)) for claim in claims]
    ranked = [at for at, stand in enumerate(found) if stand.standing == "included"]
    for at, seat in zip(ranked, seats([claims[at].key for at in ranked], quota=quota), strict=True):
        found[at] = Stand(WITHIN[seat.included], seat.rank)
    return found


def settle(
    campaign: Campaign,
    target: TargetClass,
    values: Mapping[str, int],
    candidates: Iterable[Candidate],
) -> list[Entry]:
    """The entries of one class: those in by rank, ties, those beyond the quota, the open ones.

    Only places for which a branch holds or is unknown become entries.
    """
    chosen = list(candidates)
    claims = [_claim(campaign, target, candidate) for candidate in chosen]
    quota = values[target.quota] if target.quota else None
    entries = [
        entry_of(campaign, target, candidate, stand)
        for candidate, stand in zip(chosen, stands(claims, quota=quota), strict=True)
        if stand.standing != "not_qualified"
    ]
    return sorted(entries, key=lambda one: (ORDER[one.standing], one.rank or 0, one.place))


def designated(target: TargetClass, places: Sequence[str]) -> list[Entry]:
    """The entries of a class named by a document: those of its places that lie in the source."""
    named = target.designation.places if target.designation else {}
    length = LENGTHS[target.level]
    present = {place[:length] for place in places}
    return [
        Entry(target, code, name, "designated") for code, name in named.items() if code in present
    ]


def admitted_by_exception(target: TargetClass, on: date) -> frozenset[str]:
    """The places that are let in on that day although the rule would keep them out."""
    return frozenset(place for place, since in target.exceptions.items() if since <= on)


def read_plainly(
    campaign: Campaign,
    target: TargetClass,
    values: Mapping[str, int],
    on: date,
    places: Mapping[str, Mapping[str, Any]],
) -> list[Candidate]:
    """The plain reading of a whole class, to explain one place and to keep the engine honest."""
    let_in = admitted_by_exception(target, on)
    yardsticks = [Yardstick(branch, campaign, values) for branch in target.branches]
    rule = None if target.admits is None else bound(target.admits, campaign, values)
    return [
        Candidate(
            place,
            str(facts.get("name") or place),
            place in let_in or rule is None or judge(rule, with_shares(campaign, facts)),
            tuple(one.find(facts) for one in yardsticks),
            facts,
        )
        for place, facts in places.items()
    ]


def admits(
    campaign: Campaign, target: TargetClass, values: Mapping[str, int], facts: Mapping[str, Any]
) -> Verdict:
    """Whether a place may be in the class at all."""
    if target.admits is None:
        return True
    return judge(bound(target.admits, campaign, values), with_shares(campaign, facts))


def entry_of(campaign: Campaign, target: TargetClass, candidate: Candidate, stand: Stand) -> Entry:
    """The entry of a place that stands so."""
    missing: tuple[str, ...] = ()
    if candidate.admitted is None and target.admits is not None:
        read = facts_in(target.admits, campaign)
        missing = tuple(name for name in read if candidate.facts.get(name) is None)
    return Entry(
        target,
        candidate.place,
        candidate.name,
        stand.standing,
        candidate.findings,
        rank=stand.rank,
        facts=candidate.facts,
        admission_unknown=missing,
    )


def _claim(campaign: Campaign, target: TargetClass, candidate: Candidate) -> Claim:
    verdicts = [one.holds for one in candidate.findings]
    holds = True if True in verdicts else None if None in verdicts else False
    return Claim(candidate.admitted, holds, key_of(campaign, target.ranking, candidate.facts))


def _standing(claim: Claim) -> Standing:
    if claim.holds is False:
        return "not_qualified"
    if claim.admitted is False:
        return "not_admitted"
    return "included" if claim.holds and claim.admitted else "undecided"
