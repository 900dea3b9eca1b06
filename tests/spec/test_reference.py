"""The generated reference leaves nothing out, and says it in both languages."""

import re

import click
import pytest

from dingdian.campaign.reading import find, load
from dingdian.cli import VERBS, verbs
from dingdian.installation import PREFIX, Installation
from dingdian.steps.source import layouts_of
from tests.spec import campaign, commands, doubts, layouts, settings, tables
from tests.spec.markdown import both

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_everything_that_the_campaign_declares_has_its_line() -> None:
    rule = load(campaign.CAMPAIGN)
    said = campaign.page()
    names = {name for facts in rule.facts.values() for name in facts}
    names |= rule.parameters.keys() | rule.shares.keys() | rule.measures.keys()
    names |= {branch.code for target in rule.classes for branch in target.branches}
    names |= {
        code for target in rule.classes if target.designation for code in target.designation.places
    }
    names |= {task.code for task in rule.tasks}
    assert [name for name in sorted(names) if f"| `{name}` |" not in said] == []
    assert all(case.says in said for case in rule.cases)


def test_every_doubt_and_every_measure_of_a_household_has_its_line() -> None:
    rule = load(campaign.CAMPAIGN)
    said = doubts.page()
    names = {one.id for one in rule.doubts} | rule.household_measures.keys()
    names |= rule.household_shares.keys()
    assert [name for name in sorted(names) if f"| `{name}` |" not in said] == []
    assert all(both(one.label) in said for one in rule.families.values())
    assert "{" not in said


def test_an_assumption_is_marked_and_a_sourced_value_is_not() -> None:
    lines = {
        name: line
        for line in campaign.page().splitlines()
        for name in ("`village.quota`", "`remaining_poor_over`")
        if line.startswith(f"| {name} |")
    }
    assert "假设 · assumption" in lines["`village.quota`"]
    assert "有来源 · sourced" in lines["`remaining_poor_over`"]


def test_a_branch_is_said_in_words_with_its_number() -> None:
    assert "| 剩余贫困人口多于20人 | Remaining poor more than 20 persons |" in campaign.page()


@pytest.mark.parametrize("name", VERBS)
def test_every_option_of_a_verb_is_told_in_both_languages(name: str) -> None:
    command = verbs.get_command(click.Context(verbs), name)
    assert command is not None
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            (line,) = {
                line
                for line in commands.page()
                .partition(f"\n## {name}\n")[2]
                .partition("\n## ")[0]
                .splitlines()
                if line.startswith(f"| `{option.opts[0]}")
            }
            zh, en = line.replace("\\|", "").split(" | ")[1:3]
            assert CHINESE.search(zh)
            assert en
            assert not CHINESE.search(en)


def test_every_heading_that_is_understood_is_listed() -> None:
    said = layouts.page()
    for layout in layouts_of(find(campaign.CAMPAIGN)):
        for column in layout.columns.values():
            assert f"| `{column.name}` | {'、'.join(column.theirs)} | {column.en} |" in said


def test_a_folder_without_the_columns_marked_must_would_be_refused() -> None:
    must = re.findall(r"^\| `(\w+)` \| \w+ \| 必需 · must", tables.page(), re.MULTILINE)
    assert must[:3] == ["place", "name", "village"]
    assert {"poverty_status", "house_grade", "lived_in"} <= set(must)


def test_every_setting_has_its_line_in_both_languages() -> None:
    said = settings.page()
    for name, field in Installation.model_fields.items():
        assert f"| `{PREFIX}{name.upper()}` |" in said
        zh, _, en = (field.description or "").partition(" · ")
        assert CHINESE.search(zh), name
        assert en, name
        assert not CHINESE.search(en.replace("合成数据", "")), name
