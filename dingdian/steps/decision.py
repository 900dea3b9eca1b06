"""A decision as it is kept: sealed by a digest over everything but its words."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dingdian import __version__
from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Entry, Finding
from dingdian.campaign.explanation import Explainer
from dingdian.lexicon.problem import Note, Problem
from dingdian.lexicon.text import Lang
from dingdian.steps.source import Source

SCHEMA = 1
WORDS = frozenset({"change", "says", "do"})
OUTSIDE = frozenset({"schema", "program", "digest"})


@dataclass(frozen=True)
class Decision:
    """What was found and decided, from which source, under which parameters."""

    campaign: Campaign
    decided_on: date
    as_of: date | None
    source: Source
    values: Mapping[str, int]
    changes: Mapping[str, int]
    entries: tuple[Entry, ...]
    entered: tuple[Entry, ...]
    left: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]

    @cached_property
    def explainer(self) -> Explainer:
        """Says of any entry what would take it in or out."""
        return Explainer(self.campaign, self.values, _bars(self.entries), _equals(self.entries))

    def of(self, target: TargetClass) -> list[Entry]:
        """The entries of one class, in their order."""
        return [entry for entry in self.entries if entry.target.code == target.code]

    def sealed(self, lang: Lang) -> dict[str, Any]:
        """The decision as plain values, sealed; only the words depend on the language."""
        body: dict[str, Any] = {
            "campaign": {"code": self.campaign.code, "digest": self.campaign.digest},
            "decided_on": self.decided_on.isoformat(),
            "source": {
                "name": self.source.name,
                "digest": self.source.digest,
                "as_of": None if self.as_of is None else self.as_of.isoformat(),
                "rows": self.source.rows,
                "layout": self.source.layout,
            },
            "parameters": dict(self.values),
            "against": {
                "entered": [_moved(entry) for entry in self.entered],
                "left": [_moved(entry) for entry in self.left],
            },
            "entries": [self._entry(entry, lang) for entry in self.entries],
            "problems": [problem_as_plain(one, lang) for one in self.problems],
            "notes": [{"code": one.code, "says": one.says[lang]} for one in self.notes],
        }
        return {"schema": SCHEMA, "program": __version__, "digest": digest_of(body)} | body

    def _entry(self, entry: Entry, lang: Lang) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "class": entry.target.code,
            "place": entry.place,
            "name": entry.name,
            "included": entry.included,
            "standing": entry.standing,
            "rank": entry.rank,
            "branches": [finding_as_plain(one) for one in entry.findings],
            "unknown": list(entry.unknown),
            "change": self.explainer.change(entry)[lang],
        }
        if entry.target.designation is not None:
            plain["designation"] = {
                "document": entry.target.designation.document.zh,
                "from": entry.target.designation.since.isoformat(),
            }
        return plain


def digest_of(plain: Mapping[str, Any]) -> str:
    """SHA-256 over the decision without its words, and without what says who wrote it."""
    body = {name: value for name, value in plain.items() if name not in OUTSIDE}
    text = json.dumps(wordless(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def wordless(value: Any) -> Any:
    """A plain value with every sentence in it left out."""
    if isinstance(value, dict):
        return {name: wordless(one) for name, one in value.items() if name not in WORDS}
    return [wordless(one) for one in value] if isinstance(value, list) else value


def problem_as_plain(problem: Problem, lang: Lang) -> dict[str, Any]:
    """A problem as plain values."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "says": problem.says[lang],
        "do": problem.do[lang],
    }


def finding_as_plain(finding: Finding) -> dict[str, Any]:
    """A branch's finding as plain values; the share, its threshold and margin as parts of one."""
    plain: dict[str, Any] = {"code": finding.branch.code, "holds": finding.holds}
    if finding.branch.when is None:
        plain |= _numbers(finding.value, finding.threshold)
        plain |= {
            "lacking": list(finding.lacking),
            "open": list(finding.open_items),
            "nominated": finding.nominated,
        }
    elif finding.share:
        plain |= _share(finding.n, finding.of, finding.threshold or 0)
    else:
        plain |= _numbers(finding.value, finding.threshold)
    if finding.at_most is not None:
        plain["at_most"] = finding.at_most
    return plain


def _numbers(value: int | None, threshold: int | None) -> dict[str, int | None]:
    margin = None if value is None or threshold is None else value - threshold
    return {"value": value, "threshold": threshold, "margin": margin}


def _share(n: int | None, of: int | None, points: int) -> dict[str, float | None]:
    plain: dict[str, float | None] = {"value": None, "n": n, "of": of}
    plain |= {"threshold": points / 10_000, "margin": None}
    if n is not None and of is not None and of > 0:
        plain["value"] = round(n / of, 6)
        plain["margin"] = round((n * 10_000 - points * of) / (of * 10_000), 6)
    return plain


def _moved(entry: Entry) -> dict[str, str]:
    return {"class": entry.target.code, "place": entry.place, "name": entry.name}


def _bars(entries: Iterable[Entry]) -> dict[str, int]:
    """By class, the first ranking measure of the last place not beyond the quota, if a fact."""
    bars: dict[str, int] = {}
    for entry in entries:
        if entry.standing in ("included", "tied") and entry.target.ranking:
            value = entry.facts.get(entry.target.ranking[0].by)
            if isinstance(value, int):
                bars[entry.target.code] = value
    return bars


def _equals(entries: Iterable[Entry]) -> Counter[tuple[str, int]]:
    return Counter((entry.target.code, entry.rank) for entry in entries if entry.rank is not None)
