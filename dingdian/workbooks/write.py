"""Sheets that go out: workbooks as people like to open them, and plain csv, whole or not at all."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from math import isfinite
from pathlib import Path
from typing import Any, TypeGuard

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from dingdian.lexicon.money import yuan
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text
from dingdian.workbooks.replacing import replacing

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
LONGEST_EXACT = 10**15
WIDEST = 48
NARROWEST = 6
LOOKED_AT = 2_000

ABOUT = Text("说明", "About")
FLAGS: dict[Lang, dict[bool, str]] = {
    "zh": {True: "是", False: "否"},
    "en": {True: "yes", False: "no"},
}
FOOTER = Text("&L&A&R第 &P 页，共 &N 页", "&L&A&RPage &P of &N")
NUMBERS = {"whole": "#,##0", "share": "0.00%", "yuan": "#,##0.00", "code": "@"}
COUNTED = frozenset(("whole", "share", "yuan"))
FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# A workbook tells no moment of its making: the same sheets give the same file.
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ColumnOut:
    """One column to write; its kind is text, code, whole, share, yuan or flag.

    A share is given as a part of 1 and an amount in yuan as whole fen; a width counts digits.
    """

    heading: str
    kind: str = "text"
    width: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet to write; its rows are gone through once."""

    title: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[object]]


def write_workbook(
    path: Path,
    sheets: Sequence[SheetOut],
    *,
    about: Sequence[tuple[str, str]] = (),
    lang: Lang = "zh",
) -> None:
    """Write an .xlsx whose last sheet explains it, in memory that does not grow with its rows.

    Raises Unusable where a sheet has more rows than a workbook can hold, or the folder takes no
    file; what stood at the path before then stays.
    """
    with replacing(path) as temporary, open_workbook(temporary) as book:
        formats = Formats(book)
        titles = sheet_titles([sheet.title for sheet in sheets] + [ABOUT[lang]] * bool(about))
        for sheet, title in zip(sheets, titles, strict=False):
            _write_sheet(book, formats, sheet, title, lang, path)
        if about:
            write_about(book, formats, titles[-1], about, lang)


def write_csv(path: Path, sheet: SheetOut, *, lang: Lang = "zh") -> None:
    """Write one sheet as UTF-8 with its mark; a text that a spreadsheet would run is disarmed."""
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="", errors="replace") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([_disarmed(column.heading) for column in sheet.columns])
        kinds = [column.kind for column in sheet.columns]
        for row in sheet.rows:
            writer.writerow(
                [_plain(cell, kind, lang) for cell, kind in zip(row, kinds, strict=True)]
            )


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook in which nothing becomes a formula or a link, kept on disk while it grows."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
        "default_format_properties": {"valign": "top"},
    }
    book = Workbook(str(path), options)
    book.set_properties({"created": NO_MOMENT})
    try:
        yield book
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    finally:
        for sheet in book.worksheets():
            sheet._opt_close()  # its rows' file stays open where the workbook was never closed


class Formats:
    """The looks of cells in one workbook: a heading, a label, wrapped text, numbers by kind."""

    def __init__(self, book: Workbook) -> None:
        heading = {"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True}
        self.heading = book.add_format(heading | {"valign": "vcenter"})
        self.required = book.add_format(
            heading | {"valign": "vcenter", "bg_color": "#FCE4D6", "font_color": "#9C0006"}
        )
        self.label = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True})
        self.numbers = {
            kind: book.add_format({"num_format": look}) for kind, look in NUMBERS.items()
        }


def write_about(
    book: Workbook,
    formats: Formats,
    title: str,
    about: Sequence[tuple[str, str]],
    lang: Lang,
) -> None:
    """The sheet that explains a workbook: labels on the left, what they say on the right."""
    page = book.add_worksheet(title)
    set_up_print(page, lang)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    for row, (label, text) in enumerate(about):
        page.write_string(row, 0, label[:LONGEST_TEXT], formats.label)
        page.write_string(row, 1, text[:LONGEST_TEXT], formats.wrapped)


