"""From a source to a decision: who is in and why, the same from every form of the same villages."""

import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry
from dingdian.lexicon.problem import Unusable
from dingdian.steps.identify import identify
from tests.makers.ledgers import sheet_of, write_csv, write_xlsx
from tests.makers.tables import IN_NO_WANT, village, write_tables
from tests.steps.conftest import located

Villages = list[dict[str, Any]]


def standings(source: Path, **asked: Any) -> dict[str, str]:
    """How each village stands, by the last three digits of its code."""
    return {one.place[-3:]: one.standing for one in identify(source, **asked).entries}


def written(folder: Path, *villages: dict[str, Any]) -> Path:
    return write_csv(folder / "villages.csv", sheet_of(located(list(villages))))


def test_a_ledger_comes_out_as_its_villages_are(ledger: Path) -> None:
    decision = identify(ledger)
    assert [(one.place[-3:], one.standing, one.rank) for one in decision.entries] == [
        ("151", "designated", None),
        ("901", "included", 1),
        ("902", "included", 2),
        ("904", "undecided", None),
    ]
    assert [(one.row, one.column) for one in decision.problems] == [(5, "农业户籍人口")]
    assert (decision.decided_on, decision.as_of) == (date(2020, 7, 30), None)


def test_a_village_in_a_designated_township_counts_like_any_other(ledger: Path) -> None:
    decision = identify(ledger)
    assert {one.target.code: one.included for one in decision.entries[:2]} == {
        "township": True,
        "village": True,
    }


@pytest.fixture(scope="module")
def by_rows(tmp_path_factory: pytest.TempPathFactory, scattered: Villages) -> tuple[Entry, ...]:
    """The entries of the scattered villages, read from a csv on one thread."""
    folder = tmp_path_factory.mktemp("rows")
    source = write_csv(folder / "villages.csv", sheet_of(scattered))
    return identify(source, threads=1).entries


def test_the_scattered_villages_show_every_standing(by_rows: tuple[Entry, ...]) -> None:
    counted = Counter(one.standing for one in by_rows)
    assert counted["included"] + counted["tied"] >= 100 > counted["included"] > 90
    assert min(counted[one] for one in ("tied", "beyond_quota", "undecided")) > 1


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_same_villages_give_the_same_entries_in_any_form_order_and_number_of_threads(
    tmp_path: Path,
    campaign: Campaign,
    scattered: Villages,
    by_rows: tuple[Entry, ...],
    form: str,
    threads: int,
) -> None:
    order = random.Random(threads)  # noqa: S311 - an order of rows is no secret
    shuffled = order.sample(scattered, len(scattered))
    if form == "parquet":
        source = write_tables(tmp_path / "tables", campaign, villages=shuffled)
    elif form == "xlsx":
        source = write_xlsx(tmp_path / "villages.xlsx", 甲=sheet_of(shuffled))
    else:
        source = write_csv(tmp_path / "villages.csv", sheet_of(shuffled))
    decision = identify(source, threads=threads)
    assert decision.entries == by_rows
    assert decision.source.rows == len(scattered)


def test_a_place_that_stands_twice_is_in_no_entry(tmp_path: Path, campaign: Campaign) -> None:
    twice = [village(901, **IN_NO_WANT | {"remaining_poor": 40})] * 2
    other = village(902, **IN_NO_WANT | {"remaining_poor": 30})
    sheets = write_csv(tmp_path / "villages.csv", sheet_of(located([*twice, other])))
    folder = write_tables(tmp_path / "tables", campaign, villages=[*twice, other])
    for source in (sheets, folder):
        decision = identify(source)
        assert [one.place[-3:] for one in decision.of(campaign.classes[1])] == ["902"]
        assert {one.code for one in decision.problems} == {"place_twice"}


def test_a_blank_that_is_never_read_as_zero_stays_undecided(tmp_path: Path) -> None:
    source = written(tmp_path, village(901, **IN_NO_WANT | {"remaining_poor": None}))
    decision = identify(source)
    (entry,) = decision.of(decision.campaign.classes[1])
    assert (entry.standing, entry.included) == ("undecided", False)
    assert entry.unknown == ("remaining_poor",)


def test_the_kind_is_told_by_the_code_where_the_ledger_does_not_say(tmp_path: Path) -> None:
    poor = IN_NO_WANT | {"remaining_poor": 40, "kind": None}
    source = written(tmp_path, village(201, **poor), village("001", **poor), village(500, **poor))
    decision = identify(source)
    assert {one.place[-3:]: one.standing for one in decision.of(decision.campaign.classes[1])} == {
        "201": "included",
        "001": "not_admitted",
        "500": "undecided",
    }


