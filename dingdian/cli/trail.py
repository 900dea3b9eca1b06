"""`dingdian trail`: whether the record of who did what is whole."""

import click

from dingdian.cli import late
from dingdian.cli.speaking import DIFFERS, Verb, answer, for_machines, in_language
from dingdian.lexicon.text import Lang, Text


@click.group(name="trail")
def command() -> None:
    """留痕：谁在何时做了什么，只增不改。

    The trail: who did what and when, only ever added to.
    """


@command.command(cls=Verb, name="verify")
@for_machines
@in_language
@click.pass_context
def verify(ctx: click.Context, as_json: bool, lang: Lang) -> None:
    """核对全部留痕：第一条被改动、删除或调换的会被指出。

    Walk the whole trail and name the first entry that was changed, removed or reordered.
    Exit 0 if it is whole, 1 if not.
    """
    late("dingdian.application").start()
    found = late("dingdian.records.trail.queries").soundness()
    if as_json:
        answer({"entries": found.entries, "intact": found.intact, "first_bad": found.first_bad})
    elif found.intact:
        click.echo(Text(f"完整：{found.entries:,}条。", f"Whole: {found.entries:,} entries.")[lang])
    else:
        says = Text(
            f"第{found.first_bad:,}条不是当初写下的那一条：被改动、删除或调换。",
            f"Entry {found.first_bad:,} is not as it was written: changed, removed or reordered.",
        )
        click.echo(says[lang])
    ctx.exit(0 if found.intact else DIFFERS)
