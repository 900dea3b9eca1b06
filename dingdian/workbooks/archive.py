"""What a workbook's archive holds, looked at before it is unpacked: kind, size, paths."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 1 << 30
LARGEST = 2 << 30
SWELLS = 150
ALWAYS_FINE = 64 << 20
PROLOG = 1 << 13
PIECE = 1 << 20
FAR_ROW = 200_000
FAR_COLUMN = 1_000

ROOT = re.compile(rb"<[A-Za-z_]")
CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


class Refused(Exception):
    """The workbook is not to be read; `code` is one of the reasons for it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Archive:
    """The kind of workbook that an archive holds, and whether it carries macros."""

    kind: str
    macros: bool


def examine(path: str) -> Archive:
    """Look through the archive's directory; Refused where it is damaged or made to do harm.

    The directory may lie, so that the limits on the process stand behind this.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_harm(path, members)
            kind = _kind(archive, members)
            if kind in ("xlsx", "xlsb", "ods"):
                _refuse_entities(archive, members)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error):
        raise Refused("damaged") from None
    return Archive(kind, any(one.filename.endswith("vbaProject.bin") for one in members))


def furthest_cell(path: str) -> str:
    """The far corner of the sheets; nothing where it lies no further than ledgers reach."""
    rows, columns = 0, 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                row, column = _reach(archive, name)
                rows, columns = max(rows, row), max(columns, column)
    far = rows >= FAR_ROW or columns >= FAR_COLUMN
    return f"{_letters(columns)}{rows}" if far else ""


def _refuse_harm(path: str, members: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(one.file_size for one in members)
    packed = sum(one.compress_size for one in members)
    with open(path, "rb") as file:
        on_disk = file.seek(0, 2)
    swells = unpacked > ALWAYS_FINE and unpacked > SWELLS * min(packed, on_disk)
    too_large = unpacked > LARGEST or any(one.file_size > LARGEST_MEMBER for one in members)
    if swells or too_large:
        raise Refused("swells", str(unpacked >> 20))
    if len(members) > MOST_MEMBERS:
        raise Refused("too_many_members", str(len(members)))
    for one in members:
        parts = one.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise Refused("path_inside", one.filename[:60])
        if one.flag_bits & 1:
            raise Refused("password")


def _kind(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> str:
    names = {one.filename.replace("\\", "/").lower() for one in members}
    if "mimetype" in names or "content.xml" in names:
        said = _beginning(archive, "mimetype") if "mimetype" in names else b""
        return (
            "ods"
            if not said or said.startswith(b"application/vnd.oasis.opendocument.spr")
            else "odt"
        )
    if "xl/workbook.bin" in names:
        return "xlsb"
    folders = {name.split("/")[0] for name in names if "/" in name}
    kinds = {"xl": "xlsx", "word": "docx", "ppt": "pptx"}
    return next((kind for folder, kind in kinds.items() if folder in folders), "zip")


def _refuse_entities(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
    """No spreadsheet program declares entities; the parser would pass over cells made of them."""
    for one in members:
        if not one.filename.lower().endswith((".xml", ".rels")):
            continue
        said = _beginning(archive, one.filename).replace(b"\0", b"")
        if b"<!ENTITY" in said or (len(said) >= PROLOG // 2 and not ROOT.search(said)):
            raise Refused("entities", one.filename[:60])
        if one.filename == "META-INF/manifest.xml" and b"encryption-data" in said:
            raise Refused("password")


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(PROLOG)


def _reach(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """The last row and column of a sheet that any of its cells names."""
    rows, columns, rest = 0, 0, b""
    with archive.open(name) as member:
        while piece := member.read(PIECE):
            for letters, digits in CELL.findall(rest + piece):
                rows, columns = max(rows, int(digits)), max(columns, _number(letters))
            rest = piece[-40:]
    return rows, columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
