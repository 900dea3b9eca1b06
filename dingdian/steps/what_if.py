"""What if the parameters were others: who would enter, who would leave, who would be tied."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import perf_counter

from dingdian.analysis.engine import Engine
from dingdian.campaign.definition import TargetClass
from dingdian.campaign.dials import Dial, dials
from dingdian.campaign.entry import Standing
from dingdian.campaign.explanation import Explainer
from dingdian.campaign.movement import in_brief, why_there
from dingdian.campaign.parameters import asked_for, on_day
from dingdian.campaign.settling import ORDER, Stand, entry_of, read_plainly, stands
from dingdian.frames.village_table import VillageTable, village_table
from dingdian.lexicon.text import Text
from dingdian.records.access.scope import Scope
from dingdian.records.targeting.models import Run

EXPLAINED = 100
"""Of each list so many places are explained in full; who reads on is told where they stand."""
IN: tuple[Standing, ...] = ("designated", "included")
NOWHERE = Stand("not_qualified")


@dataclass(frozen=True, slots=True)
class Moved:
    """A place that would enter or leave or be tied, how it stood and would stand, and why."""

    target_class: str
    code: str
    name: str
    path: str
    was: Standing
    standing: Standing
    rank: int | None
    why: Text


@dataclass(frozen=True, slots=True)
class Counted:
    """How many places of a class stand how; `n_in` are those designated or included."""

    n_in: int
    n_tied: int
    n_beyond_quota: int
    n_undecided: int
    n_not_admitted: int

    @property
    def n_qualifying(self) -> int:
        """Those for which a branch holds and that may be in, whatever the quota."""
        return self.n_in + self.n_tied + self.n_beyond_quota


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many would move where the viewer may not look."""

    entered: int = 0
    left: int = 0
    tied: int = 0


@dataclass(frozen=True)
class WhatIf:
    """What would come of other parameters, beside the run as it was kept.

    `entered` and `left` are by `included` alone: a place that would be tied has left, and stands
    in `tied` too. Only places that the viewer may see are named; `before` and `after` count all.
    """

    values: Mapping[str, int]
    changed: Mapping[str, int]
    dials: tuple[Dial, ...]
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]
    tied: tuple[Moved, ...]
    elsewhere: Elsewhere
    before: Mapping[str, Counted]
    after: Mapping[str, Counted]
    took_ms: float

    @property
    def n_qualifying(self) -> int:
        """The places that would qualify, in all classes."""
        return sum(one.n_qualifying for one in self.after.values())

    @property
    def n_beyond_quota(self) -> int:
        """Those of them that no quota would have room for."""
        return sum(one.n_beyond_quota for one in self.after.values())

    @property
    def n_undecided(self) -> int:
        """The places that could not be told one way or the other."""
        return sum(one.n_undecided for one in self.after.values())


def what_if(
    run: Run, changes: Mapping[str, int | str], *, seen_by: Scope, on: date | None = None
) -> WhatIf:
    """Settle a run's villages anew under other parameters; the run itself stays as it is.

    `on` is the day whose parameters and exceptions count, by default that of the decision: with no
    changes the answer is then the run's own. Raises Unusable for a change that cannot be.
    """
    begun = perf_counter()
    day = on or run.decided_on
    table = village_table(run, on=day)
    base = run.parameters if day == run.decided_on else on_day(table.campaign, day)
    values = base | asked_for(table.campaign, changes)
    with table.beside() as engine:
        turns = [
            _Turn(table, engine, target, values, day, seen_by) for target in table.campaign.classes
        ]
        entered = _flat(one.moved(one.entered) for one in turns)
        left = _flat(one.moved(one.left) for one in turns)
        tied = _flat(one.moved(one.tied) for one in turns)
    return WhatIf(
        values=values,
        changed={name: value for name, value in values.items() if value != run.parameters[name]},
        dials=dials(table.campaign, values, on=day),
        entered=entered,
        left=left,
        tied=tied,
        elsewhere=Elsewhere(
            entered=sum(len(one.entered) for one in turns) - len(entered),
            left=sum(len(one.left) for one in turns) - len(left),
            tied=sum(len(one.tied) for one in turns) - len(tied),
        ),
        before={one.target.code: _counted(one.was.values()) for one in turns},
        after={one.target.code: _counted(one.standings()) for one in turns},
        took_ms=round((perf_counter() - begun) * 1000, 1),
    )


