"""The selection of 2020 once more, row by row and number by number, knowing nothing of the program.

What is asked of a village stands in the announcement: more than 20 remaining poor, or an incidence
of 1 % or above, or a clear weakness. That two lacking items of an area are a clear weakness, and
that 100 is a quota filled by the most poor first, are our assumptions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Village = Mapping[str, Any]
YES_NO_ITEMS = {
    "weak_infrastructure": (
        "hardened_road",
        "group_roads",
        "bus",
        "three_phase_power",
        "broadband",
    ),
    "weak_public_services": ("clinic_qualified", "culture_room", "ecommerce_point"),
}


@dataclass(frozen=True)
class Decided:
    """What the naive reading says of one village."""

    standing: str
    rank: int | None
    branches: Mapping[str, bool | None]


def remaining_poor(village: Village) -> bool | None:
    if village["remaining_poor"] is None:
        return None
    return bool(village["remaining_poor"] > 20)


def incidence(village: Village) -> Fraction | None:
    poor, population = village["remaining_poor"], village["agricultural_population"]
    if poor is None or population is None or population == 0:
        return None
    return Fraction(poor, population)


def incidence_is_high(village: Village) -> bool | None:
    share = incidence(village)
    if share is None:
        return None
    return share >= Fraction(1, 100)


def lacks_where_any(village: Village, fact: str) -> bool | None:
    if village[fact] is None:
        return None
    return bool(village[fact] > 0)


def lacks_where_none(village: Village, fact: str) -> bool | None:
    if village[fact] is None:
        return None
    return bool(village[fact] == 0)


def lacks_where_not(village: Village, fact: str) -> bool | None:
    if village[fact] is None:
        return None
    return not village[fact]


def latrines_are_few(village: Village) -> bool | None:
    part, whole = village["latrine_households"], village["listed_households"]
    if part is None or whole is None or whole == 0:
        return None
    return Fraction(part, whole) < Fraction(85, 100)


def items_of(village: Village) -> dict[str, list[bool | None]]:
    """Area by area, whether each of its items lacks."""
    items = {
        area: [lacks_where_not(village, fact) for fact in facts]
        for area, facts in YES_NO_ITEMS.items()
    }
    items["weak_guarantees"] = [
        lacks_where_any(village, "dropouts"),
        lacks_where_any(village, "uninsured"),
        lacks_where_any(village, "dangerous_houses"),
        lacks_where_any(village, "unsafe_water_households"),
    ]
    items["weak_industry"] = [
        lacks_where_none(village, "collective_income_fen"),
        lacks_where_none(village, "cooperatives"),
        lacks_where_not(village, "leading_industry"),
    ]
    items["weak_living_environment"] = [
        lacks_where_not(village, "waste_collected"),
        lacks_where_not(village, "public_toilet"),
        latrines_are_few(village),
    ]
    items["weak_other"] = []
    return items


def clearly_weak(items: list[bool | None], nominated: bool | None) -> bool | None:
    lacking = sum(1 for item in items if item is True)
    unknown = sum(1 for item in items if item is None)
    if nominated is True:
        return True
    if lacking >= 2:
        return True
    if lacking + unknown >= 2:
        return None
    return False


def branches_of(village: Village) -> dict[str, bool | None]:
    branches = {
        "remaining_poor": remaining_poor(village),
        "incidence": incidence_is_high(village),
    }
    for area, items in items_of(village).items():
        nominated = village["nominated_" + area.removeprefix("weak_")]
        branches[area] = clearly_weak(items, nominated)
    return branches


def comes_before(one: Village, other: Village) -> bool:
    """Whether one village ranks before another: the most poor, then the greatest incidence."""
    for measure in (lambda village: village["remaining_poor"], incidence):
        this, that = measure(one), measure(other)
        if this is None and that is None:
            continue
        if this is None:
            return False
        if that is None:
            return True
        if this != that:
            return bool(this > that)
    return False


def decide(villages: Iterable[Village]) -> dict[str, Decided]:
    """Every village for which a branch holds or is unknown, by its place."""
    decided: dict[str, Decided] = {}
    qualified: list[tuple[Village, dict[str, bool | None]]] = []
    for village in villages:
        branches = branches_of(village)
        holds = any(verdict is True for verdict in branches.values())
        is_open = any(verdict is None for verdict in branches.values())
        if not holds and not is_open:
            continue
        if village["kind"] == "residents_committee":
            decided[village["place"]] = Decided("not_admitted", None, branches)
        elif village["kind"] is None or not holds:
            decided[village["place"]] = Decided("undecided", None, branches)
        else:
            qualified.append((village, branches))
    for village, branches in qualified:
        before = sum(1 for other, _ in qualified if comes_before(other, village))
        behind = sum(1 for other, _ in qualified if comes_before(village, other))
        equals = len(qualified) - before - behind
        if before + equals <= 100:
            standing = "included"
        elif before < 100:
            standing = "tied"
        else:
            standing = "beyond_quota"
        decided[village["place"]] = Decided(standing, before + 1, branches)
    return decided
