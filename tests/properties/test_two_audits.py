"""One declaration of doubts, two readings: plain Python and the engine doubt the same rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dingdian.campaign.doubting import limits_on
from dingdian.campaign.reading import load
from tests.makers.audits import by_the_engine, by_the_plain_reading
from tests.properties.drawn_registry import drawn

CAMPAIGN = load("chongqing_2020")
LIMITS = limits_on(CAMPAIGN, CAMPAIGN.announced)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), blank=st.sampled_from((0.0, 0.1, 0.5)))
def test_both_readings_doubt_the_same_rows_and_leave_the_same_open(seed: int, blank: float) -> None:
    world = drawn(CAMPAIGN, seed, blank=blank)
    engine = by_the_engine(CAMPAIGN, world, LIMITS)
    plain = by_the_plain_reading(CAMPAIGN, world, LIMITS)
    assert dict(engine.found) == dict(plain.found)
    assert dict(engine.open) == dict(plain.open)


@pytest.mark.parametrize("blank", [0.0, 0.2])
def test_a_world_by_chance_holds_most_doubts(blank: float) -> None:
    world = drawn(CAMPAIGN, 1, blank=blank, households=300)
    found = by_the_plain_reading(CAMPAIGN, world, LIMITS).found
    assert sum(bool(rows) for rows in found.values()) > (60 if not blank else 80)
