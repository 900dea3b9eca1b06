"""What a document says of places: which it names, for what, from when on, in its own order."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a document names for a purpose, by their codes in the campaign's vintage."""

    purpose: str
    document: str
    since: date
    codes: tuple[str, ...]
