"""The fabricated ledger has the form and the faults of a real one, and says that it is none."""

import csv
from pathlib import Path

import pytest

from dingdian.demonstration.village_ledger import ledger_rows, write_ledger

ROWS = ledger_rows()
HEADINGS = ROWS[0]
VILLAGES = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS[1:] if row[1] != "合计"]
TOTALS = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS[1:] if row[1] == "合计"]


def test_the_ledger_has_sixty_three_columns_in_every_row() -> None:
    assert {len(row) for row in ROWS} == {63}
    assert len(set(HEADINGS)) == 63


@pytest.mark.needs_real_ledger
def test_the_headings_are_those_of_a_real_ledger_and_no_place_is(real_ledger: Path) -> None:
    with real_ledger.open(encoding="utf-8", newline="") as file:
        real = list(csv.reader(file))
    assert real[0] == HEADINGS
    names = {cell for row in real[1:] for cell in row[:4]} - {"合计", ""}
    assert not names & {cell for row in ROWS[1:] for cell in row[:4]}


def test_every_village_row_says_that_it_is_synthetic() -> None:
    assert len(VILLAGES) == 120
    assert all("合成数据" in row["区（县）"] for row in VILLAGES)
    assert all("合成数据" in row[0] for row in ROWS[1:])


def test_the_path_of_names_tells_every_village_apart_although_names_recur() -> None:
    paths = {(row["区（县）"], row["镇名称"], row["村名称"]) for row in VILLAGES}
    assert len(paths) == 120
    assert len({row["村名称"] for row in VILLAGES}) == 12


@pytest.mark.parametrize("persons", ["20", "21"])
def test_one_village_stands_at_the_threshold_and_one_just_above(persons: str) -> None:
    assert sum(row["贫困人口数"] == persons for row in VILLAGES) == 1


def test_some_villages_leave_the_persons_blank() -> None:
    assert 4 <= sum(row["贫困人口数"] == "" for row in VILLAGES) <= 20


def test_the_two_counts_of_persons_disagree_now_and_then() -> None:
    both = [row for row in VILLAGES if row["贫困人口数"] and row["贫困户人数(人)"]]
    apart = [row for row in both if row["贫困人口数"] != row["贫困户人数(人)"]]
    assert 3 <= len(apart) <= len(both) // 4


def test_the_split_by_labour_adds_up_to_the_poor_persons() -> None:
    parts = [name for name in HEADINGS if "劳动能力" in name and name.endswith("(人)")]
    for row in VILLAGES:
        if row["贫困人口数"] and row["贫困户人数(人)"] == row["贫困人口数"]:
            assert sum(int(row[part]) for part in parts) == int(row["贫困人口数"])


def test_one_cell_is_no_number() -> None:
    odd = [
        (name, cell)
        for row in VILLAGES
        for name, cell in list(row.items())[4:]
        if cell and not cell.replace(".", "", 1).isdigit()
    ]
    assert odd == [("贫困户去世、失踪等情况(户)", "7(28)")]


def test_each_sheet_ends_in_a_total_row_that_sums_its_villages() -> None:
    assert len(TOTALS) == 2
    for total in TOTALS:
        sheet = [row for row in VILLAGES if row["source_sheet"] == total["source_sheet"]]
        houses = sum(int(row["危房户(户)"] or 0) for row in sheet)
        assert int(total["危房户(户)"]) == houses
        assert total["贫困人口数"] == ""


def test_the_same_seed_gives_the_same_ledger_and_another_gives_another() -> None:
    assert ledger_rows(seed=2020) == ROWS
    assert ledger_rows(seed=7) != ROWS
    assert ledger_rows(seed=7)[0] == HEADINGS


def test_what_is_written_reads_back_as_the_rows_and_leaves_nothing_beside_it(
    tmp_path: Path,
) -> None:
    write_ledger(tmp_path / "villages.csv")
    with (tmp_path / "villages.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == ROWS
    assert [path.name for path in tmp_path.iterdir()] == ["villages.csv"]
