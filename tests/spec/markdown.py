"""Markdown as the generated pages need it: tables, codes, and both languages side by side."""

from collections.abc import Iterable, Sequence

from dingdian.lexicon.text import Text

WRITTEN = (
    "本页由程序写成（`./run docs`），由测试保证不过时。"
    "This page is written by a program (`./run docs`); a test keeps it current."
)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of one line for each row; a cell that is None is left empty."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(said: object) -> str:
    """A name as it is written in files."""
    return f"`{said}`"


def codes(said: Iterable[object]) -> str:
    """Several names as they are written in files."""
    return " ".join(map(code, said))


def both(text: Text) -> str:
    """One thing in both languages, on one line; once only where they are the same."""
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"


def whole(*parts: str) -> str:
    """A page of its parts, an empty line between them."""
    return "\n\n".join(parts) + "\n"


def _cell(said: object) -> str:
    return "" if said is None else str(said).replace("|", "\\|").replace("\n", " ")
