"""Files that nobody should send, made at run time: broken, disguised, swollen, or far too wide."""

import struct
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.workbooks.conftest import GOOD, HEADINGS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

Edit = Callable[[bytes], bytes]


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An ordinary .xlsx of the headings and the rows."""
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def edited(path: Path, member: str, edit: Edit) -> Path:
    """An ordinary workbook in which one member says something else."""
    with (
        zipfile.ZipFile(BytesIO(workbook(GOOD))) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            said = good.read(name)
            bad.writestr(name, edit(said) if name == member else said)
    return path


def truncated(path: Path) -> Path:
    whole = workbook(GOOD)
    path.write_bytes(whole[: len(whole) // 2])
    return path


def far_away_cell(path: Path, cell: str = "XFD1048576") -> Path:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    return edited(path, SHEET, lambda said: said.replace(b"</sheetData>", far))


def beyond_the_last_column(path: Path) -> Path:
    far = b'<row r="9"><c r="ZZZ9"><v>1</v></c></row></sheetData>'
    return edited(path, SHEET, lambda said: said.replace(b"</sheetData>", far))


def a_million_empty_columns(path: Path) -> Path:
    """A row of a million cells that hold nothing, beyond what any sheet can have."""
    empty = b'<row r="3">' + b'<c t="n"/>' * 1_000_000 + b"<c><v>1</v></c></row></sheetData>"
    return edited(path, SHEET, lambda said: said.replace(b"</sheetData>", empty))


def entities(path: Path) -> Path:
    """A number made of entities: the parser would pass over it in silence."""

    def declare(said: bytes) -> bytes:
        return said.replace(b"<worksheet", ENTITIES + b"<worksheet", 1).replace(
            b"<v>23</v>", b"<v>&b;</v>"
        )

    return edited(path, SHEET, declare)


def zip_bomb(path: Path) -> Path:
    """Two hundred megabytes of nothing in a fifth of one."""
    nothing = b" " * (1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        bad.writestr("[Content_Types].xml", "<Types/>")
        bad.writestr("xl/workbook.xml", "<workbook/>")
        with bad.open(SHEET, "w", force_zip64=True) as member:
            for _ in range(200):
                member.write(nothing)
    return path


def zip_bomb_that_lies(path: Path) -> Path:
    """The same, for a sheet of a real workbook, and the directory says that it is small."""
    with (
        zipfile.ZipFile(BytesIO(workbook(GOOD))) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            if name == SHEET:
                with bad.open(SHEET, "w") as member:
                    member.write(good.read(name).partition(b"<row")[0])
                    cells = b'<row><c t="inlineStr"><is><t>' + b"x" * 4000 + b"</t></is></c></row>"
                    for _ in range(1 << 5):
                        member.write(cells * (1 << 10))
            else:
                bad.writestr(name, good.read(name))
    return _declaring(path, SHEET, 4_096)


def _declaring(path: Path, member: str, size: int) -> Path:
    """Write another unpacked size of a member into the archive's directory."""
    with zipfile.ZipFile(path) as archive:
        real = archive.getinfo(member).file_size.to_bytes(4, "little")
    said = path.read_bytes()
    assert real in said
    path.write_bytes(said.replace(real, size.to_bytes(4, "little")))
    return path


