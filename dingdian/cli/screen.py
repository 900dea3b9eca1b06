"""What people read in a terminal: tables, and what is wrong."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from dingdian.cli.speaking import SHOWN, readable
from dingdian.lexicon.problem import Problem
from dingdian.lexicon.text import Lang, Text

WIDEST = 160


def console(*, err: bool = False) -> Console:
    """Where people read; beyond a terminal, wide enough that a row stays a row."""
    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else WIDEST
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A quiet table: hairline under the head, numbers to the right."""
    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    kept = [[_cell(cell) for cell in row] for row in rows]
    for place, heading in enumerate(headings):
        numbers = kept and all(_is_number(row[place].plain) for row in kept)
        made.add_column(heading, justify="right" if numbers else "left", overflow="fold")
    for row in kept:
        made.add_row(*row)
    return made


def show_problems(
    problems: Sequence[Problem], lang: Lang, *, screen: Console, limit: int | None = SHOWN
) -> None:
    """What is wrong, each at its place: first what concerns the whole, then row by row."""
    if not problems:
        return
    title = Text("问题 {count} 处", "{count} problems").fill(count=f"{len(problems):,}")[lang]
    headings = {
        "zh": ["位置", "值", "问题", "怎么办"],
        "en": ["Where", "Value", "What", "What to do"],
    }
    ordered = sorted(problems, key=lambda one: one.row is not None)
    rows = [
        (one.where(lang) or "–", one.value or "", one.says[lang], one.do[lang])
        for one in ordered[:limit]
    ]
    screen.print()
    screen.print(table(title, headings[lang], rows))
    rest = len(problems) - len(rows)
    if rest > 0:
        more = Text(
            "……另有 {rest} 处，见 --all、--out 或 --json。", "… {rest} more: --all, --out, --json."
        )
        screen.print(more.fill(rest=f"{rest:,}")[lang], style="dim")


def _cell(value: object) -> Line:
    return Line("" if value is None else readable(str(value)))


def _is_number(said: str) -> bool:
    return not said or said.replace(",", "").removesuffix("%").replace(".", "", 1).isdigit()
