"""Whether what is kept can still be opened: the keys are there, and are those that sealed it."""

from dingdian.installation import installation
from dingdian.records.secrecy.fields import Sealed
from dingdian.records.secrecy.kept import kept_in, sealed_columns
from dingdian.records.secrecy.keys import BLIND, SEALING, Cryptic

LOOKED_AT = 20
"""How many of the last values of each column are opened."""


def missing_keys() -> list[str]:
    """The keys that an installation needs and has not."""
    folder = installation().home / "keys"
    return [name for name in (SEALING, BLIND) if not (folder / name).is_file()]


def columns_that_stay_shut() -> list[str]:
    """The columns of which one of the last values does not open."""
    return [
        f"{model._meta.db_table}.{field.column}"
        for model, field in sealed_columns()
        if not all(map(_opens, kept_in(model, field)[:LOOKED_AT]))
    ]


def _opens(value: Sealed) -> bool:
    try:
        value.text  # noqa: B018 - asked for only to see whether it opens
    except Cryptic:
        return False
    return True
