"""`dingdian identify`: what it says on a screen, what it answers to machines, and how it exits."""

import json
import re
from pathlib import Path

import pytest

from dingdian.demonstration.registry import write_registry
from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command, ledger_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = re.compile(r"\S+[镇乡村社区]\b|万州区\S*|“[^”]*”|（?合成数据）?|定点攻坚|…")


def test_a_source_without_fault_exits_with_nought(run: Command, well: Path) -> None:
    ran = run("identify", well)
    assert (ran.code, ran.err) == (0, "")
    assert "问题" not in ran.out
    assert "行政村：列入 2" in ran.out
    assert "500101151901" in ran.out


def test_a_source_with_faults_exits_with_one_and_names_them(run: Command, ledger: Path) -> None:
    ran = run("identify", ledger)
    assert ran.code == 1
    assert "问题 1 处" in ran.out
    assert "villages 第5行" in ran.out
    assert "“农业户籍人口”列" in ran.out


def test_each_village_says_because_of_what_and_what_would_change_it(
    run: Command, well: Path
) -> None:
    said = " ".join(run("identify", well, "--lang", "en").out.split())
    assert "more than 20 remaining poor (40)" in said
    assert "(1.33% = 40/3,000)" in said
    assert "no longer meets" in said


def test_the_answer_to_machines_is_the_sealed_decision(
    run: Command, ledger: Path, tmp_path: Path
) -> None:
    out = tmp_path / "decision.json"
    answered = run("identify", ledger, "--json", "--out", out)
    assert answered.code == 1
    assert json.loads(answered.out) == json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", ["json", "xlsx", "csv"])
def test_what_is_written_is_said(run: Command, well: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"targets.{ending}"
    assert str(out) in run("identify", well, "--out", out).out.replace("\n", "")
    assert out.stat().st_size > 100


def test_a_long_list_is_cut_unless_all_of_it_is_asked_for(run: Command, tmp_path: Path) -> None:
    poor = [{"remaining_poor": 40 + n, "agricultural_population": None} for n in range(25)]
    source = ledger_of(tmp_path / "villages.csv", poor)
    short, whole = run("identify", source), run("identify", source, "--all")
    assert "另有 5 行，用 --all 或 --out 看全" in short.out
    assert "另有 5 处，见 --all、--out 或 --json" in short.out
    assert "另有" not in whole.out
    assert whole.out.count("列入") == short.out.count("列入") + 5


def test_a_what_if_says_who_would_enter_and_leave(run: Command, ledger: Path) -> None:
    enters = run("identify", ledger, "--set", "remaining_poor_over=19", "--lang", "en").out
    assert "Would enter, 1: 示例903村" in enters
    assert "Would leave, 0: none" in enters
    leaves = run("identify", ledger, "--set", "village.quota=1").out
    assert "改动后进入 0：无" in leaves
    assert "改动后退出 1：示例902村" in leaves


def test_many_who_would_enter_are_cut_to_the_first(run: Command, tmp_path: Path) -> None:
    poor = [{"remaining_poor": 15, "agricultural_population": 3000}] * 30
    source = ledger_of(tmp_path / "villages.csv", poor)
    assert "改动后进入 30：" in run("identify", source, "--set", "remaining_poor_over=10").out


def test_a_misspelt_parameter_is_refused_with_the_one_that_was_meant(
    run: Command, well: Path
) -> None:
    ran = run("identify", well, "--set", "remaining_por_over=10", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean remaining_poor_over?" in ran.err


def test_a_day_before_the_first_value_is_refused(run: Command, well: Path) -> None:
    ran = run("identify", well, "--on", "2020-07-29")
    assert (ran.code, ran.out) == (2, "")
    assert "2020-07-30" in ran.err


@pytest.mark.parametrize("typed", ["2020-13-01", "yesterday", ""])
def test_what_is_no_day_is_refused(run: Command, well: Path, typed: str) -> None:
    ran = run("identify", well, "--on", typed)
    assert ran.code == 2
    assert "2020-07-30" in ran.err


def test_the_day_of_the_facts_is_kept(run: Command, well: Path) -> None:
    ran = run("identify", well, "--as-of", "2020-06-30", "--json")
    assert json.loads(ran.out)["source"]["as_of"] == "2020-06-30"


def test_the_answer_is_the_same_on_any_number_of_threads(run: Command, ledger: Path) -> None:
    answers = {run("identify", ledger, "--json", "--threads", n).out for n in (1, 2, 8)}
    assert len(answers) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_may_be_set_for_good(start: Command, well: Path, lang: Lang) -> None:
    ran = start("identify", well, DINGDIAN_LANG=lang)
    assert ran.code == 0
    assert ("included" in ran.out) is (lang == "en")


def test_both_languages_give_one_digest(run: Command, ledger: Path) -> None:
    zh, en = (json.loads(run("identify", ledger, "--json", "--lang", lang).out) for lang in LANGS)
    assert zh["digest"] == en["digest"]
    assert zh["problems"][0]["says"] != en["problems"][0]["says"]


def test_in_english_no_chinese_is_left_but_names_and_quoted_headings(
    run: Command, ledger: Path, tmp_path: Path
) -> None:
    write_registry(tmp_path / "registry", size="village")
    for source in (ledger, tmp_path / "registry"):
        said = run("identify", source, "--lang", "en", "--set", "village.quota=1", "--all").out
        notes = [line for line in said.splitlines() if "are not in the source" not in line]
        assert CHINESE.findall(NAMES.sub("", "\n".join(notes))) == []


def test_synthetic_data_says_so_on_the_screen(run: Command, tmp_path: Path) -> None:
    write_registry(tmp_path / "registry", size="village")
    for lang in LANGS:
        assert "合成数据" in run("identify", tmp_path / "registry", "--lang", lang).out


@pytest.mark.needs_real_ledger
def test_the_real_ledger_exits_with_one_and_thirty_four_problems(
    start: Command, real_ledger: Path
) -> None:
    ran = start("identify", real_ledger, "--lang", "en")
    assert (ran.code, ran.err) == (1, "")
    assert "included 100, qualifies, beyond quota 83, undecided 24" in ran.out
    assert "34 problems" in ran.out
    assert ran.out.count("Total rows skipped") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_in_a_sheet_steers_the_terminal(run: Command, tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "[bold]a[b].csv"
    village = "\x1b[2J\x1b]0;owned\x07[red]村[/]\u202e一"
    path.write_text(
        f"区县,乡镇,行政村,类别,剩余贫困人口,农业户籍人口\n甲县,乙镇,{village},行政村,30,2000\n"
        f"甲县,乙镇,二\x1b[31m村,行政村,7(28)\x1b[0m,2000\n",
        encoding="utf-8",
    )
    ran = run("identify", path, "--lang", lang, "--set", "village.quota=0")
    assert ran.code == 1
    assert "[red]村[/]" in ran.out
    assert "[bold]a[b].csv" in ran.out
    assert not {"\x1b", "\x07", "\u202e"}.intersection(ran.out + ran.err)
    missing = run("identify", tmp_path / "no\x1b[2Jfile.csv", "--lang", lang)
    assert (missing.code, "\x1b" in missing.err) == (2, False)
