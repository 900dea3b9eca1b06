"""A file sent as evidence: told by what it holds and kept under its digest, never by its name."""

import hashlib
import os
import secrets
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.targeting.actions import Evidence
from dingdian.records.targeting.models import Nomination

LARGEST = 10 << 20
LONGEST_NAME = 200
HEAD = 8
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    f"{OFFICE}.spreadsheetml.sheet": "xlsx",
    f"{OFFICE}.wordprocessingml.document": "docx",
}
"""What is taken, with the ending under which it is given back."""
BEGINS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
HOLDS = {
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
}
ENDINGS = tuple(f".{ending}" for ending in KINDS.values())


class Sent(Protocol):
    """A file as somebody sent it."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    @property
    def file(self) -> IO[Any] | None: ...

    def chunks(self) -> Iterable[bytes]: ...


class NotTaken(Unusable):
    """The file that was sent is not kept."""


class TooLarge(NotTaken):
    """The file is larger than evidence may be."""

    def __init__(self) -> None:
        super().__init__(
            "too_large",
            Text("文件超过 10 MiB，没有保存。", "The file is larger than 10 MiB and was not kept."),
            Text("请压缩或分开后重新选择。", "Make it smaller or split it, then choose it again."),
        )


class NotEvidence(NotTaken):
    """The file is none of the kinds that are taken, whatever its name says."""

    def __init__(self) -> None:
        super().__init__(
            "not_evidence",
            Text(
                "文件内容不是 PDF、JPG、PNG、XLSX 或 DOCX，或者带有宏，没有保存。",
                "What the file holds is no PDF, JPG, PNG, XLSX or DOCX, or it carries macros; "
                "it was not kept.",
            ),
            Text("请另存为其中一种后重新选择。", "Save it as one of these, then choose it again."),
        )


class NotThere(Unusable):
    """The nomination has no file, or its file is gone."""

    def __init__(self) -> None:
        super().__init__(
            "no_file",
            Text("这份依据没有电子文件。", "There is no file to this evidence."),
            Text("请按文件名称和文号查找原件。", "Look for the original by its title and number."),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is given back: where it lies, what it is, and a name that harms nothing."""

    path: Path
    kind: str
    name: str


def evidence_of(says: str, sent: Sent | None) -> Evidence:
    """The evidence of a nomination; a file that was sent is laid under its SHA-256, once.

    Raises TooLarge or NotEvidence, and keeps nothing then.
    """
    if sent is None:
        return Evidence(says=says)
    if (sent.size or 0) > LARGEST:
        raise TooLarge
    kind = None if sent.file is None else kind_of(sent.file)
    if kind is None:
        raise NotEvidence
    digest, size = _laid(sent.chunks())
    return Evidence(says=says, sha256=digest, kind=kind, size=size, name=clean(sent.name or ""))


def kept(nomination: Nomination) -> Kept:
    """The file of a nomination, named by its number and kind, never as its sender named it."""
    ending = KINDS.get(nomination.evidence_kind)
    path = uploads() / nomination.evidence_sha256
    if ending is None or not nomination.evidence_sha256 or not path.is_file():
        raise NotThere
    name = f"{nomination.code}-evidence-{nomination.pk}.{ending}"
    return Kept(path, nomination.evidence_kind, name)


def kind_of(file: IO[bytes]) -> str | None:
    """What a file is by what it holds; None where it is nothing that is taken."""
    file.seek(0)
    head = file.read(HEAD)
    kind = next((kind for begins, kind in BEGINS.items() if head.startswith(begins)), None)
    if kind is None and head.startswith(b"PK\x03\x04"):
        kind = _kind_of_archive(file)
    file.seek(0)
    return kind


def clean(name: str) -> str:
    """The last part of a file's name, without signs that steer a screen or a path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    said = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return said.strip()[-LONGEST_NAME:]


def uploads() -> Path:
    """The folder in which the files lie."""
    return installation().home / "uploads"


def _kind_of_archive(file: IO[bytes]) -> str | None:
    """The office document that an archive is; one with macros is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(one.endswith("vbaProject.bin") for one in names):
        return None
    return next((kind for holds, kind in HOLDS.items() if holds in names), None)


def _laid(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file beside its place, then move it there whole; its digest and its size."""
    folder = uploads()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    passing = folder / f".{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in _within(chunks):
                digest.update(chunk)
                size += out.write(chunk)
        passing.replace(folder / digest.hexdigest())
    finally:
        passing.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _within(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a file, which may say less of its size than is true."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise TooLarge
        yield chunk
