"""`dingdian keep`: identify, and keep what came of it as the list that the pages show."""

from datetime import date
from pathlib import Path

import click

from dingdian.cli import late
from dingdian.cli.speaking import Day, Verb, in_language, waiting
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="keep")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--by", "name", help="谁做的，账号名 · By whom, the name of an account")
@click.option("--layout", help="按哪个版式读 · Read by this layout")
@click.option("--as-of", type=Day(), help="数据截至日 · The day that the facts are of")
@click.option("--on", type=Day(), help="按哪天的参数 · The day whose parameters count")
@in_language
def command(
    source: Path,
    name: str | None,
    layout: str | None,
    as_of: date | None,
    on: date | None,
    lang: Lang,
) -> None:
    """识别并保存：结果成为网页上的名单，封存的决定一并保存；同样的再保存一次不会重复。

    Identify and keep it: the list that the pages show, with its sealed decision. The same kept
    again is kept once.
    """
    late("dingdian.application").start()
    with waiting(Text("正在识别并保存……", "Identifying and keeping…"), lang):
        run = late("dingdian.steps.keep_run").keep_run(
            source,
            by=_account(name),
            campaign=late("dingdian.installation").installation().campaign,
            layout=layout,
            as_of=as_of,
            on=on,
        )
    says = Text(
        "已保存：{rows}个村，{targets}条结果，决定摘要 {digest}。",
        "Kept: {rows} villages, {targets} entries, decision {digest}.",
    ).fill(rows=run.rows, targets=run.targets.count(), digest=run.digest)
    click.echo(says[lang])


def _account(name: str | None) -> object:
    if name is None:
        return None
    found = late("dingdian.records.access.models").User.objects.filter(username=name).first()
    if found is None:
        raise Unusable(
            "no_such_account",
            Text(f"没有名为“{name}”的账号。", f"There is no account called “{name}”."),
            Text("请先用 dingdian createuser 开立。", "Open it with dingdian createuser first."),
        )
    return found
