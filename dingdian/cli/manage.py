"""`dingdian manage …`: Django's own commands, for those who keep the installation."""

import click
from django.core.management import execute_from_command_line

from dingdian.application import start
from dingdian.cli.speaking import Verb


@click.command(
    cls=Verb,
    name="manage",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Django 的管理命令，原样转交。

    Hands everything over to Django's own commands.
    """
    start()
    execute_from_command_line(["dingdian manage", *words])
