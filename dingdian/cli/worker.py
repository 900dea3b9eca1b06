"""`dingdian worker`: do in the background what was asked for."""

import signal
from types import FrameType
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.speaking import DIFFERS, Verb, in_language
from dingdian.lexicon.text import Lang, Text

GRACE = 3
"""Seconds until a worker that was told to end is ended by the clock; its job goes to the next."""


@click.command(cls=Verb, name="worker")
@click.option(
    "--once",
    is_flag=True,
    help="做完等待的工作就结束 · End once nothing waits, as a timer wants it",
)
@click.option("--beside", type=int, hidden=True, help="与这个进程同生死 · End with this process")
@in_language
@click.pass_context
def command(ctx: click.Context, once: bool, beside: int | None, lang: Lang) -> None:
    """后台工作：逐件做完有人要的工作；`dingdian serve` 已自带一个。

    Do in the background what was asked for, one job after the other; `dingdian serve` brings one.
    With `--once`, exit 1 if a job failed.
    """
    if beside is not None:
        late("dingdian.cli.beside").end_with(beside)
    late("dingdian.application").start()
    late("dingdian.steps.ready").see_that_it_is_ready(places=False)
    worker = late("dingdian.steps.work").Worker()
    _end_when_told(worker)
    failed = worker.work(until_idle=once)
    if failed:
        says = Text("{n} 件工作没有做成。", "{n} jobs failed.").fill(n=failed)
        click.echo(says[lang], err=True)
    ctx.exit(DIFFERS if once and failed else 0)


def _end_when_told(worker: Any) -> None:
    def told(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals call
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(GRACE)
        worker.stop()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, told)
