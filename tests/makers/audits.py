"""Households, members and villages drawn by chance, and both readings of what is doubtful of them."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.analysis.audited import KEYS
from dingdian.analysis.doubts import Audit, DoubtedRow, audit
from dingdian.analysis.engine import Engine
from dingdian.analysis.schema import SQL_TYPES
from dingdian.campaign.condition import BETWEEN_CHOICES
from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.campaign.doubting import Doubted, Doubting
from dingdian.campaign.reach import AUDITED, facts_in_reach

Row = Mapping[str, Any]
NUMBERS = (-1, 0, 1, 2, 11, 12, 13, 14, 15, 16, 19, 20, 60, 61, 65, 66, 69, 70, 5_001, 50_001)
AMOUNTS = (-100, 0, 1, 9_999, 10_000, 49_999, 399_999, 400_000, 2_000_001, 3_000_001, 10_000_001)
DAYS = (date(2020, 6, 1), date(2020, 7, 1))


@dataclass(frozen=True)
class World:
    """A registry small enough to be read twice."""

    villages: Sequence[Row]
    households: Sequence[Row]
    members: Sequence[Row]

    def of(self, table: Table) -> Sequence[Row]:
        """The rows of one table."""
        return {"villages": self.villages, "households": self.households}.get(table, self.members)

    def home(self, household: Row) -> list[Row]:
        """The members of one household."""
        return [one for one in self.members if one["household"] == household["household"]]


def drawn(campaign: Campaign, seed: int, *, blank: float, households: int = 12) -> World:
    """A world by chance; so much of it is unknown."""
    chance = random.Random(seed)  # noqa: S311 - a test's chance keeps no secret
    facts = facts_in_reach(campaign.facts, {})
    own = {
        "villages": facts["villages"],
        "households": facts["households"],
        "members": campaign.facts["members"],
    }

    def row(table: str) -> dict[str, Any]:
        return {name: value_of(one, chance, blank) for name, one in own[table].items()}

    villages = [row("villages") | {"place": f"50010115190{n}"} for n in range(3)]
    homes, members = [], []
    for number in range(households):
        keys = {"village": villages[number % 3]["place"], "household": number}
        homes.append(row("households") | keys)
        for _ in range(chance.randint(0, 3)):
            members.append(row("members") | keys | {"member": len(members)})
    return World(villages, homes, members)


def value_of(fact: Fact, chance: random.Random, blank: float) -> Any:
    """One value of a fact, or None; several choices as the text that a table keeps."""
    if fact.sealed or chance.random() < blank:
        return None
    match fact.kind:
        case "flag":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(list(fact.choices))
        case "choices":
            many = chance.sample(list(fact.choices), chance.randint(1, 2))
            return BETWEEN_CHOICES.join(many)
        case "day":
            return chance.choice(DAYS)
        case "text":
            return "某"
    return chance.choice(AMOUNTS if fact.kind == "fen" else NUMBERS)


def by_the_engine(
    campaign: Campaign,
    world: World,
    values: Mapping[str, int],
    *,
    tables: Sequence[Table] = AUDITED,
    without: frozenset[str] = frozenset(),
) -> Audit:
    """The world's doubts as the engine finds them, with only those tables and columns."""
    facts = facts_in_reach(campaign.facts, {})
    columns = {}
    with Engine(threads=1) as engine:
        for table in tables:
            kinds = {name: SQL_TYPES[one.kind] for name, one in facts[table].items()}
            kinds |= KEYS[table]
            names = [n for n in kinds if n in world.of(table)[0] and n not in without]
            told = {name: [row[name] for row in world.of(table)] for name in names}
            engine.load_rows(table, told, kinds)
            columns[table] = frozenset(names)
        return audit(engine, campaign, columns, values, campaign.doubts)


def by_the_plain_reading(campaign: Campaign, world: World, values: Mapping[str, int]) -> Audit:
    """The same, one household after the other."""
    doubting = Doubting(campaign, values)
    found: dict[str, list[DoubtedRow]] = {one.id: [] for one in campaign.doubts}
    left_open: Counter[str] = Counter(dict.fromkeys(found, 0))

    def note(doubted: Doubted, row: DoubtedRow) -> None:
        left_open.update(one.id for one in doubted.open)
        for one in doubted.found:
            found[one.id].append(row)

    for village in world.villages:
        note(doubting.village(village), DoubtedRow(village["place"]))
    for home in world.households:
        members = world.home(home)
        note(doubting.household(home, members), DoubtedRow(home["village"], home["household"]))
        for one in members:
            key = DoubtedRow(one["village"], one["household"], one["member"])
            note(doubting.member(one, home), key)
    return Audit({one: sorted(rows, key=_order) for one, rows in found.items()}, dict(left_open))


def _order(row: DoubtedRow) -> tuple[str, int, int]:
    return row.place or "", row.household or 0, row.member or 0
