"""Small files of each kind that evidence may be, and some that it may not."""

import io
import zipfile

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 16
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\0" + b"\0" * 60


def archive(*names: str) -> bytes:
    """A ZIP archive of empty members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in names:
            out.writestr(name, b"")
    return held.getvalue()


XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
DOCX = archive("[Content_Types].xml", "word/document.xml")
WITH_MACROS = archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")
ZIP = archive("readme.txt")
