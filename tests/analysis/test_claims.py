"""Claims under any parameters are those of a decision under the same, and are answered at once."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dingdian.analysis.claims import Claims, facts_of, prepare
from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, candidates
from dingdian.analysis.schema import types_of
from dingdian.campaign.condition import Word, read
from dingdian.campaign.definition import TargetClass
from dingdian.campaign.parameters import on_day
from dingdian.campaign.ranges import at_most
from dingdian.campaign.settling import Stand, settle, stands
from tests.makers.small_campaign import small_campaign

ON = date(2020, 7, 30)
LATER = date(2020, 8, 15)
SMALL = small_campaign()
VILLAGE = SMALL.classes[0]
LET_IN = "500101151001"
POPULOUS = read(
    "people > poor_over", words={"people": Word("whole"), "poor_over": Word("whole", "parameter")}
)
CLASSES = {
    "as it is": VILLAGE,
    "admitting all": replace(VILLAGE, admits=None),
    "admitting by a parameter": replace(VILLAGE, admits=POPULOUS),
    "without order or quota": replace(VILLAGE, ranking=(), quota=None),
}
CHANGES: tuple[Mapping[str, int], ...] = (
    {},
    {"poor_over": 5, "seats": 7},
    {"ratio_from": 1, "items_from": 2},
    {"items_from": 0},
    {"items_from": 3, "income_at_most": 0, "poor_over": 10**9},
)


def drawn(number: int) -> list[dict[str, Any]]:
    """So many villages of all sorts, half of their facts unknown or known as a range."""
    chance = random.Random(number)  # noqa: S311 - a test's chance keeps no secret
    return [
        {
            "place": f"500101151{at:03}",
            "name": f"示例{at}村",
            "kind": chance.choice(["village", "village", "community", None]),
            "poor": (poor := chance.choice([None, 3, 18, 21, 21, 40])),
            at_most("poor"): poor and poor + chance.choice([0, 0, 5]),
            "people": chance.choice([None, 0, 900, 2100, 3000]),
            "road": chance.choice([None, True, False]),
            "income": chance.choice([None, 0, 10_000, 20_000]),
            "put_forward": chance.choice([None, False, False, True]),
        }
        for at in range(1, number + 1)
    ]


def load(engine: Engine, rows: Sequence[Mapping[str, Any]]) -> Tables:
    """The villages as a run's are loaded: every fact, and the upper ends as columns."""
    types = types_of(SMALL, "villages") | {at_most("poor"): "BIGINT"}
    engine.load_rows("villages", {name: [row.get(name) for row in rows] for name in types}, types)
    return Tables(frozenset(types), rows=len(rows), ranges=SMALL.measured)


def decided(
    engine: Engine, target: TargetClass, tables: Tables, changes: Mapping[str, int], on: date
) -> dict[str, Stand]:
    values = on_day(SMALL, ON, changes)
    found = candidates(engine, SMALL, target, values, on=on, tables=tables)
    entries = settle(SMALL, target, values, found)
    return {one.place: Stand(one.standing, one.rank) for one in entries}


def claimed(
    engine: Engine, claims: Claims, target: TargetClass, changes: Mapping[str, int]
) -> dict[str, Stand]:
    values = on_day(SMALL, ON, changes)
    under = claims.under(engine, values)
    quota = values[target.quota] if target.quota else None
    return dict(zip(under, stands(list(under.values()), quota=quota), strict=True))


@pytest.mark.parametrize("on", [ON, LATER])
@pytest.mark.parametrize("which", CLASSES)
def test_claims_stand_as_the_decision_under_the_same_parameters(
    engine: Engine, which: str, on: date
) -> None:
    target = CLASSES[which]
    campaign = replace(SMALL, classes=(target, SMALL.classes[1]))
    tables = load(engine, drawn(300))
    prepared = prepare(engine, campaign, tables, on=on)
    assert list(prepared) == ["village"]
    standings = set()
    for changes in CHANGES:
        now = claimed(engine, prepared["village"], target, changes)
        assert now == decided(engine, target, tables, changes, on)
        standings |= {one.standing for one in now.values()}
    assert standings >= {"included", "undecided"}


def test_a_place_let_in_by_exception_claims_from_its_day_on(engine: Engine) -> None:
    row = {"place": LET_IN, "kind": "community", "poor": 50, at_most("poor"): 50}
    tables = load(engine, [row])
    admitted = []
    for on in (ON, LATER):
        with Engine(threads=1) as fresh:
            load(fresh, [row])
            claims = prepare(fresh, SMALL, tables, on=on)["village"]
            admitted.append(claims.under(fresh, on_day(SMALL, ON))[LET_IN].admitted)
    assert admitted == [False, True]


def test_equals_in_every_ranking_measure_share_a_key_and_the_greater_comes_first(
    engine: Engine,
) -> None:
    rows: list[dict[str, Any]] = [
        {"place": f"50010115190{at}", "poor": poor, "people": 1000}
        for at, poor in enumerate((40, 30, 30, None))
    ]
    claims = prepare(engine, SMALL, load(engine, rows), on=ON)["village"]
    first, second, third, last = (claims.keys[row["place"]] for row in rows)
    assert first > second == third > last
    assert list(claims.measures.values()) == [40, 30, 30, None]


def test_the_facts_of_some_places_are_all_that_is_known_of_them(engine: Engine) -> None:
    rows = drawn(50)
    prepare(engine, SMALL, load(engine, rows), on=ON)
    known = facts_of(engine, SMALL, [rows[3]["place"], "nowhere"])
    assert list(known) == [rows[3]["place"]]
    facts = known[rows[3]["place"]]
    assert {name: facts[name] for name in rows[3]} == rows[3]


def test_an_upper_end_that_cannot_be_is_unknown_like_any_count(engine: Engine) -> None:
    row = {"place": LET_IN, "kind": "village", "poor": 3, at_most("poor"): -1}
    prepare(engine, SMALL, load(engine, [row]), on=ON)
    assert facts_of(engine, SMALL, [LET_IN])[LET_IN][at_most("poor")] is None
