"""How every verb speaks: its language, its errors, its tables, and its answers to machines."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from dingdian.lexicon.problem import Problem, Unusable
from dingdian.lexicon.text import LANGS, Lang, Text

Function = TypeVar("Function", bound=Callable[..., Any])

DIFFERS = 1
CANNOT = 2
SHOWN = 20
WIDEST = 160
LANG_VARIABLE = "DINGDIAN_LANG"


class Verb(click.Command):
    """A verb that cannot run says so in one message, on standard error, and exits with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Unusable as error:
            self._say(ctx, error)
        except OSError as error:
            self._say(ctx, _from_system(error))
        except KeyboardInterrupt:
            click.echo("", err=True)
        return ctx.exit(CANNOT)

    def _say(self, ctx: click.Context, error: Unusable) -> None:
        lang: Lang = ctx.params.get("lang") or LANGS[0]
        if ctx.params.get("as_json"):
            plain = {
                "code": error.code,
                "where": error.where,
                "says": error.says[lang],
                "do": error.do[lang],
            }
            click.echo(json.dumps({"error": plain}, ensure_ascii=False))
        click.echo(error.message(lang), err=True)


class Day(click.ParamType[date]):
    """A day, written 2020-07-30."""

    name = "DATE"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                f"“{value}”不是日期，请写成 2020-07-30 · not a date, write 2020-07-30", param, ctx
            )


def in_language(function: Function) -> Function:
    """Give a verb its `--lang`: Chinese unless asked otherwise."""
    spoken = os.environ.get(LANG_VARIABLE, "")
    option = click.option(
        "--lang",
        type=click.Choice(LANGS),
        default=spoken if spoken in LANGS else LANGS[0],
        show_default=True,
        help=f"语言，也可设 {LANG_VARIABLE} · Language, also by {LANG_VARIABLE}",
    )
    return option(function)


def for_machines(function: Function) -> Function:
    """Give a verb its `--json`."""
    option = click.option("--json", "as_json", is_flag=True, help="输出 JSON · Answer in JSON")
    return option(function)


def answer(plain: Any) -> None:
    """Print plain values for a machine."""
    json.dump(plain, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def console(*, err: bool = False) -> Console:
    """Where people read; beyond a terminal, wide enough that a row stays a row."""
    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else WIDEST
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


@contextmanager
def waiting(says: Text, lang: Lang) -> Iterator[None]:
    """Show on a terminal that work is under way; nothing where nobody watches."""
    screen = console(err=True)
    if not screen.is_terminal:
        yield
        return
    with screen.status(says[lang]):
        yield


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
    return Line("" if value is None else str(value))


def _is_number(said: str) -> bool:
    return not said or said.replace(",", "").removesuffix("%").replace(".", "", 1).isdigit()


def _from_system(error: OSError) -> Unusable:
    why = error.strerror or str(error)
    return Unusable(
        "system",
        Text(f"系统不允许：{why}。", f"The system refuses: {why}."),
        Text("请检查权限和磁盘空间。", "Check the permissions and the space on the disk."),
        where=str(error.filename or ""),
    )
