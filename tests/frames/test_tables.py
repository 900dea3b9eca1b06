"""The tables of a snapshot follow from the campaign's facts, and hold nothing that names people."""

from dingdian.campaign.reading import load
from dingdian.frames.tables import KEYS, amounts, before, tables_of

CAMPAIGN = load("chongqing_2020")
TABLES = tables_of(CAMPAIGN)


def test_every_table_begins_with_its_keys() -> None:
    for table, keys in KEYS.items():
        assert list(TABLES[table])[: len(keys)] == list(keys)


def test_every_open_fact_that_is_not_counted_is_a_column() -> None:
    for table, schema in TABLES.items():
        for name, fact in CAMPAIGN.facts[table].items():
            told = not fact.sealed and name not in CAMPAIGN.measures
            assert (name in schema) == told, (table, name)


def test_no_column_holds_a_name_a_number_or_a_phone_of_a_person() -> None:
    named = {"id_number", "phone", "bank", "account"}
    assert not named & {name for schema in TABLES.values() for name in schema}
    assert "name" not in TABLES["members"]


def test_a_household_has_every_amount_of_its_latest_period_and_of_the_one_before() -> None:
    assert "wage_fen" in amounts(CAMPAIGN)
    for name in amounts(CAMPAIGN):
        assert TABLES["households"][name] == TABLES["households"][before(name)] == "int64"


def test_kinds_of_facts_have_columns_that_hold_them() -> None:
    members = TABLES["members"]
    assert [members[one] for one in ("born_on", "health", "sex", "work_months")] == [
        "day",
        "text",
        "text",
        "int32",
    ]
