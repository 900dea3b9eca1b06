"""A page of the reference that says which headings each layout of a campaign knows."""

from collections.abc import Iterator

from dingdian.campaign.reading import find
from dingdian.lexicon.text import Text
from dingdian.steps.source import layouts_of
from dingdian.workbooks.cells import BLANKS, ILL, WELL
from dingdian.workbooks.contents import READABLE
from dingdian.workbooks.header import DEEPEST
from dingdian.workbooks.layout import Column, Layout
from tests.spec.campaign import CAMPAIGN
from tests.spec.markdown import WRITTEN, both, code, codes, table, whole

KINDS = {
    "text": Text("文字；首尾空白和换行不计", "text, without space around it or line breaks in it"),
    "code": Text("12位统计用区划代码", "a statistical division code of 12 digits"),
    "whole": Text(
        "不小于零的整数；可有千分位", "a whole number from zero; thousands' commas may stand"
    ),
    "yuan": Text(
        "金额，单位元，最多两位小数；按分保存", "an amount in yuan, two decimals; kept as fen"
    ),
    "flag": Text("是或否", "yes or no"),
    "choice": Text("所列的选项之一", "one of the choices listed"),
}
INTRODUCTION = (
    Text(
        f"版式说明一种表长什么样。表头在前{DEEPEST}行之内，哪一行都行；列的次序不限；"
        "全角半角、大小写、空白、换行不论。中文表头、英文表头和列的名字都认得。"
        "一个文件里有几张这样的表就读几张。",
        f"A layout says what one kind of sheet looks like. The header stands in any of the first "
        f"{DEEPEST} rows, its columns in any order; width of signs, case, space and line breaks do "
        "not matter. Chinese headings, the English one and the column's name all count. "
        "Every such sheet of a file is read.",
    ),
    Text(
        "名称列或代码列以“合计”等字开头的行跳过，并说明跳过几行。",
        "A row whose name or code begins with a word for a total is skipped; a note counts them.",
    ),
)


def page() -> str:
    """The reference of the layouts that ship with the program."""
    layouts = layouts_of(find(CAMPAIGN))
    return whole(
        "# 版式 · Layouts",
        WRITTEN,
        *(said for text in INTRODUCTION for said in (text.zh, text.en)),
        f"可读的文件 files that are read：{codes('.' + one for one in READABLE)}",
        "## 单元格 · Cells",
        table(
            ("类型 kind", "中文", "English"),
            [(code(k), one.zh, one.en) for k, one in KINDS.items()],
        ),
        f"空白 blank：{codes(sorted(BLANKS - {''}))}，以及空单元格 and an empty cell. "
        "空白是未知，不是零。A blank is unknown, never zero.",
        f"是 yes：{codes(sorted(WELL))}",
        f"否 no：{codes(sorted(ILL))}",
        *(part for one in layouts for part in _layout(one)),
    )


def _layout(layout: Layout) -> Iterator[str]:
    yield f"## {both(layout.label)} · {code(layout.code)}"
    place = f"{code(layout.place_code)}，没有时 else " if layout.place_code else ""
    yield f"地方 place：{place}{' / '.join(map(code, layout.names))}"
    totals = dict.fromkeys("".join(one.split()) for one in layout.totals)
    yield f"合计行 total rows：{'、'.join(totals)}"
    if layout.constant:
        said = "、".join(f"{code(name)} = {code(value)}" for name, value in layout.constant.items())
        yield f"每一行都是 true of every row：{said}"
    rows = [_column(one) for one in layout.columns.values()]
    head = (
        "列 column",
        "表头 headings",
        "English",
        "类型 kind",
        "必需 must",
        "选项 choices",
        "说明 note",
    )
    yield table(head, rows)
    for one in layout.agree:
        must = "，必需 must be there" if one.required else ""
        yield (
            f"“{one.heading}”应与 {code(one.column)} 一致{must}；不一致是问题，以 "
            f"{code(one.column)} 为准。It must say what {code(one.column)} says; where it differs, "
            f"that is a problem, and {code(one.column)} stands."
        )


def _column(column: Column) -> tuple[object, ...]:
    choices = "；".join(f"{code(one)} {'、'.join(said)}" for one, said in column.choices.items())
    return (
        code(column.name),
        "、".join(column.theirs),
        column.en,
        code(column.kind),
        "是 yes" if column.required else None,
        choices,
        None if column.note is None else both(column.note),
    )
