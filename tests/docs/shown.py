"""What a page shows: the files it has its reader write, the commands it gives, what they answer.

A fence ```` ```csv villages.csv ```` is that file; with `>>` before its name it is added to one.
A fence ```` ```console ```` holds commands after `$ `, each with the answer that it shows, if any.
`…` stands for what is left out. A command that fails is followed by `echo $?`, which shows it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).resolve().parents[2]
LEFT_OUT = "…"
STATUS = "echo $?"
FENCE = re.compile(r"^```(\w+)(?: +(>>)?\s*(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "~~~ here the answer ends ~~~"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a page has its reader do: what the shell is told, and the answer shown."""

    command: str
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step answered, and with which status it ended."""

    step: Step
    said: str
    status: int


def steps_of(page: str) -> list[Step]:
    """What a page has its reader do, in order; other fences are only read."""
    steps: list[Step] = []
    for language, added, name, body in FENCE.findall(page):
        if name:
            end = f"cat {added or '>'} {shlex.quote(name)} <<'{MARK}'\n{body}{MARK}"
            steps.append(Step(end))
        elif language == "console":
            steps += commands_in(body)
    return steps


def commands_in(body: str) -> Iterator[Step]:
    """The commands of one console block, each with the lines that stand under it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield Step(command, tuple(line for line in shown if line.strip()))


def place_program(folder: Path) -> None:
    """Make the folder like a clone's after `./run setup`: the program, and `.venv/bin/dingdian`."""
    shutil.copytree(REPOSITORY / "dingdian", folder / "dingdian")
    (folder / ".venv/bin").mkdir(parents=True)
    starts = folder / ".venv/bin/dingdian"
    code = "from dingdian.cli import main; main()"
    starts.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -c '{code}' \"$@\"\n")
    starts.chmod(0o755)


def answers(steps: Sequence[Step], folder: Path) -> Iterator[Answer]:
    """What each step answers, told to one shell that begins in the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    shell = subprocess.Popen(
        ["/bin/sh"],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(folder), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    with shell:
        if shell.stdin is None or shell.stdout is None:
            raise OSError("The shell has no pipes.")
        for step in steps:
            yield _answer(step, shell.stdin, shell.stdout)
        shell.stdin.close()


def _answer(step: Step, told: IO[str], heard: IO[str]) -> Answer:
    # What follows keeps $? as the command left it, for `echo $?`.
    told.write(f"{step.command}\nended=$?; printf '\\n%s%s\\n' '{MARK}' $ended; (exit $ended)\n")
    told.flush()
    lines: list[str] = []
    for line in heard:
        if line.startswith(MARK):
            return Answer(step, "".join(lines), int(line.removeprefix(MARK)))
        lines.append(line)
    raise EOFError(f"The shell ended at: {step.command}")


def differs(answer: Answer) -> str | None:
    """How an answer differs from the one shown; None where it does not, or where none is shown."""
    shown = [_plain(line) for line in answer.step.shown]
    said = [line for line in map(_plain, answer.said.splitlines()) if line]
    pattern = "".join(_line(one) for one in shown)
    if not shown or re.fullmatch(pattern, "".join(f"{line}\n" for line in said)):
        return None
    return "\n".join((f"$ {answer.step.command}", *said, "--- is not what is shown:", *shown))


def unsaid_failures(given: Sequence[Answer]) -> list[str]:
    """Each command that fails although the page does not say so."""
    return [
        f"$ {one.step.command} ended with {one.status}:\n{one.said}"
        for one, after in zip_longest(given, given[1:])
        if one.status and (after is None or after.step.command != STATUS)
    ]


def _plain(line: str) -> str:
    """A line without the frame and the spaces that only set it."""
    return " ".join(line.split())


def _line(shown: str) -> str:
    if shown == LEFT_OUT:
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, re.split(f" ?{LEFT_OUT} ?", shown))) + r"\n"
