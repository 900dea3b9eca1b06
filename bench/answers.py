"""What each contender answered, and whether they all say the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUALIFY = ("included", "tied", "beyond_quota")


class Disagreement(AssertionError):
    """Two contenders gave different answers, or one did not read all of its rows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The villages that qualify, whatever the quota, and those that cannot be decided."""

    qualify: frozenset[str]
    undecided: frozenset[str]


def sealed_answer(path: Path, rows: int) -> Answer:
    """The answer of a sealed decision over so many villages."""
    decision = json.loads(path.read_text(encoding="utf-8"))
    read = decision["source"]["rows"]
    if read != rows:
        raise Disagreement(f"{rows} villages went in and {read} were read")
    entries = [one for one in decision["entries"] if one["class"] == "village"]
    return Answer(_places(entries, *QUALIFY), _places(entries, "undecided"))


def rivals_answer(path: Path) -> Answer:
    """The answer that a rival wrote."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Answer(frozenset(told["qualify"]), frozenset(told["undecided"]))


def agreed(answers: Mapping[str, Answer]) -> Answer:
    """The one answer of all contenders; raises Disagreement where there are two."""
    (first, answer), *others = answers.items()
    for name, other in others:
        for what in ("qualify", "undecided"):
            differ = getattr(answer, what) ^ getattr(other, what)
            if differ:
                shown = ", ".join(sorted(differ)[:5])
                raise Disagreement(f"{first} and {name} differ in {what}: {len(differ)}, {shown}")
    if not answer.qualify:
        raise Disagreement("no village qualifies: nothing was measured")
    return answer


def _places(entries: list[dict[str, Any]], *standings: str) -> frozenset[str]:
    return frozenset(one["place"] for one in entries if one["standing"] in standings)
