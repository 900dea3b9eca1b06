"""Several of a list in one column of text: their codes in the order of the list, spaces between."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dingdian.frames.parquet import Coded

BETWEEN = " "


def several(which: NDArray[np.bool_], words: Sequence[str]) -> Coded:
    """A column that says for each row which of the words hold: the empty text where none does.

    `which` has a row for each row and a column for each word, 62 at most.
    """
    bits = which @ (1 << np.arange(len(words), dtype=np.int64))
    found, position = np.unique(bits, return_inverse=True)
    said = [BETWEEN.join(word for at, word in enumerate(words) if one >> at & 1) for one in found]
    return Coded(position, said)
