"""The real ledger, messy as it came: who qualifies, what is unknown, every fault by its cell."""

import csv
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dingdian.steps.decision import Decision
from dingdian.steps.identify import identify
from tests.makers.ledgers import Sheet, write_csv, write_xlsx

POOR, AGAIN = "贫困人口数", "贫困户人数(人)"
PLACE = ("区（县）", "镇名称", "村名称")

pytestmark = pytest.mark.needs_real_ledger


@pytest.fixture(scope="module")
def sheet(real_ledger: Path) -> Sheet:
    with real_ledger.open(encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file)]


@pytest.fixture(scope="module")
def decision(real_ledger: Path) -> Decision:
    return identify(real_ledger)


def plainly(sheet: Sheet) -> dict[str, str]:
    """What the ledger says of each village's poor, row by row, with nothing but its cells."""
    head = sheet[0]
    place, poor = [head.index(name) for name in PLACE], head.index(POOR)
    villages = [row for row in sheet[1:] if not row[place[0]].startswith("合计")]
    return {"/".join(row[at] for at in place): row[poor] for row in villages}


def test_two_hundred_and_seven_villages_are_read_and_two_totals_skipped_once(
    decision: Decision,
) -> None:
    assert decision.source.rows == 207
    (note,) = [one for one in decision.notes if one.code == "totals_skipped"]
    assert note.says.en == "Total rows skipped: 2."


def test_those_with_more_than_twenty_hold_the_branch_and_nobody_else(
    decision: Decision, sheet: Sheet
) -> None:
    said = plainly(sheet)
    more = {place for place, poor in said.items() if poor and int(poor) > 20}
    holds = {one.place for one in decision.entries if one.findings[0].holds}
    assert len(said) == 207
    assert holds == more
    assert len(holds) == 183


def test_the_village_with_exactly_twenty_does_not_hold_it(decision: Decision, sheet: Sheet) -> None:
    (place,) = [place for place, poor in plainly(sheet).items() if poor == "20"]
    (entry,) = [one for one in decision.entries if one.place == place]
    assert (entry.findings[0].holds, entry.findings[0].value) == (False, 20)
    assert entry.included is False


def test_at_most_the_quota_is_in_and_the_rest_qualifies_beyond_it(decision: Decision) -> None:
    counted = Counter(one.standing for one in decision.entries)
    ranked = [one for one in decision.entries if one.rank is not None]
    assert counted == {"included": 100, "beyond_quota": 83, "undecided": 24}
    assert len(ranked) == 183
    assert all((one.included is True) == (one.standing == "included") for one in ranked)


def test_ranks_follow_the_number_of_poor_and_equals_share_one(decision: Decision) -> None:
    poor = [one.facts["remaining_poor"] for one in decision.entries if one.rank is not None]
    ranks = [one.rank for one in decision.entries if one.rank is not None]
    assert poor == sorted(poor, reverse=True)
    assert ranks == [1 + sum(other > one for other in poor) for one in poor]


def test_every_blank_and_every_disagreement_is_named_by_its_cell(
    decision: Decision, sheet: Sheet
) -> None:
    poor, again, total = (sheet[0].index(name) for name in (POOR, AGAIN, PLACE[0]))
    expected = []
    for number, row in enumerate(sheet[1:], start=2):
        if row[total].startswith("合计"):
            continue
        if not row[poor]:
            expected.append((number, POOR, "blank", None))
        elif row[again] and int(row[poor]) != int(row[again]):
            expected.append((number, POOR, "disagrees", row[poor]))
    found = [(one.row, one.column, one.code, one.value) for one in decision.problems]
    assert found == expected
    assert Counter(code for _, _, code, _ in found) == {"disagrees": 19, "blank": 15}


def test_the_headcount_ratio_is_unknown_everywhere_and_listed_as_such(decision: Decision) -> None:
    for entry in decision.entries:
        ratio = next(one for one in entry.findings if one.branch.code == "incidence")
        assert (ratio.holds, ratio.of) == (None, None)
        assert "agricultural_population" in entry.unknown
    (note,) = [one for one in decision.notes if one.code == "columns_absent"]
    assert "农业户籍人口" in note.says.zh


def test_a_village_without_a_number_of_poor_is_undecided_and_says_so(
    decision: Decision, sheet: Sheet
) -> None:
    blank = {place for place, poor in plainly(sheet).items() if not poor}
    undecided = {one.place: one for one in decision.entries if one.standing == "undecided"}
    assert blank <= undecided.keys()
    assert all("remaining_poor" in undecided[place].unknown for place in blank)


def other_order(sheet: Sheet) -> Sheet:
    drawn = random.Random(4)  # noqa: S311 - an order of columns is no secret
    order = drawn.sample(range(len(sheet[0])), len(sheet[0]))
    return [[row[at] for at in order] for row in sheet]


def under_titles(sheet: Sheet) -> Sheet:
    return [["某某市扶贫台账"], [], ["填报单位：", "某某办", "单位：户、人"], *sheet]


def with_null(sheet: Sheet) -> Sheet:
    poor = sheet[0].index(POOR)
    return [
        [("null" if at == poor and cell == "" else cell) for at, cell in enumerate(row)]
        for row in sheet
    ]


@pytest.mark.parametrize("change", [other_order, under_titles, with_null])
def test_another_order_a_title_and_the_word_null_change_no_entry(
    tmp_path: Path, decision: Decision, sheet: Sheet, change: Callable[[Sheet], Sheet]
) -> None:
    again = identify(write_csv(tmp_path / "villages.csv", change(sheet)))
    assert again.entries == decision.entries
    assert len(again.problems) == len(decision.problems)


def test_a_workbook_with_another_sheet_beside_it_comes_out_the_same(
    tmp_path: Path, decision: Decision, sheet: Sheet
) -> None:
    path = write_xlsx(tmp_path / "台账.xlsx", 填表说明=[["请按月填报"]], 台账=sheet)
    again = identify(path)
    assert again.entries == decision.entries
    assert {one.sheet for one in again.problems} == {"台账"}
    assert any("填表说明" in note.says.zh for note in again.notes)


def test_villages_of_other_towns_go_by_their_own_path(tmp_path: Path, sheet: Sheet) -> None:
    town = sheet[0].index("镇名称")
    there = [sheet[0]] + [[*row[:town], "另一镇", *row[town + 1 :]] for row in sheet[1:3]]
    entries = identify(write_csv(tmp_path / "villages.csv", there)).entries
    assert {one.place.split("/")[1] for one in entries} == {"另一镇"}


def test_a_number_with_a_remark_is_a_problem_at_its_cell_and_unknown(
    tmp_path: Path, sheet: Sheet
) -> None:
    poor = sheet[0].index(POOR)
    there = [list(row) for row in sheet[:3]]
    there[1][poor] = "7(28)"
    decision = identify(write_csv(tmp_path / "villages.csv", there))
    (problem,) = [one for one in decision.problems if one.code == "not_a_number"]
    assert (problem.row, problem.column, problem.value) == (2, POOR, "7(28)")
    (entry,) = [one for one in decision.entries if one.facts["remaining_poor"] is None]
    assert entry.findings[0].holds is None
