"""`dingdian doubts`: what was planted is told by rule, to machines and in a workbook."""

import json
from pathlib import Path

import openpyxl
import pytest

from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command
from tests.makers.planter import planted, write_planted


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_planted(tmp_path_factory.mktemp("planted") / "planted", planted())


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", ["1 已脱贫而保障未落实", "证件号码重复", "合成数据", "99条规则"]),
        ("en", ["1 Lifted, but a guarantee is missing", "id-duplicate", "合成数据", "99 rules"]),
    ],
)
def test_doubts_are_told_by_family_and_rule_with_their_first_places(
    run: Command, snapshot: Path, lang: Lang, says: list[str]
) -> None:
    ran = run("doubts", snapshot, "--lang", lang)
    assert (ran.code, ran.err) == (1, "")
    assert [one for one in (*says, "50010115190") if one not in ran.out] == []


def test_the_answer_to_machines_names_every_row_by_its_keys(run: Command, snapshot: Path) -> None:
    ran = run("doubts", snapshot, "--json")
    rules = {one["id"]: one["rows"] for one in json.loads(ran.out)["rules"]}
    for rule, keys in planted().expected.items():
        found = [(one["place"], one.get("household"), one.get("member")) for one in rules[rule]]
        assert found == sorted(keys, key=str), rule
    assert ran.code == 1


def test_only_the_rules_that_are_named_are_asked(run: Command, snapshot: Path) -> None:
    ran = run("doubts", snapshot, "--rule", "id-duplicate", "--rule", "helper-none", "--json")
    assert [one["id"] for one in json.loads(ran.out)["rules"]] == ["id-duplicate", "helper-none"]


def test_a_clean_snapshot_exits_with_nought(run: Command, tmp_path: Path) -> None:
    clean = write_planted(tmp_path, planted(faults=False))
    ran = run("doubts", clean, "--lang", "en")
    assert ran.code == 0
    assert "The other rules, 99, found nothing." in ran.out


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_a_sheet_for_each_family_and_says_it_is_synthetic(
    run: Command, snapshot: Path, tmp_path: Path, lang: Lang
) -> None:
    out = tmp_path / "doubts.xlsx"
    assert run("doubts", snapshot, "--out", out, "--lang", lang).code == 1
    book = openpyxl.load_workbook(out, read_only=True)
    assert len(book.sheetnames) == 12
    assert all("合成数据" in title for title in book.sheetnames[:-1])
    rows = [row for title in book.sheetnames[:-1] for row in book[title].iter_rows(min_row=2)]
    assert len(rows) == sum(map(len, planted().expected.values()))


def test_another_ending_than_xlsx_is_refused(run: Command, snapshot: Path, tmp_path: Path) -> None:
    ran = run("doubts", snapshot, "--out", tmp_path / "doubts.csv", "--lang", "en")
    assert ran.code == 2
    assert "Use .xlsx" in ran.err


def test_a_rule_that_is_not_there_is_refused_with_the_nearest(run: Command, snapshot: Path) -> None:
    ran = run("doubts", snapshot, "--rule", "id-duplicates", "--lang", "en")
    assert ran.code == 2
    assert "“id-duplicate”" in ran.err
    assert run("doubts", snapshot, "--rule", "???", "--lang", "en").code == 2


def test_a_source_that_is_no_folder_is_refused(run: Command, tmp_path: Path) -> None:
    ran = run("doubts", tmp_path / "villages.xlsx", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "not the folder of a snapshot" in ran.err


def test_a_table_that_is_not_there_is_said_and_its_rules_are_not_asked(
    run: Command, tmp_path: Path
) -> None:
    write_planted(tmp_path, planted(faults=False))
    (tmp_path / "members.parquet").unlink()
    assert "no members.parquet in the source" in run("doubts", tmp_path, "--lang", "en").out
    told = json.loads(run("doubts", tmp_path, "--json").out)["rules"]
    assert {one["open"] for one in told if one["id"].startswith("id-")} == {None}


def test_a_table_that_the_manifest_does_not_know_is_said(run: Command, tmp_path: Path) -> None:
    write_planted(tmp_path, planted(faults=False))
    manifest = tmp_path / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["tables"] = {"members": {"rows": 1, "sha256": "0"}}
    manifest.write_text(json.dumps(told), "utf-8")
    assert "members is not the table of the manifest" in run("doubts", tmp_path, "--lang", "en").out


def test_the_limits_are_those_of_the_day_that_is_asked(run: Command, snapshot: Path) -> None:
    ran = run(
        "doubts", snapshot, "--on", "2019-06-30", "--rule", "exit-income-below-line", "--json"
    )
    (rule,) = json.loads(ran.out)["rules"]
    assert rule["rows"] == []
