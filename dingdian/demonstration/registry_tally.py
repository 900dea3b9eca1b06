"""What a written registry adds up to, over any part of the city."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dingdian.frames.parquet import Coded, read_numbers, read_texts
from dingdian.lexicon.place import above

Measure = Literal[
    "villages",
    "communities",
    "townships",
    "population",
    "registered",
    "households",
    "remaining",
    "incidence",
]
MEASURES: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True)
class Tally:
    """A registry's counts by village. Households are the registered ones."""

    places: list[str]
    counts: dict[str, NDArray[np.int64]]

    def of(self, within: tuple[str, ...], measure: Measure) -> float:
        """A measure over the villages whose codes start with one of `within`.

        Incidence is remaining poor over agricultural population, 0 where nobody is known to live.
        """
        if measure == "townships":
            return len({above(place, "township") for place in self.places if _lies(place, within)})
        if measure == "incidence":
            population = self.of(within, "population")
            return self.of(within, "remaining") / population if population else 0.0
        here = np.array([_lies(place, within) for place in self.places], dtype=bool)
        return int(self.counts[measure][here].sum())


def read_tally(folder: Path) -> Tally:
    """The counts of the registry that stands in `folder`."""
    villages = read_texts(folder / "villages.parquet", ["place", "kind"])
    places = [place or "" for place in villages["place"].texts()]
    is_village = villages["kind"].says("village_committee")
    known = read_numbers(folder / "villages.parquet", ["agricultural_population"])
    members = read_texts(folder / "members.parquet", ["village", "poverty_status"])
    status = members["poverty_status"]
    homes = read_texts(folder / "households.parquet", ["village", "exit_state"])
    registered = ~homes["exit_state"].says("not_registered")
    counts = {
        "villages": is_village.astype(np.int64),
        "communities": (~is_village).astype(np.int64),
        "population": np.ma.filled(known["agricultural_population"], 0).astype(np.int64),
        "registered": _count(places, members["village"], ~status.says("not_registered")),
        "remaining": _count(places, members["village"], status.says("not_lifted")),
        "households": _count(places, homes["village"], registered),
    }
    return Tally(places, counts)


def _lies(place: str, within: tuple[str, ...]) -> bool:
    return place.startswith(within)


def _count(places: list[str], village: Coded, counted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of the counted rows belong to each place."""
    at = {place: index for index, place in enumerate(places)}
    position = np.array([at[word] for word in village.words], dtype=np.int64)
    return np.bincount(position[village.positions[counted]], minlength=len(places))
