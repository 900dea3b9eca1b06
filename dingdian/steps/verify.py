"""Recompute a sealed decision from its source, and say whether it still comes out the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dingdian.campaign.checking import load_checked
from dingdian.campaign.parameters import on_day
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, join
from dingdian.steps.decision import SCHEMA, digest_of, wordless
from dingdian.steps.identify import identify
from dingdian.steps.source import PARQUET

LARGEST_FILE = 1 << 30
LONGEST_SHOWN = 200
AGAIN = Text(
    "请重新识别并封存：dingdian identify … --out x.json。",
    "Seal it again: dingdian identify … --out x.json.",
)


@dataclass(frozen=True)
class Difference:
    """One thing that no longer comes out as it was sealed."""

    code: str
    says: Text


@dataclass(frozen=True)
class Verification:
    """What was recomputed from what, and every difference; none means that the decision stands."""

    decision: str
    source: str
    digest: str
    entries: int
    differences: tuple[Difference, ...]


def verify(
    path: Path,
    *,
    source: Path | None = None,
    campaign: str | None = None,
    threads: int | None = None,
) -> Verification:
    """Hold a sealed decision against a new computation; raises Unusable where that cannot be done.

    The source is looked for beside the decision under the name that it was sealed with, unless
    another path is given.
    """
    sealed = read_sealed(path)
    told = sealed["source"]
    name = campaign or sealed["campaign"]["code"]
    rule = load_checked(name)
    found = source or _beside(path, told["name"])
    day = date.fromisoformat(sealed["decided_on"])
    own = on_day(rule, day)
    changes = [
        f"{one}={value}"
        for one, value in sealed["parameters"].items()
        if one in own and own[one] != value
    ]
    again = identify(
        found,
        campaign=name,
        layout=None if told["layout"] == PARQUET else told["layout"],
        as_of=date.fromisoformat(told["as_of"]) if told["as_of"] else None,
        on=day,
        changes=changes,
        threads=threads,
    ).sealed("zh")
    _rename(again, found.stem, told["name"])
    return Verification(
        path.name,
        str(found),
        sealed["digest"],
        len(sealed["entries"]),
        tuple(_differences(sealed, again)),
    )


def _rename(plain: Mapping[str, Any], stem: str, name: str) -> None:
    """Call the source as it was called; the one sheet of a csv bears the name of its file."""
    plain["source"]["name"] = name
    for problem in plain["problems"]:
        if problem["sheet"] == stem:
            problem["sheet"] = Path(name).stem


def read_sealed(path: Path) -> dict[str, Any]:
    """A sealed decision read from its file; raises Unusable for anything that is not one."""
    if not path.is_file():
        raise Unusable(
            "no_such_file",
            Text("没有这个文件。", "There is no such file."),
            Text("请检查路径和文件名。", "Check the path and the name."),
            where=str(path),
        )
    try:
        sealed: Any = (
            json.loads(path.read_text(encoding="utf-8"))
            if path.stat().st_size < LARGEST_FILE
            else None
        )
        _must_be_sealed(sealed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unusable(
            "not_a_decision",
            Text("不是一份封存的决定（schema 1）。", "This is no sealed decision (schema 1)."),
            AGAIN,
            where=str(path),
        ) from None
    plain: dict[str, Any] = sealed
    return plain


def _must_be_sealed(sealed: Any) -> None:
    """Fail where a key that a decision must have is missing or of another kind."""
    if sealed["schema"] != SCHEMA or not isinstance(sealed["digest"], str):
        raise ValueError("schema")
    date.fromisoformat(sealed["decided_on"])
    told = sealed["source"]
    if told["as_of"] is not None:
        date.fromisoformat(told["as_of"])
    if Path(told["name"]).name != told["name"]:
        raise ValueError("source")
    texts = (told["name"], told["digest"], told["layout"], sealed["campaign"]["code"])
    if not all(isinstance(one, str) for one in (*texts, sealed["campaign"]["digest"])):
        raise TypeError("text")
    if not all(type(value) is int for value in sealed["parameters"].values()):
        raise TypeError("parameters")
    for entry in sealed["entries"]:
        if not isinstance(entry["class"], str) or not isinstance(entry["place"], str):
            raise TypeError("entry")


def _beside(path: Path, name: str) -> Path:
    for folder in (path.parent, Path()):
        if (folder / name).exists():
            return folder / name
    raise Unusable(
        "no_source",
        Text(f"找不到来源“{name}”。", f"The source “{name}” is not here."),
        Text("请用 --source 给出它的路径。", "Give its path with --source."),
        where=str(path),
    )


def _differences(sealed: Mapping[str, Any], again: Mapping[str, Any]) -> list[Difference]:
    found = []
    if digest_of(sealed) != sealed["digest"]:
        found.append(
            Difference(
                "altered",
                Text(
                    "文件封存后被改动过：摘要与内容不符。",
                    "The file was altered after sealing: its digest is not that of its content.",
                ),
            )
        )
    for part, what in (
        ("source", Text("来源文件与封存时不同。", "The source is not the file that was sealed.")),
        (
            "campaign",
            Text(
                "攻坚行动的规则与封存时不同。",
                "The campaign's rules are not those that were sealed.",
            ),
        ),
        (
            "parameters",
            Text("参数与封存时不同。", "The parameters are not those that were sealed."),
        ),
    ):
        if sealed[part] != again[part]:
            found.append(Difference(part, what))
    found += _entries(sealed["entries"], again["entries"])
    rest = ("against", "problems", "notes")
    if not found and any(wordless(sealed.get(one)) != wordless(again[one]) for one in rest):
        found.append(
            Difference(
                "rest",
                Text(
                    "问题或说明与封存时不同。",
                    "The problems or notes are not those that were sealed.",
                ),
            )
        )
    return found


def _entries(sealed: Sequence[Any], again: Sequence[Any]) -> list[Difference]:
    """Each place whose entry came out otherwise, and in what."""
    before = {(one["class"], one["place"]): wordless(one) for one in sealed}
    after = {(one["class"], one["place"]): wordless(one) for one in again}
    found = [
        Difference("entry", _differs("/".join(key), before.get(key), after.get(key)))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]
    if not found and [one["place"] for one in sealed] != [one["place"] for one in again]:
        says = Text(
            "名单次序与封存时不同。", "The order of the list is not the one that was sealed."
        )
        found.append(Difference("order", says))
    return found


def _differs(place: str, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Text:
    if was is None or now is None:
        gone = Text(
            "{place}：封存时有，重算后没有。", "{place}: it was sealed, and is not there now."
        )
        new = Text(
            "{place}：封存时没有，重算后有。", "{place}: it is there now, and was not sealed."
        )
        return (gone if now is None else new).fill(place=place)
    keys = [key for key in (*was, *(now.keys() - was.keys())) if was.get(key) != now.get(key)]
    parts = [
        Text("{key} 封存为 {was}，重算为 {now}", "{key} sealed as {was}, now {now}").fill(
            key=key, was=_shown(was.get(key)), now=_shown(now.get(key))
        )
        for key in keys
    ]
    return Text("{place}：{parts}。", "{place}: {parts}.").fill(
        place=place, parts=join(parts, zh="；", en="; ")
    )


def _shown(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"
