"""Everything that the demonstration makes up, drawn once for the whole city and then cut to size.

A village has the same numbers and facts in every size; only its families are drawn anew.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.candidates import draw_candidates
from dingdian.demonstration.edges import EDGE_VILLAGES, EDGES, FOCUS_VILLAGES, LONGJU
from dingdian.demonstration.headcounts import Headcounts, draw_headcounts
from dingdian.demonstration.invented_places import (
    InventedVillage,
    focus_townships,
    invented_villages,
)
from dingdian.demonstration.shortfalls import LACKING, Standing, draw_nominated, draw_standing
from dingdian.demonstration.size import Size
from dingdian.lexicon.place import above

CANDIDATES, COUNTS, SHORTFALLS, VILLAGE_FACTS, HOUSEHOLDS, MEMBERS = range(6)
"""Each part draws from its own stream, so that a change to one leaves the others as they were."""
(
    KINSHIP,
    SCHOOLING,
    LIVELIHOODS,
    BENEFITS,
    CAUSES,
    WATCH,
    INCOMES,
    DWELLINGS,
    PEOPLES,
    PERSONS,
    RECORD,
    VILLAGE_RECORD,
) = range(8, 20)
"""What the record holds beyond what decides; 6 and 7 are the streams of the identities."""


@dataclass(frozen=True, slots=True)
class SyntheticVillages:
    """Some of the city's invented villages, in the order of their codes, with what each has."""

    villages: tuple[InventedVillage, ...]
    population_known: NDArray[np.bool_]
    counts: Headcounts
    standing: Standing
    nominated: dict[str, NDArray[np.bool_]]
    collective_income_fen: NDArray[np.int64]
    cooperatives: NDArray[np.int64]


def stream(seed: int, part: int) -> np.random.Generator:
    """The random numbers of one part."""
    return np.random.default_rng([seed, part])


def draw_villages(size: Size, seed: int) -> SyntheticVillages:
    """The villages of one size: a township, the campaign's townships, or the whole city."""
    villages = invented_villages()
    places = [village.place for village in villages]
    set_apart = frozenset(focus_townships()) | {
        above(place, "township") for place in EDGES.values()
    }
    candidates = draw_candidates(villages, set_apart, stream(seed, CANDIDATES))
    planted = (*EDGE_VILLAGES, *FOCUS_VILLAGES, *candidates)
    townships = set_apart | {above(village.place, "township") for village in planted}
    in_campaign = np.array([village.township in townships for village in villages])
    counts = draw_headcounts(villages, planted, stream(seed, COUNTS))
    unknown = {village.place for village in planted if not village.population_known}
    standing = draw_standing(
        places, counts.registered, in_campaign, planted, stream(seed, SHORTFALLS)
    )
    city = SyntheticVillages(
        villages=villages,
        population_known=np.array([place not in unknown for place in places]),
        counts=counts,
        standing=standing,
        nominated=draw_nominated(places, planted),
        **_economy(standing, stream(seed, VILLAGE_FACTS)),
    )
    return _cut(city, _chosen(size, villages, in_campaign))


def _economy(standing: Standing, chance: np.random.Generator) -> dict[str, NDArray[np.int64]]:
    """What the village earns together (whole yuan, written in fen) and its cooperatives."""
    count = len(standing["cooperatives"])
    yuan = np.rint(np.exp(chance.normal(10.6, 0.9, count))).astype(np.int64)
    cooperatives = 1 + chance.poisson(1.2, count)
    return {
        "collective_income_fen": np.where(standing["collective_income"] == LACKING, 0, yuan * 100),
        "cooperatives": np.where(standing["cooperatives"] == LACKING, 0, cooperatives),
    }


def _chosen(
    size: Size, villages: tuple[InventedVillage, ...], in_campaign: NDArray[np.bool_]
) -> NDArray[np.int64]:
    match size:
        case "village":
            chosen = np.array([village.township == LONGJU for village in villages])
        case "campaign":
            chosen = in_campaign
        case "city":
            chosen = np.ones(len(villages), dtype=bool)
    return np.flatnonzero(chosen)


def _cut(city: SyntheticVillages, at: NDArray[np.int64]) -> SyntheticVillages:
    """Only the villages at these positions, with everything that is set for them."""
    counts = {one.name: getattr(city.counts, one.name)[at] for one in fields(city.counts)}
    return SyntheticVillages(
        villages=tuple(city.villages[index] for index in at),
        population_known=city.population_known[at],
        counts=Headcounts(**counts),
        standing={item: state[at] for item, state in city.standing.items()},
        nominated={area: named[at] for area, named in city.nominated.items()},
        collective_income_fen=city.collective_income_fen[at],
        cooperatives=city.cooperatives[at],
    )
