"""Which row of a sheet is its header, and which of our columns each heading means."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

ALIKE = 0.6


def written(cell: object) -> str:
    """A heading as its sender wrote it, in one line; a year in a number cell without decimals."""
    text = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    return " ".join(text.split())


def plain(heading: object) -> str:
    """A heading as it is compared: one width of signs, no spaces or line ends, no case."""
    return "".join(unicodedata.normalize("NFKC", written(heading)).split()).casefold()


def likeness(one: str, other: str) -> float:
    """How alike two plain headings are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def most_alike(wanted: Sequence[str], found: Iterable[str]) -> tuple[float, str]:
    """The heading found that is most like any of those wanted, and how much; nothing is 0."""
    return max(
        ((likeness(plain(one), plain(other)), other) for one in wanted for other in found),
        default=(0.0, ""),
    )
