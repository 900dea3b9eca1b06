"""Whoever silences a check says which one, and why."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import files, text_of

# What silences · how it must go on: the code in question, then words.
SILENCERS = (
    (re.compile(r"#\s*noqa\b", re.IGNORECASE), re.compile(r"noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*(.*)")),
    (re.compile(r"#\s*type:\s*ignore\b"), re.compile(r"ignore\[[\w-]+(, ?[\w-]+)*\](.*)")),
    (re.compile(r"#\s*pragma:\s*no (cover|branch)\b"), re.compile(r"no ()(?:cover|branch)(.*)")),
    (re.compile(r"#\s*fmt:\s*(off|skip)\b"), re.compile(r"fmt: (off|skip)(.*)")),
)
REASON = re.compile(r"^\s*(?:[-–—:#]\s*)\S+ \S+")


def comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def reasonless(comment: str) -> bool:
    """Whether a comment silences a check without naming it and saying why."""
    for silences, goes_on in SILENCERS:
        if silences.search(comment):
            told = goes_on.search(comment)
            return not (told and REASON.match(told.group(told.lastindex or 0)))
    return False


def silenced(path: Path) -> Iterator[str]:
    return (f"{path}:{row}: {said}" for row, said in comments(text_of(path)) if reasonless(said))


def test_every_silenced_check_has_its_name_and_its_reason() -> None:
    assert [says for path in files(".py") for says in silenced(path)] == []


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# an ordinary remark", False),
        ("# noqa: S607 - the git on the path", False),
        ("# noqa: S607, S603 - the git on the path", False),
        ("# noqa: S607", True),
        ("# noqa", True),
        ("# type: ignore[attr-defined]  # the package has no types", False),
        ("# type: ignore[attr-defined]", True),
        ("# type: ignore  # just so", True),
        ("# pragma: no cover - the machine lacks the signal", False),
        ("# pragma: no cover", True),
        ("# fmt: off - a table reads better", False),
        ("# fmt: skip", True),
    ],
)
def test_a_reason_is_told_from_silence(comment: str, found: bool) -> None:
    assert reasonless(comment) is found
