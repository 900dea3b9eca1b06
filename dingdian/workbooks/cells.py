"""What one cell says, read as its column's kind: a value, a blank, or wrong for a reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dingdian.lexicon.money import fen
from dingdian.lexicon.text import Text
from dingdian.workbooks.headings import plain
from dingdian.workbooks.layout import Cell, Column

LARGEST = 10**12
LARGEST_FEN = LARGEST * 100
SHOWN = 40

BLANKS = frozenset(
    ("", "null", "none", "nan", "n/a", "-", "--", "—", "——", "/", "\\", "不详", "未知", "无数据")
)
LONGEST_BLANK = max(map(len, BLANKS))
WELL = frozenset(("是", "有", "通", "达标", "√", "✓", "✔", "1", "y", "yes", "true"))
ILL = frozenset(("否", "无", "不通", "未通", "未达标", "×", "✗", "✘", "0", "n", "no", "false"))

# Only full-width signs become narrow: NFKC would also turn the footnote of 23² into 232.
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?", re.ASCII)
DIVISION_CODE = re.compile(r"(\d{12})(?:\.0*)?", re.ASCII)
ROUNDED = re.compile(r"\d(?:\.\d*)?[eE]\+?\d+", re.ASCII)
KEPT_FROM_FORMULA = re.compile(r"'[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be read, and what to do about it."""

    code: str
    says: Text
    do: Text


Parse = Callable[[object], "Cell | Wrong"]


class Memo(dict[object, Cell]):
    """What each distinct cell of a column says, parsed once; wrong ones say None and are kept."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.wrong: dict[object, Wrong] = {}

    def __missing__(self, cell: object) -> Cell:
        value = self.parse(cell)
        if isinstance(value, Wrong):
            self.wrong[cell] = value
            value = None
        self[cell] = value
        return value


class Memos:
    """One memo for each kind of column: what one column has parsed, the next knows already."""

    def __init__(self) -> None:
        self.by_kind: dict[str, Memo] = {}

    def memo_of(self, column: Column) -> Memo:
        """A memo that reads cells as the kind of the column, its blanks first."""
        if column.kind == "choice":
            return Memo(_unless_blank(_choice(column.choices)))
        parse = _PARSERS[column.kind]
        return self.by_kind.setdefault(column.kind, Memo(_unless_blank(parse)))


def _unless_blank(parse: Parse) -> Parse:
    return lambda cell: None if is_blank(cell) else parse(cell)


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing: empty, or a mark that stands for it. Zero says something."""
    if not isinstance(cell, str):
        return cell is None
    kept = cell.strip()
    return len(kept) <= LONGEST_BLANK and bare(kept) in BLANKS


def bare(cell: str) -> str:
    """A cell's text as it is compared: narrow signs, no space around it, no case."""
    return cell.translate(NARROW).strip().casefold()


def shown(cell: object) -> str:
    """A cell as its sender saw it, cut where it is long."""
    text = _digits(cell) if isinstance(cell, float) else str(cell).strip()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _digits(number: float) -> str:
    """A number with the fifteen digits that a sheet keeps: sums there end in 0000000001."""
    text = f"{number:.15g}"
    return f"{number:.15f}" if "e" in text else text


def _said(cell: object) -> str:
    if isinstance(cell, float):
        return _digits(cell)
    return str(cell).translate(NARROW).strip()


def _text(cell: object) -> Cell | Wrong:
    if not isinstance(cell, str):
        return _said(cell)
    kept = cell.strip("\ufeff").strip()
    kept = kept[1:] if KEPT_FROM_FORMULA.match(kept) else kept
    if kept.isprintable():  # as nearly all are: no line can break in it
        return kept or None
    return " ".join(part.strip() for part in kept.splitlines() if part.strip()) or None


def _amount(cell: object) -> str | Wrong:
    """The digits of a number, without its thousands' commas; Wrong where it is none."""
    text = _said(cell)
    return text.replace(",", "") if NUMBER.fullmatch(text) else NOT_A_NUMBER


