"""Write a list down as a workbook or csv that says who took it, when and why."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils import timezone

from dingdian.lexicon.text import Lang, Text
from dingdian.records.access.models import User
from dingdian.records.trail.actions import note
from dingdian.workbooks.write import ColumnOut, SheetOut, write_csv, write_workbook

Form = Literal["xlsx", "csv"]
TYPED = "q"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a list that goes out; its kind is text, code, whole, share, yuan or flag."""

    label: Text
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ListOut:
    """A list that goes out: what it is called, by which word the trail knows it, and its rows."""

    code: str
    title: Text
    headings: Sequence[Heading]
    rows: Iterable[Sequence[object]]
    about: Sequence[tuple[Text, str]] = ()


def export_list(
    what: ListOut, *, form: Form, by: User, why: str, asked: str, synthetic: bool, lang: Lang
) -> bytes:
    """The file's bytes; `asked` is how the list was narrowed, as the address has it.

    The rows are counted while they are written, and the entry in the trail is written last: what
    is not noted does not go out.
    """
    written = _Counted(what.rows)
    mark = Text("（合成数据）", " (合成数据)") if synthetic else Text("", "")
    title = Text("{title}{mark}", "{title}{mark}").fill(title=what.title, mark=mark)[lang]
    columns = [ColumnOut(one.label[lang], one.kind) for one in what.headings]
    sheet = SheetOut(title, columns, written)
    about = _about(what, by=by, why=why, asked=asked, synthetic=synthetic, lang=lang)
    with tempfile.TemporaryDirectory(prefix="dingdian-") as folder, transaction.atomic():
        path = Path(folder) / f"list.{form}"
        if form == "xlsx":
            write_workbook(path, [sheet], about=about, lang=lang)
        else:
            write_csv(path, _marked(sheet, about), lang=lang)
        body = path.read_bytes()
        told = {"form": form, "rows": written.count, "asked": _without_words(asked)}
        note(by=by, deed="exported a list", subject=what.code, told=told)
    return body


def _without_words(asked: str) -> str:
    """How a list was narrowed, without what somebody typed: the trail holds no name."""
    return urlencode([(name, value) for name, value in parse_qsl(asked) if name != TYPED])


class _Counted:
    """Rows that count themselves while they go by."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self.rows:
            self.count += 1
            yield row


def _about(
    what: ListOut, *, by: User, why: str, asked: str, synthetic: bool, lang: Lang
) -> list[tuple[str, str]]:
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    said = [
        (Text("内容", "What"), what.title[lang]),
        (Text("导出人", "Taken by"), by.get_username()),
        (Text("时间", "When"), moment),
        (Text("用途", "Why"), why or "–"),
        (Text("筛选", "Narrowed by"), asked or "–"),
        *what.about,
    ]
    if synthetic:
        words = "村、户、人均为虚构 · villages, households and people are invented"
        said.insert(0, (Text("合成数据", "合成数据"), words))
    return [(label[lang], text) for label, text in said]


def _marked(sheet: SheetOut, about: Sequence[tuple[str, str]]) -> SheetOut:
    """A csv has no second sheet: who, when and why stand beneath its rows."""

    def rows() -> Iterable[Sequence[object]]:
        yield from sheet.rows
        empty = [None] * (len(sheet.columns) - 1)
        for label, text in about:
            yield [f"# {label}: {text}", *empty]

    first = ColumnOut(sheet.columns[0].heading, "text")
    return SheetOut(sheet.title, [first, *sheet.columns[1:]], rows())
