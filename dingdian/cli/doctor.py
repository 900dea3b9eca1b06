"""`dingdian doctor`: whether the machine and the installation are well, and what to do if not."""

from collections import Counter
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.speaking import DIFFERS, Verb, answer, for_machines, in_language, readable
from dingdian.lexicon.text import Lang, Text

MARKS = {
    "ok": Text("● 正常", "● ok"),
    "attention": Text("▲ 注意", "▲ attention"),
    "fault": Text("■ 故障", "■ fault"),
}
"""By shape and by word, so that no colour is needed."""


@click.command(cls=Verb, name="doctor")
@click.option(
    "--trail", "whole", is_flag=True, help="核对全部留痕 · Walk the whole trail, not only its end"
)
@for_machines
@in_language
@click.pass_context
def command(ctx: click.Context, whole: bool, as_json: bool, lang: Lang) -> None:
    """检查这台机器和这处安装：每项是否正常，不正常怎么办。

    Examine the machine and the installation: of each thing whether it is well, and what to do.
    Exit 0, or 1 if there is a fault.
    """
    late("dingdian.application").start()
    found = late("dingdian.steps.examine").examine(whole_trail=whole)
    counted = Counter(one.state for one in found)
    if as_json:
        answer(
            {"counts": {state: counted[state] for state in MARKS}, "checks": _plain(found, lang)}
        )
    else:
        for one in found:
            click.echo(readable(f"{MARKS[one.state][lang]}  {one.what[lang]}  {one.says[lang]}"))
            if one.do[lang]:
                click.echo(f"      → {one.do[lang]}")
    ctx.exit(DIFFERS if counted["fault"] else 0)


def _plain(found: list[Any], lang: Lang) -> list[dict[str, str]]:
    return [
        {
            "code": one.code,
            "what": one.what[lang],
            "state": one.state,
            "says": one.says[lang],
            "do": one.do[lang],
        }
        for one in found
    ]
