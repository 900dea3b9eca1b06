"""A sender's file becomes a reading: columns, where each row stood, and what was wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dingdian.lexicon.problem import Note, Problem, Unusable
from dingdian.lexicon.text import Text, join, same
from dingdian.workbooks.columns import SheetColumns
from dingdian.workbooks.header import DEEPEST, Row, find_header, no_layout_fits
from dingdian.workbooks.layout import Cell, Layout
from dingdian.workbooks.sheets import Book, Sheet, opened

OTHERS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says in the words of its layout.

    `columns` are all of one length and always hold `place`, the columns of names and the constants;
    a row whose place is unknown, or stands twice, is in none of them. `origins` are the sheet and
    row of each, as the sender counts them. `rows` counts the places read, also those left out.
    """

    layout: Layout
    columns: dict[str, list[Cell]]
    origins: list[tuple[str, int]]
    problems: list[Problem]
    notes: list[Note]
    rows: int


def read_ledger(
    path: Path,
    layouts: Sequence[Layout],
    *,
    needed: frozenset[str] = frozenset(),
    book: Book | None = None,
) -> Reading:
    """Read every sheet of a file that has the header of a layout; `book` is it, if opened before.

    A blank is a problem only in the columns `needed`. Raises Unusable where the file cannot be read
    or no sheet in it fits a layout.
    """
    with opened(path) if book is None else nullcontext(book) as book:
        read, unread = _read_sheets(book.sheets, layouts, needed, path)
        notes = [MACROS] if book.macros else []
    if not any(sheet.rows for sheet in read):
        raise _no_rows(path)
    layout = read[0].header.layout
    columns = _together(layout, read)
    origins = [(sheet.sheet, row) for sheet in read for row in sheet.origins]
    problems = list(chain.from_iterable(sheet.problems for sheet in read))
    twice = list(_places_twice(columns["place"], origins))
    if twice:
        columns, origins = _leave_out({i for i, _ in twice}, columns, origins)
        problems += [problem for _, problem in twice]
    order = {sheet.sheet: number for number, sheet in enumerate(read)}
    problems.sort(key=lambda problem: (order[problem.sheet or ""], problem.row or 0))
    notes += _notes(read, unread)
    rows = sum(sheet.rows for sheet in read)
    return Reading(layout, columns, origins, problems, notes, rows)


def _read_sheets(
    sheets: Iterable[Sheet], layouts: Sequence[Layout], needed: frozenset[str], path: Path
) -> tuple[list[SheetColumns], list[str]]:
    """The sheets that fit, and the names of the others. What the first one is, all of them are."""
    read: list[SheetColumns] = []
    unread: list[str] = []
    refusal: Unusable | None = None
    for sheet in sheets:
        where = sheet.name if sheet.name == path.name else f"{path.name} {sheet.name}"
        blocks = iter(sheet.blocks)
        head = _head(blocks)
        header = find_header(head, layouts, where=where)
        if header is None:
            unread.append(sheet.name)
            if any(cell != "" for row in head for cell in row):
                refusal = refusal or no_layout_fits(head, layouts, where=where)
            continue
        layouts = [header.layout]
        columns = SheetColumns(sheet.name, header, needed=needed)
        columns.add(header.row + 1, head[header.row :])
        number = len(head) + 1
        for block in blocks:
            columns.add(number, block)
            number += len(block)
        read.append(columns)
    if not read:
        raise refusal or _empty(path)
    return read, unread


def _head(blocks: Iterator[list[Row]]) -> list[Row]:
    """Enough of a sheet's first rows to find its header in."""
    head: list[Row] = []
    for block in blocks:
        head += block
        if len(head) >= DEEPEST:
            break
    return head


