"""Which place of a later list is which of an earlier one, when lists give only codes and names.

A code may change hands and a name may recur, so two places are held for one only where both sides
leave no other choice. What is not known again has ended, or is new: records are never moved to a
place that merely looks like theirs.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dingdian.lexicon.place import above
from dingdian.records.places.division import Division
from dingdian.records.places.naming import stem_of
from dingdian.records.places.spelling import sound_of

How = Literal["unchanged", "same_name", "same_stem", "alike", "sounds_alike", "moved"]


@dataclass(frozen=True, slots=True)
class _Lies:
    """In which place of the later list something lies, and in which county of it."""

    within: str
    county: str


Key = Callable[[Division, _Lies], Hashable]


@dataclass(frozen=True, slots=True)
class Link:
    """A place of the earlier list is that of the later one, by code; `how` says what told so."""

    before: str
    after: str
    how: How


def crosswalk(before: Sequence[Division], after: Sequence[Division]) -> tuple[Link, ...]:
    """Every place that is known again, from the root down: a village follows its township.

    Both lists come in the order of their codes, so that what something lies in stands before it.
    """
    followed: dict[str, str] = {}
    links: list[Link] = []
    for level in dict.fromkeys(one.level for one in before):
        found = _Level(
            [one for one in before if one.level == level],
            [one for one in after if one.level == level],
            followed,
        ).links()
        followed |= {link.before: link.after for link in found}
        links += found
    return tuple(links)


def absorbed(
    before: Iterable[Division], after: Iterable[Division], links: Iterable[Link]
) -> dict[str, str]:
    """Where an ended place went: into the one that holds all of its parts that are known again."""
    known = {link.before: link.after for link in links}
    parents = {one.code: one.parent for one in after}
    went: dict[str, set[str]] = {}
    for one in before:
        if one.code in known and one.parent not in known:
            went.setdefault(one.parent, set()).add(parents[known[one.code]])
    return {code: into.pop() for code, into in went.items() if code and len(into) == 1}


def alike(one: str, other: str) -> bool:
    """Whether two stems under one code are one name, written apart, lengthened, or damaged."""
    return (
        sound_of(one) == sound_of(other)
        or _runs_through(one, other)
        or _runs_through(other, one)
        or _same_but_for_lost_signs(one, other)
    )


class _Level:
    """One level of both lists, and which of its places are still to be known again."""

    def __init__(
        self, before: list[Division], after: list[Division], followed: Mapping[str, str]
    ) -> None:
        self.before = {one.code: one for one in before}
        self.after = {one.code: one for one in after}
        self.stayed = self.before.keys() & self.after.keys()
        self.followed = followed

    def links(self) -> list[Link]:
        """The passes, from what shows most to what shows least; each sees what is left."""
        return [
            *self._pass("unchanged", lambda one, _: (one.code, _stem(one))),
            *self._pass("same_name", lambda one, lies: (lies.within, one.name)),
            *self._pass("same_stem", lambda one, lies: (lies.within, _stem(one))),
            *self._alike(),
            *self._pass("sounds_alike", _sound, apart=True),
            *self._pass("moved", lambda one, lies: (lies.county, one.name), apart=True),
        ]

    def _pass(self, how: How, key: Key, *, apart: bool = False) -> Iterator[Link]:
        """Pairs of places that share a key which no other place has, on either side.

        With `apart` only codes that are gone, or new, take part.
        """
        skipped = self.stayed if apart else frozenset[str]()
        earlier = _alone(
            (key(one, self._followed(one)), one)
            for one in self.before.values()
            if one.code not in skipped
        )
        later = _alone(
            (key(one, _lies(one)), one) for one in self.after.values() if one.code not in skipped
        )
        for shared in [one for one in earlier if one in later]:
            yield self._link(earlier[shared], later[shared], how)

    def _alike(self) -> Iterator[Link]:
        for code in [code for code in self.before if code in self.after]:
            if alike(_stem(self.before[code]), _stem(self.after[code])):
                yield self._link(self.before[code], self.after[code], "alike")

    def _link(self, earlier: Division, later: Division, how: How) -> Link:
        del self.before[earlier.code], self.after[later.code]
        return Link(earlier.code, later.code, how)

    def _followed(self, one: Division) -> _Lies:
        """Where an earlier place must be looked for in the later list."""
        lies = _lies(one)
        return _Lies(self.followed.get(lies.within, ""), self.followed.get(lies.county, ""))


def _lies(one: Division) -> _Lies:
    return _Lies(one.parent, above(one.code, "county") if one.level == "village" else one.parent)


def _stem(one: Division) -> str:
    return stem_of(one.name, one.level)


def _sound(one: Division, lies: _Lies) -> Hashable:
    """A village keeps its kind, where only its sound tells; a township may change its own."""
    return lies.within, sound_of(_stem(one)), one.kind if one.level == "village" else ""


def _alone(keyed: Iterable[tuple[Hashable, Division]]) -> dict[Hashable, Division]:
    """The places whose key no other has."""
    found: dict[Hashable, list[Division]] = {}
    for key, one in keyed:
        found.setdefault(key, []).append(one)
    return {key: ones[0] for key, ones in found.items() if len(ones) == 1}


def _same_but_for_lost_signs(one: str, other: str) -> bool:
    """Whether two names differ only where one has a ?: a sign that its list could not hold."""
    return len(one) == len(other) and all(
        "?" in pair or pair[0] == pair[1] for pair in zip(one, other, strict=True)
    )


def _runs_through(short: str, long: str) -> bool:
    """Whether the signs of the one stand in the other, in the same order: 和韵 in 和韵家园."""
    rest = iter(long)
    return len(short) > 1 and all(sign in rest for sign in short)
