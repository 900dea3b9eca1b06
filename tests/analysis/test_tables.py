"""A folder of tables: what it must hold, and every fault in its rows, named where it stands."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, needed
from dingdian.analysis.tables import absent, open_folder, problems_of
from dingdian.campaign.definition import Campaign
from dingdian.lexicon.problem import Problem, Unusable
from tests.makers.tables import Row, village, write_tables

WELL = {"remaining_poor": 3, "agricultural_population": 900}
HERE = village()["place"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshot"


def faults(
    engine: Engine, campaign: Campaign, folder: Path, **tables: Sequence[Row]
) -> list[Problem]:
    """Every problem of the tables, written into the folder."""
    given: dict[str, Sequence[Row]] = {"villages": [village(**WELL)]} | tables
    write_tables(folder, campaign, **given)
    opened = open_folder(engine, campaign, folder)
    return problems_of(engine, campaign, opened, needed(campaign))


def where(problem: Problem) -> tuple[str, str | None, int | None, str | None, str | None]:
    return problem.code, problem.sheet, problem.row, problem.column, problem.value


def family(**facts: Any) -> Row:
    """A household of the one village, in want of nothing."""
    well = {"house_grade": "A", "lived_in": True, "safe_water": True, "sanitary_latrine": True}
    return {"village": HERE, **well, **facts}


def person(**facts: Any) -> Row:
    """A person of the one village, in want of nothing."""
    well = {
        "poverty_status": "lifted_with_policy",
        "school_state": "enrolled",
        "insurance_state": "insured",
    }
    return {"village": HERE, **well, **facts}


def test_a_folder_tells_its_columns_tables_and_villages(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    write_tables(folder, campaign, villages=[village(901), village(902)], members=[person()])
    tables = open_folder(engine, campaign, folder)
    assert tables.columns == {"place", "name", "kind", "file_row_number"}
    assert (tables.counted, tables.left_out, tables.rows) == (("members",), frozenset(), 2)


def test_villages_alone_are_enough(engine: Engine, campaign: Campaign, folder: Path) -> None:
    write_tables(folder, campaign, villages=[village(**WELL)])
    assert open_folder(engine, campaign, folder) == Tables(
        frozenset({"place", "name", "kind", "file_row_number", *WELL}), rows=1
    )


@pytest.mark.parametrize("others", [[], ["members.parquet", "notes.txt"]])
def test_a_folder_without_villages_says_what_there_is(
    engine: Engine, campaign: Campaign, folder: Path, others: list[str]
) -> None:
    folder.mkdir()
    for name in others:
        (folder / name).touch()
    with pytest.raises(Unusable) as refused:
        open_folder(engine, campaign, folder)
    assert refused.value.code == "no_tables"
    assert (", ".join(others) or "nothing") in refused.value.message("en")
    assert ("、".join(others) or "空") in refused.value.message("zh")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("villages", "place"),
        ("villages", "name"),
        ("households", "village"),
        ("households", "lived_in"),
        ("members", "poverty_status"),
    ],
)
def test_a_missing_column_is_named_beside_those_that_stand_there(
    engine: Engine, campaign: Campaign, folder: Path, table: str, column: str
) -> None:
    rows: dict[str, Row] = {
        "villages": village(),
        "households": family(),
        "members": person(),
    }
    rows[table] = {name: value for name, value in rows[table].items() if name != column}
    write_tables(folder, campaign, **{name: [row] for name, row in rows.items()})
    with pytest.raises(Unusable) as refused:
        open_folder(engine, campaign, folder)
    said = refused.value.message("en")
    assert refused.value.code == "column_missing"
    assert said.startswith(f"{table}.parquet: The column “{column}” is not there")
    assert all(name in said for name in rows[table])


def test_a_column_of_another_kind_is_refused(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    folder.mkdir()
    columns = {"place": ["1"], "name": ["甲"], "remaining_poor": ["23人"]}
    pq.write_table(pa.table(columns), folder / "villages.parquet")
    with pytest.raises(Unusable) as refused:
        open_folder(engine, campaign, folder)
    assert refused.value.code == "column_of_another_kind"
    assert "“remaining_poor” must be BIGINT and is VARCHAR" in refused.value.message("en")


def test_a_table_without_fault_has_no_problem(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    found = faults(engine, campaign, folder, households=[family()], members=[person()])
    assert found == []


def test_a_place_that_stands_twice_is_admitted_in_neither_row(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    villages = [village(number, **WELL) for number in (901, 902, 901, 903, 902)]
    found = faults(engine, campaign, folder, villages=villages)
    assert [where(one)[:4] for one in found] == [
        ("place_twice", "villages.parquet", 1, "place"),
        ("place_twice", "villages.parquet", 2, "place"),
    ]
    assert found[0].says.en.endswith("stands in rows 1 and 3")
    assert open_folder(Engine(), campaign, folder).left_out == {"500101151901", "500101151902"}


def test_every_fault_in_a_village_is_named_by_row_and_column(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    villages = [
        village(901, **WELL),
        village(902, remaining_poor=None, agricultural_population=900),
        village(903, remaining_poor=-4, agricultural_population=900),
        village(904, **WELL) | {"kind": "行政村"},
        village(905, **WELL) | {"place": None},
        village(906, **WELL) | {"kind": None},
    ]
    assert [where(one) for one in faults(engine, campaign, folder, villages=villages)] == [
        ("blank", "villages.parquet", 2, "remaining_poor", None),
        ("negative", "villages.parquet", 3, "remaining_poor", "-4"),
        ("not_a_choice", "villages.parquet", 4, "kind", "行政村"),
        ("no_place", "villages.parquet", 5, "place", None),
        ("blank", "villages.parquet", 6, "kind", None),
    ]


def test_a_blank_that_no_condition_reads_is_no_problem(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    villages = [village(**WELL, nominated_other=None), village(902, **WELL, nominated_other=True)]
    assert faults(engine, campaign, folder, villages=villages) == []


def test_a_fact_that_is_counted_is_not_looked_for_in_the_villages_row(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    villages = [village(remaining_poor=None, agricultural_population=900)]
    assert faults(engine, campaign, folder, villages=villages, members=[person()]) == []


def test_rows_of_no_village_are_said_once_with_their_number(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    members = [person(), person(village="500101151999"), person(village=None), person()]
    (found,) = faults(engine, campaign, folder, members=members)
    assert where(found) == ("no_such_village", "members.parquet", 2, "village", "2")


def test_rows_without_a_village_are_found_where_there_is_no_other_stray(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    (found,) = faults(engine, campaign, folder, members=[person(), person(village=None)])
    assert where(found) == ("no_such_village", "members.parquet", 2, "village", "1")


def test_unknown_values_are_said_once_by_column_with_the_first_row(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    members = [
        person(),
        person(poverty_status=None),
        person(poverty_status="未脱贫"),
        person(insurance_state=None),
    ]
    found = faults(engine, campaign, folder, members=members)
    assert sorted(where(one) for one in found) == [
        ("unknown_value", "members.parquet", 2, "poverty_status", "2"),
        ("unknown_value", "members.parquet", 4, "insurance_state", "1"),
    ]


def test_an_unknown_value_that_decides_nothing_is_no_problem(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    families = [family(house_grade="A", lived_in=None), family(house_grade=None, lived_in=False)]
    assert faults(engine, campaign, folder, households=families) == []


def test_tables_without_rows_have_no_problem(
    engine: Engine, campaign: Campaign, folder: Path
) -> None:
    assert faults(engine, campaign, folder, households=[], members=[]) == []


def test_facts_that_no_column_holds_are_noted_by_their_labels(campaign: Campaign) -> None:
    read = needed(campaign)
    (note,) = absent(campaign, Tables(read - {"bus", "dropouts"}), read)
    assert note.says.en == "Not in the source, so unknown: Drop-outs, Bus service."
    assert note.says.zh == "来源中没有，按未知计：失学辍学人数、通客运班车。"


def test_a_fact_that_is_counted_is_not_absent(campaign: Campaign) -> None:
    read = needed(campaign)
    assert absent(campaign, Tables(read - {"dropouts"}, counted=["members"]), read) == []
