"""`dingdian backup`: all that an installation keeps, in one archive."""

from pathlib import Path

import click

from dingdian.cli import late
from dingdian.cli.speaking import Verb, in_language, waiting
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="backup")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.tar.gz")
@in_language
def command(out: Path, lang: Lang) -> None:
    """备份：运行中也可以；数据库、密钥和文件存成一个压缩包，不覆盖已有的文件。

    Back up, from a running service too: database, keys and files in one archive. It overwrites
    nothing.
    """
    with waiting(Text("正在备份……", "Backing up…"), lang):
        kept = late("dingdian.steps.backup").back_up(out)
    says = Text(
        "已备份 {n} 个文件（{size} MiB）。",
        "{n} files are backed up ({size} MiB).",
    ).fill(n=len(kept), size=f"{out.stat().st_size / 2**20:,.1f}")
    click.echo(says[lang])
    warning = Text(
        "其中有 keys/：谁拿到这个压缩包，谁就能读出全部姓名和号码。请像保管密钥一样保管它。",
        "It holds keys/: whoever has this archive can read every name and number. Keep it as you "
        "keep the keys.",
    )
    click.echo(warning[lang], err=True)
