"""Nothing grows too long, hides in a drawer, or goes without its one sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import classes, files, functions, n_lines, syntax, text_of

LONGEST = {"file": 400, "function": 50, "class": 150}
DRAWERS = {
    *("utils", "util", "helpers", "helper", "common", "misc", "base", "core", "data", "tools"),
    *("manager", "managers", "service", "services", "handler", "handlers"),
}
NO_DEED = re.compile(r"^_*(do|handle|process|manage)(_|$)")
SOURCE = files(".py", under="dingdian")
PYTHON = files(".py")


def too_long(path: Path) -> Iterator[str]:
    """Each part of a file that is longer than its budget."""
    if (n := len(text_of(path).splitlines())) > LONGEST["file"]:
        yield f"{path}: a file of {n} lines"
    for kind, found in (("function", functions(path)), ("class", classes(path))):
        for node in found:
            if n_lines(node) > LONGEST[kind]:
                yield f"{path}:{node.lineno}: {node.name}, a {kind} of {n_lines(node)} lines"


def narrative(docstring: str | None) -> bool:
    """Whether a docstring opens with one sentence, up to its first line or paragraph."""
    if not docstring:
        return False
    paragraph = " ".join(docstring.split("\n\n")[0].split())
    line = docstring.splitlines()[0]
    return any(
        len(said.split()) > 2 and said.endswith(".") and not re.search(r"[a-z)]\. [A-Z]", said)
        for said in (line, paragraph)
    )


def test_files_functions_and_classes_keep_their_budgets() -> None:
    assert [says for path in PYTHON for says in too_long(path)] == []


def test_no_module_is_a_drawer() -> None:
    named = {path: {path.stem, *path.parts[:-1]} & DRAWERS for path in PYTHON}
    assert {path: names for path, names in named.items() if names} == {}


def test_no_deed_only_does_handles_processes_or_manages() -> None:
    found = [
        f"{path}:{node.lineno}: {node.name}"
        for path in SOURCE
        for node in functions(path)
        if NO_DEED.match(node.name)
    ]
    assert found == []


def test_every_module_opens_with_its_one_sentence() -> None:
    assert [str(path) for path in PYTHON if not narrative(ast.get_docstring(syntax(path)))] == []


@pytest.mark.parametrize(
    ("docstring", "holds"),
    [
        ("Money as whole fen, so that none is lost.", True),
        ("Money as whole fen, so that\nnone is lost.", True),
        ("Money as whole fen.\nAll of it is kept. None is lost.", True),
        ("Money. As whole fen. Always.", False),
        ("money", False),
        (None, False),
    ],
)
def test_a_sentence_is_told_from_a_label(docstring: str | None, holds: bool) -> None:
    assert narrative(docstring) is holds
