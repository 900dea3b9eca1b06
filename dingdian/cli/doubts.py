"""`dingdian doubts`: hold a snapshot against every rule of the data audit."""

from datetime import date
from pathlib import Path

import click

from dingdian.cli import late
from dingdian.cli.speaking import DIFFERS, Day, Verb, answer, for_machines, in_language, waiting
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="doubts")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--campaign",
    default="chongqing_2020",
    show_default=True,
    help="攻坚行动，名称或文件夹 · Campaign, by name or folder",
)
@click.option(
    "--rule", "rules", multiple=True, metavar="ID", help="只核查这些规则 · Ask these rules alone"
)
@click.option(
    "--on",
    type=Day(),
    help="按哪天的限值，默认快照当日 · The day whose limits count, else the snapshot's",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入 .xlsx，每类一张表 · Also write an .xlsx, a sheet for each family",
)
@click.option("--threads", type=click.IntRange(1, 256), help="用几个线程 · How many threads")
@for_machines
@in_language
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    campaign: str,
    rules: tuple[str, ...],
    on: date | None,
    out: Path | None,
    threads: int | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """核查疑点数据：每条规则查出哪些村、户、人，多少无法判断。

    Audit the data: which villages, households and members each rule doubts, and of how many it
    cannot be told. SOURCE is the folder of a snapshot. Rows are named by their keys, never by name.
    Exit 0; 1 if there is any doubt; 2 if the source cannot be used.
    """
    with waiting(Text("正在核查……", "Auditing…"), lang):
        found = late("dingdian.steps.doubts").doubts(
            source, campaign=campaign, rules=rules, on=on, threads=threads
        )
        if out is not None:
            late("dingdian.steps.save_doubts").save_doubts(found, out, lang=lang)
    if as_json:
        answer(found.plain())
    else:
        late("dingdian.cli.showing_doubts").show_doubts(found, lang)
        if out is not None:
            click.echo(Text(f"已写入 {out}", f"Written to {out}")[lang])
    ctx.exit(DIFFERS if found.count else 0)
