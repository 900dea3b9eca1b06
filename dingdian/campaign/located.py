"""A folder of TOML read with a memory for where each line stands, so that a fault can name it."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dingdian.lexicon.text import Text

Key = str | int
Spot = tuple[Key, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
ASSIGNED = re.compile(
    r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a campaign's files: which line, what, and what to do."""

    file: str
    line: int
    says: Text
    do: Text


def lines_of(text: str) -> dict[Spot, int]:
    """On which line (from 1) each table and key of a TOML text begins."""
    lines: dict[Spot, int] = {}
    counts: dict[Spot, int] = {}
    here: Spot = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            here = _spot(PART.findall(header[2]), counts)
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here = (*here, counts[here])
            lines.setdefault(here, number)
        elif assigned := ASSIGNED.match(line):
            keys = (part.strip("\"'") for part in PART.findall(assigned[1]))
            lines.setdefault((*here, *keys), number)
    return lines


def _spot(parts: Iterable[str], counts: Mapping[Spot, int]) -> Spot:
    """A header's full path: under an array of tables, in the latest of them."""
    spot: Spot = ()
    for part in parts:
        if spot in counts:
            spot = (*spot, counts[spot])
        spot = (*spot, part.strip("\"'"))
    return spot


class File:
    """One TOML file: its name, what it says, and on which line."""

    def __init__(self, path: Path, *, root: Path) -> None:
        self.name = path.relative_to(root).as_posix()
        self.text = ""
        self.says: dict[str, Any] = {}
        self.fault: Fault | None = None
        try:
            self.text = path.read_text(encoding="utf-8-sig")
            self.says = tomllib.loads(self.text)
        except ValueError as error:  # no UTF-8, or no TOML, or a number of too many digits
            found = re.search(r"line (\d+)", str(error))
            self.fault = Fault(
                self.name,
                int(found[1]) if found else 1,
                Text(f"不是合格的 TOML：{error}", f"this is not TOML: {error}"),
                Text("请改正这一行，并存为 UTF-8。", "Correct this line, and save as UTF-8."),
            )
        self.lines = lines_of(self.text)

    def line(self, spot: Spot) -> int:
        """The line of a spot, or of the nearest thing around it that has one."""
        while spot and spot not in self.lines:
            spot = spot[:-1]
        return self.lines.get(spot, 1)


class Node:
    """One table of a file: what is asked is noted, what is missing or amiss becomes a fault."""

    def __init__(
        self, file: File, spot: Spot, says: Mapping[str, Any], faults: list[Fault]
    ) -> None:
        self.file = file
        self.spot = spot
        self.says = says
        self.faults = faults
        self.asked: set[str] = set()

    def fault(self, key: str | None, says: Text, do: Text) -> None:
        """Note what is wrong at this table, or at one key of it."""
        spot = self.spot if key is None else (*self.spot, key)
        self.faults.append(Fault(self.file.name, self.file.line(spot), says, do))

    def has(self, key: str) -> bool:
        """Whether the key stands there; asking marks it as known."""
        self.asked.add(key)
        return key in self.says

    def _get(self, key: str, kind: type | tuple[type, ...], kind_says: Text, default: Any) -> Any:
        self.asked.add(key)
        value = self.says.get(key)
        if value is None:
            self.fault(
                key, Text(f"缺少“{key}”", f"“{key}” is missing"), Text("请补上。", "Add it.")
            )
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self._wrong(key, kind_says, value)
            return default
        return value

    def _wrong(self, key: str, kind: Text, value: object) -> None:
        self.fault(
            key,
            Text(f"“{key}”应当是{kind.zh}", f"“{key}” must be {kind.en}"),
            Text(f"现在写的是 {value!r}。", f"It says {value!r}."),
        )

    def text(self, key: str) -> str:
        """A text that must be there."""
        said: str = self._get(key, str, Text("文字", "a text"), "")
        return said

    def whole(self, key: str) -> int:
        """A whole number that must be there."""
        said: int = self._get(key, int, Text("整数", "a whole number"), 0)
        return said

    def day(self, key: str) -> date:
        """A day that must be there."""
        said: date = self._get(
            key, date, Text("日期（如 2020-07-30）", "a day (2020-07-30)"), date.min
        )
        return said

    def both(self, key: str) -> Text:
        """A text in both languages that must be there: { zh = "…", en = "…" }."""
        said = self._get(key, dict, Text("{ zh, en } 两种文字", "a { zh, en } pair"), {})
        for lang in ("zh", "en"):
            if said and not isinstance(said.get(lang), str):
                self.fault(
                    key,
                    Text(f"“{key}”缺少 {lang} 文字", f"“{key}” has no {lang} text"),
                    Text("中文和英文都要写。", "Write it in both languages."),
                )
        return Text(str(said.get("zh", "")), str(said.get("en", "")))

    def one_of(self, key: str, choices: Iterable[str]) -> str:
        """A text that must be one of a few."""
        said, known = self.text(key), tuple(choices)
        if said and said not in known:
            self.fault(
                key,
                Text(f"“{key}”不能是“{said}”", f"“{key}” cannot be “{said}”"),
                Text(f"可用的有：{'、'.join(known)}。", f"Use one of: {', '.join(known)}."),
            )
        return said if said in known else next(iter(known), "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where the key is not there."""
        if not self.has(key):
            return ()
        said = self._get(key, list, Text("文字列表", "a list of texts"), [])
        return tuple(str(one) for one in said)

    def table(self, key: str) -> "Node":
        """A table that must be there."""
        says = self._get(key, dict, Text("一张表", "a table"), {})
        return Node(self.file, (*self.spot, key), says, self.faults)

    def tables(self, key: str) -> list["Node"]:
        """The tables of a [[list]]; none where the key is not there."""
        if not self.has(key):
            return []
        kind = Text("[[表]]", "[[tables]]")
        nodes = []
        for number, one in enumerate(self._get(key, list, kind, [])):
            if isinstance(one, dict):
                nodes.append(Node(self.file, (*self.spot, key, number), one, self.faults))
            else:
                self._wrong(key, kind, one)
        return nodes

    def named(self, key: str) -> dict[str, "Node"]:
        """The tables under a name each; none where the key is not there."""
        if not self.has(key):
            return {}
        table = self.table(key)
        return {name: table.table(name) for name in table.says}

    def tables_within(self) -> list[tuple[str, "Node"]]:
        """Every table that stands in this one, by its name; other things are passed over."""
        return [
            (name, self.table(name)) for name, one in self.says.items() if isinstance(one, dict)
        ]

    def finish(self) -> None:
        """Fault whatever stands here that nobody asked for: most often a misspelt key."""
        for key in sorted(self.says.keys() - self.asked):
            near = difflib.get_close_matches(key, self.asked, n=1)
            known = sorted(self.asked)
            self.fault(
                key,
                Text(f"不认识“{key}”", f"“{key}” is not known here"),
                Text(f"是否应为“{near[0]}”？", f"Did you mean “{near[0]}”?")
                if near
                else Text(f"这里可用：{'、'.join(known)}。", f"Known here: {', '.join(known)}."),
            )
