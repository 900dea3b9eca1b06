"""The command itself: its help at once and in both languages, its verbs by name."""

import json
import subprocess
import sys

import pytest

from dingdian import __version__
from dingdian.cli import VERBS
from tests.cli.conftest import Command
from tests.conftest import REPOSITORY

HEAVY = ("sqlglot", "duckdb", "pyarrow", "numpy", "xlsxwriter", "python_calamine", "dingdian.steps")
ASK = """
import json, sys
from dingdian.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def test_the_help_lists_every_verb_with_what_it_does(run: Command) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(verb in ran.out for verb in VERBS)
    assert "识别攻坚对象" in ran.out
    assert "Recompute a sealed decision" in ran.out


@pytest.mark.parametrize("asked", ["--help", "-h", "--version"])
def test_the_help_reads_nothing_heavy(asked: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, asked],
        capture_output=True,
        check=True,
        cwd=REPOSITORY,
        encoding="utf-8",
    )
    read = set(json.loads(done.stderr.splitlines()[-1]))
    assert [one for one in HEAVY if one in read] == []
    assert "click" in read


def test_the_version_is_the_programs(run: Command) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert __version__ in ran.out


@pytest.mark.parametrize("verb", ["trail verify", *sorted(VERBS.keys() - {"trail", "manage"})])
def test_each_verb_explains_itself_in_both_languages(run: Command, verb: str) -> None:
    ran = run(*verb.split(), "--help")
    assert ran.code == 0
    assert "--lang" in ran.out
    said = ran.out.split("--lang")[0]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said)
    assert any(word in said for word in ("The ", "the ", "an ", "Write "))


@pytest.mark.parametrize("typed", [["identfy"], ["identify"], ["identify", "--nope"], ["verify"]])
def test_what_is_no_command_exits_with_two(run: Command, typed: list[str]) -> None:
    ran = run(*typed)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage" in ran.err


def test_it_answers_where_the_screen_cannot_write_chinese(start: Command) -> None:
    ran = start("identify", "none.csv", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 2
    assert "none.csv" in ran.err
    assert "Traceback" not in ran.err
