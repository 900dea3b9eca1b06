"""`dingdian template`: an empty workbook of a standard layout, with drop-downs and notes."""

from pathlib import Path

import click

from dingdian.cli.speaking import Verb, in_language
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.template import template


@click.command(cls=Verb, name="template")
@click.argument("layout")
@click.argument("to", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--campaign", default="chongqing_2020", show_default=True, help="攻坚行动 · Campaign")
@in_language
def command(layout: str, to: Path, campaign: str, lang: Lang) -> None:
    """写出空表：带下拉选项和填写说明，填好后可直接识别或导入。

    Write an empty workbook (.xlsx or .csv) of a layout, such as villages.
    """
    template(layout, to, campaign=campaign, lang=lang)
    says = Text(
        f"已写入 {to}。填好后：dingdian identify {to}",
        f"Written to {to}. Once filled in: dingdian identify {to}",
    )
    click.echo(says[lang])
