"""The parser's own process: opens a workbook under limits, sends its rows as plain values."""

import marshal
import mmap
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    load_workbook,
)

from dingdian.workbooks.archive import Archive, Refused, examine, furthest_cell

try:
    import resource
except ImportError:  # a platform without limits on memory; the limit on time holds there too
    resource = None  # type: ignore[assignment]  # then there is nothing to limit with

MEMORY = 500 << 20
MOST_CELLS = 40_000_000
WIDEST = 16_384
CELLS_AT_ONCE = 1 << 17
LENGTH = struct.Struct("<I")
RECORD = struct.Struct("<HH")
OLD_WORKBOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
FILE_PASS = 0x2F
RECORDS_LOOKED_AT = 8
PLAIN = (str, int, float, bool)
INSIDE_OLE = {
    "EncryptedPackage": "password",
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    "Workbook": "xls",
}

Frame = tuple[Any, ...]
Rows = list[list[Any]]


def main(words: Sequence[str]) -> None:
    """Parse a file as a kind of workbook; the kind `look` asks how far its sheets reach."""
    path, kind = words
    limit()
    if kind == "look":
        sys.stdout.write(furthest_cell(path))
        return
    out = sys.stdout.buffer
    try:
        for frame in parse(path, kind):
            send(out, frame)
        send(out, ("end",))
    except Refused as why:
        send(out, ("refused", why.code, why.detail))
    except MemoryError:
        send(out, ("refused", "out_of_memory", ""))


def limit() -> None:
    """Bound this process's memory, and let it leave no core file behind."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def send(out: BinaryIO, frame: Frame) -> None:
    """One frame, after its length."""
    said = marshal.dumps(frame, 2)
    out.write(LENGTH.pack(len(said)))
    out.write(said)
    out.flush()


def parse(path: str, kind: str) -> Iterator[Frame]:
    """The frames of a workbook: whether it has macros, then each sheet's name and its rows."""
    archive = _archive(path)
    if archive and archive.kind != kind:
        raise Refused("not_what_it_says", archive.kind)
    book = _open(path, kind, is_ole=archive is None)
    yield "book", bool(archive and archive.macros)
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        yield "sheet", about.name
        try:
            sheet = book.get_sheet_by_name(about.name)
        except CalamineError as error:
            raise _damaged(error) from None
        yield from rows_of(sheet)


def rows_of(sheet: CalamineSheet) -> Iterator[Frame]:
    """A sheet's rows from the first, in blocks of some size however wide the sheet is."""
    width, height = sheet.total_width, sheet.total_height
    if width > WIDEST:
        raise Refused("too_wide", str(WIDEST))
    if height * width > MOST_CELLS:
        raise Refused("too_many_cells")
    rows = sheet.iter_rows()
    while block := list(islice(rows, CELLS_AT_ONCE // (width + 1) + 1)):
        yield "rows", plain_rows(block)


def plain_rows(rows: Rows) -> Rows:
    """The rows, with days and times as text where they hold any."""
    if {type(cell) for row in rows for cell in row}.issubset(PLAIN):
        return rows
    return [[cell if isinstance(cell, PLAIN) else str(cell) for cell in row] for row in rows]


def _archive(path: str) -> Archive | None:
    """The archive that the file is, or None where it is an old Office file."""
    with open(path, "rb") as file:
        is_archive = file.read(2) == b"PK"
    return examine(path) if is_archive else None


def _open(path: str, kind: str, *, is_ole: bool) -> CalamineWorkbook:
    try:
        book = load_workbook(path)
    except PasswordError:
        raise Refused("password") from None
    except CalamineError as error:
        raise (_why_ole(path, kind) if is_ole else _damaged(error)) from None
    if is_ole and _asks_password(path):
        raise Refused("password")
    if is_ole and kind != "xls":
        raise Refused("not_what_it_says", "xls")
    return book


def _damaged(error: CalamineError) -> Refused:
    """The parser has a bound of its own on cells that stand for many; all else is damage."""
    return Refused("too_many_cells" if "limit exceeded" in str(error) else "damaged")


def _asks_password(path: str) -> bool:
    """Whether an old workbook is encrypted the oldest way, which the parser takes for text."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as said:
        at = said.find(OLD_WORKBOOK_BEGINS)
        for _ in range(RECORDS_LOOKED_AT if at >= 0 else 0):
            record, length = RECORD.unpack(said[at : at + RECORD.size].ljust(RECORD.size, b"\0"))
            if record == FILE_PASS:
                return True
            at += RECORD.size + length
    return False


def _why_ole(path: str, kind: str) -> Refused:
    """What an old Office file is that cannot be opened, told by the names inside it."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as said:
        for name, means in INSIDE_OLE.items():
            if means != kind and said.find(name.encode("utf-16-le")) >= 0:
                return Refused(means) if means == "password" else Refused("not_what_it_says", means)
    return Refused("damaged")
