"""What each invented family earned in its parts, so that it adds up: two poverty years.

The net income a head is set first, by how the family stands; then it is shared out among parts that
the family can have. Whoever is watched has the twelve months before that as a third period.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.benefits import EXTREME, Benefits
from dingdian.demonstration.chances import yes
from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED, Households
from dingdian.demonstration.members import YEAR, Members
from dingdian.frames.parquet import Coded, Column
from dingdian.frames.tables import before

KINDS = ("poverty_year", "rolling")
PARTS = (
    "wage",
    "operating",
    "property",
    "family_planning",
    "minimum_living",
    "extreme_support",
    "pension",
    "ecological",
    "other_transfer",
    "operating_cost",
)
COST = "operating_cost"
TRANSFERS = (
    "family_planning",
    "minimum_living",
    "extreme_support",
    "pension",
    "ecological",
    "other_transfer",
)
Parts = dict[str, NDArray[np.int64]]
"""Whole yuan by family and part; `operating_cost` is taken off."""

LAST_YEAR_ENDS = np.datetime64("2019-09-30")
MEDIAN, SPREAD, BETWEEN = 11_600, 0.30, (5_600, 27_000)
STILL_POOR, WATCHED = (2_500, 3_700), (4_100, 4_950)
"""Net yuan a head in the last poverty year: of the lifted, of the poor, of the watched."""
GREW = (0.84, 0.95)
"""The year before, as a share of the last; never the same twice."""
GREW_WATCHED = (0.90, 0.98)
TRANSFERS_MOST = 0.55
LEAST = 150
"""No part is smaller, unless it is nothing."""
PENSION = 1_380
A_HEAD_IN_ALLOWANCE = (1_500, 3_600)


@dataclass(frozen=True, slots=True)
class Incomes:
    """One element per family and period; `household` is the position of the family."""

    household: NDArray[np.int32]
    kind: Coded
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    parts: Parts

    @property
    def net(self) -> NDArray[np.int64]:
        """What was earned and given, less what it cost, in whole yuan."""
        gross = sum(part for name, part in self.parts.items() if name != COST)
        return np.asarray(gross - self.parts[COST])


def draw_incomes(
    households: Households,
    members: Members,
    families: Families,
    benefits: Benefits,
    earns: Flags,
    watched_since: NDArray[Any],
    chance: np.random.Generator,
) -> Incomes:
    """Two poverty years of every family, and the rolling year of the watched."""
    watched = ~np.isnat(watched_since)
    a_head = _net_a_head(households, watched, chance)
    everybody = np.arange(len(a_head))
    low, high = np.where(watched[:, None], GREW_WATCHED, GREW).T
    earlier = a_head * (low + (high - low) * chance.random(len(a_head)))
    earlier = np.where(watched, np.maximum(earlier, 3_760), earlier)
    wanted = [(everybody, earlier), (everybody, a_head)]
    wanted.append((np.flatnonzero(watched), a_head[watched] * 1.01))
    shared = _Shared(households, members, families, benefits, earns)
    told = [shared.parts(at, net, chance) for at, net in wanted]
    ends = [
        np.full(len(a_head), LAST_YEAR_ENDS - 365),
        np.full(len(a_head), LAST_YEAR_ENDS),
        watched_since[watched].astype("datetime64[M]").astype("datetime64[D]") - 1,
    ]
    end = np.concatenate(ends)
    which = np.concatenate([at for at, _ in wanted])
    order = np.lexsort((end, which))
    kind = np.repeat([0, 0, 1], [len(at) for at, _ in wanted])
    return Incomes(
        household=which[order].astype(np.int32),
        kind=Coded(kind[order].astype(np.int8), KINDS),
        start=_year_before(end)[order],
        end=end[order],
        parts={name: np.concatenate([one[name] for one in told])[order] for name in PARTS},
    )


def latest_columns(amounts: dict[str, NDArray[np.int64]], incomes: Incomes) -> dict[str, Column]:
    """Of every family, the amounts of its latest period and of the like one before, in fen."""
    last = np.flatnonzero(np.diff(incomes.household, append=-1))
    alone = incomes.kind.says("rolling")[last]
    latest: dict[str, Column] = {name: amount[last] for name, amount in amounts.items()}
    earlier: dict[str, Column] = {
        before(name): np.ma.MaskedArray(amount[last - 1], mask=alone)
        for name, amount in amounts.items()
    }
    return latest | earlier


def amounts_of(incomes: Incomes, households: Households) -> dict[str, NDArray[np.int64]]:
    """Every amount of every income, in fen: its parts, and what they come to."""
    size = households.members.astype(np.int64)[incomes.household]
    nothing = np.zeros(len(size), dtype=np.int64)
    return {
        **{f"{name}_fen": part * 100 for name, part in incomes.parts.items()},
        "insurance_payout_fen": nothing,
        "qualified_expense_fen": nothing,
        "transfer_fen": np.sum([incomes.parts[name] for name in TRANSFERS], axis=0) * 100,
        "net_fen": incomes.net * 100,
        "net_per_head_fen": incomes.net * 100 // size,
    }


def income_columns(
    amounts: dict[str, NDArray[np.int64]],
    incomes: Incomes,
    households: Households,
    places: list[str],
) -> dict[str, Column]:
    """The columns of the table; a family's key is its number, as in its own table."""
    return {
        "household": incomes.household.astype(np.int64) + 1,
        "village": Coded(households.village[incomes.household], places),
        "kind": incomes.kind,
        "period_start": incomes.start,
        "period_end": incomes.end,
        **amounts,
    }


