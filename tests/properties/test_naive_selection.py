"""A naive reading of the announcement and the program choose the same villages, and say why."""

import ast
import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, candidates
from dingdian.analysis.schema import weighed_types
from dingdian.campaign.entry import Entry
from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import load
from dingdian.campaign.settling import read_plainly, settle
from tests.properties import naive_selection
from tests.properties.naive_selection import Decided, Village, decide

CAMPAIGN = load("chongqing_2020")
VILLAGE = next(one for one in CAMPAIGN.classes if one.code == "village")
FACTS = CAMPAIGN.weighed
VALUES = on_day(CAMPAIGN, CAMPAIGN.announced)
WORLDS = range(4)


@cache
def world(seed: int) -> tuple[Village, ...]:
    """Fifteen hundred villages by chance: many equal, some unknown, some communities."""
    chance = random.Random(seed)  # noqa: S311 - a test's chance keeps no secret
    return tuple(village(chance, number, seed) for number in range(1_500))


@cache
def naively(seed: int) -> dict[str, Decided]:
    return decide(world(seed))


def village(chance: random.Random, number: int, seed: int) -> Village:
    """One village; in the later worlds more of it is unknown."""
    facts: dict[str, Any] = {"place": f"500101{number:06d}", "name": f"示例{number}村"}
    for name, fact in FACTS.items():
        if chance.random() < (0.002, 0.02, 0.1, 0.5)[seed]:
            facts[name] = None
        elif name.startswith("nominated_"):
            facts[name] = chance.random() < 0.005
        elif fact.kind == "flag":
            facts[name] = chance.random() < 0.95
        elif fact.kind == "choice":
            facts[name] = chance.choice(("village_committee",) * 4 + ("residents_committee",))
        else:
            facts[name] = number_of(name, chance)
    return facts


def number_of(name: str, chance: random.Random) -> int:
    match name:
        case "remaining_poor":
            return chance.choice((chance.randint(0, 20), chance.randint(15, 27)))
        case "agricultural_population":
            return chance.choice((0, 1_999, 2_000, 2_001, 2_500, 3_000, 3_000))
        case "listed_households":
            return chance.choice((0, 200, 200, 400))
        case "latrine_households":
            return chance.choice((169, 170, 171, 340, 400))
    return chance.choice((0, 0, 0, 1)) if name in PEOPLE else chance.choice((0, 1, 2, 100))


PEOPLE = {"dropouts", "uninsured", "dangerous_houses", "unsafe_water_households"}


def as_decided(entries: Sequence[Entry]) -> dict[str, Decided]:
    """The program's entries as the naive reading tells them."""
    assert len({entry.place for entry in entries}) == len(entries)
    return {
        entry.place: Decided(
            entry.standing,
            entry.rank,
            {finding.branch.code: finding.holds for finding in entry.findings},
        )
        for entry in entries
    }


def by_the_engine(villages: Sequence[Village], *, threads: int) -> list[Entry]:
    types = weighed_types(CAMPAIGN)
    columns = {name: [one[name] for one in villages] for name in ("place", "name", *FACTS)}
    tables = Tables(columns=frozenset(columns), rows=len(villages))
    with Engine(threads=threads) as engine:
        engine.load_rows("villages", columns, types)
        found = candidates(engine, CAMPAIGN, VILLAGE, VALUES, on=CAMPAIGN.announced, tables=tables)
        return settle(CAMPAIGN, VILLAGE, VALUES, found)


def shuffled(villages: Sequence[Village], seed: int) -> list[Village]:
    mixed = list(villages)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - a test's chance keeps no secret
    return mixed


@pytest.mark.parametrize("seed", WORLDS)
def test_the_plain_reading_decides_as_the_naive_one(seed: int) -> None:
    rows = {one["place"]: one for one in world(seed)}
    found = read_plainly(CAMPAIGN, VILLAGE, VALUES, CAMPAIGN.announced, rows)
    assert as_decided(settle(CAMPAIGN, VILLAGE, VALUES, found)) == naively(seed)


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize("seed", WORLDS)
def test_the_engine_decides_as_the_naive_reading_on_any_threads(seed: int, threads: int) -> None:
    rows = shuffled(world(seed), threads)
    assert as_decided(by_the_engine(rows, threads=threads)) == naively(seed)


def test_the_order_of_the_rows_and_the_threads_change_no_entry() -> None:
    first = by_the_engine(world(1), threads=1)
    again = by_the_engine(shuffled(world(1), 7), threads=8)
    assert [(one.place, one.rank, one.unknown) for one in first] == [
        (one.place, one.rank, one.unknown) for one in again
    ]


def test_the_worlds_hold_every_standing_and_a_tie_across_the_quota() -> None:
    standings = Counter(one.standing for seed in WORLDS for one in naively(seed).values())
    assert standings["included"] > 100
    assert standings["tied"] > 1
    assert all(standings[one] > 50 for one in ("beyond_quota", "undecided", "not_admitted"))


def test_the_naive_reading_knows_nothing_of_the_program() -> None:
    tree = ast.parse(Path(naive_selection.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert modules == {"collections.abc", "dataclasses", "fractions", "typing"}
