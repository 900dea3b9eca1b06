"""What can be wrong: what, where, why, and what to do next."""

from dataclasses import dataclass

from dingdian.lexicon.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with what came in, at the place where it stands.

    `row` is counted as the sender's sheet counts it, from 1; `column` is the sender's heading.
    """

    code: str
    says: Text
    do: Text
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def where(self, lang: Lang) -> str:
        """The place in words: sheet, row and column, as far as they are known."""
        row = None if self.row is None else {"zh": f"第{self.row}行", "en": f"row {self.row}"}[lang]
        column = (
            None
            if self.column is None
            else {"zh": f"“{self.column}”列", "en": f"column “{self.column}”"}[lang]
        )
        return " ".join(part for part in (self.sheet, row, column) if part)


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing about what came in, and not wrong: rows skipped, columns absent."""

    code: str
    says: Text


class Unusable(Exception):
    """Something cannot be used at all: the command stops, says why, and leaves nothing behind."""

    def __init__(self, code: str, says: Text, do: Text, *, where: str = "") -> None:
        super().__init__(says.en)
        self.code = code
        self.says = says
        self.do = do
        self.where = where

    def message(self, lang: Lang) -> str:
        """One message: where, what and why, then what to do next."""
        where = f"{self.where}{'：' if lang == 'zh' else ': '}" if self.where else ""
        gap = "" if lang == "zh" else " "
        return f"{where}{self.says[lang]}{gap}{self.do[lang]}"
