"""What each table promises, what can be read as that, and what becomes of any other value."""

import pytest
from sqlglot import exp

from dingdian.analysis.engine import Engine
from dingdian.analysis.schema import SQL_TYPES, fits, fitting, types_of
from dingdian.campaign.definition import Campaign, FactKind


def test_a_table_promises_its_keys_first_and_then_its_facts(campaign: Campaign) -> None:
    types = types_of(campaign, "villages")
    assert list(types)[:5] == ["place", "name", "county_name", "township_name", "kind"]
    assert types["remaining_poor"] == types["collective_income_fen"] == "BIGINT"
    assert types["hardened_road"] == "BOOLEAN"
    assert next(iter(types_of(campaign, "members"))) == "village"


@pytest.mark.parametrize(
    ("promised", "found", "fit"),
    [
        ("BIGINT", "INTEGER", True),
        ("BIGINT", "UTINYINT", True),
        ("BIGINT", "HUGEINT", False),
        ("BIGINT", "DOUBLE", False),
        ("BIGINT", "VARCHAR", False),
        ("BOOLEAN", "TINYINT", False),
        ("VARCHAR", "VARCHAR", True),
        ("VARCHAR", "BLOB", False),
    ],
)
def test_only_what_cannot_lose_anything_fits(promised: str, found: str, fit: bool) -> None:
    assert fits(promised, found) is fit


@pytest.mark.parametrize(
    ("name", "values", "fitting_ones"),
    [
        ("remaining_poor", [-1, 0, 7, None], [None, 0, 7, None]),
        ("collective_income_fen", [-100, 0, None], [-100, 0, None]),
        ("hardened_road", [True, False, None], [True, False, None]),
        (
            "kind",
            ["village_committee", "行政村", "", None],
            ["village_committee", None, None, None],
        ),
    ],
)
def test_what_cannot_be_a_value_is_taken_as_unknown(
    engine: Engine, campaign: Campaign, name: str, values: list[object], fitting_ones: list[object]
) -> None:
    fact = campaign.facts["villages"][name]
    rows = list(range(len(values)))
    types = {"row": "BIGINT", name: SQL_TYPES[fact.kind]}
    engine.load_rows("villages", {"row": rows, name: values}, types)
    answer = engine.ask(exp.select(fitting(fact)).from_("villages").order_by("row"))
    assert [value for (value,) in answer] == fitting_ones


def test_every_kind_of_fact_has_a_type(campaign: Campaign) -> None:
    kinds: set[FactKind] = {
        fact.kind for table in campaign.facts.values() for fact in table.values()
    }
    assert kinds <= SQL_TYPES.keys()
