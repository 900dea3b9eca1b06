"""`dingdian migrate`: bring the database up to this version and load the places."""

import click

from dingdian.cli import late
from dingdian.cli.speaking import Verb, in_language
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="migrate")
@in_language
def command(lang: Lang) -> None:
    """建立或升级数据库，载入区划；可以重复运行。

    Create or upgrade the database and load the places; it can be run again.
    """
    late("dingdian.application").start()
    villages = None
    if late("dingdian.installation").installation().demonstration:
        villages = late("dingdian.demonstration.invented_places").invented_divisions()
    late("dingdian.steps.migrate").migrate(
        villages=villages, progress=lambda said: click.echo(f"  {said}", err=True)
    )
    click.echo(Text("数据库已就绪。", "The database is ready.")[lang])
