"""What can be turned in a what-if: each parameter that decides, with its range and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dingdian.campaign.definition import Branch, Campaign, Parameter, Unit
from dingdian.campaign.parameters import MOST, in_force
from dingdian.lexicon.text import Text

ROUND = (1, 2, 5)
WIDEST = {"bp": 10_000}
"""A share ends at the whole."""
NARROWEST = {"fen": 10_000_000}
"""Money reaches 100,000 yuan at least, since a threshold of nothing says no scale."""
STEPS = {"fen": 100_000, "bp": 10}
"""Money in steps of 1,000 yuan, shares of a tenth of a per cent."""


@dataclass(frozen=True, slots=True)
class Dial:
    """One parameter as a panel shows it: what it is now, how far it turns, whose number it is.

    A value beyond `maximum` may be typed; the range is only what a hand needs. `kind` says what
    the number does: a `threshold` of a fact or share, a `quota`, or how many `items` make a
    weakness.
    """

    name: str
    label: Text
    kind: str
    unit: Unit
    value: int
    minimum: int
    maximum: int
    step: int
    is_assumption: bool
    source: str


def dials(campaign: Campaign, values: Mapping[str, int], *, on: date) -> tuple[Dial, ...]:
    """The dials of a campaign in the order of its file: only of parameters that a class reads."""
    items = _most_items(campaign)
    quotas = {target.quota for target in campaign.classes}
    read = {*_thresholds(campaign), *items, *quotas}
    return tuple(
        _dial(one, values[name], items.get(name), is_quota=name in quotas, on=on)
        for name, one in campaign.parameters.items()
        if name in read
    )


def _dial(parameter: Parameter, value: int, items: int | None, *, is_quota: bool, on: date) -> Dial:
    unit = parameter.unit.code
    now = in_force(parameter, on)
    return Dial(
        name=parameter.name,
        label=parameter.label,
        kind="items" if items else "quota" if is_quota else "threshold",
        unit=parameter.unit,
        value=value,
        minimum=1 if items else 0,
        maximum=max(value, items or _reach(value if now is None else now.value, unit)),
        step=1 if items or is_quota else STEPS.get(unit, 1),
        is_assumption=parameter.assumption,
        source="" if now is None else now.source,
    )


def _reach(value: int, unit: str) -> int:
    """The first round number (1, 2 or 5 and noughts) of five times the value or more."""
    wanted = max(5 * value, NARROWEST.get(unit, 10))
    power = int("1" + "0" * (len(str(wanted)) - 1))
    reached = next(one * power for one in (*ROUND, 10) if one * power >= wanted)
    return min(reached, WIDEST.get(unit, MOST))


def _most_items(campaign: Campaign) -> dict[str, int]:
    """Of each parameter that counts items, how many there are at most in a branch that it opens."""
    most: dict[str, int] = {}
    for branch in _branches(campaign):
        if branch.at_least is not None:
            most[branch.at_least] = max(most.get(branch.at_least, 1), len(branch.items))
    return most


def _thresholds(campaign: Campaign) -> set[str]:
    """The parameters that a condition compares with."""
    conditions = [
        *(target.admits for target in campaign.classes),
        *(branch.when for branch in _branches(campaign)),
        *(item.lacks for branch in _branches(campaign) for item in branch.items),
    ]
    return {name for one in conditions if one is not None for name in one.names}


def _branches(campaign: Campaign) -> list[Branch]:
    return [branch for target in campaign.classes for branch in target.branches]