class _Turn:
    """One class under the values that are tried, held against how it stood."""

    def __init__(
        self,
        table: VillageTable,
        engine: Engine,
        target: TargetClass,
        values: Mapping[str, int],
        on: date,
        seen_by: Scope,
    ) -> None:
        self.table, self.engine, self.target = table, engine, target
        self.values, self.on, self.seen_by = values, on, seen_by
        self.was = table.before.get(target.code, {})
        self.now = self._settled()
        are_in = {place for place, one in self.now.items() if one.standing in IN}
        were_in = {place for place, standing in self.was.items() if standing in IN}
        self.entered = self._in_order(are_in - were_in)
        self.left = self._in_order(were_in - are_in)
        self.tied = self._in_order(
            place for place, one in self.now.items() if one.standing == "tied"
        )

    def standings(self) -> Iterable[Standing]:
        return (one.standing for one in self.now.values())

    def moved(self, places: list[str]) -> tuple[Moved, ...]:
        """Those of the places that the viewer may see, the first of them explained."""
        named = self.table.named
        return tuple(
            Moved(
                target_class=self.target.code,
                code=place,
                name=named[place].name,
                path=named[place].path,
                was=self.was.get(place, NOWHERE.standing),
                standing=self._stand(place).standing,
                rank=self._stand(place).rank,
                why=self.why.get(place) or in_brief(self._stand(place)),
            )
            for place in self._seen(places)
        )

    @cached_property
    def why(self) -> dict[str, Text]:
        """Why the first of each list stand where they do; those that the viewer may see."""
        first = (self._seen(one)[:EXPLAINED] for one in (self.entered, self.left, self.tied))
        places = list(dict.fromkeys(place for some in first for place in some))
        if not places:
            return {}
        explainer, campaign = self._explainer(), self.table.campaign
        facts = self.table.facts(self.engine, places)
        found = read_plainly(campaign, self.target, self.values, self.on, facts)
        return {
            one.place: why_there(
                explainer, entry_of(campaign, self.target, one, self._stand(one.place))
            )
            for one in found
        }

    def _seen(self, places: list[str]) -> list[str]:
        named = self.table.named
        return [place for place in places if self.seen_by.sees(named[place].path)]

    def _settled(self) -> dict[str, Stand]:
        if self.target.designation is not None:
            return dict.fromkeys(self.table.designated[self.target.code], Stand("designated"))
        claims = self.table.claims[self.target.code].under(self.engine, self.values)
        quota = self.values[self.target.quota] if self.target.quota else None
        return dict(zip(claims, stands(list(claims.values()), quota=quota), strict=True))

    def _stand(self, place: str) -> Stand:
        return self.now.get(place, NOWHERE)

    def _in_order(self, places: Iterable[str]) -> list[str]:
        """As a list of the class has them: by standing, rank and code."""

        def order(place: str) -> tuple[int, int, str]:
            stand = self._stand(place)
            return ORDER[stand.standing], stand.rank or 0, place

        return sorted(places, key=order)

    def _explainer(self) -> Explainer:
        within = [p for p, one in self.now.items() if one.standing in ("included", "tied")]
        measures = self.table.claims[self.target.code].measures
        last = [measures[place] for place in self._in_order(within) if measures[place] is not None]
        return Explainer(
            self.table.campaign,
            self.values,
            bars={self.target.code: last[-1]} if last else {},
            equals=Counter(
                (self.target.code, one.rank) for one in self.now.values() if one.rank is not None
            ),
        )


def _flat(lists: Iterable[tuple[Moved, ...]]) -> tuple[Moved, ...]:
    return tuple(one for many in lists for one in many)


def _counted(standings: Iterable[Standing]) -> Counted:
    of = Counter(standings)
    return Counted(
        n_in=of["designated"] + of["included"],
        n_tied=of["tied"],
        n_beyond_quota=of["beyond_quota"],
        n_undecided=of["undecided"],
        n_not_admitted=of["not_admitted"],
    )
