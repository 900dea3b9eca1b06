"""What is generated: each reference page, and the function that writes its text."""

import os
from pkgutil import resolve_name

from tests.house.tree import REPOSITORY

# The page · the function that returns its whole text, as module:name.
# `./run docs` writes them all, and a house test compares them.
GENERATED: tuple[tuple[str, str], ...] = (
    ("docs/reference/campaign-chongqing_2020.md", "tests.spec.campaign:page"),
    ("docs/reference/commands.md", "tests.spec.commands:page"),
    ("docs/reference/conditions.md", "tests.spec.conditions:page"),
    ("docs/reference/doubts.md", "tests.spec.doubts:page"),
    ("docs/reference/layouts.md", "tests.spec.layouts:page"),
    ("docs/reference/settings.md", "tests.spec.settings:page"),
    ("docs/reference/tables.md", "tests.spec.tables:page"),
)


def text_by(generator: str) -> str:
    """The text of a page, as its generator tells it now."""
    text = resolve_name(generator)()
    if not isinstance(text, str):
        raise TypeError(f"{generator} must return the text of its page.")
    return text


def write_all() -> None:
    """Writes every generated page again, whole or not at all."""
    for page, generator in GENERATED:
        path = REPOSITORY / page
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_text(text_by(generator), encoding="utf-8")
        os.replace(new, path)


if __name__ == "__main__":
    write_all()
