"""Random numbers that stand for households and members where nobody may know which they are."""

import secrets

BITS = 52
"""Few enough that a spreadsheet or a browser keeps every digit."""


def new_key() -> int:
    """A number that says nothing; the database refuses the same twice."""
    return secrets.randbits(BITS)
