"""Small lists of invented divisions, as a reader would give them, and as a file would hold them."""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from dingdian.lexicon.place import Level, above, committee_of, level_of
from dingdian.records.places.division import Division
from dingdian.records.places.naming import said_name

ABOVE: dict[str, Level] = {"county": "province", "township": "county", "village": "township"}
KINDS = {"province": "province", "county": "county", "township": "town"}


def listed(names: Mapping[str, str]) -> tuple[Division, ...]:
    """A list of places from their codes and official names, in the order of the codes."""
    return tuple(_division(code, names[code]) for code in sorted(names))


def _division(code: str, official: str) -> Division:
    level = level_of(code)
    assert level is not None
    kind = KINDS.get(level) or committee_of(code) or ""
    parent = above(code, ABOVE[level]) if level in ABOVE else ""
    return Division(code, said_name(official, kind), official, level, kind, parent)


def write_list(folder: Path, year: int, rows: Iterable[str]) -> Path:
    """A list as it ships: a header and the rows, gzipped."""
    path = folder / f"divisions_{year}.csv.gz"
    text = "\n".join(["code,name,level,parent_code,kind", *rows])
    path.write_bytes(gzip.compress(text.encode()))
    return path
