"""Two ways to draw a whole column: one of several by share, and yes or no."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def by_share(shares: Sequence[float], count: int, chance: np.random.Generator) -> NDArray[np.int8]:
    """The position of one of the shares for each row; the shares add up to one."""
    bounds = np.cumsum(shares)[:-1]
    return np.searchsorted(bounds, chance.random(count), side="right").astype(np.int8)


def by_weight(weights: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.int8]:
    """The position of one column for each row, by the row's weights; -1 where all weigh nothing."""
    bounds = np.cumsum(weights, axis=1)
    whole = bounds[:, -1]
    drawn = chance.random(len(weights)) * whole
    position = (bounds <= drawn[:, None]).sum(axis=1)
    return np.where(whole > 0, np.minimum(position, weights.shape[1] - 1), -1).astype(np.int8)


def yes(share: float, count: int, chance: np.random.Generator) -> NDArray[np.bool_]:
    """True for about that share of the rows."""
    return np.asarray(chance.random(count) < share)
