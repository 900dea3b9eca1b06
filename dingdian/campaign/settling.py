"""From what was found of each place to who is in: admission, rank and quota, for every reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Entry, Finding, Standing
from dingdian.campaign.selection import key_of, seats
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


def settle(
    campaign: Campaign,
    target: TargetClass,
    values: Mapping[str, int],
    candidates: Iterable[Candidate],
) -> list[Entry]:
    """The entries of one class: those in by rank, ties, those beyond the quota, the open ones.

    Only places for which a branch holds or is unknown become entries. Those that are admitted and
    hold one are ranked; nobody is added to fill the quota.
    """
    entries, ranked, keys = [], [], []
    for candidate in candidates:
        standing = _standing(candidate)
        if standing == "not_qualified":
            continue
        entry = _entry(campaign, target, candidate, standing)
        if standing == "included":
            ranked.append(entry)
            keys.append(key_of(campaign, target.ranking, candidate.facts))
        else:
            entries.append(entry)
    quota = values[target.quota] if target.quota else None
    for entry, seat in zip(ranked, seats(keys, quota=quota), strict=True):
        within: dict[bool | None, Standing] = {
            True: "included",
            None: "tied",
            False: "beyond_quota",
        }
        entries.append(replace(entry, standing=within[seat.included], rank=seat.rank))
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
    return [
        Candidate(
            place,
            str(facts.get("name") or place),
            place in let_in or admits(campaign, target, values, facts),
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


def _standing(candidate: Candidate) -> Standing:
    verdicts = [one.holds for one in candidate.findings]
    if True not in verdicts and None not in verdicts:
        return "not_qualified"
    if candidate.admitted is False:
        return "not_admitted"
    return "included" if True in verdicts and candidate.admitted else "undecided"


def _entry(
    campaign: Campaign, target: TargetClass, candidate: Candidate, standing: Standing
) -> Entry:
    missing: tuple[str, ...] = ()
    if candidate.admitted is None and target.admits is not None:
        read = facts_in(target.admits, campaign)
        missing = tuple(name for name in read if candidate.facts.get(name) is None)
    return Entry(
        target,
        candidate.place,
        candidate.name,
        standing,
        candidate.findings,
        facts=candidate.facts,
        admission_unknown=missing,
    )
