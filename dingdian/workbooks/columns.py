"""The rows under one header, turned into columns, with every cell that cannot be read named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter

from dingdian.lexicon.place import path_of
from dingdian.lexicon.problem import Problem
from dingdian.lexicon.text import Text
from dingdian.workbooks.cells import Memo, Memos, Wrong, shown
from dingdian.workbooks.header import Header, Row
from dingdian.workbooks.layout import Agree, Cell, Layout

BLANK = Wrong(
    "blank",
    Text("为空", "is blank"),
    Text("请补填；留空的按未知对待。", "Fill it in; left blank, it counts as unknown."),
)


@dataclass(slots=True)
class _Block:
    """Some rows of the sheet, and what they say column by column."""

    numbers: list[int]
    rows: list[Row]
    raw: dict[str, list[object]]
    values: dict[str, list[Cell]]
    places: list[Cell]

    def without(self, dropped: set[int]) -> "_Block":
        keep = [i not in dropped for i in range(len(self.rows))]
        return _Block(
            list(compress(self.numbers, keep)),
            list(compress(self.rows, keep)),
            {name: list(compress(cells, keep)) for name, cells in self.raw.items()},
            {name: list(compress(cells, keep)) for name, cells in self.values.items()},
            list(compress(self.places, keep)),
        )


class SheetColumns:
    """What one sheet says, gathered block by block: values by column, origins, problems."""

    def __init__(self, sheet: str, header: Header, *, needed: frozenset[str]) -> None:
        layout = header.layout
        self.sheet = sheet
        self.header = header
        self.needed = needed
        self.values: dict[str, list[Cell]] = {name: [] for name in (*header.at, "place")}
        self.origins: list[int] = []
        self.problems: list[Problem] = []
        self.rows = 0
        self.totals = 0
        self._code = layout.place_code if layout.place_code in header.at else None
        self._names = [name for name in layout.names if name in header.at]
        memos = Memos()
        self._memos = {name: memos.memo_of(layout.columns[name]) for name in header.at}
        self._agreeing = [
            (one, position, memos.memo_of(layout.columns[one.column]))
            for one, position in header.agree
        ]
        self._says_total = _total(layout)
        positions = (*header.at.values(), *(position for _, position in header.agree))
        self._width = 1 + max(positions)

    @property
    def by_code(self) -> bool:
        """Whether the sheet's places stand in it by their codes."""
        return self._code is not None

    def add(self, first: int, rows: Iterable[Row]) -> None:
        """Take in the next rows; the first of them has the number `first` in the sender's sheet."""
        block = self._read(first, rows)
        unplaced = [i for i, place in enumerate(block.places) if place is None]
        dropped = set(self._says_nothing(block, unplaced))
        block = block.without(dropped) if dropped else block
        self.rows += len(block.rows)
        for name, cells in block.raw.items():
            self.problems += self._cell_problems(name, cells, block)
        for agree, position, memo in self._agreeing:
            self.problems += self._disagreements(agree, position, memo, block)
        placed = [place is not None for place in block.places]
        if not all(placed):
            self.problems += self._without_place(block)
        for name, values in (block.values | {"place": block.places}).items():
            self.values[name].extend(compress(values, placed))
        self.origins.extend(compress(block.numbers, placed))

    def _read(self, first: int, rows: Iterable[Row]) -> _Block:
        numbered = [(n, row) for n, row in enumerate(rows, first) if row.count("") < len(row)]
        width = self._width
        wide = [
            (n, row if len(row) >= width else [*row, *[""] * (width - len(row))])
            for n, row in numbered
        ]
        kept = self._without_totals(wide)
        numbers, whole = [n for n, _ in kept], [row for _, row in kept]
        raw = {name: _column(whole, position) for name, position in self.header.at.items()}
        values = {
            name: list(map(self._memos[name].__getitem__, cells)) for name, cells in raw.items()
        }
        return _Block(numbers, whole, raw, values, self._places(values, len(whole)))

    def _without_totals(self, numbered: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
        names = (*self._names, self._code) if self._code else self._names
        says = self._says_total
        totals: set[int] = set()
        for position in (self.header.at[name] for name in names):
            totals.update(number for number, row in numbered if says(row[position]))
        self.totals += len(totals)
        return [one for one in numbered if one[0] not in totals] if totals else numbered

    def _places(self, values: dict[str, list[Cell]], n: int) -> list[Cell]:
        """The place of each row: its code, or its path of names; None where it has none."""
        if self._code:
            return values[self._code]
        if not self._names:
            return [None] * n
        paths = zip(*(values[name] for name in self._names), strict=True)
        return [None if None in path else path_of(map(str, path)) for path in paths]

    def _says_nothing(self, block: _Block, unplaced: Iterable[int]) -> Iterator[int]:
        """The rows without a place that are a total after all, or empty in every column we read."""
        for i in unplaced:
            first = next((cell for cell in block.rows[i] if cell != ""), "")
            if self._says_total(first):
                self.totals += 1
                yield i
            elif all(
                value[i] is None and block.raw[name][i] not in self._memos[name].wrong
                for name, value in block.values.items()
            ):
                yield i

    def _without_place(self, block: _Block) -> Iterator[Problem]:
        """Each row that does not say its place, unless its wrong code has been named already."""
        names = [self._code] if self._code else self._names
        column = " / ".join(self._heading(self.header.at[name]) for name in names)
        for i, place in enumerate(block.places):
            if place is not None:
                continue
            if self._code and block.raw[self._code][i] in self._memos[self._code].wrong:
                continue
            yield Problem("no_place", *NO_PLACE, self.sheet, block.numbers[i], column or None)

    def _cell_problems(self, name: str, cells: list[object], block: _Block) -> Iterator[Problem]:
        """Every cell that is wrong, and every blank in a column that must have none."""
        wrong = self._memos[name].wrong
        heading = self._heading(self.header.at[name])
        if wrong:
            for number, cell in zip(block.numbers, cells, strict=True):
                if cell in wrong:
                    yield self._cell_problem(wrong[cell], number, heading, shown(cell))
        if name in self.needed:
            for number, cell, value in zip(block.numbers, cells, block.values[name], strict=True):
                if value is None and cell not in wrong:
                    yield self._cell_problem(BLANK, number, heading, None)

    def _cell_problem(self, wrong: Wrong, row: int, heading: str, value: str | None) -> Problem:
        zh, en = ("单元格", "The cell") if value is None else (f"“{value}”", f"“{value}”")
        says = Text(f"{zh}{wrong.says.zh}。", f"{en} {wrong.says.en}.")
        return Problem(wrong.code, says, wrong.do, self.sheet, row, heading, value)

    def _disagreements(
        self, agree: Agree, position: int, memo: Memo, block: _Block
    ) -> Iterator[Problem]:
        """The rows where two headings that must say the same do not, both being filled."""
        column, other = self._heading(self.header.at[agree.column]), self._heading(position)
        cells = _column(block.rows, position)
        for i, (ours, cell) in enumerate(zip(block.values[agree.column], cells, strict=True)):
            theirs = memo[cell]
            if ours is None or ours == theirs or (theirs is None and cell not in memo.wrong):
                continue
            one, two = shown(block.raw[agree.column][i]), shown(cell)
            says = Text(
                f"“{column}”为“{one}”，“{other}”为“{two}”，两者应当一致；以前者为准。",
                f"“{column}” says {one} and “{other}” says {two}; they must agree. "
                "The first one stands.",
            )
            yield Problem("disagrees", says, CORRECT_ONE, self.sheet, block.numbers[i], column, one)

    def _heading(self, position: int) -> str:
        return self.header.headings[position]


CORRECT_ONE = Text("请核对后改正其中一处。", "Check both, and correct the wrong one.")
NO_PLACE = (
    Text("这一行认不出是哪个地方，未计入。", "This row does not say its place; it was left out."),
    Text(
        "请补填区划代码或完整的各级名称；合并的单元格请先取消合并，再逐行填写。",
        "Fill in the code or every name; split merged cells first, and fill in each row.",
    ),
)


def _column(rows: Sequence[Row], position: int) -> list[object]:
    """The cells of one column; a truth value as its word, for True would pass for the number 1."""
    cells = list(map(itemgetter(position), rows))
    if bool in set(map(type, cells)):
        return [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
    return cells


def _total(layout: Layout) -> Callable[[object], bool]:
    """Whether a cell says that its row is a total."""
    firsts = frozenset(word[:1] for word in layout.totals)

    def says(cell: object) -> bool:
        if not isinstance(cell, str) or cell.lstrip()[:1] not in firsts:
            return False
        return "".join(cell.split()).startswith(layout.totals)

    return says
