"""Text with separated values: its encoding and delimiter found out, its rows read within bounds."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from dingdian.workbooks.header import Row
from dingdian.workbooks.refusal import refused

LARGEST_FILE = 1 << 30
LONGEST_ROW = 1 << 20
WIDEST = 16_384
PIECE = 1 << 20
LOOKED_AT = 40
CELLS_AT_ONCE = 1 << 17
DELIMITERS = ",\t;"

MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
GUESSES = ("utf-8", "gb18030")


def blocks_of(path: Path) -> Iterator[list[Row]]:
    """The rows of a file, some at a time; Unusable where it is no text with separated values."""
    if path.stat().st_size > LARGEST_FILE:
        raise refused("too_large", path, detail=LARGEST_FILE >> 20)
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as text:
        delimiter = _delimiter(list(islice(_each_line(text, path), LOOKED_AT)))
        text.seek(0)
        yield from _blocks(_Lines(text, path), delimiter, path)


def _encoding(path: Path) -> str:
    """The first encoding in which the whole file can be read; a mark at its start decides."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = [encoding for mark, encoding in MARKS if start.startswith(mark)]
    for encoding in marked or GUESSES:
        if _decodes(path, encoding):
            return encoding
    raise refused("encoding", path)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                if "\0" in decoder.decode(piece):
                    raise refused("not_text", path)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a file; no line, nor row broken into many, may be longer than the bound."""

    def __init__(self, text: TextIO, path: Path) -> None:
        self.text = text
        self.path = path
        self.line = 0
        self.began = 1
        self.length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_ROW)
        if not line and self.length:
            raise refused("open_quote", self.path, detail=self.began)
        if not line:
            raise StopIteration
        self.line += 1
        self.length += len(line)
        if self.length >= LONGEST_ROW:
            broken = self.line > self.began
            raise refused("open_quote" if broken else "line_too_long", self.path, detail=self.began)
        return line

    def next_row(self) -> None:
        """The lines read so far made whole rows; the bound begins anew."""
        self.began = self.line + 1
        self.length = 0


def _each_line(text: TextIO, path: Path) -> Iterator[str]:
    lines = _Lines(text, path)
    for line in lines:
        lines.next_row()
        yield line


def _delimiter(lines: list[str]) -> str:
    """The sign that divides the first lines into the most columns."""

    def width(delimiter: str) -> int:
        try:
            return max((len(row) for row in csv.reader(lines, delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=width)


def _blocks(lines: _Lines, delimiter: str, path: Path) -> Iterator[list[Row]]:
    block: list[Row] = []
    cells = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            lines.next_row()
            if len(row) > WIDEST:
                raise refused("too_wide", path, detail=WIDEST)
            block.append(row)
            cells += len(row) + 1
            if cells >= CELLS_AT_ONCE:
                yield block
                block, cells = [], 0
    except csv.Error:
        raise refused("open_quote", path, detail=lines.began) from None
    if block:
        yield block
