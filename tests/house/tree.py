"""The repository as the house tests see it: what git keeps, and what it is about to keep."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


PASSED_OVER = {".git", ".venv", "var", "build", "dist", "__pycache__", ".hypothesis"}


def listed_by_git() -> list[Path] | None:
    """What git tracks, or would if it were added; None where git cannot tell."""
    git = shutil.which("git")
    if git is None:
        return None
    answer = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
    )
    names = [Path(name) for name in answer.stdout.split("\0") if name]
    return names if answer.returncode == 0 else None


def lying_here() -> list[Path]:
    """What lies in the folder itself: for a copy without git's own folder."""
    found = (path.relative_to(REPOSITORY) for path in REPOSITORY.rglob("*"))
    return [
        path
        for path in found
        if not PASSED_OVER & set(path.parts) and not path.parts[0].endswith("_cache")
    ]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the repository, relative to it: tracked, or new and not ignored."""
    names = listed_by_git() or lying_here()
    return tuple(sorted(path for path in names if (REPOSITORY / path).is_file()))


def files(*suffixes: str, under: str = "") -> list[Path]:
    """The kept files with one of the suffixes, below a folder."""
    return [
        path
        for path in kept_files()
        if path.suffix in suffixes and (not under or path.is_relative_to(under))
    ]


def text_of(path: Path) -> str:
    """What a kept file says."""
    return (REPOSITORY / path).read_text(encoding="utf-8")


def texts() -> Iterator[tuple[Path, str]]:
    """Every kept file that is text, with what it says."""
    for path in kept_files():
        raw = (REPOSITORY / path).read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of one kept Python file."""
    return ast.parse(text_of(path), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Every class of a file, inner ones too."""
    return (node for node in ast.walk(syntax(path)) if isinstance(node, ast.ClassDef))


def n_lines(node: ast.stmt) -> int:
    """How many lines a class or function takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
