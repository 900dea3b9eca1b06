"""A file is written whole or not at all, wherever one is written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write to that takes the place of `path` when all went well, and else never was."""
    try:
        with TemporaryDirectory(prefix=".", dir=path.parent) as folder:
            temporary = Path(folder) / "new"
            yield temporary
            os.replace(temporary, path)
    except OSError as error:
        why = error.strerror or error
        raise Unusable(
            "cannot_write",
            Text(f"写不了这个文件（{why}）。", f"It cannot be written ({why})."),
            Text(
                "请确认文件夹存在、可写，且文件没有被打开。",
                "Check that its folder is there and takes files, and that the file is not open.",
            ),
            where=path.name,
        ) from error
