"""Begin to read a ledger while the rest of the program is still being loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dingdian.workbooks.sheets import Book, opened


@contextmanager
def begun(source: Path) -> Iterator[Book | None]:
    """A ledger that is being parsed beside us; None where the source is no file.

    A workbook is parsed in a process of its own, which takes about as long as loading the engine:
    begun first, it costs nothing. Raises Unusable for a file that is not what it is named.
    """
    if not source.is_file():
        yield None
        return
    with opened(source) as book:
        yield book
