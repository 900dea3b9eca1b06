"""Parameters by date: what each was worth on the day of a decision, and what if it were another."""

import difflib
from collections.abc import Collection, Mapping
from datetime import date

from dingdian.campaign.condition import LARGEST
from dingdian.campaign.definition import Campaign, Dated, Parameter
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

MOST = 10**9
"""The greatest value that a what-if may try."""
SHOWN = 20


def in_force(parameter: Parameter, on: date) -> Dated | None:
    """The entry that counts on that day: the last one that had begun."""
    begun = [one for one in parameter.values if one.since <= on]
    return max(begun, key=lambda one: one.since) if begun else None


def on_day(
    campaign: Campaign, on: date, changes: Mapping[str, int] | None = None
) -> dict[str, int]:
    """The value on that day of every parameter that decides, a what-if's changes laid over them.

    Raises Unusable for a change of a parameter that does not decide, and for one that has no
    value yet on that day.
    """
    values = {}
    for name, parameter in campaign.deciding.items():
        entry = in_force(parameter, on)
        if entry is None:
            first = min(one.since for one in parameter.values)
            raise Unusable(
                "too_early",
                Text(
                    f"参数 {name} 自 {first} 起才有值，{on} 尚无。",
                    f"The parameter {name} has a value from {first} on, and none on {on}.",
                ),
                Text("请用 --on 换一个日期。", "Choose another day with --on."),
            )
        values[name] = entry.value
    for name, value in (changes or {}).items():
        if name not in values:
            raise _no_such(name, values)
        values[name] = value
    return values


def changed(text: str) -> tuple[str, int]:
    """What `NAME=VALUE` asks for; raises Unusable when it is not a name and a whole number."""
    name, equals, value = text.partition("=")
    number = value.strip()
    digits = number.removeprefix("-")
    whole = digits.isdecimal() and len(digits) <= len(str(LARGEST)) and int(digits) <= LARGEST
    if not equals or not whole:
        raise Unusable(
            "not_a_change",
            Text(f"“{text}”不是“参数=整数”。", f"“{text}” is not NAME=VALUE with a whole number."),
            Text(
                "例如 --set remaining_poor_over=10；比率用万分数，1% 写作 100。",
                "For example --set remaining_poor_over=10; shares are in basis points, 1% is 100.",
            ),
        )
    return name.strip(), int(number)


def asked_for(campaign: Campaign, changes: Mapping[str, int | str]) -> dict[str, int]:
    """What a what-if in a form asks for: parameters, each a whole number from 0 to a milliard.

    A form sends its numbers as text. Raises Unusable for a parameter that the campaign does not
    have, and for what is no such number.
    """
    for name in changes:
        if name not in campaign.deciding:
            raise _no_such(name, campaign.deciding)
    return {name: _within_bounds(campaign.deciding[name], said) for name, said in changes.items()}


def _within_bounds(parameter: Parameter, said: int | str) -> int:
    text = str(said).strip()
    fits = text.isdecimal() and len(text) <= len(str(MOST)) and int(text) <= MOST
    if isinstance(said, bool) or not fits:
        raise Unusable(
            "not_a_value",
            Text(
                "“{label}”不能是“{text}”：须为0到{most}之间的整数。",
                "“{label}” cannot be “{text}”: it is a whole number from 0 to {most}.",
            ).fill(label=parameter.label, text=text[:SHOWN], most=f"{MOST:,}"),
            Text(
                "请填整数；比率用万分数（1%填100），金额用分（1元填100）。",
                "Give a whole number: a share in basis points (1% is 100), money in fen "
                "(1 yuan is 100).",
            ),
        )
    return int(text)


def _no_such(name: str, values: Collection[str]) -> Unusable:
    near = difflib.get_close_matches(name, values, n=1)
    hint = Text(f"是否想写 {near[0]}？", f"Did you mean {near[0]}? ") if near else Text("", "")
    known = sorted(values)
    return Unusable(
        "no_such_parameter",
        Text(f"没有叫 {name} 的参数。", f"There is no parameter called {name}."),
        Text(
            f"{hint.zh}可用的有：{'、'.join(known)}。",
            f"{hint.en}Known are: {', '.join(known)}.",
        ),
    )
