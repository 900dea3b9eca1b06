"""Statistical division codes: a code's length says what it stands for, its start within what.

Grammar (National Bureau of Statistics): 2 digits province, 2 city, 2 county, 3 township, 3 village.
In the last three, 001–199 is a residents' committee (居委会, 社区), 200–399 a villagers' committee
(村委会, 行政村), and 900–999 is kept for the demonstration's invented villages.
"""

from collections.abc import Iterable
from typing import Literal

Level = Literal["province", "city", "county", "township", "village"]
Committee = Literal["village_committee", "residents_committee"]

LENGTHS: dict[Level, int] = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
LEVELS: dict[int, Level] = {length: level for level, length in LENGTHS.items()}


def level_of(code: str) -> Level | None:
    """The level that a code stands for, or None when it is no division code."""
    return LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None


def above(code: str, level: Level) -> str:
    """The code of the place of `level` in which `code` lies."""
    return code[: LENGTHS[level]]


def on_path(path: str, level: Level) -> str:
    """The code of a level on a path of codes (50/500101/500101151/); blank where none is of it."""
    return next((code for code in path.split("/") if level_of(code) == level), "")


def committee_of(code: str) -> Committee | None:
    """What kind of committee a village code stands for, where its last three digits tell."""
    if level_of(code) != "village":
        return None
    last = int(code[-3:])
    if 200 <= last <= 399 or 900 <= last <= 999:
        return "village_committee"
    return "residents_committee" if 1 <= last <= 199 else None


def path_of(names: Iterable[str]) -> str:
    """The path of names that stands for a place without a code: 从化市/吕田镇/三村村."""
    return "/".join("".join(name.split()) for name in names)
