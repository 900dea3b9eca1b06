"""Counting by village: what is certain, and what would be if the unknown were."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.schema import types_of
from dingdian.analysis.tally import STEP, counts_of, tally, unpacked
from dingdian.campaign.definition import Campaign, Table

Row = dict[str, Any]


def counted(
    engine: Engine, campaign: Campaign, over: Table, rows: Sequence[Row], *names: str
) -> dict[str, tuple[int, ...]]:
    """The counts of each village: each measure, followed by its upper end if it has one."""
    types = types_of(campaign, over)
    columns = {name: [row.get(name) for row in rows] for name in types}
    engine.load_rows(over, columns, types)
    measures = [campaign.measures[name] for name in names]
    engine.keep(counts_of(over), tally(measures, campaign, over=over))
    ends = [end for one in measures for end in unpacked(one)]
    answer = engine.ask(exp.select("village", *ends).from_(counts_of(over)))
    return {village: tuple(counts) for village, *counts in answer}


def test_unknown_rows_make_a_count_a_range(engine: Engine, campaign: Campaign) -> None:
    rows: list[Row] = [
        {"village": "a", "poverty_status": "not_lifted"},
        {"village": "a", "poverty_status": "lifted_with_policy"},
        {"village": "a", "poverty_status": None},
        {"village": "b", "poverty_status": "not_lifted"},
    ]
    found = counted(engine, campaign, "members", rows, "remaining_poor")
    assert found == {"a": (1, 2), "b": (1, 1)}


def test_a_stray_label_is_unknown_and_not_no(engine: Engine, campaign: Campaign) -> None:
    rows = [{"village": "a", "poverty_status": "未脱贫"}]
    assert counted(engine, campaign, "members", rows, "remaining_poor") == {"a": (0, 1)}


@pytest.mark.parametrize(
    ("house_grade", "lived_in", "ends"),
    [
        ("D", True, (1, 1)),
        ("D", None, (0, 1)),
        (None, False, (0, 0)),
        ("A", None, (0, 0)),
        (None, None, (0, 1)),
    ],
)
def test_one_known_no_decides_what_is_unknown_beside_it(
    engine: Engine,
    campaign: Campaign,
    house_grade: str | None,
    lived_in: bool | None,
    ends: tuple[int, int],
) -> None:
    rows = [{"village": "a", "house_grade": house_grade, "lived_in": lived_in}]
    assert counted(engine, campaign, "households", rows, "dangerous_houses") == {"a": ends}


def test_a_measure_without_a_condition_counts_rows_and_is_no_range(
    engine: Engine, campaign: Campaign
) -> None:
    rows: list[Row] = [{"village": "a"}, {"village": "a"}, {"village": "b"}]
    found = counted(engine, campaign, "households", rows, "listed_households", "latrine_households")
    assert found == {"a": (2, 0, 2), "b": (1, 0, 1)}


def test_no_measures_over_a_table_still_name_its_villages(
    engine: Engine, campaign: Campaign
) -> None:
    none = replace(campaign, measures={})
    assert counted(engine, none, "members", [{"village": "a"}]) == {"a": ()}


def test_two_counts_of_a_place_below_a_million_rows_do_not_touch() -> None:
    packed = (STEP - 1) + (STEP - 1) * STEP
    assert packed < 2**63
    assert (packed % STEP, packed // STEP) == (STEP - 1, STEP - 1)
