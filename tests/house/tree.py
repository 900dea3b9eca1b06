"""The repository as the house tests see it: the files that git keeps, and those about to be kept."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the repository, relative to it: tracked, or new and not ignored.

    A copy without git's own folder is read as it lies, so that the tests hold there too.
    """
    if not (REPOSITORY / ".git").exists():
        found = (path.relative_to(REPOSITORY) for path in REPOSITORY.rglob("*") if path.is_file())
        passed_over = {".venv", "var", "build", "dist", "__pycache__"}
        return tuple(
            sorted(
                path
                for path in found
                if not passed_over & set(path.parts) and not path.parts[0].endswith("_cache")
            )
        )
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the git on the path
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = (Path(name) for name in listing.split("\0") if name)
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


def n_lines(node: ast.stmt) -> int:
    """How many lines a class or function takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
