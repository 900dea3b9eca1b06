"""The engine's reading of the audit: tables and columns that a source lacks, keys that recur."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dingdian.analysis.audited import open_audited
from dingdian.analysis.doubts import HELD, Audit, DoubtedRow, audit
from dingdian.analysis.engine import Engine
from dingdian.campaign.doubting import limits_on
from dingdian.lexicon.problem import Unusable
from tests.makers.small_audit import small_audit

CAMPAIGN = small_audit()
LIMITS = limits_on(CAMPAIGN, date(2020, 7, 30))
HOME = {"village": "a", "household": 1, "cause": "illness", "land": 10_002, "listed": True}
MEMBERS = [
    {"village": "a", "household": 1, "member": 1, "age": 15, "ill": False},
    {"village": "a", "household": 1, "member": 2, "age": 40, "ill": False},
]


def write(folder: Path, **tables: Sequence[Mapping[str, Any]]) -> Path:
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist([*rows]), folder / f"{name}.parquet")
    return folder


def audited(folder: Path) -> Audit:
    with Engine(threads=1) as engine:
        columns = open_audited(engine, CAMPAIGN, folder)
        return audit(engine, CAMPAIGN, columns, LIMITS, CAMPAIGN.doubts)


def test_every_table_is_asked_once_and_its_rows_are_named_by_their_keys(tmp_path: Path) -> None:
    village = {"place": "a", "road": True, "bus": None}
    bus = {"place": "b", "road": True, "bus": True}
    found = audited(write(tmp_path, villages=[village, bus], households=[HOME], members=MEMBERS))
    assert found.found == {
        "no-road-blank": [DoubtedRow("a")],
        "ill-cause": [DoubtedRow("a", 1)],
        "land-each": [DoubtedRow("a", 1)],
        "wage-same": [],
        "ill-together": [],
        "young-listed": [DoubtedRow("a", 1, 1)],
    }
    assert found.open["wage-same"] == 1
    assert found.rows == {"villages": 2, "households": 1, "members": 2}


def test_without_members_what_is_counted_of_a_household_is_unknown(tmp_path: Path) -> None:
    found = audited(write(tmp_path, households=[HOME]))
    names = ("ill-cause", "land-each", "wage-same", "ill-together")
    assert found.found == {name: [] for name in names}
    assert found.open == dict.fromkeys(names, 1)


def test_without_households_a_member_is_judged_alone(tmp_path: Path) -> None:
    found = audited(write(tmp_path, members=MEMBERS))
    assert (found.found, found.open) == ({"young-listed": []}, {"young-listed": 1})


def test_a_column_that_the_source_lacks_is_not_taken_for_blank(tmp_path: Path) -> None:
    found = audited(write(tmp_path, villages=[{"place": "a", "road": True}]))
    assert (found.found, found.open) == ({"no-road-blank": []}, {"no-road-blank": 1})


def test_a_household_without_members_counts_none(tmp_path: Path) -> None:
    other = {"village": "a", "household": 2, "member": 9, "age": 30, "ill": True}
    found = audited(write(tmp_path, households=[HOME], members=[other]))
    assert found.found["ill-cause"] == [DoubtedRow("a", 1)]
    assert found.open["land-each"] == 1


def test_what_is_summed_and_the_least_of_a_household_are_asked(tmp_path: Path) -> None:
    homes = [{**HOME, "household": number, "risks": "water illness"} for number in (1, 2, 3)]
    young = {"village": "a", "household": 2, "member": 3, "age": 2, "ill": True}
    unknown = {"village": "a", "household": 3, "member": 4, "age": None, "ill": True}
    found = audited(write(tmp_path, households=homes, members=[*MEMBERS, young, unknown]))
    assert found.found["ill-together"] == [DoubtedRow("a", 2)]
    assert found.open["ill-together"] == 2


def test_only_the_chosen_rules_are_asked(tmp_path: Path) -> None:
    write(tmp_path, households=[HOME], members=MEMBERS)
    chosen = [one for one in CAMPAIGN.doubts if one.id == "ill-cause"]
    with Engine(threads=1) as engine:
        columns = open_audited(engine, CAMPAIGN, tmp_path)
        found = audit(engine, CAMPAIGN, columns, LIMITS, chosen)
    assert list(found.found) == ["ill-cause"]
    assert found.rows == {"households": 1}


def test_more_doubts_than_one_number_holds_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, households=[HOME], members=MEMBERS)
    (first,) = (one for one in CAMPAIGN.doubts if one.id == "ill-cause")
    many = [replace(first, id=f"rule-{number}") for number in range(2 * HELD + 1)]
    with Engine(threads=1) as engine:
        columns = open_audited(engine, CAMPAIGN, tmp_path)
        found = audit(engine, CAMPAIGN, columns, LIMITS, many)
    assert set(map(len, found.found.values())) == {1}
    assert len(found.found) == 2 * HELD + 1


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({}, "no table in it"),
        ({"households": [{"village": "a"}]}, "“household” is not there"),
        ({"members": [{**MEMBERS[0], "age": "old"}]}, "“age” must be BIGINT"),
        ({"households": [HOME, HOME]}, "1 households stand twice"),
    ],
)
def test_a_folder_that_cannot_be_audited_is_refused(
    tmp_path: Path, tables: dict[str, list[Mapping[str, Any]]], says: str
) -> None:
    with pytest.raises(Unusable, match=says):
        audited(write(tmp_path, **tables))
