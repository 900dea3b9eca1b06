"""Ledgers of villages as people keep them: in the standard layout's headings, as csv or as xlsx."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from dingdian.campaign.reading import find
from dingdian.lexicon.text import Lang
from dingdian.steps.source import layouts_of
from dingdian.workbooks.layout import Column, Layout

Row = Mapping[str, Any]
Sheet = list[list[Any]]


@cache
def standard_layout() -> Layout:
    """The layout that `dingdian template villages` writes."""
    (layout,) = layouts_of(find("chongqing_2020"), "villages")
    return layout


def sheet_of(villages: Sequence[Row], lang: Lang = "zh") -> Sheet:
    """The villages under the headings of the columns that any of them has."""
    standing = {name for one in villages for name in one}
    columns = [one for name, one in standard_layout().columns.items() if name in standing]
    rows = [[said(one.get(column.name), column) for column in columns] for one in villages]
    return [[column.heading(lang) for column in columns], *rows]


def said(value: Any, column: Column) -> Any:
    """A fact as a cell says it."""
    if value is None:
        return ""
    if column.kind == "flag":
        return "是" if value else "否"
    if column.kind == "yuan":
        return value / 100
    return column.choices[value][0] if column.choices else value


def write_csv(path: Path, sheet: Sheet, encoding: str = "utf-8") -> Path:
    """A csv of the cells."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(sheet)
    return path


def write_xlsx(path: Path, **sheets: Sheet) -> Path:
    """A workbook of some sheets, by another hand than the program's own."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, sheet in sheets.items():
        page = book.create_sheet(title)
        for row in sheet:
            page.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path