def many_members(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as bad:
        bad.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(12_000):
            bad.writestr(f"xl/{number}.bin", b"")
    return path


def path_inside(path: Path) -> Path:
    path.write_bytes(workbook(GOOD))
    with zipfile.ZipFile(path, "a") as bad:
        bad.writestr("../../elsewhere.txt", "out")
    return path


def with_macros(path: Path) -> Path:
    """No hostile file, though it looks like one: an ordinary ledger with a macro in it."""
    path.write_bytes(workbook(GOOD))
    with zipfile.ZipFile(path, "a") as good:
        good.writestr("xl/vbaProject.bin", OLE)
    return path


def plain_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as bad:
        bad.writestr("村.txt", "23")
    return path


def encrypted_xlsx(path: Path) -> Path:
    """The shape of a workbook with a password: an old container that names the package inside."""
    return old_container(path, "EncryptedPackage", "EncryptionInfo")


def old_container(path: Path, *streams: str) -> Path:
    """An old Office container whose directory lists empty streams of these names."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = bytearray(512)
    head[:8] = OLE
    head[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    for at, value in ((44, 1), (48, 1), (56, 4096), (60, end), (68, end), (76, 0)):
        head[at : at + 4] = value.to_bytes(4, "little")
    head[80:512] = free.to_bytes(4, "little") * 108
    table = b"".join(one.to_bytes(4, "little") for one in (fat, end, *[free] * 126))
    entries = [_entry("Root Entry", 5, 1 if streams else -1)]
    entries += [
        _entry(name, 2, -1, right=at + 2 if at + 1 < len(streams) else -1)
        for at, name in enumerate(streams)
    ]
    entries += [bytes(128)] * (4 - len(entries))
    path.write_bytes(bytes(head) + table + b"".join(entries))
    return path


def _entry(name: str, kind: int, child: int, *, right: int = -1) -> bytes:
    said = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(said)] = said
    entry[64:66] = (len(said) + 2).to_bytes(2, "little")
    entry[66:68] = bytes((kind, 1))
    for at, value in ((68, -1), (72, right), (76, child), (116, -2)):
        entry[at : at + 4] = value.to_bytes(4, "little", signed=True)
    return bytes(entry)


def encrypted_xls(path: Path, kind: int) -> Path:
    """An old workbook that asks for a password: obfuscated (0) or encrypted (1)."""
    return old_workbook(path, _record(0x2F, bytes((kind, 0, 0, 0, 0, 0))) + _record(0x0A))


def old_sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    """A sound old workbook of one sheet, which nothing else at hand can write."""
    cells = b"".join(
        _cell(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    name = b"\x06\x00" + b"Sheet1"
    at = len(BEGINS) + 4 + 6 + len(name) + 4
    sheets = _record(0x85, at.to_bytes(4, "little") + bytes(2) + name) + _record(0x0A)
    begins = BEGINS.replace(b"\x06\x05", b"\x06\x10")
    return old_workbook(path, sheets + begins + cells + _record(0x0A))


def old_workbook(path: Path, records: bytes) -> Path:
    """An old container with a stream of a workbook's records."""
    old_container(path, "Workbook")
    said = bytearray(path.read_bytes())
    stream = BEGINS + records
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    entry = 1024 + 128
    said[entry + 116 : entry + 120] = (2).to_bytes(4, "little")
    said[entry + 120 : entry + 124] = len(stream).to_bytes(4, "little")
    chain = [*range(3, 2 + len(stream) // 512), 0xFFFFFFFE]
    for at, following in enumerate(chain, 2):
        said[512 + 4 * at : 516 + 4 * at] = following.to_bytes(4, "little")
    path.write_bytes(bytes(said) + stream)
    return path


def _record(kind: int, said: bytes = b"") -> bytes:
    return kind.to_bytes(2, "little") + len(said).to_bytes(2, "little") + said


BEGINS = _record(0x0809, bytes.fromhex("00060500bb0dcc070000000006000000"))


def _cell(row: int, column: int, cell: object) -> bytes:
    place = b"".join(one.to_bytes(2, "little") for one in (row, column, 0))
    if isinstance(cell, int):
        return _record(0x0203, place + struct.pack("<d", cell))
    text = str(cell)
    size = len(text).to_bytes(2, "little")
    return _record(0x0204, place + size + b"\x01" + text.encode("utf-16-le"))


def encrypted_ods(path: Path) -> Path:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    encrypted = '<manifest:encryption-data manifest:checksum="x"/>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml">{encrypted}'
        "</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as bad:
        bad.writestr("mimetype", kind)
        bad.writestr("content.xml", b"\x8f\x01\x99")
        bad.writestr("META-INF/manifest.xml", manifest)
    return path


def repeated_ods(path: Path, rows: int) -> Path:
    """A few bytes that stand for a thousand filled cells in each of many rows."""
    return _open_document(
        path,
        f'<table:table-row table:number-rows-repeated="{rows}">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1000">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
    )


def open_document(path: Path, *rows: Sequence[object]) -> Path:
    """An OpenDocument sheet of texts and numbers."""
    lines = ("".join(map(_open_cell, row)) for row in rows)
    return _open_document(
        path, "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    )


def _open_cell(cell: object) -> str:
    kind = f'float" office:value="{cell}' if isinstance(cell, int) else "string"
    said = f"<text:p>{escape(str(cell))}</text:p>"
    return f'<table:table-cell office:value-type="{kind}">{said}</table:table-cell>'


def _open_document(path: Path, rows: str) -> Path:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{words}"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def one_long_line(path: Path, size: int = 200 << 20) -> Path:
    with path.open("wb") as file:
        for _ in range(size >> 20):
            file.write(b"1," * (1 << 19))
    return path
