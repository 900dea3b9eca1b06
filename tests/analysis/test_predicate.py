"""The engine's reading of a condition: shares in whole numbers, unknown where none can be told."""

from dataclasses import replace

import pytest
from sqlglot import exp, parse_one

from dingdian.analysis.engine import Engine
from dingdian.analysis.predicate import predicate, shares_of
from dingdian.campaign.definition import Campaign

MOST = 2**63 - 1


def answer(engine: Engine, campaign: Campaign, text: str, **facts: int | None) -> bool | None:
    """What the engine says of one row."""
    given = {name: [value] for name, value in ({"row": 0} | facts).items()}
    engine.load_rows("villages", given, dict.fromkeys(given, "BIGINT"))
    tree = predicate(parse_one(text), campaign)
    ((holds,),) = engine.ask(exp.select(tree).from_("villages"))
    verdict: bool | None = holds
    return verdict


@pytest.mark.parametrize(
    ("remaining_poor", "agricultural_population", "holds"),
    [
        (20, 2000, True),
        (20, 2001, False),
        (0, 1, False),
        (None, 2000, None),
        (20, None, None),
        (20, 0, None),
        (20, -5, None),
        (MOST, MOST, True),
        (MOST // 100, MOST, False),
    ],
)
def test_a_share_is_compared_without_dividing(
    engine: Engine,
    campaign: Campaign,
    remaining_poor: int | None,
    agricultural_population: int | None,
    holds: bool | None,
) -> None:
    facts = {"remaining_poor": remaining_poor, "agricultural_population": agricultural_population}
    assert answer(engine, campaign, "incidence >= 100", **facts) is holds


@pytest.mark.parametrize(
    ("text", "holds"), [("100 <= incidence", True), ("100 < incidence", False)]
)
def test_a_share_stands_on_either_side(
    engine: Engine, campaign: Campaign, text: str, holds: bool
) -> None:
    facts: dict[str, int | None] = {"remaining_poor": 20, "agricultural_population": 2000}
    assert answer(engine, campaign, text, **facts) is holds


def test_what_holds_no_share_is_left_as_it_is(campaign: Campaign) -> None:
    tree = parse_one("remaining_poor > 20 AND NOT hardened_road")
    assert predicate(tree, campaign) == tree


def test_a_share_of_a_counted_fact_has_an_upper_end(campaign: Campaign) -> None:
    shares = shares_of(campaign)
    assert shares["incidence"] == ("remaining_poor", "agricultural_population", 10_000)
    upper = ("remaining_poor_at_most", "agricultural_population", 10_000)
    assert shares["incidence_at_most"] == upper


def test_a_share_of_a_plain_fact_has_none(campaign: Campaign) -> None:
    assert "incidence_at_most" not in shares_of(replace(campaign, measures={}))
