"""A fabricated village poverty ledger, as messy as a real one of its form, to try the program on.

It is what a county sends: blanks where an office sent nothing, a total row under each sheet, two
counts of the same persons that now and then disagree, a cell that is no number. County and sheet
carry 合成数据, and every name is visibly invented. Village names start again in each town, as real
ones recur: a row is told by its whole path.
"""

import csv
import os
import random
from collections.abc import Iterable
from pathlib import Path

from dingdian.demonstration.naming import SYNTHETIC, village_name
from dingdian.demonstration.village_form import (
    DEAD_OR_MISSING,
    HEADINGS,
    HOUSEHOLDS_AGAIN,
    PERSONS_AGAIN,
    PLACE,
    POOR_HOUSEHOLDS,
    POOR_PERSONS,
    SECTIONS,
    SPLIT,
    Heading,
    Section,
)

COUNTY = f"示范市（{SYNTHETIC}）"
SHEETS = {f"{SYNTHETIC}-甲片": "甲乙丙丁戊己", f"{SYNTHETIC}-乙片": "庚辛壬癸"}
VILLAGES_PER_TOWN = 12

AT_TWENTY = (f"{SYNTHETIC}-甲片", 3)
AT_TWENTY_ONE = (f"{SYNTHETIC}-甲片", 4)
NOT_A_NUMBER = (f"{SYNTHETIC}-甲片", 7)
BLANK_PERSONS = 0.07
DISAGREES = 0.12
SPLIT_MISSING = 0.27
"""Shares of the rows: persons blank, persons counted differently, no split by labour at all."""

Row = list[str]


def ledger_rows(*, seed: int = 2020) -> list[Row]:
    """The ledger's rows, the headings first; the same seed gives the same rows."""
    chance = random.Random(seed)  # noqa: S311 - a fabricated ledger keeps no secret
    rows = [list(HEADINGS)]
    for sheet, stems in SHEETS.items():
        places = [(f"示范{stem}镇", n) for stem in stems for n in range(1, VILLAGES_PER_TOWN + 1)]
        villages = [
            _village_row(sheet, town, number, chance, at=(sheet, index))
            for index, (town, number) in enumerate(places)
        ]
        rows += [*villages, _total_row(sheet, villages)]
    return rows


def write_ledger(path: Path, *, seed: int = 2020) -> None:
    """Write the ledger as UTF-8 CSV; whatever stands at `path` is replaced whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(ledger_rows(seed=seed))
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _village_row(
    sheet: str, town: str, number: int, chance: random.Random, *, at: tuple[str, int]
) -> Row:
    said = dict.fromkeys(HEADINGS, "")
    said |= zip(PLACE, (sheet, COUNTY, town, village_name(number)), strict=True)
    said |= _poor(chance, _persons(chance, at))
    for section in SECTIONS:
        said |= _section(section, chance)
    if at in (AT_TWENTY, AT_TWENTY_ONE):
        said[PERSONS_AGAIN] = said[POOR_PERSONS]
    elif at == NOT_A_NUMBER:
        said[DEAD_OR_MISSING] = "7(28)"
    elif chance.random() < BLANK_PERSONS:
        said[POOR_PERSONS] = ""
    elif said[PERSONS_AGAIN] and chance.random() < DISAGREES:
        said[PERSONS_AGAIN] = str(int(said[PERSONS_AGAIN]) + chance.choice((-3, -1, 2, 5)))
    return list(said.values())


def _persons(chance: random.Random, at: tuple[str, int]) -> int:
    if at == AT_TWENTY:
        return 20
    if at == AT_TWENTY_ONE:
        return 21
    persons = 0 if chance.random() < 0.05 else 6 + int(chance.expovariate(1 / 32))
    return persons + 2 if persons in (20, 21) else persons


def _poor(chance: random.Random, persons: int) -> dict[str, str]:
    """The poor persons of a village, and how they split by labour and allowance, where it says."""
    households = _households(chance, persons)
    said = {POOR_HOUSEHOLDS: str(households), POOR_PERSONS: str(persons)}
    if chance.random() < SPLIT_MISSING:
        return said
    cuts = sorted(chance.randint(0, persons) for _ in SPLIT[1:])
    parts = [high - low for low, high in zip((0, *cuts), (*cuts, persons), strict=True)]
    homes = [_households(chance, part) for part in parts]
    split = {f"{label}(户)": str(home) for label, home in zip(SPLIT, homes, strict=True)}
    split |= {f"{label}(人)": str(part) for label, part in zip(SPLIT, parts, strict=True)}
    again = {HOUSEHOLDS_AGAIN: str(sum(homes)), PERSONS_AGAIN: str(persons)}
    return said | again | split


def _households(chance: random.Random, persons: int) -> int:
    """As many households as the persons make at 2.2 to 4 each."""
    return -(-persons * 10 // chance.randint(22, 40))


def _section(section: Section, chance: random.Random) -> dict[str, str]:
    if chance.random() < section.blank:
        return {}
    return {heading.says: _number(heading, chance) for heading in section.headings}


def _number(heading: Heading, chance: random.Random) -> str:
    if chance.random() < heading.zeros:
        return "0"
    steps = round(heading.most / heading.step)
    return _written(max(1, round(steps * chance.random() ** 3)) * heading.step)


def _total_row(sheet: str, villages: Iterable[Row]) -> Row:
    """The sheet's sums; like the real ones, it leaves the first two counts of the poor blank."""
    columns = list(zip(*villages, strict=True))[len(PLACE) + 2 :]
    sums = [_written(sum(_amount(cell) for cell in column)) for column in columns]
    return [sheet, "合计", "", "", "", "", *sums]


def _amount(cell: str) -> float:
    return float(cell.split("(")[0] or 0)


def _written(amount: float) -> str:
    return f"{round(amount, 2):g}" if amount % 1 else str(int(amount))
