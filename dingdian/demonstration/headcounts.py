"""How many live, are registered and still poor in each village: the published sums, shared out.

The sums are set first and then shared out, zone by zone, so that no village that is not planted
comes above 20 persons or to 1%.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.candidates import CITY_COUNTIES, NATIONAL_COUNTIES
from dingdian.demonstration.edges import Planted
from dingdian.demonstration.invented_places import InventedVillage, focus_townships

Counts = NDArray[np.int64]
Weights = NDArray[np.float64]

POPULATION = 20_000_000
"""Agricultural hukou at the end of 2014, as the published 0.12% implies it."""
REGISTERED = 1_906_000
REMAINING = 23_800
"""On 30 June 2020: as at the start of the year, less those who died or left. Exit is in autumn."""
MARGINAL = 19_000

NO_TASK = frozenset({"500103", "500104", "500105", "500106", "500107", "500108"})
"""The six core districts, where no family was ever registered."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Sums that a part of the city has to come to; None takes what the other zones leave."""

    population: int | None = None
    registered: int | None = None
    remaining: int | None = None
    household_size: tuple[float, float] = (3.6, 4.1)


ZONES: Mapping[str, Zone] = {
    "chetian": Zone(8_414, 2_784, 94, (4.6, 4.6)),
    "focus": Zone(191_600, 48_000, 626, (3.6, 4.5)),
    "youyang": Zone(758_000, 148_500, 3_250, (4.4, 4.5)),
    "chengkou": Zone(195_000, 27_000, 820),
    "no_task": Zone(400_000, 0, 0),
    "elsewhere": Zone(),
}
COUNTY_ZONES = {"500242": "youyang", "500229": "chengkou"}

ORDINARY_MOST = (20, 12)
"""Remaining poor of a village and of a residents' committee that is not planted."""
REGISTERED_SHARE_MOST = 0.45
FEWEST_RESIDENTS = 150
FEWEST_IN_A_POOR_VILLAGE = 900


@dataclass(frozen=True, slots=True)
class Headcounts:
    """Persons by village, in the order of the villages; `remaining` are among the `registered`."""

    population: Counts
    registered: Counts
    remaining: Counts
    marginal: Counts
    household_size: Weights


def share_out(total: int, weights: Weights, room: Counts, chance: np.random.Generator) -> Counts:
    """Whole persons shared out by weight, none given more than its room.

    Raises ValueError when they do not fit: the sums above contradict each other.
    """
    if not 0 <= total <= int(room[weights > 0].sum()):
        raise ValueError(f"{total} persons do not fit into room for {room[weights > 0].sum()}")
    given = np.zeros(len(weights), dtype=np.int64)
    while (left := total - int(given.sum())) > 0:
        open_to = np.where(given < room, weights, 0.0)
        given = np.minimum(given + chance.multinomial(left, open_to / open_to.sum()), room)
    return given


def draw_headcounts(
    villages: Sequence[InventedVillage],
    planted: Sequence[Planted],
    chance: np.random.Generator,
) -> Headcounts:
    """The numbers of every village of the city."""
    city = _City(villages, planted, chance)
    population = city.population()
    remaining = city.remaining(population)
    registered = city.registered(population, remaining)
    marginal = share_out(MARGINAL, registered.astype(float), registered, chance)
    return Headcounts(population, registered, remaining, marginal, city.household_size())


class _City:
    """The villages with the zone of each, and what is planted in them."""

    def __init__(
        self,
        villages: Sequence[InventedVillage],
        planted: Sequence[Planted],
        chance: np.random.Generator,
    ) -> None:
        at = {village.place: index for index, village in enumerate(villages)}
        self.chance = chance
        self.planted = {at[village.place]: village for village in planted}
        self.zones = np.array([_zone_of(village) for village in villages])
        self.counties = [village.county for village in villages]
        self.is_village = np.array([village.kind == "village_committee" for village in villages])

    def population(self) -> Counts:
        least = np.full(len(self.zones), FEWEST_RESIDENTS, dtype=np.int64)
        most = np.full(len(self.zones), POPULATION, dtype=np.int64)
        for index, village in self.planted.items():
            if village.population is None:
                least[index] = FEWEST_IN_A_POOR_VILLAGE
            else:
                least[index] = most[index] = village.population
        weights = self._uneven(0.4) * np.where(self.is_village, 1.0, 0.4)
        return self._by_zone("population", POPULATION, weights, least, most)

    def remaining(self, population: Counts) -> Counts:
        """Still poor: set where planted, elsewhere at most 20 and always fewer than 1%."""
        ordinary = np.where(self.is_village, *ORDINARY_MOST)
        most = np.minimum(
            ordinary - self.chance.integers(0, 6, len(ordinary)),
            np.maximum(population - 1, 0) // 100,
        )
        least = np.zeros_like(most)
        for index, village in self.planted.items():
            least[index] = most[index] = village.remaining
        weights = population * self._poverty() * self.chance.gamma(2.0, 0.5, len(population))
        return self._by_zone("remaining", REMAINING, weights, least, most)

    def registered(self, population: Counts, remaining: Counts) -> Counts:
        most = np.maximum((population * REGISTERED_SHARE_MOST).astype(np.int64), remaining)
        weights = population * self._poverty() * self._uneven(0.3)
        return self._by_zone("registered", REGISTERED, weights, remaining, most)

    def household_size(self) -> Weights:
        """Persons per registered household that was lifted; it differs from county to county."""
        low, high = np.array([ZONES[zone].household_size for zone in self.zones]).T
        county, drawn = np.unique(self.counties, return_inverse=True)
        part = self.chance.random(len(county))[drawn]
        size: Weights = low + (high - low) * part
        return size

    def _uneven(self, spread: float) -> Weights:
        return np.exp(self.chance.normal(0, spread, len(self.zones)))

    def _poverty(self) -> Weights:
        weight = dict.fromkeys(NATIONAL_COUNTIES, 2.0) | dict.fromkeys(CITY_COUNTIES, 1.2)
        return np.array([weight.get(county, 0.9) for county in self.counties])

    def _by_zone(
        self, what: str, whole: int, weights: Weights, least: Counts, most: Counts
    ) -> Counts:
        """Each zone's sum shared out among its villages, each between its least and its most."""
        sums = {name: getattr(zone, what) for name, zone in ZONES.items()}
        sums["elsewhere"] = whole - sum(total for total in sums.values() if total is not None)
        counts = np.zeros(len(self.zones), dtype=np.int64)
        for name, total in sums.items():
            here = np.flatnonzero(self.zones == name)
            room = most[here] - least[here]
            spare = total - int(least[here].sum())
            counts[here] = least[here] + share_out(spare, weights[here], room, self.chance)
        return counts


def _zone_of(village: InventedVillage) -> str:
    if village.township == "500242218":
        return "chetian"
    if village.township in focus_townships():
        return "focus"
    return "no_task" if village.county in NO_TASK else COUNTY_ZONES.get(village.county, "elsewhere")
