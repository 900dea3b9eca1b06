"""An audit of the demonstration finds what was planted, what the shortfalls bring, nothing else."""

from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.edges import DOUBTFUL, DOUBTS
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED
from dingdian.demonstration.planted_doubts import PLANTED
from dingdian.demonstration.watch import lacking
from dingdian.steps.doubts import doubts

BROUGHT_BY_SHORTFALLS = {
    "exit-dropout",
    "exit-dangerous-house",
    "exit-unsafe-water",
    "exit-sick-uninsured",
    "blank-house-grade",
    "blank-water",
}
ALONG = {"minimum-living-no-money": "minimum-living-no-member"}
"""A doubt that cannot be planted without another."""


def found_in(folder: Path) -> dict[str, list[str | None]]:
    """The villages of the rows under every rule that found any."""
    audited = doubts(folder)
    found = {one.id: [row.place for row in audited.rows(one)] for one in audited.chosen}
    return {rule: places for rule, places in found.items() if places}


@pytest.mark.parametrize("size", ["village", "campaign"])
def test_every_planted_doubt_is_found_once_where_it_was_planted(
    size: str, request: pytest.FixtureRequest
) -> None:
    found = found_in(request.getfixturevalue(f"{size}_registry"))
    assert set(DOUBTS) == set(PLANTED)
    for rule in (*DOUBTS, *ALONG):
        assert found.pop(rule) == [DOUBTFUL], rule
    assert set(found) <= BROUGHT_BY_SHORTFALLS


def test_what_shortfalls_bring_is_what_was_drawn(campaign_registry: Path, drawn: Drawn) -> None:
    found = found_in(campaign_registry)
    lacks = lacking(drawn.households, drawn.members, drawn.families)
    status = drawn.households.status
    lifted = (status != NOT_LIFTED) & (status != NOT_REGISTERED)
    for column, rule in enumerate(("exit-dropout", "exit-dangerous-house", "exit-unsafe-water")):
        at = drawn.households.village[lacks[:, column] & lifted]
        assert Counter(found[rule]) == Counter(drawn.places[one] for one in at), rule
    unknown = (drawn.households.grade < 0) & (status != NOT_REGISTERED)
    assert len(found["blank-house-grade"]) == unknown.sum()


def test_nothing_is_planted_outside_one_village(campaign_registry: Path, drawn: Drawn) -> None:
    homes = pq.read_table(campaign_registry / "households.parquet", columns=["village", "helpers"])
    without = np.flatnonzero(homes["helpers"].to_numpy() == 0)
    assert [homes["village"][int(one)].as_py() for one in without] == [DOUBTFUL]
    assert DOUBTFUL in drawn.places
