"""An empty sheet of a layout to fill in: its headings, drop-downs, and what they mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text
from dingdian.workbooks.cells import LARGEST
from dingdian.workbooks.layout import Column, Layout
from dingdian.workbooks.replacing import replacing
from dingdian.workbooks.write import (
    ABOUT,
    FLAGS,
    ColumnOut,
    Formats,
    SheetOut,
    open_workbook,
    set_up_print,
    sheet_titles,
    width_of,
    write_about,
    write_csv,
)

LAST_ROW = 1_048_575
LONGEST_LIST = 255
LONGEST_MESSAGE = 255
LONGEST_MESSAGE_TITLE = 32

SAYS: dict[str, Text] = {
    "text": Text("文字", "Text"),
    "code": Text("12位统计用区划代码，按文本填写", "A division code of 12 digits, as text"),
    "whole": Text("整数；没有填0，不清楚留空", "A whole number; 0 for none, blank for unknown"),
    "yuan": Text("金额（元）；不清楚留空", "An amount in yuan; blank for unknown"),
    "flag": Text("是或否；不清楚留空", "Yes or no; blank for unknown"),
    "choice": Text("从下拉列表中选择", "One of the list"),
}
REQUIRED = Text("必需的列", "The column must be there")
HOW_TO = (
    (
        Text("填写方法", "How to fill it in"),
        Text(
            "第一张表每行填一个地方。不要改动表头；列的次序可以变，不用的非必需列可以删去。"
            "留空表示不清楚，不等于零。合计行会被跳过。",
            "Fill in one row for each place on the first sheet. Keep the headings; their order may "
            "change, and columns that are not required may be deleted. A blank means unknown, "
            "never zero. Total rows are skipped.",
        ),
    ),
)


def write_template(layout: Layout, path: Path, *, lang: Lang) -> None:
    """Write an empty sheet of the layout, as .xlsx or as .csv; Unusable for another ending."""
    columns = [ColumnOut(column.heading(lang)) for column in layout.columns.values()]
    match path.suffix.lower():
        case ".csv":
            write_csv(path, SheetOut(layout.label[lang], columns, []), lang=lang)
        case ".xlsx":
            _write_workbook(layout, path, lang)
        case ending:
            raise Unusable(
                "unknown_ending",
                Text(f"不能写成“{ending}”。", f"“{ending}” cannot be written."),
                Text("请用 .xlsx 或 .csv。", "Use .xlsx or .csv."),
                where=path.name,
            )


def _write_workbook(layout: Layout, path: Path, lang: Lang) -> None:
    title, about = sheet_titles([layout.label[lang], ABOUT[lang]])
    with replacing(path) as temporary, open_workbook(temporary) as book:
        formats = Formats(book)
        page = book.add_worksheet(title)
        set_up_print(page, lang)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for place, column in enumerate(layout.columns.values()):
            _write_column(page, formats, place, column, lang)
        write_about(book, formats, about, list(_explained(layout, lang)), lang)


def _write_column(page: Any, formats: Formats, place: int, column: Column, lang: Lang) -> None:
    heading = column.heading(lang)
    look = formats.required if column.required else formats.heading
    page.write_string(0, place, heading, look)
    page.write_comment(0, place, _meaning(column, lang), {"x_scale": 2})
    as_text = formats.numbers["code"] if column.kind in ("code", "Text") else None
    page.set_column(place, place, max(10, min(width_of(heading) + 2, 28)), as_text)
    page.data_validation(1, place, LAST_ROW, place, _validation(column, lang))


def _validation(column: Column, lang: Lang) -> dict[str, object]:
    """What a cell of the column takes; a message says so when the cell is chosen."""
    message = {
        "input_title": column.heading(lang)[:LONGEST_MESSAGE_TITLE],
        "input_message": _meaning(column, lang)[:LONGEST_MESSAGE],
        "error_title": column.heading(lang)[:LONGEST_MESSAGE_TITLE],
        "error_message": SAYS[column.kind][lang][:LONGEST_MESSAGE],
        "ignore_blank": True,
    }
    offered = _offered(column, lang)
    if offered and len(",".join(offered)) <= LONGEST_LIST:
        return message | {"validate": "list", "source": offered}
    if column.kind == "whole":
        between = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST}
        return message | between
    if column.kind == "yuan":
        between = {"criteria": "between", "minimum": -LARGEST, "maximum": LARGEST}
        return message | between | {"validate": "decimal"}
    return message | {"validate": "any"}


def _offered(column: Column, lang: Lang) -> list[str]:
    """The words of a drop-down: for a choice its first name, in English the first in English."""
    if column.kind == "flag":
        return [FLAGS[lang][True], FLAGS[lang][False]]
    return [
        next((name for name in names if lang == "en" and name.isascii()), (*names, code)[0])
        for code, names in column.choices.items()
    ]


def _meaning(column: Column, lang: Lang) -> str:
    """What stands in the column, and whether the column must be there."""
    said = [(column.note or SAYS[column.kind])[lang]]
    said += [REQUIRED[lang]] if column.required else []
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    return gap.join(f"{one}{stop}" for one in said)


def _explained(layout: Layout, lang: Lang) -> Iterator[tuple[str, str]]:
    yield layout.label[lang], layout.code
    for label, text in HOW_TO:
        yield label[lang], text[lang]
    for column in layout.columns.values():
        yield column.heading(lang), _meaning(column, lang)
