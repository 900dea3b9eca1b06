"""The contest of the panel: a what-if in the server, beside identifying the whole source again."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from bench.answers import Disagreement
from bench.asking import QUESTIONS
from bench.bounds import Bound, held
from bench.sizes import Sizes
from bench.timing import DINGDIAN, Command, Cost, cost_of, made, medians

MILLISECONDS = 50
FIRST = 1.0
ROUNDS = 20
"""Questions take milliseconds: each is asked this often for every round of the slower contender."""


def on_what_if(folder: Path, sizes: Sizes) -> Iterator[str]:
    """Five questions to a kept run, beside `identify --set` over the source of that run."""
    source = folder / f"registry-{sizes.registry}"
    made("registry", sizes.registry, source)
    asked = _asked(source, folder / "asked.json", rounds=0)
    entered = left = 0
    for changes, answer in zip(QUESTIONS, asked["answers"], strict=True):
        _compare(_sealed(source, folder / "whole.json", changes), answer, asked, changes)
        entered, left = entered + len(answer["entered"]), left + len(answer["left"])
    if not entered and not left:
        raise Disagreement("nobody enters and nobody leaves: nothing was measured")
    yield f"what-if, {len(QUESTIONS)} questions to a run kept from the registry"
    yield (
        f"  rows in: {asked['villages']:,} villages; rows out, over all questions: "
        f"{entered:,} enter, {left:,} leave; each as identify --set over the source says"
    )
    timed = _asked(source, folder / "asked.json", rounds=ROUNDS * sizes.rounds)
    again: dict[str, Command] = {
        str(at): _whole(source, folder / "whole.json", changes)
        for at, changes in enumerate(QUESTIONS)
    }
    yield from _table(timed, medians(again, sizes.rounds))


def _table(timed: Mapping[str, Any], again: Mapping[str, Cost]) -> Iterator[str]:
    """Each question's median, ours beside the whole; then the bounds, by the median of all."""
    ours = [median(timed["seconds"][at :: len(QUESTIONS)]) for at in range(len(QUESTIONS))]
    for changes, mine, whole in zip(QUESTIONS, ours, again.values(), strict=True):
        said = ", ".join(f"{name}={value}" for name, value in changes.items())
        yield f"  {said}"
        yield f"    {'what-if':<20} {mine * 1000:>8.0f} ms"
        ratio = whole.seconds / mine
        yield f"    {'identify --set':<20} {whole.seconds * 1000:>8.0f} ms   {ratio:.1f} x ours"
    middle = median(timed["seconds"]) * 1000
    yield held(f"{middle:.0f} ms", f"{MILLISECONDS} ms", middle <= MILLISECONDS)
    first = timed["first"]
    yield from Bound(FIRST).held(Cost(first, 0))


def _compare(
    sealed: Mapping[str, Any],
    answer: Mapping[str, list[str]],
    asked: Mapping[str, Any],
    changes: Mapping[str, int],
) -> None:
    """Hold an answer against the whole identification; raises Disagreement where they differ."""
    against = sealed["against"]
    whole = {name: sorted(one["place"] for one in against[name]) for name in ("entered", "left")}
    whole["tied"] = sorted(one["place"] for one in sealed["entries"] if one["standing"] == "tied")
    if sealed["source"]["rows"] != asked["villages"]:
        raise Disagreement(f"{sealed['source']['rows']} villages were read, not all were asked")
    if not asked["unchanged"]:
        raise Disagreement("without a change the what-if is not the run itself")
    if whole != answer:
        raise Disagreement(f"what-if and identify --set differ for {dict(changes)}")


def _asked(source: Path, out: Path, *, rounds: int) -> dict[str, Any]:
    cost_of((sys.executable, "-m", "bench.asking", str(source), str(out), str(rounds)))
    told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return told


def _sealed(source: Path, out: Path, changes: Mapping[str, int]) -> dict[str, Any]:
    cost_of(_whole(source, out, changes), ends=(0, 1))
    sealed: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return sealed


def _whole(source: Path, out: Path, changes: Mapping[str, int]) -> Command:
    sets = [part for name, value in changes.items() for part in ("--set", f"{name}={value}")]
    return (*DINGDIAN, "identify", str(source), *sets, "--out", str(out))
