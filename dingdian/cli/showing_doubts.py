"""Doubts on a screen: by family and rule how many, where the first are, and how many are open."""

from collections.abc import Sequence
from typing import Any

from dingdian.campaign.definition import Doubt
from dingdian.cli.screen import console, table
from dingdian.cli.speaking import readable
from dingdian.lexicon.text import Lang, Text
from dingdian.steps.doubts import Doubts

FIRST = 3
HEADINGS = {
    "zh": ["规则", "疑点", "查出", "无法判断", "首几处"],
    "en": ["Rule", "Doubt", "Found", "Open", "First places"],
}


def show_doubts(doubts: Doubts, lang: Lang) -> None:
    """What was found, family after family; rules of which nothing is to be said are counted."""
    screen = console()
    screen.print(readable(_head(doubts)[lang]), soft_wrap=True)
    clean = 0
    for family, of in doubts.by_family():
        rows = [_row(doubts, one, lang) for one in of if _to_be_said(doubts, one)]
        clean += len(of) - len(rows)
        if rows:
            screen.print()
            title = f"{family.number} {family.label[lang]}"
            screen.print(table(title, HEADINGS[lang], rows))
    says = Text("其余{count}条规则没有疑点。", "The other rules, {count}, found nothing.")
    if clean:
        screen.print(says.fill(count=clean)[lang], style="dim")
    for note in doubts.notes:
        screen.print(readable(note.says[lang]), style="dim", soft_wrap=True)


def _head(doubts: Doubts) -> Text:
    rows = doubts.audit.rows
    return Text(
        "{campaign} · {on} · 来源 {source}（{villages}个村、{households}户、{members}人）："
        "{rules}条规则查出{count}处疑点",
        "{campaign} · {on} · source {source} (villages: {villages}, households: {households}, "
        "members: {members}): {rules} rules, {count} doubts",
    ).fill(
        campaign=doubts.campaign.label,
        on=doubts.on,
        source=doubts.source,
        villages=f"{rows.get('villages', 0):,}",
        households=f"{rows.get('households', 0):,}",
        members=f"{rows.get('members', 0):,}",
        rules=len(doubts.chosen),
        count=f"{doubts.count:,}",
    )


def _to_be_said(doubts: Doubts, doubt: Doubt) -> bool:
    return bool(doubts.rows(doubt) or doubts.audit.open.get(doubt.id))


def _row(doubts: Doubts, doubt: Doubt, lang: Lang) -> list[object]:
    rows = doubts.rows(doubt)
    return [
        doubt.id,
        doubts.label(doubt)[lang],
        f"{len(rows):,}",
        f"{doubts.audit.open.get(doubt.id, 0):,}",
        _first([row.place for row in rows]),
    ]


def _first(places: Sequence[Any]) -> str:
    """The first few different places, and a mark where there are more."""
    different = list(dict.fromkeys(str(one) for one in places if one is not None))
    return " ".join(different[:FIRST]) + (" …" if len(different) > FIRST else "")
