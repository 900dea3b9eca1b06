"""`dingdian restore`: an installation as it was when it was backed up."""

from pathlib import Path

import click

from dingdian.cli import late
from dingdian.cli.speaking import Verb, in_language, waiting
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="restore")
@click.argument("archive", type=click.Path(path_type=Path), metavar="IN.tar.gz")
@in_language
def command(archive: Path, lang: Lang) -> None:
    """恢复到空的文件夹（DINGDIAN_HOME）；先逐个核对校验和，不对就什么也不恢复。

    Restore into an empty home (DINGDIAN_HOME), after every checksum was compared; where one
    differs, nothing is restored.
    """
    with waiting(Text("正在核对并恢复……", "Comparing and restoring…"), lang):
        kept = late("dingdian.steps.restore").restore(archive)
    says = Text(
        "已恢复 {n} 个文件。请运行 dingdian migrate，再运行 dingdian doctor --trail。",
        "{n} files are restored. Run dingdian migrate, then dingdian doctor --trail.",
    ).fill(n=len(kept))
    click.echo(says[lang])
