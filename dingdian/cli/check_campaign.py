"""`dingdian check-campaign`: hold a campaign against every rule and its own worked cases."""

import click

from dingdian.cli.speaking import DIFFERS, Verb, answer, for_machines, in_language
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.check_campaign import check_campaign


@click.command(cls=Verb, name="check-campaign")
@click.argument("name", default="chongqing_2020")
@for_machines
@in_language
@click.pass_context
def command(ctx: click.Context, name: str, as_json: bool, lang: Lang) -> None:
    """检查攻坚行动：每条规则、每个参数、每个算例，错在哪个文件第几行、怎么改。

    Check a campaign, by name or folder: its rules, its parameters, its worked cases.
    Exit 0 if it is fit for use, 1 if something is wrong.
    """
    checked = check_campaign(name)
    if as_json:
        faults = [
            {"file": one.file, "line": one.line, "says": one.says[lang], "do": one.do[lang]}
            for one in checked.faults
        ]
        answer(
            {
                "campaign": name,
                "digest": checked.digest,
                "cases": checked.cases,
                "examples": checked.examples,
                "faults": faults,
            }
        )
    else:
        for one in checked.faults:
            click.echo(f"{one.file}:{one.line}: {one.says[lang]} {one.do[lang]}")
        if not checked.faults:
            well = Text(
                f"{name}：没有问题，{checked.cases}个算例全部成立（{checked.digest}）。",
                f"{name}: all is well, {checked.cases} worked cases come out ({checked.digest}).",
            )
            click.echo(well[lang])
    ctx.exit(DIFFERS if checked.faults else 0)