def set_up_print(page: Any, lang: Lang) -> None:
    """A4 across, as wide as one page, with the sheet's name and the page's number beneath."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer(FOOTER[lang])


def sheet_titles(wanted: Sequence[str]) -> list[str]:
    """Titles that a workbook takes: no forbidden sign, 31 signs at most, each once."""
    titles: list[str] = []
    taken = {"history"}
    for want in wanted:
        title = FORBIDDEN_IN_TITLE.sub(" ", want).strip().strip("'")[:31] or "Sheet"
        for number in count(2):
            if title.casefold() not in taken:
                break
            title = f"{title[:27].rstrip()} {number}"
        taken.add(title.casefold())
        titles.append(title)
    return titles


def width_of(text: str) -> int:
    """How many digits wide a text stands; Chinese signs count double."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(sign) in "WFA") for sign in text)


def _write_sheet(
    book: Workbook, formats: Formats, sheet: SheetOut, title: str, lang: Lang, path: Path
) -> None:
    page = book.add_worksheet(title)
    set_up_print(page, lang)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    widths = write_headings(page, formats, sheet.columns)
    writers = [
        _writer(page, formats, place, column, lang) for place, column in enumerate(sheet.columns)
    ]
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        if last > MOST_ROWS:
            raise _too_long(sheet, path)
        for write, cell in zip(writers, row, strict=True):
            if cell is not None:
                write(last, cell)
        if last <= LOOKED_AT:
            asked = (
                _width_asked(cell, column) for cell, column in zip(row, sheet.columns, strict=True)
            )
            widths = list(map(max, widths, asked))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width or min(widths[place] + 2, WIDEST))
    if sheet.columns:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def write_headings(page: Any, formats: Formats, columns: Sequence[ColumnOut]) -> list[int]:
    """The head of a sheet, with its notes; the width that each heading asks for."""
    for place, column in enumerate(columns):
        page.write_string(0, place, column.heading, formats.heading)
        if column.note:
            page.write_comment(0, place, column.note, {"x_scale": 2})
    return [max(NARROWEST, min(width_of(column.heading), 24)) for column in columns]


def _writer(
    page: Any, formats: Formats, place: int, column: ColumnOut, lang: Lang
) -> Callable[[int, object], None]:
    """What writes the cells of one column, as its kind; long texts are wrapped."""
    room = column.width or WIDEST
    plain = formats.numbers["code"] if column.kind == "code" else None
    number = formats.numbers.get(column.kind) if column.kind in COUNTED else None
    divisor = 100 if column.kind == "yuan" else None

    def write(row: int, cell: object) -> None:
        if number and _is_number(cell):
            page.write_number(row, place, cell / divisor if divisor else cell, number)
            return
        text = _words(cell, lang)[:LONGEST_TEXT]
        long = 2 * len(text) > room and width_of(text) > room
        page.write_string(row, place, text, formats.wrapped if long else plain)

    return write


def _width_asked(cell: object, column: ColumnOut) -> int:
    """How wide a column one of its cells asks for."""
    if cell is None:
        return 0
    if column.kind in COUNTED and _is_number(cell):
        return 8 if column.kind == "share" else len(f"{cell:,}") + 1
    return width_of(str(cell))


def _is_number(cell: object) -> TypeGuard[int | float]:
    """Whether a sheet can hold the cell as a number and lose nothing."""
    if isinstance(cell, int):
        return -LONGEST_EXACT < cell < LONGEST_EXACT and not isinstance(cell, bool)
    return isinstance(cell, float) and isfinite(cell)


def _words(cell: object, lang: Lang) -> str:
    return FLAGS[lang][cell] if isinstance(cell, bool) else str(cell)


def _plain(cell: object, kind: str, lang: Lang) -> object:
    """A cell as csv takes it: amounts in yuan without a comma, texts disarmed."""
    if cell is None:
        return ""
    if kind == "yuan" and isinstance(cell, int) and not isinstance(cell, bool):
        return yuan(cell).replace(",", "")
    return cell if _is_number(cell) else _disarmed(_words(cell, lang))


def _disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _too_long(sheet: SheetOut, path: Path) -> Unusable:
    return Unusable(
        "too_many_rows",
        Text(
            f"“{sheet.title}”超过一个工作表能放的{MOST_ROWS:,}行。",
            f"“{sheet.title}” has more than the {MOST_ROWS:,} rows that a sheet holds.",
        ),
        Text("请改存为 .csv。", "Write a .csv instead."),
        where=path.name,
    )
