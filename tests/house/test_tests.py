"""Every test says a sentence and asserts it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import files, functions

TESTS = [path for path in files(".py", under="tests") if path.name.startswith("test_")]
CLAIMS = {"raises", "warns", "fail", "expect"}
"""What claims something besides an assert; `expect` is the browser's own."""


def called(node: ast.AST) -> Iterator[str]:
    """The last name of everything that is called within a node: `raises` of pytest.raises(…)."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            if isinstance(inner.func, ast.Attribute):
                yield inner.func.attr
            elif isinstance(inner.func, ast.Name):
                yield inner.func.id


def claims(node: ast.AST, beside: dict[str, ast.AST], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function asserts, itself or through a function of the same file that it calls."""
    if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        return True
    names = set(called(node)) - seen
    if names & CLAIMS or any(name.startswith("assert_") for name in names):
        return True
    return any(claims(beside[name], beside, seen | names) for name in names & beside.keys())


def sentences(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The tests of a file."""
    return (node for node in functions(path) if node.name.startswith("test_"))


def test_every_test_asserts_something() -> None:
    silent = []
    for path in TESTS:
        beside: dict[str, ast.AST] = {node.name: node for node in functions(path)}
        silent += [
            f"{path}:{node.lineno}: {node.name}"
            for node in sentences(path)
            if not claims(node, beside)
        ]
    assert silent == []


def test_every_test_is_named_by_a_sentence() -> None:
    short = [
        f"{path}: {node.name}"
        for path in TESTS
        for node in sentences(path)
        if len(node.name.split("_")) < 4 or re.search(r"_\d+$", node.name)
    ]
    assert short == []


def test_a_test_without_a_claim_would_be_found() -> None:
    tree = ast.parse("def test_a(): b()\ndef b(): c()\ndef c(): b()\ndef d(): assert 1\n")
    beside: dict[str, ast.AST] = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)
    }
    assert [name for name in beside if claims(beside[name], beside)] == ["d"]


def test_no_file_of_tests_is_without_a_test() -> None:
    assert [str(path) for path in TESTS if not list(sentences(path))] == []


def test_tests_lie_where_their_subjects_lie() -> None:
    """tests/ mirrors dingdian/: a folder of tests is named for a room, or for a kind of test."""
    rooms = {path.parts[1] for path in files(".py", under="dingdian") if len(path.parts) > 2}
    kinds = {"docs", "house", "makers", "spec", "properties", "browser", "campaigns"}
    found = {path.parts[1] for path in TESTS if len(path.parts) > 2}
    assert found <= rooms | kinds
