"""What cannot be used: exit 2, one helpful message in the asked language, nothing left behind."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command
from tests.makers.ledgers import sheet_of, write_csv, write_xlsx
from tests.makers.tables import IN_NO_WANT, village
from tests.workbooks.hostile import encrypted_xlsx, far_away_cell, truncated, zip_bomb

CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"“[^”]*”")
SHEET = sheet_of([village(**IN_NO_WANT) | {"county_name": "万州区", "township_name": "龙驹镇"}])


def renamed_column(path: Path) -> Path:
    head = ["贫困人口合计" if cell == "剩余贫困人口" else cell for cell in SHEET[0]]
    return write_csv(path, [head, *SHEET[1:]])


def empty_file(path: Path) -> Path:
    path.touch()
    return path


def header_alone(path: Path) -> Path:
    return write_csv(path, SHEET[:1])


def twice_the_same_column(path: Path) -> Path:
    return write_csv(path, [[*row, row[4]] for row in SHEET])


def workbook_under_another_ending(path: Path) -> Path:
    return write_xlsx(path.with_suffix(".xlsx"), 村=SHEET).rename(path)


def not_there(path: Path) -> Path:
    return path


def folder_without_tables(path: Path) -> Path:
    path.mkdir()
    (path / "说明.txt").touch()
    return path


def truncated_table(path: Path) -> Path:
    path.write_bytes(b"PAR1")
    return path.parent


def odd_bytes(path: Path) -> Path:
    path.write_bytes(bytes(range(128, 256)) * 40)
    return path


def a_cell_without_end(path: Path) -> Path:
    row = [("长" * 3_000_000 if cell == "示例901村" else cell) for cell in SHEET[1]]
    return write_csv(path, [SHEET[0], row])


def far_away(path: Path) -> Path:
    return far_away_cell(path)


SOURCES: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "missing file": (not_there, "villages.csv", "no_such_file"),
    "folder without tables": (folder_without_tables, "snapshot", "no_tables"),
    "truncated table": (truncated_table, "villages.parquet", "not_parquet"),
    "empty file": (empty_file, "villages.csv", "empty_file"),
    "empty workbook": (empty_file, "villages.xlsx", "empty_file"),
    "header alone": (header_alone, "villages.csv", "no_rows"),
    "renamed column": (renamed_column, "villages.csv", "no_layout_fits"),
    "column twice": (twice_the_same_column, "villages.csv", "heading_twice"),
    "password": (encrypted_xlsx, "villages.xlsx", "password"),
    "wrong ending": (workbook_under_another_ending, "villages.csv", "not_what_it_says"),
    "unknown ending": (odd_bytes, "villages.docx", "unknown_ending"),
    "odd bytes": (odd_bytes, "villages.csv", "encoding"),
    "truncated": (truncated, "villages.xlsx", "damaged"),
    "billion cells": (far_away, "villages.xlsx", "far_away_cell"),
    "zip bomb": (zip_bomb, "villages.xlsx", "swells"),
    "endless cell": (a_cell_without_end, "villages.csv", "line_too_long"),
}


def beneath(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", SOURCES)
def test_a_source_that_cannot_be_used_is_refused_in_one_message(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, lang: Lang
) -> None:
    make, name, _ = SOURCES[what]
    source = make(tmp_path / name)
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    before = beneath(tmp_path)
    ran = run("identify", source, "--lang", lang, "--out", tmp_path / "out.json")
    assert (ran.code, ran.out) == (2, "")
    assert name in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert bool(CHINESE.search(QUOTED.sub("", ran.err.replace("说明.txt", "")))) is (lang == "zh")
    assert beneath(tmp_path) == before


@pytest.mark.parametrize("what", SOURCES)
def test_a_refusal_tells_machines_its_code(run: Command, tmp_path: Path, what: str) -> None:
    make, name, code = SOURCES[what]
    ran = run("identify", make(tmp_path / name), "--json", "--lang", "en")
    said = json.loads(ran.out)["error"]
    assert (ran.code, said["code"]) == (2, code)
    assert said["says"]
    assert said["do"]
    assert name in said["where"]


@pytest.mark.parametrize("what", ["missing file", "truncated", "truncated table", "password"])
def test_a_refusal_shows_no_traceback_to_whoever_types(
    start: Command, tmp_path: Path, what: str
) -> None:
    make, name, _ = SOURCES[what]
    ran = start("identify", make(tmp_path / name), "--out", tmp_path / "out.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out.xlsx").exists()


def test_what_the_system_refuses_is_said(
    run: Command, well: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(well))

    monkeypatch.setattr("dingdian.steps.identify.identify", refuses)
    ran = run("identify", well, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "well.csv: The system refuses: Permission denied." in ran.err


def test_an_interruption_exits_without_a_traceback(
    run: Command, well: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dingdian.steps.identify.identify", interrupted)
    ran = run("identify", well)
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "asked",
    [
        ["--campaign", "nowhere"],
        ["--layout", "nothing"],
        ["--set", "nothing=1"],
        ["--set", "village.quota"],
        ["--on", "2020-01-01"],
        ["--out", "out.doc"],
        ["--out", "nowhere/out.json"],
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_message(
    run: Command, well: Path, tmp_path: Path, asked: list[str], lang: Lang
) -> None:
    before = beneath(tmp_path)
    ran = run("identify", well, *asked, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert bool(CHINESE.search(QUOTED.sub("", ran.err))) is (lang == "zh")
    assert beneath(tmp_path) == before