def _net_a_head(
    households: Households, watched: NDArray[np.bool_], chance: np.random.Generator
) -> NDArray[np.float64]:
    count = len(watched)
    lifted = np.clip(MEDIAN * np.exp(chance.normal(0, SPREAD, count)), *BETWEEN)
    poor = np.clip(chance.normal(3_200, 330, count), *STILL_POOR)
    low, high = WATCHED
    near = low + (high - low) * chance.random(count)
    return np.select([households.status == NOT_LIFTED, watched], [poor, near], lifted)


def _year_before(end: NDArray[Any]) -> NDArray[Any]:
    """The first day of the twelve months that end on a last day of a month."""
    months = (end + 1).astype("datetime64[M]") - 12
    return months.astype("datetime64[D]")


class _Shared:
    """What each family could have: workers, persons in allowance, of an age for a pension."""

    def __init__(
        self,
        households: Households,
        members: Members,
        families: Families,
        benefits: Benefits,
        earns: Flags,
    ) -> None:
        age = YEAR - members.birth_year.astype(np.int16)
        self.size = households.members.astype(np.int64)
        self.workers = families.count(earns)
        self.old = families.count((age > 60) & (members.status != NOT_REGISTERED))
        self.in_allowance = families.count(benefits.allowance)
        self.extreme = benefits.kind == EXTREME
        self.farms = families.any(members.labour < 3)

    def parts(
        self, at: NDArray[np.int64], a_head: NDArray[np.float64], chance: np.random.Generator
    ) -> Parts:
        """The parts of these families, in whole yuan: they come to the size times `a_head`."""
        net = np.rint(a_head).astype(np.int64) * self.size[at]
        given = self._given(at, net, chance)
        rest = net - sum(given.values())
        count, works = len(at), self.workers[at] > 0
        let_land = yes(0.25, count, chance) & (rest > 4 * LEAST)
        owned = np.where(let_land, LEAST + (rest * 0.04).astype(np.int64), 0)
        rest = rest - owned
        share = np.minimum(0.92, 0.45 + 0.16 * self.workers[at] + 0.2 * chance.random(count))
        wages = np.where(works, (rest * share).astype(np.int64), 0)
        own = rest - wages
        small = works & (own < LEAST)
        wages, own = np.where(small, rest, wages), np.where(small, 0, own)
        idle = ~works & (self.extreme[at] | ~self.farms[at])
        other = np.where(idle, own, 0)
        own = np.where(idle, 0, own)
        cost = np.where(own > 0, LEAST + (own * (0.12 + 0.35 * chance.random(count))), 0)
        cost = cost.astype(np.int64)
        kept = self.extreme[at]
        return given | {
            "wage": wages,
            "operating": own + cost,
            "operating_cost": cost,
            "property": owned,
            "extreme_support": np.where(kept, other, 0),
            "other_transfer": given["other_transfer"] + np.where(kept, 0, other),
        }

    def _given(
        self, at: NDArray[np.int64], net: NDArray[np.int64], chance: np.random.Generator
    ) -> Parts:
        """What is transferred, cut down together where it came to more than it may."""
        count = len(at)
        low, high = A_HEAD_IN_ALLOWANCE
        a_head = low + (high - low) * chance.random(count)
        told = {
            "minimum_living": self.in_allowance[at] * a_head,
            "pension": self.old[at] * PENSION * (1 + 0.3 * chance.random(count)),
            "ecological": np.where(yes(0.5, count, chance), 200 + 500 * chance.random(count), 0),
            "family_planning": np.where(yes(0.04, count, chance), 960, 0),
            "other_transfer": np.where(
                yes(0.6, count, chance), 200 + 900 * chance.random(count), 0
            ),
        }
        most = net * TRANSFERS_MOST
        cut = np.minimum(1, most / np.maximum(sum(told.values()), 1))
        return {
            name: np.where(part > 0, np.maximum(part * cut, LEAST), 0).astype(np.int64)
            for name, part in told.items()
        }
