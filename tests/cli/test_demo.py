"""`dingdian demo`: a campaign under way on synthetic data, made once, whole or not at all."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dingdian.cli.demo import _free_from
from dingdian.cli.demo_home import Demonstration
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import START, Command, Ran
from tests.conftest import REPOSITORY

FILES = {
    *("village", "village_ledger.csv", "registry-village", "identities-village"),
    *("targets-ledger.xlsx", "targets-village.xlsx", "targets-village.json"),
}


def started(home: Path, *words: str, **variables: str) -> "subprocess.Popen[str]":
    """The demonstration in a process of its own, as it enters an installation of its own."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith("DINGDIAN_")}
    return subprocess.Popen(
        [sys.executable, "-c", START, "demo", "--size", "village", *words],
        env=kept | {"PYTHONPATH": str(REPOSITORY), "DINGDIAN_HOME": str(home)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def demo(home: Path, *words: str, **variables: str) -> Ran:
    process = started(home, "--no-serve", *words, **variables)
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A home with a demonstration, made once, and what was said when it was made."""
    home = tmp_path_factory.mktemp("demonstration") / "home"
    return home, demo(home, DINGDIAN_DATABASE_URL="postgresql://nobody@127.0.0.1:9/elsewhere")


@pytest.fixture
def made(shown: tuple[Path, Ran], monkeypatch: pytest.MonkeyPatch) -> Demonstration:
    """The same home, in the environment of this process."""
    home, ran = shown
    assert ran.code == 0, ran.err
    monkeypatch.setenv("DINGDIAN_HOME", str(home))
    return Demonstration(home / "demo", "village")


def test_it_is_made_with_its_lists_and_says_that_it_is_synthetic(
    shown: tuple[Path, Ran],
) -> None:
    home, ran = shown
    assert ran.code == 0, ran.err
    assert "合成数据" in ran.out
    assert "攻坚乡镇 1，攻坚村 5" in ran.out
    assert "数据库和区划 …" in ran.err
    assert {path.name for path in (home / "demo").iterdir()} == FILES


def rows(demonstration: Demonstration, asked: str) -> list[Any]:
    with sqlite3.connect(demonstration.home / "dingdian.sqlite3") as database:
        return database.execute(asked).fetchall()


def test_its_database_holds_the_campaign_and_nothing_real_below_a_township(
    made: Demonstration,
) -> None:
    villages = rows(made, "SELECT name, code FROM places_standing WHERE level = 'village'")
    assert len(villages) == 11_224
    assert all(name.startswith("示例") and code[-3] == "9" for name, code in villages)
    assert rows(made, "SELECT synthetic FROM targeting_run") == [(1,)]
    ((source,),) = rows(made, "SELECT source_path FROM targeting_run")
    assert Path(source) == made.registry.resolve()
    assert rows(made, "SELECT count(*) FROM targeting_announcement") == [(0,)]


def test_no_account_of_it_can_be_entered_by_a_password(made: Demonstration) -> None:
    passwords = rows(made, "SELECT password FROM access_user")
    assert len(passwords) >= 14
    assert all(password.startswith("!") for (password,) in passwords)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_made_is_not_made_again(run: Command, made: Demonstration, lang: Lang) -> None:
    before = (made.home / "dingdian.sqlite3").stat()
    ran = run("demo", "--size", "village", "--no-serve", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "合成数据" in ran.out
    assert (made.home / "dingdian.sqlite3").stat() == before


def test_what_it_says_to_try_next_can_be_typed(run: Command, made: Demonstration) -> None:
    said = run("demo", "--size", "village", "--no-serve").out.splitlines()
    typed = [
        line.split("dingdian ", 1)[1]
        for line in said
        if "bin/dingdian " in line or line.startswith("  dingdian ")
    ]
    assert len(typed) == 6
    codes = [run(*line.split()).code for line in typed]
    assert set(codes) <= {0, 1}
    assert (made.folder / "villages.xlsx").is_file()


def test_its_sealed_decision_can_be_verified(run: Command, made: Demonstration) -> None:
    sealed = made.folder / "targets-village.json"
    assert json.loads(sealed.read_text(encoding="utf-8"))["source"]["name"] == "registry-village"
    assert run("verify", sealed).code == 0


def test_it_becomes_the_server_in_its_home_and_on_its_day(
    run: Command, made: Demonstration, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *told: became.append(told))
    monkeypatch.setenv("DINGDIAN_HOSTS", '["office.example"]')
    ran = run("demo", "--size", "village", "--port", "18000", "--lang", "en")
    ((program, words, environment),) = became
    assert (program, words[1:5]) == (sys.executable, ["-P", "-m", "dingdian", "serve"])
    port = words[words.index("--port") + 1]
    assert f"http://127.0.0.1:{port}/" in ran.out
    told = {name: said for name, said in environment.items() if name.startswith("DINGDIAN_")}
    assert told == {
        "DINGDIAN_HOME": str(made.home),
        "DINGDIAN_DEMONSTRATION": "1",
        "DINGDIAN_DAY": "2020-10-19",
        "DINGDIAN_CAMPAIGN": "chongqing_2020",
    }


def test_where_a_port_is_taken_the_next_is_used_and_said(
    run: Command, made: Demonstration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "execve", lambda *_: None)
    assert made.made is not None
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("demo", "--size", "village", "--port", str(port), "--lang", "en")
    assert f"Port {port} is taken" in ran.out
    assert f"http://127.0.0.1:{port}/" not in ran.out


def test_where_every_port_is_taken_it_says_so() -> None:
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(Unusable, match="65535"):
        _free_from(65535)


def test_what_another_program_made_is_made_anew(made: Demonstration, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made.folder, home / "demo")
    moved = Demonstration(home / "demo", "village")
    assert moved.made is None
    ran = demo(home)
    assert (ran.code, "演示重新生成" in ran.out) == (0, True)
    assert Demonstration(home / "demo", "village").made is not None
    assert not list((home / "demo").glob(".*"))


def test_one_that_was_broken_off_is_started_over(tmp_path: Path) -> None:
    process = started(tmp_path, "--no-serve")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("账号"):
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = [path.name for path in (tmp_path / "demo").glob(".village.*")]
    assert len(left) == 1
    assert not (tmp_path / "demo/village").exists()
    assert demo(tmp_path).code == 0
    assert (tmp_path / "demo/village/dingdian.sqlite3").is_file()
    assert not list((tmp_path / "demo").glob(".*"))


def test_what_is_no_demonstration_is_kept(tmp_path: Path) -> None:
    (tmp_path / "demo/village").mkdir(parents=True)
    (tmp_path / "demo/village/dingdian.sqlite3").write_text("mine")
    ran = demo(tmp_path, "--lang", "en")
    assert ran.code == 2
    assert "Something else stands here" in ran.err
    assert (tmp_path / "demo/village/dingdian.sqlite3").read_text() == "mine"
