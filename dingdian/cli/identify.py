"""`dingdian identify`: find the places a campaign is for, and say why."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.speaking import (
    DIFFERS,
    SHOWN,
    Day,
    Verb,
    answer,
    for_machines,
    in_language,
    waiting,
)
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.begin import begun


@click.command(cls=Verb, name="identify")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--campaign",
    default="chongqing_2020",
    show_default=True,
    help="攻坚行动，名称或文件夹 · Campaign, by name or folder",
)
@click.option(
    "--layout", help="按哪个版式读，默认看表头 · Read by this layout; by the header if not given"
)
@click.option("--as-of", type=Day(), help="数据截至日 · The day that the facts are of")
@click.option(
    "--on",
    type=Day(),
    help="按哪天的参数，默认公布日 · The day whose parameters count, else the announcement's",
)
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="NAME=VALUE",
    help="假如参数是另一个值 · What if a parameter were another?",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入 .xlsx、.csv 或 .json · Also write the result",
)
@click.option("--all", "whole", is_flag=True, help="屏幕上列出全部 · Show every row on the screen")
@click.option("--threads", type=click.IntRange(1, 256), help="用几个线程 · How many threads")
@for_machines
@in_language
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    campaign: str,
    layout: str | None,
    as_of: date | None,
    on: date | None,
    changes: tuple[str, ...],
    out: Path | None,
    whole: bool,
    threads: int | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """识别攻坚对象：哪些地方列入，依据是什么，差多少，还缺什么事实。

    Find the places a campaign is for, and say why, by how much, and what is unknown.
    SOURCE is a workbook or csv of villages, or a folder of Parquet tables.
    Exit 0; 1 if something is wrong with the source; 2 if it cannot be used.
    """
    with waiting(Text("正在识别……", "Identifying…"), lang), begun(source) as book:
        decision = late("dingdian.steps.identify").identify(
            source,
            campaign=campaign,
            layout=layout,
            as_of=as_of,
            on=on,
            changes=changes,
            threads=threads,
            book=book,
        )
        if out is not None:
            _keep(decision, out, lang)
    if as_json:
        answer(decision.sealed(lang))
    else:
        late("dingdian.cli.showing").show(decision, lang, limit=None if whole else SHOWN)
        if out is not None:
            click.echo(Text(f"已写入 {out}", f"Written to {out}")[lang])
    ctx.exit(DIFFERS if decision.problems else 0)


def _keep(decision: Any, out: Path, lang: Lang) -> None:
    """Write the decision; what writes workbooks is read only for one."""
    if out.suffix.lower() == ".json":
        late("dingdian.steps.seal").seal(decision, out, lang=lang)
    else:
        late("dingdian.steps.save").save(decision, out, lang=lang)
