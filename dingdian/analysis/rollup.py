"""From villages to the places above: sums that know what is unknown and count nobody twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dingdian.campaign.ranges import at_most

Facts = Mapping[str, Any]
Light = Literal["ill", "unreported", "well", "na"]

POOR = "remaining_poor"
POPULATION = "agricultural_population"
VILLAGE = "village_committee"
COMMUNITY = "residents_committee"


@dataclass(slots=True)
class Count:
    """The certain sum of one count, and of how many villages it is not known for certain."""

    sum: int = 0
    n_unknown: int = 0
    n_known: int = 0

    def add(self, least: int | None, most: int | None) -> None:
        """Take in one village; a range adds its lower end and is not known."""
        self.sum += least or 0
        self.n_known += least is not None
        self.n_unknown += least is None or (most is not None and most != least)

    @property
    def known(self) -> int | None:
        """The sum over those of whom anything is known; None where nothing is."""
        return self.sum if self.n_known else None


@dataclass(slots=True)
class Rolled:
    """What the villages below a place, or the one village, come to.

    `n` and `of` are the two numbers of the headcount ratio, over villages for which both are known.
    """

    counts: dict[str, Count]
    n_villages: int = 0
    n_communities: int = 0
    n_population_unknown: int = 0
    n_targets: int = 0
    remaining_in_targets: int = 0
    n: int = 0
    of: int = 0

    @property
    def incidence_ppm(self) -> int | None:
        """The ratio in whole millionths, to sort by and to show; a threshold is not asked of it."""
        return self.n * 1_000_000 // self.of if self.of else None

    def known(self, name: str) -> int | None:
        """The certain sum of a count; None where it is known of no village, or not counted."""
        return self.counts[name].known if name in self.counts else None

    def light(self, must_be_none: Collection[str]) -> Light:
        """The worst of the counts that must be none: one is there, then one is unknown."""
        counts = [self.counts[name] for name in must_be_none]
        if not counts:
            return "na"
        if any(one.sum for one in counts):
            return "ill"
        return "unreported" if any(one.n_unknown for one in counts) else "well"


@dataclass(frozen=True)
class RollUp:
    """How villages are added up: which facts are counted, and who is in.

    `focus` are the places that are in, of whatever class; `targets` those of them that are counted
    one by one. A village that is in twice, by itself and by its township, is counted once.
    """

    counted: Sequence[str]
    focus: Collection[str]
    targets: Collection[str]
    of: dict[str, Rolled] = field(default_factory=dict)

    def add(self, place: str, facts: Facts, *, lies_in: Iterable[str]) -> None:
        """Take a village into itself and into everything that it lies in, each once."""
        everywhere = dict.fromkeys((place, *lies_in))
        in_focus = any(one in self.focus for one in everywhere)
        values = [(name, facts.get(name), facts.get(at_most(name))) for name in self.counted]
        for one in everywhere:
            rolled = self.of.get(one)
            if rolled is None:
                rolled = self.of[one] = Rolled({name: Count() for name in self.counted})
            for name, least, most in values:
                rolled.counts[name].add(least, most)
            self._tell(rolled, place, facts, in_focus=in_focus)

    def _tell(self, rolled: Rolled, place: str, facts: Facts, *, in_focus: bool) -> None:
        """Count the village itself, its poor where it is in, and its ratio where that is known."""
        rolled.n_villages += facts.get("kind") == VILLAGE
        rolled.n_communities += facts.get("kind") == COMMUNITY
        rolled.n_targets += place in self.targets
        rolled.n_population_unknown += not facts.get(POPULATION)
        poor, people = facts.get(POOR), facts.get(POPULATION)
        rolled.remaining_in_targets += (poor or 0) * in_focus
        if poor is not None and people:
            rolled.n += poor
            rolled.of += people
