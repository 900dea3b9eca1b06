"""What the README tells people to type works, in both languages."""

import csv
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.docs.shown import REPOSITORY, Answer, Step, answers, place_program, steps_of

READMES = ("README.md", "README.zh-CN.md")
COMMAND = re.compile(r"^    (\.venv/bin/dingdian .*?)(?:\s+#.*)?$", re.MULTILINE)
TUTORIAL = REPOSITORY / "docs/tutorial/index.zh-CN.md"


def commands_in(name: str) -> list[str]:
    """The commands that a README shows, without their remarks."""
    return COMMAND.findall((REPOSITORY / name).read_text(encoding="utf-8"))


def fill_in(workbook: Path) -> None:
    """Write the tutorial's villages into an empty workbook, each under its heading."""
    (sheet,) = (
        step.command
        for step in steps_of(TUTORIAL.read_text(encoding="utf-8"))[:5]
        if "<<" in step.command
    )
    head, *rows = csv.reader(sheet.splitlines()[1:-1])
    book = load_workbook(workbook)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[1]}
    for number, row in enumerate(rows, start=2):
        for heading, said in zip(head, row, strict=True):
            page.cell(number, at[heading], int(said) if said.isdigit() and len(said) < 12 else said)
    book.save(workbook)


def played(name: str, folder: Path) -> Iterator[Answer]:
    """What each command of a README answers; the workbook is filled in once it is there."""
    for answer in answers([Step(command) for command in commands_in(name)], folder):
        yield answer
        words = shlex.split(answer.step.command)
        if "template" in words:
            fill_in(folder / words[-1])


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_a_readme_works(name: str, tmp_path: Path) -> None:
    place_program(tmp_path)
    given = list(played(name, tmp_path))
    assert [one.said for one in given if one.status > (" identify " in one.step.command)] == []
    asked = [" ".join(shlex.split(one.step.command)[1:2]) for one in given]
    assert {"template", "identify", "verify", "check-campaign"} <= set(asked)


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        [[word for word in shlex.split(one) if "." not in word or "=" in word] for one in shown]
        for shown in map(commands_in, READMES)
    )
    assert english == chinese
