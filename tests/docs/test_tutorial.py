"""The tutorial works as it is written, in both languages."""

import re
from pathlib import Path

import pytest

from tests.docs.shown import REPOSITORY, answers, differs, place_program, steps_of, unsaid_failures

TUTORIALS = ("index.md", "index.zh-CN.md")


def text_of(name: str) -> str:
    return (REPOSITORY / "docs/tutorial" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorial_answers_as_it_shows(name: str, tmp_path: Path) -> None:
    place_program(tmp_path)
    given = list(answers(steps_of(text_of(name)), tmp_path))
    assert [said for one in given if (said := differs(one))] == []
    assert unsaid_failures(given) == []


def test_both_tutorials_give_the_same_commands() -> None:
    english, chinese = (
        [step.command for step in steps_of(text_of(name)) if "<<" not in step.command]
        for name in TUTORIALS
    )
    assert [one.replace("DINGDIAN_LANG=en", "DINGDIAN_LANG=zh") for one in english] == chinese
    assert len(chinese) > 15


def test_both_tutorials_have_the_same_chapters_and_numbers() -> None:
    english, chinese = (
        (
            re.findall(r"^## (\d)", text_of(name), re.MULTILINE),
            re.findall(r"^\d{12},.*?示例.{2},(.*)$", text_of(name), re.MULTILINE),
        )
        for name in TUTORIALS
    )
    assert english == chinese


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorials_villages_say_that_they_are_synthetic(name: str) -> None:
    rows = re.findall(r"^\d{12},.*$", text_of(name), re.MULTILINE)
    assert len(rows) == 8
    assert all("合成数据" in row for row in rows)
