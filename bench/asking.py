"""`python -m bench.asking`: a run is kept and asked what would be, over and over where timed.

What the server does for the panel: a process that stays, its run loaded by the first question.
"""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.own_home import open_home

CAMPAIGN = "chongqing_2020"
QUESTIONS: tuple[dict[str, int], ...] = (
    {"remaining_poor_over": 10},
    {"incidence_from_bp": 50},
    {"village.quota": 80},
    {"weak_items_from": 1},
    {"remaining_poor_over": 5, "incidence_from_bp": 50, "village.quota": 150},
)


def main(registry: str, to: str, rounds: str) -> None:
    """Write who enters, leaves and is tied by each question; with rounds, the seconds of each."""
    out = Path(to)
    timed = int(rounds)
    open_home(out.with_suffix(".home"), anew=not timed)
    from dingdian.records.access.scope import Scope  # noqa: PLC0415 - needs the home
    from dingdian.records.targeting.models import Profile, Run  # noqa: PLC0415 - needs the home
    from dingdian.steps.what_if import what_if  # noqa: PLC0415 - needs the home

    if not timed:
        _keep(Path(registry))
    run = Run.objects.get()
    city = Scope(frozenset({"50/"}))
    begun = perf_counter()
    nothing = what_if(run, {}, seen_by=city)
    told: dict[str, Any] = {
        "villages": Profile.objects.filter(run=run, level="village").count(),
        "unchanged": not (nothing.entered or nothing.left) and nothing.before == nothing.after,
        "first": perf_counter() - begun,
        "answers": [],
        "seconds": [],
    }
    for changes in QUESTIONS:
        answer = what_if(run, changes, seen_by=city)
        told["answers"].append(
            {
                name: sorted(one.code for one in getattr(answer, name))
                for name in ("entered", "left", "tied")
            }
        )
    for _ in range(timed):
        for changes in QUESTIONS:
            begun = perf_counter()
            what_if(run, changes, seen_by=city)
            told["seconds"].append(perf_counter() - begun)
    out.write_text(json.dumps(told), encoding="utf-8")


def _keep(registry: Path) -> None:
    """Load the places, lay the invented villages among them, and keep the registry's run."""
    from dingdian.demonstration.invented_places import (  # noqa: PLC0415 - needs the home
        invented_villages,
    )
    from dingdian.steps.keep_run import keep_run  # noqa: PLC0415 - needs the home
    from dingdian.steps.load_places import load_places  # noqa: PLC0415 - needs the home
    from tests.makers.invented import lay_invented  # noqa: PLC0415 - needs the home

    load_places(campaign=CAMPAIGN)
    lay_invented(*{one.township for one in invented_villages()})
    keep_run(registry, by=None, campaign=CAMPAIGN)


if __name__ == "__main__":
    main(*sys.argv[1:])
