"""`dingdian createuser`: open an account and give it its first duty."""

from datetime import date
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.speaking import Day, Verb, in_language
from dingdian.lexicon.text import Lang, Text


@click.command(cls=Verb, name="createuser")
@click.argument("name")
@click.option("--role", required=True, help="职责，如 office · Duty, such as office or county")
@click.option("--place", required=True, metavar="CODE", help="区划代码，如 50 · Division code")
@click.option("--sector", default="", help="行业部门，默认全部 · Line department; all if not given")
@click.option("--since", type=Day(), help="自哪天起，默认今天 · From which day; today if not given")
@click.password_option(help="密码；不给出时询问 · Password; asked for if not given")
@in_language
def command(
    name: str,
    role: str,
    place: str,
    sector: str,
    since: date | None,
    password: str,
    lang: Lang,
) -> None:
    """开立账号并给予第一个职责：在哪里、什么角色、哪个部门、从哪天起。

    Open an account with its first duty: where, as what, in which sector, from which day.
    """
    late("dingdian.application").start()
    models = late("dingdian.records.access.models")
    duty = late("dingdian.steps.create_user").create_user(
        name,
        password=password,
        role=_one_of(models.Role, role, "--role"),
        code=place,
        sector=_one_of(models.Sector, sector, "--sector"),
        since=since,
    )
    says = Text(
        f"已开立账号 {name}，职责 {duty.role}，自 {duty.since} 起。",
        f"The account {name} is open, as {duty.role} from {duty.since} on.",
    )
    click.echo(says[lang])


def _one_of(choices: Any, said: str, option: str) -> Any:
    try:
        return choices(said)
    except ValueError:
        known = ", ".join(one for one in choices.values if one)
        raise click.BadParameter(f"{said}: {known}", param_hint=option) from None