def test_a_place_whose_kind_is_unknown_is_a_problem_where_it_qualifies(tmp_path: Path) -> None:
    unknown = IN_NO_WANT | {"kind": None}
    source = written(
        tmp_path,
        village(500, **unknown | {"remaining_poor": 40}),
        village(501, **unknown | {"agricultural_population": None}),
    )
    found = [one for one in identify(source).problems if one.code == "admission_unknown"]
    assert [one.value for one in found] == ["500101151500"]
    assert found[0].says.en == "“示例500村” qualifies, but Kind is unknown"


def test_a_tie_across_the_quota_is_left_to_the_office(tmp_path: Path) -> None:
    poor = [40, 30, 30, 25]
    rows = [village(901 + n, **IN_NO_WANT | {"remaining_poor": p}) for n, p in enumerate(poor)]
    decision = identify(written(tmp_path, *rows), changes=["village.quota=2"])
    entries = decision.of(decision.campaign.classes[1])
    assert [(one.included, one.rank) for one in entries] == [
        (True, 1),
        (None, 2),
        (None, 2),
        (False, 4),
    ]
    (problem,) = decision.problems
    assert (problem.code, problem.value) == ("tie_across_quota", "2")
    assert problem.says.en.endswith("share rank 2 across the quota of 2")
    assert all(name in problem.says.zh for name in ("示例902村", "示例903村"))


def test_a_what_if_says_who_enters_and_who_leaves(ledger: Path) -> None:
    lower = identify(ledger, changes=["remaining_poor_over=19"])
    assert ([one.name for one in lower.entered], lower.left) == (["示例903村"], ())
    fewer = identify(ledger, changes=["village.quota=1"])
    assert (fewer.entered, [one.name for one in fewer.left]) == ((), ["示例902村"])


def test_without_a_what_if_nobody_enters_or_leaves(ledger: Path) -> None:
    decision = identify(ledger)
    assert (decision.entered, decision.left, decision.changes) == ((), (), {})


@pytest.mark.parametrize(
    ("change", "code", "hint"),
    [
        ("remaining_poor_ovr=10", "no_such_parameter", "Did you mean remaining_poor_over?"),
        ("zzz=1", "no_such_parameter", "village.quota"),
        ("village.quota", "not_a_change", "--set remaining_poor_over=10"),
        ("village.quota=1.5", "not_a_change", "whole number"),
    ],
)
def test_a_what_if_that_cannot_be_is_refused_with_a_hint(
    ledger: Path, change: str, code: str, hint: str
) -> None:
    with pytest.raises(Unusable) as refused:
        identify(ledger, changes=[change])
    assert refused.value.code == code
    assert hint in refused.value.message("en")


def test_a_day_before_the_first_value_is_refused(ledger: Path) -> None:
    with pytest.raises(Unusable, match="has a value from 2020-07-30 on") as refused:
        identify(ledger, on=date(2020, 7, 29))
    assert refused.value.code == "too_early"


def test_the_parameters_are_those_of_the_decisions_day_not_of_the_datas(ledger: Path) -> None:
    decision = identify(ledger, as_of=date(2019, 12, 31))
    assert (decision.as_of, decision.decided_on) == (date(2019, 12, 31), date(2020, 7, 30))
    assert decision.values["remaining_poor_over"] == 20


def test_townships_that_no_row_lies_in_are_noted(ledger: Path, tmp_path: Path) -> None:
    (note,) = [one for one in identify(ledger).notes if one.code == "not_in_source"]
    assert note.says.en.startswith("Deep-poverty township: 17 of 18 are not in the source: 金溪镇")
    elsewhere = village(901, **IN_NO_WANT) | {"place": "500101102201"}
    (note,) = identify(written(tmp_path, elsewhere)).notes
    assert note.says.en == "Deep-poverty township: none of its places is in the source."


def test_a_list_is_never_padded_to_its_quota(tmp_path: Path) -> None:
    rows = [village(901 + n, **IN_NO_WANT) for n in range(20)]
    assert standings(written(tmp_path, *rows)) == {"151": "designated"}


def test_the_synthetic_registry_shows_its_edges(registry: Path) -> None:
    decision = identify(registry)
    stands = {one.place: one for one in decision.entries}
    twenty_one, twenty = "500101151902", "500101151901"
    assert stands[twenty_one].standing == "included"
    assert twenty not in stands
    assert "500101151904" in stands
    assert "500101151903" not in stands
    assert stands["500101151951"].standing == "not_admitted"
    assert decision.as_of == date(2020, 6, 30)
    assert any("合成数据" in note.says.en for note in decision.notes)
