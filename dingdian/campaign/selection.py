"""Who is in, among those that qualify: ranks over declared measures, a quota, and ties."""

from collections.abc import Sequence
from dataclasses import dataclass

from dingdian.campaign.definition import Campaign, Ranking
from dingdian.campaign.verdict import Facts

FINE = 10**18
Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A qualifying place's rank, and whether that is within the quota; None at a tie across it."""

    rank: int
    included: bool | None


def seats(keys: Sequence[Key], *, quota: int | None) -> list[Seat]:
    """The seat of each key, greater keys first; equal keys share a rank, and share their fate."""
    better: dict[Key, int] = {}
    size: dict[Key, int] = {}
    for position, key in enumerate(sorted(keys, reverse=True)):
        better.setdefault(key, position)
        size[key] = size.get(key, 0) + 1
    return [_seat(better[key] + 1, size[key], quota) for key in keys]


def _seat(rank: int, equals: int, quota: int | None) -> Seat:
    if quota is None or rank + equals - 1 <= quota:
        return Seat(rank, True)
    return Seat(rank, False if rank > quota else None)


def key_of(campaign: Campaign, ranking: Sequence[Ranking], facts: Facts) -> Key:
    """By what a place is ordered: the declared measures and nothing else; an unknown comes last."""
    key: list[int] = []
    for one in ranking:
        value = _measure(campaign, one.by, facts)
        if value is None:
            key += [0, 0]
        else:
            key += [1, value if one.first == "most" else -value]
    return tuple(key)


def _measure(campaign: Campaign, name: str, facts: Facts) -> int | None:
    """A fact as it is; a share to 18 decimals, which tells any two below 10⁹ apart."""
    share = campaign.shares.get(name)
    if share is None:
        value: int | None = facts.get(name)
        return value
    n, of = facts.get(share.n), facts.get(share.of)
    return None if n is None or of is None or of <= 0 else n * FINE // of
