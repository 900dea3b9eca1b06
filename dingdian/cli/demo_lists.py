"""The demonstration in a terminal alone: the lists of its ledger and registry, and what is next."""

import os
from pathlib import Path

from dingdian.cli.demo_home import Demonstration
from dingdian.cli.screen import console
from dingdian.cli.showing import show
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.identify import identify
from dingdian.steps.save import save

SHOWN = 8


def show_lists(demonstration: Demonstration, lang: Lang) -> None:
    """The lists of the ledger and of the registry on the screen, written down, and what is next."""
    screen = console()
    registry, ledger = demonstration.registry, demonstration.ledger
    targets = demonstration.folder / f"targets-{demonstration.size}.xlsx"
    sealed = targets.with_suffix(".json")
    for source, outs in (
        (ledger, [demonstration.folder / "targets-ledger.xlsx"]),
        (registry, [targets, sealed]),
    ):
        screen.rule(str(source), align="left")
        decision = identify(source)
        show(decision, lang, limit=SHOWN)
        for out in outs:
            save(decision, out, lang=lang)
    screen.rule(align="left")
    screen.print(_next(ledger, registry, targets, sealed)[lang], soft_wrap=True)


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
