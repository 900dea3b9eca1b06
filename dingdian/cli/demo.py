"""`dingdian demo`: the whole of it on synthetic data, from ledger and registry to the lists."""

import json
import os
from pathlib import Path
from typing import get_args

import click

from dingdian import __version__
from dingdian.cli.screen import console
from dingdian.cli.showing import show
from dingdian.cli.speaking import Verb, in_language, waiting
from dingdian.demonstration.registry import MANIFEST, write_registry
from dingdian.demonstration.synthetic_campaign import Size
from dingdian.demonstration.village_ledger import write_ledger
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.identify import identify
from dingdian.steps.save import save

HOME_VARIABLE = "DINGDIAN_HOME"
SHOWN = 8
SIZES: tuple[Size, ...] = get_args(Size)
TABLES = {
    "villages": Text("村", "villages"),
    "households": Text("户", "households"),
    "members": Text("人", "members"),
}


@click.command(cls=Verb, name="demo")
@click.option(
    "--size",
    type=click.Choice(SIZES),
    default="city",
    show_default=True,
    help="登记册规模：一乡镇、对象及周边、全市 · A township, the targets and around, the city",
)
@in_language
def command(size: Size, lang: Lang) -> None:
    """演示：合成一本村级台账和全市登记册，识别攻坚对象，写出名单。

    The demonstration: a synthetic village ledger and a city's registry, the targets found in both,
    and the lists written down. Everything in it is 合成数据, synthetic.
    """
    folder = Path(os.environ.get(HOME_VARIABLE, "var")) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    screen = console()
    says = Text(
        "合成数据：村、户、人都是虚构的；区县、乡镇的名称和代码是真实的。",
        "合成数据 Synthetic data: villages, households and people are invented; "
        "the names and codes of counties and townships are real.",
    )
    screen.print(says[lang], style="bold")

    ledger = folder / "village_ledger.csv"
    write_ledger(ledger)
    registry = _registry(folder, size, lang)
    targets = folder / f"targets-{size}.xlsx"
    sealed = targets.with_suffix(".json")
    for source, outs in (
        (ledger, [folder / "targets-ledger.xlsx"]),
        (registry, [targets, sealed]),
    ):
        screen.rule(str(source), align="left")
        decision = identify(source)
        show(decision, lang, limit=SHOWN)
        for out in outs:
            save(decision, out, lang=lang)
    screen.rule(align="left")
    screen.print(_next(ledger, registry, targets, sealed)[lang], soft_wrap=True)


def _registry(folder: Path, size: Size, lang: Lang) -> Path:
    """The registry of that size, drawn unless this version has drawn it already."""
    registry = folder / f"registry-{size}"
    stamp = folder / f"registry-{size}.version"
    drawn = stamp.is_file() and stamp.read_text(encoding="utf-8") == __version__
    if not (drawn and (registry / MANIFEST).is_file()):
        with waiting(Text("正在生成合成登记册……", "Drawing a synthetic registry…"), lang):
            write_registry(
                registry,
                size=size,
                progress=lambda name: click.echo(f"  {TABLES[name][lang]} …", err=True),
            )
        stamp.write_text(__version__, encoding="utf-8")
    tables = json.loads((registry / MANIFEST).read_text(encoding="utf-8"))["tables"]
    rows = ", ".join(f"{told['rows']:,} {TABLES[name][lang]}" for name, told in tables.items())
    click.echo(f"{registry}: {rows}")
    return registry


def _next(ledger: Path, registry: Path, targets: Path, sealed: Path) -> Text:
    """What to try next, ready to be typed."""
    command = "dingdian" if "VIRTUAL_ENV" in os.environ else ".venv/bin/dingdian"
    lines = (
        (
            f"{command} identify {registry} --set village.quota=50",
            Text("名额改为50，看谁进谁出", "who leaves at a quota of 50"),
        ),
        (
            f"{command} identify {registry} --set remaining_poor_over=10 --lang en",
            Text("门槛改为10人，英文", "a threshold of ten persons, in English"),
        ),
        (
            f"{command} verify {sealed} --source {registry}",
            Text("复算封存的决定", "recompute the sealed decision"),
        ),
        (
            f"{command} identify {ledger} --all",
            Text("台账名单全部列出", "the whole list of the ledger"),
        ),
        (
            f"{command} template villages {targets.parent / 'villages.xlsx'}",
            Text("写一张空表，填您自己的村", "an empty workbook for villages of your own"),
        ),
        (f"{command} check-campaign", Text("检查规则和算例", "the rules and their worked cases")),
    )
    said = Text(
        "\n".join(f"  {line}\n      {what.zh}" for line, what in lines),
        "\n".join(f"  {line}\n      {what.en}" for line, what in lines),
    )
    return Text(
        "名单已写入 {targets}。接着可以试：\n{said}",
        "The lists are in {targets}. Next, try:\n{said}",
    ).fill(targets=targets, said=said)
