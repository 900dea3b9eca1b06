"""One place of an official list, and the reading of such a list.

A list is a gzipped CSV with the columns code, name, level, parent_code and kind. Its dummies (5001
市辖区, 5002 县) are passed over: what lies in one of them lies in what is above it.
"""

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dingdian.lexicon.place import level_of
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.places.naming import said_name

COLUMNS = ("code", "name", "level", "parent_code", "kind")
DUMMY = "city-dummy"
KINDS = {"cunwei": "village_committee", "juwei": "residents_committee"}


@dataclass(frozen=True, slots=True)
class Division:
    """A place as one list has it: `name` is what people say, `parent` a code, empty at the root."""

    code: str
    name: str
    official_name: str
    level: str
    kind: str
    parent: str


def read_divisions(path: Path, *, root: str) -> tuple[Division, ...]:
    """The places of a list, by code; raises Unusable where they are not one tree below the root."""
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise _unusable(path, Text(f"读不出：{error}", f"it cannot be read: {error}")) from None
    rows = list(csv.DictReader(lines))
    if not rows or any(None in row.values() or not set(COLUMNS) <= row.keys() for row in rows):
        missing = Text(f"须有 {'、'.join(COLUMNS)} 各列", f"it needs {', '.join(COLUMNS)}")
        raise _unusable(path, missing)
    above = {row["code"]: row["parent_code"] for row in rows if row["kind"] == DUMMY}
    divisions = tuple(
        sorted(
            (_division(row, above) for row in rows if row["kind"] != DUMMY),
            key=lambda one: one.code,
        )
    )
    _see_that_it_is_a_tree(path, divisions, root)
    return divisions


def _division(row: dict[str, str], above: dict[str, str]) -> Division:
    kind = KINDS.get(row["kind"], row["kind"])
    parent = row["parent_code"]
    return Division(
        code=row["code"],
        name=said_name(row["name"], kind),
        official_name=row["name"],
        level=row["level"],
        kind=kind,
        parent=above.get(parent, parent),
    )


def _see_that_it_is_a_tree(path: Path, divisions: Iterable[Division], root: str) -> None:
    seen: set[str] = set()
    for one in divisions:
        if one.code in seen:
            raise _unusable(
                path, Text(f"代码 {one.code} 重复", f"the code {one.code} stands twice")
            )
        if level_of(one.code) != one.level:
            says = Text(f"{one.code} 不是{one.level}级代码", f"{one.code} is no {one.level}'s code")
            raise _unusable(path, says)
        if one.parent not in seen if one.code != root else one.parent:
            says = Text(f"{one.code} 的上级不在表中", f"what {one.code} lies in is not in the list")
            raise _unusable(path, says)
        seen.add(one.code)
    if root not in seen:
        raise _unusable(path, Text(f"缺少 {root}", f"{root} is missing"))


def _unusable(path: Path, says: Text) -> Unusable:
    return Unusable(
        "faulty_divisions",
        Text(f"区划名单不可用：{says.zh}。", f"The list of divisions cannot be used: {says.en}."),
        Text("请换用完整的名单。", "Put a whole list in its place."),
        where=path.name,
    )
