"""Villages, households and members drawn by chance, much of them at the edges of limits."""

import random
from datetime import date
from typing import Any

from dingdian.campaign.condition import BETWEEN_CHOICES
from dingdian.campaign.definition import Campaign, Fact
from dingdian.campaign.reach import facts_in_reach
from tests.makers.audits import World

NUMBERS = (-1, 0, 1, 2, 11, 12, 13, 14, 15, 16, 19, 20, 60, 61, 65, 66, 69, 70, 5_001, 50_001)
AMOUNTS = (-100, 0, 1, 9_999, 10_000, 49_999, 399_999, 400_000, 2_000_001, 3_000_001, 10_000_001)
DAYS = (date(2020, 6, 1), date(2020, 7, 1))


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
    homes: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
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
