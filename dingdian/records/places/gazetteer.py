"""Everything that a campaign's folder says of its places, read and found to agree with itself."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from dingdian.campaign.definition import Confidence
from dingdian.campaign.located import File, Node
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.places.division import Division, read_divisions
from dingdian.records.places.outline import geometries

LIST = re.compile(r"divisions_(\d{4})\.csv\.gz")


@dataclass(frozen=True, slots=True)
class Zone:
    """An overlay of places of others, with a word for a code: 万盛经开区."""

    code: str
    name: str
    official_name: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place lies, in degrees, and who says so."""

    longitude: Decimal
    latitude: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Outlines:
    """The geometries of places by code; a datum that is not stated is empty."""

    datum: str = ""
    source: str = ""
    of: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The lists by vintage, the document order, and what lies over and beside them.

    Zones, points and outlines are told by the codes of the campaign's vintage.
    """

    vintage: int
    lists: Mapping[int, tuple[Division, ...]]
    order: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    points: Mapping[str, Located] = field(default_factory=dict)
    outlines: Outlines = Outlines()


def read_gazetteer(folder: Path, *, root: str, vintage: int) -> Gazetteer:
    """What a folder of places says; raises Unusable where its files do not fit each other."""
    paths = {
        int(found[1]): path for path in folder.glob("*") if (found := LIST.fullmatch(path.name))
    }
    if vintage not in paths:
        raise Unusable(
            "no_divisions",
            Text(f"缺少{vintage}年的区划名单。", f"There is no list of divisions of {vintage}."),
            Text(f"请放入 divisions_{vintage}.csv.gz。", f"Put divisions_{vintage}.csv.gz there."),
            where=folder.name,
        )
    lists = {year: read_divisions(paths[year], root=root) for year in sorted(paths)}
    names = {one.code: one.official_name for one in lists[vintage]}
    zones = _zones(folder / "zones.toml", names)
    return Gazetteer(
        vintage=vintage,
        lists=lists,
        order=_order(folder / "document_order.toml", names | {one.code: one.name for one in zones}),
        zones=zones,
        points=_points(folder / "township_points.csv", names),
        outlines=_outlines(folder / "outlines.toml", names),
    )


def with_other_villages(gazetteer: Gazetteer, villages: Iterable[Division]) -> Gazetteer:
    """The same counties and townships with other villages, in the campaign's vintage alone.

    Raises Unusable for one that has the code or a name of a listed village, or lies in no township
    of the list: what is invented is never to be taken for what is real.
    """
    others = tuple(villages)
    listed = [one for divisions in gazetteer.lists.values() for one in divisions]
    real = [one for one in listed if one.level == "village"]
    taken = {said for one in real for said in (one.code, one.name, one.official_name)}
    above = {one.code for one in gazetteer.lists[gazetteer.vintage] if one.level == "township"}
    for one in others:
        if not taken.isdisjoint((one.code, one.name, one.official_name)):
            raise _misplaced(one, Text("与真实村同码或同名", "has a real village's code or name"))
        if one.parent not in above:
            raise _misplaced(one, Text("不在名单的任何乡镇中", "lies in no listed township"))
    lists = {
        vintage: tuple(one for one in divisions if one.level != "village")
        for vintage, divisions in gazetteer.lists.items()
    }
    lists[gazetteer.vintage] = tuple(
        sorted((*lists[gazetteer.vintage], *others), key=lambda one: one.code)
    )
    return replace(gazetteer, lists=lists)


def _misplaced(one: Division, says: Text) -> Unusable:
    return Unusable(
        "misplaced_village",
        Text(f"{one.code} {one.name} {says.zh}。", f"{one.code} {one.name} {says.en}."),
        Text("请换一个代码和名称。", "Give it another code and name."),
    )


def _zones(path: Path, names: Mapping[str, str]) -> tuple[Zone, ...]:
    if not (top := _opened(path)):
        return ()
    zones = []
    for code, node in top.named("zone").items():
        _sourced(node)
        places = tuple(_known_place(one, names) for one in node.tables("place"))
        zones.append(Zone(code, node.text("name"), node.text("official_name"), places))
        node.finish()
    _see_that_it_is_whole(top)
    return tuple(zones)


def _order(path: Path, names: Mapping[str, str]) -> tuple[str, ...]:
    if not (top := _opened(path)):
        return ()
    _sourced(top)
    order = tuple(_known_place(one, names) for one in top.tables("place"))
    _see_that_it_is_whole(top)
    return order


def _points(path: Path, names: Mapping[str, str]) -> dict[str, Located]:
    """GeoNames' points, by code."""
    if not path.is_file():
        return {}
    found: dict[str, Located] = {}
    for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2):
        try:
            source = f"GeoNames {row['geonameid']} (CC BY 4.0)"
            found[row["code"]] = Located(Decimal(row["lng"]), Decimal(row["lat"]), source)
        except (KeyError, TypeError, InvalidOperation):
            says = Text(f"第{number}行读不出", f"line {number} cannot be read")
            raise _unusable(path, says) from None
    _see_that_all_are_known(path, found, names)
    return found


def _outlines(path: Path, names: Mapping[str, str]) -> Outlines:
    if not (top := _opened(path)):
        return Outlines()
    file, datum, source = (top.text(key) for key in ("file", "datum", "source"))
    _see_that_it_is_whole(top)
    try:
        of = geometries(json.loads((path.parent / file).read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError):
        raise _unusable(path, Text(f"“{file}”读不出", f"“{file}” cannot be read")) from None
    _see_that_all_are_known(path, of, names)
    return Outlines(datum, source, of)


def _opened(path: Path) -> Node | None:
    if not path.is_file():
        return None
    file = File(path, root=path.parent)
    return Node(file, (), file.says, [file.fault] if file.fault else [])


def _sourced(node: Node) -> None:
    """Where it is from and how surely must be written; it is read by people."""
    node.text("source")
    node.one_of("confidence", get_args(Confidence))


def _known_place(node: Node, names: Mapping[str, str]) -> str:
    """The code of a place that is named as the list names it: a slip in either would show."""
    code, name = node.text("code"), node.text("name")
    if code and names.get(code) != name:
        listed = names.get(code, "–")
        node.fault(
            "code",
            Text(f"{code} 在名单中是“{listed}”", f"{code} is “{listed}” in the list"),
            Text("请核对代码与名称。", "Compare code and name."),
        )
    node.finish()
    return code


def _see_that_it_is_whole(top: Node) -> None:
    top.finish()
    for fault in top.faults[:1]:
        raise Unusable(
            "faulty_places",
            Text(f"第{fault.line}行：{fault.says.zh}。", f"line {fault.line}: {fault.says.en}."),
            fault.do,
            where=fault.file,
        )


def _see_that_all_are_known(path: Path, codes: Iterable[str], names: Mapping[str, str]) -> None:
    for code in codes:
        if code not in names:
            raise _unusable(path, Text(f"名单中没有 {code}", f"{code} is not in the list"))


def _unusable(path: Path, says: Text) -> Unusable:
    return Unusable(
        "faulty_places",
        Text(f"{says.zh}。", f"{says.en}."),
        Text("请改正后再装载。", "Correct it, then load again."),
        where=path.name,
    )
