"""Write doubts down as people work through them: a workbook with one sheet for each family."""

from collections.abc import Iterator
from pathlib import Path

from dingdian.campaign.definition import Doubt, Family
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text, same
from dingdian.steps.doubts import Doubts
from dingdian.workbooks.write import ColumnOut, SheetOut, write_workbook

HEADINGS = (
    (Text("规则", "Rule"), "code"),
    (Text("疑点", "Doubt"), "text"),
    (Text("区划代码", "Division code"), "code"),
    (Text("户（假名）", "Household (pseudonym)"), "code"),
    (Text("人（假名）", "Member (pseudonym)"), "code"),
    (Text("怎么办", "What to do"), "text"),
)


def save_doubts(doubts: Doubts, path: Path, *, lang: Lang) -> None:
    """Write an .xlsx with keys and no names, whole or not at all."""
    if path.suffix.lower() != ".xlsx":
        raise Unusable(
            "unknown_ending",
            Text(f"不能写成“{path.suffix}”。", f"“{path.suffix}” cannot be written."),
            Text("请用 .xlsx。", "Use .xlsx."),
            where=str(path),
        )
    sheets = [_sheet(doubts, family, of, lang) for family, of in doubts.by_family()]
    write_workbook(path, sheets, about=_about(doubts, lang), lang=lang)


def _sheet(doubts: Doubts, family: Family, of: list[Doubt], lang: Lang) -> SheetOut:
    title = Text("{number} {label}", "{number} {label}").fill(
        number=family.number, label=family.label
    )
    if doubts.synthetic:
        title = Text("{label}（合成数据）", "合成数据 {label}").fill(label=title)
    columns = [ColumnOut(heading[lang], kind) for heading, kind in HEADINGS]
    return SheetOut(title[lang], columns, _rows(doubts, of, lang))


def _rows(doubts: Doubts, of: list[Doubt], lang: Lang) -> Iterator[tuple[object, ...]]:
    for doubt in of:
        says, do = doubts.label(doubt)[lang], doubt.do[lang]
        for row in doubts.rows(doubt):
            yield doubt.id, says, row.place, row.household, row.member, do


def _about(doubts: Doubts, lang: Lang) -> list[tuple[str, str]]:
    said = [
        (Text("攻坚行动", "Campaign"), doubts.campaign.label),
        (Text("限值日期", "Limits of"), same(doubts.on.isoformat())),
        (Text("来源", "Source"), same(doubts.source)),
        (Text("来源摘要", "Digest of the source"), same(doubts.digest)),
        (Text("规则摘要", "Digest of the rules"), same(doubts.campaign.digest)),
        (Text("疑点", "Doubts"), same(f"{doubts.count:,}")),
    ]
    said += [(Text("说明", "Note"), note.says) for note in doubts.notes]
    return [(label[lang], text[lang]) for label, text in said]