def _together(layout: Layout, read: Sequence[SheetColumns]) -> dict[str, list[Cell]]:
    """The columns of all sheets, one under the other; unknown where a sheet does not have one."""
    standing = {name for sheet in read for name in sheet.values}
    names = [name for name in layout.columns if name in standing]
    names += [name for name in ("place", *layout.names, *layout.constant) if name not in names]
    return {
        name: list(
            chain.from_iterable(
                sheet.values.get(name, [layout.constant.get(name)] * len(sheet.origins))
                for sheet in read
            )
        )
        for name in names
    }


def _places_twice(
    places: Sequence[Cell], origins: Sequence[tuple[str, int]]
) -> Iterator[tuple[int, Problem]]:
    """Every row whose place stands in another row too: which of them is right cannot be known."""
    if len(set(places)) == len(places):
        return
    counts = Counter(places)
    standing: dict[Cell, list[int]] = {}
    for i, place in enumerate(places):
        if counts[place] > 1:
            standing.setdefault(place, []).append(i)
    for place, rows in standing.items():
        for i in rows:
            others = join(_row(*origins[other]) for other in rows[: OTHERS_NAMED + 1] if other != i)
            yield i, _twice(str(place), *origins[i], others)


def _twice(place: str, sheet: str, row: int, others: Text) -> Problem:
    return Problem(
        "place_twice",
        Text(
            "“{place}”不止一行（另见{others}），都未计入。",
            "“{place}” stands more than once (also {others}); none of these rows counts.",
        ).fill(place=place, others=others),
        Text("请只保留正确的一行。", "Keep only the row that is right."),
        sheet=sheet,
        row=row,
        value=place,
    )


def _row(sheet: str, row: int) -> Text:
    return Text(f"{sheet} 第{row}行", f"{sheet} row {row}")


def _leave_out(
    left_out: set[int], columns: dict[str, list[Cell]], origins: list[tuple[str, int]]
) -> tuple[dict[str, list[Cell]], list[tuple[str, int]]]:
    kept = [i for i in range(len(origins)) if i not in left_out]
    return (
        {name: [values[i] for i in kept] for name, values in columns.items()},
        [origins[i] for i in kept],
    )


def _notes(read: Sequence[SheetColumns], unread: Sequence[str]) -> Iterator[Note]:
    layout = read[0].header.layout
    totals = sum(sheet.totals for sheet in read)
    if totals:
        yield Note(
            "totals_skipped",
            Text(f"跳过合计行{totals}行。", f"Total rows skipped: {totals}."),
        )
    absent = dict.fromkeys(column.headings[0] for sheet in read for column in sheet.header.absent)
    if layout.place_code and not all(sheet.by_code for sheet in read):
        absent.pop(layout.columns[layout.place_code].headings[0], None)
        yield PLACES_BY_NAMES
    if absent:
        named = join(same(f"“{heading}”") for heading in absent)
        yield Note(
            "columns_absent",
            Text("表中没有{named}，按未知对待。", "Not in the sheet, so unknown: {named}.").fill(
                named=named
            ),
        )
    if unread:
        named = join(same(f"“{name}”") for name in unread)
        yield Note(
            "sheets_not_read",
            Text("未读取其他工作表：{named}。", "Other sheets were not read: {named}.").fill(
                named=named
            ),
        )


MACROS = Note(
    "macros_ignored",
    Text("文件中的宏未运行，已忽略。", "The file holds macros; they were not run."),
)
PLACES_BY_NAMES = Note(
    "places_by_names",
    Text(
        "表中没有区划代码，按各级名称识别地点。",
        "Without division codes, places go by their names.",
    ),
)


def _no_rows(path: Path) -> Unusable:
    return Unusable(
        "no_rows",
        Text("表头下面没有数据行。", "There are no rows under the header."),
        Text("请填入数据后再试。", "Fill in the rows, and try again."),
        where=path.name,
    )


def _empty(path: Path) -> Unusable:
    return Unusable(
        "empty_file",
        Text("文件里没有内容。", "The file has nothing in it."),
        Text("请确认选对了文件。", "Check that it is the right file."),
        where=path.name,
    )