def _whole(cell: object) -> Cell | Wrong:
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell <= LARGEST:
        return int(cell)
    text = _amount(cell)
    if isinstance(text, Wrong):
        return text
    whole, _, part = text.partition(".")
    if part.strip("0"):
        return NOT_WHOLE
    if len(whole) > 20:
        return OUT_OF_RANGE
    number = int(whole)
    if number < 0:
        return NEGATIVE
    return number if number <= LARGEST else OUT_OF_RANGE


def _yuan(cell: object) -> Cell | Wrong:
    text = _amount(cell)
    if isinstance(text, Wrong):
        return text
    if len(text) > 40:
        return OUT_OF_RANGE
    amount = fen(text)
    if amount is None:
        return PART_OF_A_FEN
    return amount if abs(amount) <= LARGEST_FEN else OUT_OF_RANGE


def _flag(cell: object) -> Cell | Wrong:
    said = _said(cell).casefold()
    return True if said in WELL else False if said in ILL else NOT_A_FLAG


def _code(cell: object) -> Cell | Wrong:
    text = _said(cell)
    code = DIVISION_CODE.fullmatch(text)
    if code and code[1].endswith("000000000"):
        return DAMAGED_CODE
    if code:
        return code[1]
    return DAMAGED_CODE if ROUNDED.fullmatch(text) else NOT_A_CODE


def _choice(choices: Mapping[str, tuple[str, ...]]) -> Parse:
    meant = {plain(said): code for code, names in choices.items() for said in (code, *names)}
    offered = [names[0] if names else code for code, names in choices.items()]
    wrong = Wrong(
        "not_a_choice",
        Text(
            f"不在可选项之内：{'、'.join(offered)}", f"is none of the choices: {', '.join(offered)}"
        ),
        Text("请改为可选项之一；不清楚的请留空。", "Write one of them, or leave it blank."),
    )
    return lambda cell: meant.get(plain(_said(cell)), wrong)


NOT_A_NUMBER = Wrong(
    "not_a_number",
    Text("不是数字", "is not a number"),
    Text(
        "请只填数字，说明另列；不清楚的请留空。",
        "Write digits only, remarks in another column; leave the unknown blank.",
    ),
)
NOT_WHOLE = Wrong(
    "not_whole",
    Text("不是整数", "is not a whole number"),
    Text("请填整数。", "Write a whole number."),
)
PART_OF_A_FEN = Wrong(
    "not_whole",
    Text("不足一分", "has part of a fen"),
    Text("金额请以元为单位，最多两位小数。", "Write yuan, with two decimals at most."),
)
NEGATIVE = Wrong(
    "negative", Text("小于零", "is less than zero"), Text("请核对后改正。", "Check and correct it.")
)
OUT_OF_RANGE = Wrong(
    "out_of_range",
    Text("大得不合情理", "is larger than can be"),
    Text("请核对数值和单位后改正。", "Check the number and its unit, and correct it."),
)
NOT_A_FLAG = Wrong(
    "not_a_flag",
    Text("看不出是“是”还是“否”", "says neither yes nor no"),
    Text(
        "请填“是”或“否”；不清楚的请留空。", "Write 是 or 否 (yes or no); leave it blank if unknown."
    ),
)
NOT_A_CODE = Wrong(
    "not_a_code",
    Text("不是12位统计用区划代码", "is no division code of 12 digits"),
    Text(
        "请填12位数字代码，单元格格式设为文本。", "Write the 12 digits, in a cell of text format."
    ),
)
DAMAGED_CODE = Wrong(
    "damaged_code",
    Text(
        "代码被表格软件改成了数值，尾数已丢失", "was turned into a rounded number; digits are lost"
    ),
    Text(
        "请从原始资料重新填写12位代码，单元格格式先设为文本。",
        "Fill in the 12 digits again from the source, after setting the cells to text.",
    ),
)
_PARSERS: dict[str, Parse] = {
    "text": _text,
    "code": _code,
    "whole": _whole,
    "yuan": _yuan,
    "flag": _flag,
}
