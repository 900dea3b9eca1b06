"""A small registry, and what both readings of the audit doubt of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dingdian.analysis.audited import KEYS
from dingdian.analysis.doubts import Audit, DoubtedRow, audit
from dingdian.analysis.engine import Engine
from dingdian.analysis.schema import SQL_TYPES
from dingdian.campaign.definition import Campaign, Table
from dingdian.campaign.doubting import Doubted, Doubting
from dingdian.campaign.reach import AUDITED, facts_in_reach

Row = Mapping[str, Any]


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
