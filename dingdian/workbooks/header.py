"""The header row of a sheet, found under whatever titles stand above it, and its layout."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join, same
from dingdian.workbooks.cells import shown
from dingdian.workbooks.headings import ALIKE, likeness, most_alike, plain, written
from dingdian.workbooks.layout import Agree, Column, Layout

DEEPEST = 30
HEADINGS_SHOWN = 12

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its number from 1, its headings, and where each of our columns stands."""

    layout: Layout
    row: int
    headings: tuple[str, ...]
    at: Mapping[str, int]
    agree: tuple[tuple[Agree, int], ...]

    @property
    def absent(self) -> list[Column]:
        """The columns that this sheet does not have and that no constant stands for."""
        layout = self.layout
        known = self.at.keys() | layout.constant.keys()
        return [column for name, column in layout.columns.items() if name not in known]


def find_header(rows: Sequence[Row], layouts: Iterable[Layout], *, where: str) -> Header | None:
    """The first row that has every required heading of a layout; None where no row has.

    Raises Unusable where a heading that is wanted stands twice, or an absent one has evidently been
    renamed: reading on would leave a column unknown that the sender has filled in.
    """
    for number, row in enumerate(rows[:DEEPEST], 1):
        standing = _standing(row)
        fitting = [layout for layout in layouts if not _missing(layout, standing)]
        if fitting:
            layout = max(fitting, key=lambda one: len(_required(one)))
            header = _header(layout, number, row, standing, where)
            _refuse_renamed(header, where)
            return header
    return None


def no_layout_fits(rows: Sequence[Row], layouts: Sequence[Layout], *, where: str) -> Unusable:
    """Why no row is a header: what was looked for, and what stands there instead."""
    rows = [row for row in rows[:DEEPEST] if any(plain(cell) for cell in row)] or [()]
    row, layout = min(
        ((row, layout) for row in rows for layout in layouts),
        key=lambda pair: len(_missing(pair[1], _standing(pair[0]))) / len(_required(pair[1])),
    )
    missing = _missing(layout, _standing(row))
    if len(missing) == len(_required(layout)):
        row = max(rows, key=lambda one: len(_standing(one)))
    found = [shown(written(cell)) for cell in row if plain(cell)]
    looked_for = join(same(f"“{heading}”") for heading in missing)
    stands = join(same(f"“{heading}”") for heading in found[:HEADINGS_SHOWN])
    return Unusable(
        "no_layout_fits",
        Text(
            "不是{label}：找不到必需的表头{missing}。表中的表头是：{found}。{alike}",
            "This is no sheet of the layout “{label}”: it has no heading {missing}. "
            "It has: {found}.{alike}",
        ).fill(label=layout.label, missing=looked_for, found=stands, alike=_alike(missing, found)),
        Text(
            f"请把表头放在前{DEEPEST}行之内并改用上述名称，或换用相应的版式。",
            f"Put the header into the first {DEEPEST} rows under those names, or name its layout.",
        ),
        where=where,
    )


def _standing(row: Row) -> dict[str, list[int]]:
    """At which positions each heading of a row stands."""
    standing: dict[str, list[int]] = defaultdict(list)
    for position, cell in enumerate(row):
        if heading := plain(cell):
            standing[heading].append(position)
    return standing


def _required(layout: Layout) -> list[tuple[str, ...]]:
    """The headings without which a sheet is not of the layout: one of each group must stand."""
    groups = [column.headings for column in layout.columns.values() if column.required]
    groups += [(agree.heading,) for agree in layout.agree if agree.required]
    place = [layout.columns[name].headings for name in layout.names[-1:]]
    place += [layout.columns[layout.place_code].headings] if layout.place_code else []
    return [*groups, tuple(heading for headings in place for heading in headings)]


def _missing(layout: Layout, standing: Mapping[str, object]) -> list[str]:
    """The first name of every required heading that does not stand."""
    groups = _required(layout)
    return list(
        dict.fromkeys(one[0] for one in groups if standing.keys().isdisjoint(map(plain, one)))
    )


def _header(
    layout: Layout, number: int, row: Row, standing: Mapping[str, list[int]], where: str
) -> Header:
    beside = {(one.column, plain(one.heading)) for one in layout.agree}
    at: dict[str, int] = {}
    for column in layout.columns.values():
        means = [plain(heading) for heading in dict.fromkeys(column.headings)]
        means = [heading for heading in dict.fromkeys(means) if heading in standing]
        ours = [heading for heading in means if (column.name, heading) not in beside] or means
        positions = [position for heading in ours for position in standing[heading]]
        if len(positions) > 1:
            raise _twice(column, [written(row[position]) for position in positions], where)
        if positions:
            at[column.name] = positions[0]
    agree = tuple(
        (one, position)
        for one in layout.agree
        for position in standing.get(plain(one.heading), ())
        if position != at.get(one.column)
    )
    return Header(layout, number, tuple(map(written, row)), at, agree)


def _twice(column: Column, headings: list[str], where: str) -> Unusable:
    found = join(same(f"“{heading}”") for heading in headings)
    return Unusable(
        "heading_twice",
        Text(
            "表头{found}都表示“{column}”，不知以哪一列为准。",
            "The headings {found} all mean “{column}”; which column counts is not clear.",
        ).fill(found=found, column=column.headings[0]),
        Text("请只保留一列。", "Keep one of them."),
        where=where,
    )


def _refuse_renamed(header: Header, where: str) -> None:
    """Refuse an absent column that stands under another name.

    A heading that is claimed, or is more like a claimed one, is that one's neighbour and no rename.
    """
    claimed_at = {*header.at.values(), *(position for _, position in header.agree)}
    claimed = [header.headings[position] for position in sorted(claimed_at)]
    known = {plain(one) for column in header.layout.columns.values() for one in column.headings}
    free = [
        heading
        for position, heading in enumerate(header.headings)
        if position not in claimed_at and heading and plain(heading) not in known
    ]
    for column in header.absent:
        alike, found = most_alike(column.theirs, free)
        if alike >= ALIKE and alike > most_alike([found], claimed)[0]:
            raise Unusable(
                "heading_renamed",
                Text(
                    f"找不到表头“{column.headings[0]}”，但有相近的“{found}”。",
                    f"There is no heading “{column.headings[0]}”, but one much like it: “{found}”.",
                ),
                Text(
                    "若是同一列，请改用版式中的名称；若不是，请另取一个区别明显的名称。",
                    "If it is the same column, use the layout's name; if not, name it otherwise.",
                ),
                where=where,
            )


def _alike(missing: Iterable[str], found: Sequence[str]) -> Text:
    pairs = [
        (heading, other)
        for heading in missing
        for other in found
        if likeness(plain(heading), plain(other)) >= ALIKE
    ][:3]
    return join(
        (
            Text(
                f"“{other}”是否就是“{heading}”？", f" Is “{other}” perhaps meant to be “{heading}”?"
            )
            for heading, other in pairs
        ),
        zh="",
        en="",
    )
