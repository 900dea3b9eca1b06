"""How far long work is: a bar with its stages on a terminal, a line for each elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click

from dingdian.cli import late
from dingdian.lexicon.text import Lang, Text


class Stages(Protocol):
    """What work tells of itself while it goes on."""

    def begin(self, says: Text) -> None:
        """Say that the next stage begins."""

    def part(self, says: Text) -> None:
        """Say which part of the stage is under way."""


@contextmanager
def stages(count: int, lang: Lang) -> Iterator[Stages]:
    """Show work of so many stages on standard error for as long as the block lasts."""
    if not sys.stderr.isatty():
        yield _Lines(lang)
        return
    progress = late("rich.progress")
    with progress.Progress(
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        console=late("dingdian.cli.screen").console(err=True),
        transient=True,
    ) as bar:
        yield _Bar(bar, bar.add_task("", total=count), lang)


class _Lines:
    """Where nobody watches: a line when a stage begins, one for each of its parts."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def begin(self, says: Text) -> None:
        click.echo(f"{says[self.lang]} …", err=True)

    def part(self, says: Text) -> None:
        click.echo(f"  {says[self.lang]} …", err=True)


class _Bar:
    """On a terminal: the spinner turns and the seconds count, however long a part takes."""

    def __init__(self, bar: Any, task: Any, lang: Lang) -> None:
        self.bar, self.task, self.lang = bar, task, lang
        self.begun: str | None = None

    def begin(self, says: Text) -> None:
        self.bar.update(self.task, advance=self.begun is not None, description=says[self.lang])
        self.begun = says[self.lang]

    def part(self, says: Text) -> None:
        self.bar.update(self.task, description=f"{self.begun} · {says[self.lang]}")
