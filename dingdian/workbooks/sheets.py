"""The sheets of a file, whatever its format: their names, and their rows a block at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dingdian.workbooks.apart import parsed_apart
from dingdian.workbooks.contents import (
    BEGINNING,
    CONTAINERS,
    NAMES,
    READABLE,
    TEXTS,
    WORKBOOKS,
    begins_as,
)
from dingdian.workbooks.header import Row
from dingdian.workbooks.refusal import refused
from dingdian.workbooks.separated import blocks_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `where` names it to people; `blocks` are its rows from the first, read once."""

    name: str
    where: str
    blocks: Iterable[list[Row]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file that is being read; its sheets come one after the other, each read before the next."""

    macros: bool
    sheets: Iterable[Sheet]


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """The file as a book of sheets; Unusable where it is not there, or not what it is named."""
    begins = begins_as(_beginning(path))
    ending = path.suffix.lower().removeprefix(".")
    if ending not in READABLE:
        raise refused("unknown_ending", path, detail=path.suffix, known=", ".join(READABLE))
    if begins == "text" and ending in TEXTS:
        yield Book(False, [Sheet(path.stem, path.name, blocks_of(path))])
    elif begins in CONTAINERS:
        with parsed_apart(path, WORKBOOKS.get(ending, ending)) as parsed:
            named = (Sheet(name, f"{path.name} {name}", blocks) for name, blocks in parsed.sheets)
            yield Book(parsed.macros, named)
    else:
        raise refused("not_what_it_says", path, detail=NAMES[begins])


def _beginning(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise refused("not_a_file" if path.exists() else "no_such_file", path)
        with path.open("rb") as file:
            start = file.read(BEGINNING)
    except OSError as error:
        raise refused("cannot_open", path, detail=error.strerror or error) from None
    if not start:
        raise refused("empty_file", path)
    return start
