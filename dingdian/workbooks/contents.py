"""What a file really is, whatever it is named, told by how it begins."""

from dingdian.lexicon.text import Text

BEGINNING = 1024

WORKBOOKS = {"xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsb", "xls": "xls", "ods": "ods"}
TEXTS = frozenset(("csv", "tsv", "txt"))
CONTAINERS = frozenset(("zip", "ole"))
READABLE = ("csv", "tsv", "txt", *WORKBOOKS)

SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x09\x08", "old_xls"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "seven_zip"),
    (b"Rar!", "rar"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3", "sqlite"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)

NAMES: dict[str, Text] = {
    "zip": Text("压缩包（zip）", "a zip archive"),
    "ole": Text("旧版 Office 文件", "an old Office file"),
    "old_xls": Text("1995年以前的 Excel 文件", "an Excel file from before 1995"),
    "png": Text("图片（PNG）", "a picture (PNG)"),
    "jpeg": Text("图片（JPEG）", "a picture (JPEG)"),
    "gif": Text("图片（GIF）", "a picture (GIF)"),
    "pdf": Text("PDF 文件", "a PDF file"),
    "gzip": Text("压缩包（gzip）", "a gzip archive"),
    "seven_zip": Text("压缩包（7z）", "a 7z archive"),
    "rar": Text("压缩包（rar）", "a rar archive"),
    "parquet": Text("Parquet 数据文件", "a Parquet file"),
    "sqlite": Text("SQLite 数据库", "an SQLite database"),
    "program": Text("可执行程序", "a program"),
    "html": Text("网页（HTML）", "a web page (HTML)"),
    "xml": Text("XML 文件", "an XML file"),
    "text": Text("纯文本（如 csv）", "plain text, such as csv"),
    "unknown": Text("无法辨认的二进制文件", "a binary file of no known kind"),
    "xlsx": Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    "xlsb": Text("Excel 二进制工作簿（.xlsb）", "a binary Excel workbook (.xlsb)"),
    "xls": Text("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"),
    "ods": Text("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
    "docx": Text("Word 文档（.docx）", "a Word document (.docx)"),
    "pptx": Text("演示文稿（.pptx）", "a presentation (.pptx)"),
    "odt": Text("OpenDocument 文档", "an OpenDocument file of another kind"),
    "doc": Text("旧版 Word 文档（.doc）", "an old Word document (.doc)"),
    "ppt": Text("旧版演示文稿（.ppt）", "an old presentation (.ppt)"),
}


def begins_as(start: bytes) -> str:
    """The kind of content, a key of NAMES, that a file's first bytes tell."""
    for sign, kind in SIGNS:
        if start.startswith(sign):
            return kind
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\0" in start:
        return "unknown"
    said = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if said.startswith(b"<?xml"):
        return "html" if b"<html" in said else "xml"
    markup = (b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<body", b"<style", b"<!--")
    return "html" if said.startswith(markup) else "text"
