"""To which people (民族) the invented families belong, roughly as in the censuses of counties."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import by_weight, yes
from dingdian.demonstration.families import Families
from dingdian.frames.parquet import Coded
from dingdian.lexicon.place import above

PEOPLES = ("汉族", "土家族", "苗族", "回族", "侗族")
ELSEWHERE = (0.992, 0.003, 0.001, 0.002, 0.002)
BY_COUNTY: Mapping[str, tuple[float, ...]] = {
    "500114": (0.26, 0.58, 0.158, 0.001, 0.001),
    "500156": (0.93, 0.045, 0.023, 0.001, 0.001),
    "500240": (0.28, 0.715, 0.003, 0.001, 0.001),
    "500241": (0.47, 0.41, 0.118, 0.001, 0.001),
    "500242": (0.09, 0.63, 0.278, 0.001, 0.001),
    "500243": (0.39, 0.12, 0.488, 0.001, 0.001),
}
"""Shares in 黔江, 武隆, 石柱, 秀山, 酉阳 and 彭水."""
BY_TOWNSHIP: Mapping[str, tuple[float, ...]] = {
    "500156208": (0.35, 0.30, 0.348, 0.001, 0.001),
    "500242218": (0.03, 0.60, 0.368, 0.001, 0.001),
}
"""后坪苗族土家族乡, and 车田乡 with its published 97%."""
MARRIED_IN = 0.08


def draw_peoples(
    places: Sequence[str],
    village: NDArray[np.int32],
    families: Families,
    chance: np.random.Generator,
) -> Coded:
    """The people of each person: the family's, but for a few who married into it."""
    shares = np.array(
        [
            BY_TOWNSHIP.get(above(place, "township"))
            or BY_COUNTY.get(above(place, "county"), ELSEWHERE)
            for place in places
        ]
    )
    here = shares[village[families.first]]
    own, other = by_weight(here, chance), by_weight(here, chance)
    came = (families.place == 1) & yes(MARRIED_IN, len(village), chance)
    drawn = np.where(came, other[families.household], own[families.household])
    return Coded(drawn.astype(np.int8), PEOPLES)
