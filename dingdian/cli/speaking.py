"""How every verb speaks: its language, its errors, and its answers to machines."""

import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import click

from dingdian.cli import late
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Lang, Text

Function = TypeVar("Function", bound=Callable[..., Any])

DIFFERS = 1
CANNOT = 2
SHOWN = 20
YOUNG = 100_000
"""How many new objects before garbage is looked for: a verb makes many, and keeps most of them."""
LANG_VARIABLE = "DINGDIAN_LANG"
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Verb(click.Command):
    """A verb that cannot run says so in one message, on standard error, and exits with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(YOUNG)
        gc.enable()
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
        click.echo(readable(error.message(lang)), err=True)


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


def readable(said: str) -> str:
    """A text without the signs by which a sheet could steer the terminal that shows it."""
    return said if said.isprintable() else UNSEEN.sub("\N{REPLACEMENT CHARACTER}", said)


def answer(plain: Any) -> None:
    """Print plain values for a machine."""
    json.dump(plain, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


@contextmanager
def waiting(says: Text, lang: Lang) -> Iterator[None]:
    """Show on a terminal that work is under way; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield
        return
    with late("dingdian.cli.screen").console(err=True).status(says[lang]):
        yield


def _from_system(error: OSError) -> Unusable:
    why = error.strerror or str(error)
    return Unusable(
        "system",
        Text(f"系统不允许：{why}。", f"The system refuses: {why}."),
        Text("请检查权限和磁盘空间。", "Check the permissions and the space on the disk."),
        where=str(error.filename or ""),
    )
