"""What a sender's sheet looks like: which heading means which column, and what cells may say."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast, get_args

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text
from dingdian.workbooks.headings import plain

Cell = int | str | bool | None
Kind = Literal["text", "code", "whole", "yuan", "flag", "choice"]
KINDS: tuple[Kind, ...] = get_args(Kind)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """One of our columns: the headings under which it may stand, and what its cells may say.

    The first of `theirs` is what a template writes; our name and the English heading count as well.
    """

    name: str
    theirs: tuple[str, ...]
    en: str
    kind: Kind
    required: bool
    note: Text | None
    choices: Mapping[str, tuple[str, ...]]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that means this column, the most usual first."""
        return (*self.theirs, self.en, self.name)

    def heading(self, lang: Lang) -> str:
        """The heading that a template writes."""
        return self.theirs[0] if lang == "zh" and self.theirs else self.en


@dataclass(frozen=True, slots=True)
class Agree:
    """Another heading of the same sheet that must say what one of our columns says."""

    column: str
    heading: str
    required: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of sheet: its columns, what every row of it is, and how its places are named."""

    code: str
    label: Text
    table: str
    totals: tuple[str, ...]
    names: tuple[str, ...]
    place_code: str | None
    constant: Mapping[str, Cell]
    columns: Mapping[str, Column]
    agree: tuple[Agree, ...]


def read_layout(text: str, *, name: str) -> Layout:
    """The layout that a TOML file declares; Unusable, by file and key, where it declares none."""
    try:
        top = _Table(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise _faulty(
            name, "TOML", Text(f"无法解析：{error}", f"cannot be read: {error}")
        ) from None
    layout = Layout(
        code=top.take("code", str),
        label=top.both("label"),
        table=top.take("table", str),
        totals=tuple("".join(word.split()) for word in top.words("totals")),
        names=top.words("names"),
        place_code=top.take("place_code", str, None),
        constant=_constant(top.table("constant")),
        columns={key: _column(key, node) for key, node in top.tables("column").items()},
        agree=tuple(_agree(node) for node in top.listed("agree")),
    )
    top.finish()
    _check(layout, name)
    return layout


class _Table:
    """One table of the file; remembers what has been asked of it, so that nothing is left over."""

    def __init__(self, says: Mapping[str, Any], file: str, key: str = "") -> None:
        self.left = dict(says)
        self.file = file
        self.key = key

    def path(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key

    def take(self, key: str, kind: type[T], *default: T | None) -> T:
        """The value under a key; Unusable where it is absent or of another kind."""
        value = self.left.pop(key, *default) if default else self.left.pop(key, self)
        if not isinstance(value, kind) and not (default and value is default[0]):
            raise _faulty(self.file, self.path(key), _EXPECTED[kind])
        return cast(T, value)

    def both(self, key: str) -> Text:
        node = self.table(key)
        text = Text(node.take("zh", str), node.take("en", str))
        node.finish()
        return text

    def words(self, key: str) -> tuple[str, ...]:
        words = self.take(key, list, [])
        if not all(isinstance(word, str) and word for word in words):
            raise _faulty(self.file, self.path(key), _EXPECTED[list])
        return tuple(words)

    def table(self, key: str) -> "_Table":
        return _Table(self.take(key, dict, {}), self.file, self.path(key))

    def tables(self, key: str) -> dict[str, "_Table"]:
        node = self.table(key)
        return {name: node.table(name) for name in tuple(node.left)}

    def listed(self, key: str) -> list["_Table"]:
        nodes = self.take(key, list, [])
        if not all(isinstance(node, dict) for node in nodes):
            raise _faulty(self.file, self.path(key), _EXPECTED[dict])
        return [_Table(node, self.file, self.path(key)) for node in nodes]

    def finish(self) -> None:
        for key in self.left:
            raise _faulty(self.file, self.path(key), Text("没有这一项", "is not known here"))


_EXPECTED: dict[type, Text] = {
    str: Text("应为文字", "must be a text"),
    bool: Text("应为 true 或 false", "must be true or false"),
    list: Text("应为文字列表", "must be a list of texts"),
    dict: Text("应为表", "must be a table"),
}


def _faulty(file: str, key: str, says: Text) -> Unusable:
    return Unusable(
        "faulty_layout",
        Text(f"“{key}”{says.zh}。", f"“{key}” {says.en}."),
        Text("请改正版式文件。", "Correct the layout file."),
        where=file,
    )


def _constant(node: _Table) -> dict[str, Cell]:
    for key, value in node.left.items():
        if not isinstance(value, int | str):
            raise _faulty(node.file, node.path(key), Text("应为单个值", "must be one value"))
    return dict(node.left)


def _column(name: str, node: _Table) -> Column:
    kind = node.take("kind", str)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        says = Text(f"不是已知的类型（{known}）", f"is none of the kinds {known}")
        raise _faulty(node.file, node.path("kind"), says)
    choices = node.table("choices")
    column = Column(
        name=name,
        theirs=node.words("theirs"),
        en=node.take("en", str, name),
        kind=kind,
        required=node.take("required", bool, False),
        note=node.both("note") if "note" in node.left else None,
        choices={code: choices.words(code) for code in tuple(choices.left)},
    )
    if (kind == "choice") != bool(column.choices):
        says = Text(
            "只能、也必须随 choice 类型给出", "must stand with the kind choice, and only there"
        )
        raise _faulty(node.file, node.path("choices"), says)
    node.finish()
    return column


def _agree(node: _Table) -> Agree:
    agree = Agree(
        node.take("column", str), node.take("with", str), node.take("required", bool, False)
    )
    node.finish()
    return agree


def _check(layout: Layout, name: str) -> None:
    """Every name points at a column of its kind, and no heading means two columns."""
    unknown = Text("没有声明这一列", "is no column of this layout")
    pointers = [("names", one, "text") for one in layout.names]
    pointers += [("place_code", layout.place_code, "code")] if layout.place_code else []
    for key, one, kind in pointers:
        if one not in layout.columns:
            raise _faulty(name, f"{key}: {one}", unknown)
        if layout.columns[one].kind != kind:
            raise _faulty(name, f"column.{one}", Text(f"应为 {kind}", f"must be of kind {kind}"))
    if "place" in layout.columns and layout.place_code != "place":
        says = Text("只能是 place_code 所指的列", "can only be the column of place_code")
        raise _faulty(name, "column.place", says)
    for agree in layout.agree:
        if agree.column not in layout.columns:
            raise _faulty(name, f"agree: {agree.column}", unknown)
    if not pointers:
        says = Text("至少要有一项，否则认不出地点", "or place_code must tell the place")
        raise _faulty(name, "names", says)
    if not layout.columns or not any(column.required for column in layout.columns.values()):
        says = Text("至少要有一列必填", "needs a required column, to know the sheet by")
        raise _faulty(name, "column", says)
    _check_headings(layout, name)


def _check_headings(layout: Layout, name: str) -> None:
    meant: dict[str, str] = {}
    for column in layout.columns.values():
        for heading in column.headings:
            if meant.setdefault(plain(heading), column.name) != column.name:
                says = Text(
                    f"与 {meant[plain(heading)]} 用了同一表头",
                    f"has the heading of {meant[plain(heading)]}",
                )
                raise _faulty(name, f"column.{column.name}: {heading}", says)
