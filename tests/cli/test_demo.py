"""`dingdian demo`: the whole of it on synthetic data, said to be so, drawn once."""

import json
from pathlib import Path

import pytest

from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command, Ran

FILES = {"targets-ledger.xlsx", "targets-village.xlsx", "targets-village.json"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DINGDIAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def shown(run: Command, lang: Lang = "zh") -> Ran:
    ran = run("demo", "--size", "village", "--lang", lang)
    assert ran.code == 0
    return ran


@pytest.mark.parametrize("lang", LANGS)
def test_it_shows_ledger_and_registry_and_writes_the_lists(
    run: Command, home: Path, lang: Lang
) -> None:
    ran = shown(run, lang)
    assert "合成数据" in ran.out
    assert "village_ledger.csv" in ran.out
    assert {path.name for path in (home / "demo").iterdir()} >= FILES


def test_what_it_says_to_try_next_can_be_typed(run: Command, home: Path) -> None:
    said = shown(run).out.splitlines()
    typed = [
        line.split("dingdian ", 1)[1]
        for line in said
        if "bin/dingdian " in line or line.startswith("  dingdian ")
    ]
    assert len(typed) == 6
    codes = [run(*line.split()).code for line in typed]
    assert set(codes) <= {0, 1}
    assert (home / "demo" / "villages.xlsx").is_file()


def test_its_sealed_decision_can_be_verified(run: Command, home: Path) -> None:
    shown(run)
    sealed = home / "demo" / "targets-village.json"
    assert json.loads(sealed.read_text(encoding="utf-8"))["source"]["name"] == "registry-village"
    assert run("verify", sealed).code == 0


def test_a_registry_that_is_drawn_is_not_drawn_again(run: Command, home: Path) -> None:
    shown(run)
    members = home / "demo" / "registry-village" / "members.parquet"
    before = members.stat().st_mtime_ns
    assert shown(run).err == ""
    assert members.stat().st_mtime_ns == before


def test_a_registry_of_another_version_is_drawn_again(run: Command, home: Path) -> None:
    shown(run)
    (home / "demo" / "registry-village.version").write_text("0.0.0")
    assert "人 …" in shown(run).err
