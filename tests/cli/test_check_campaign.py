"""`dingdian check-campaign`: fit for use, or each fault by file, line, and what to do."""

import json
from pathlib import Path

import pytest

from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command


@pytest.mark.parametrize(("lang", "says"), [("zh", "没有问题"), ("en", "all is well")])
def test_a_campaign_without_fault_exits_with_nought(run: Command, lang: Lang, says: str) -> None:
    ran = run("check-campaign", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert says in ran.out


def test_the_answer_to_machines_has_the_digest_and_the_cases(run: Command) -> None:
    answer = json.loads(run("check-campaign", "--json").out)
    assert answer["faults"] == []
    assert answer["digest"].startswith("sha256:")
    assert answer["cases"] > 20
    assert answer["examples"] > 150


@pytest.mark.parametrize("lang", LANGS)
def test_a_faulty_campaign_exits_with_one_and_names_file_and_line(
    run: Command, tmp_path: Path, lang: Lang
) -> None:
    (tmp_path / "campaign.toml").write_text("[campaign]\ncode = 7\n")
    ran = run("check-campaign", tmp_path, "--lang", lang)
    assert ran.code == 1
    assert "campaign.toml:" in ran.out
    faults = json.loads(run("check-campaign", tmp_path, "--json", "--lang", lang).out)["faults"]
    assert all(one["says"] and one["do"] and one["file"] for one in faults)


def test_a_campaign_that_is_not_there_exits_with_two(run: Command) -> None:
    ran = run("check-campaign", "nowhere", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "chongqing_2020" in ran.err
