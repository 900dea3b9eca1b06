"""Identify, and keep what came of it: the sealed decision, every place's profile, every target."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import facts_of_villages
from dingdian.analysis.rollup import POOR, POPULATION, Rolled
from dingdian.campaign.checking import load_checked
from dingdian.campaign.entry import Entry
from dingdian.installation import installation
from dingdian.lexicon.place import on_path
from dingdian.records.access.models import User
from dingdian.records.targeting.actions import keep
from dingdian.records.targeting.models import Light, Run, Target
from dingdian.steps.begin import begun
from dingdian.steps.decision import Decision, finding_as_plain
from dingdian.steps.identify import identify_within
from dingdian.steps.nominated_source import with_nominations
from dingdian.steps.profiles import (
    Standings,
    profiles_of,
    rolled_up,
    see_that_places_are_there,
    standings_of,
)
from dingdian.steps.seal import written

SNAPSHOTS = "snapshots"


def keep_run(
    source: Path,
    *,
    by: User | None,
    campaign: str,
    layout: str | None = None,
    as_of: date | None = None,
    on: date | None = None,
    threads: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Run:
    """Identify as `dingdian identify` does, and keep it; the same again is the run that is there.

    Confirmed nominations are taken into the source first. `progress` hears the name of each part.
    Raises Unusable where the source is of no use, or has places that the records do not know.
    """
    say = progress or (lambda _part: None)
    say("nominations")
    rule = load_checked(campaign)
    read = with_nominations(source, campaign=rule, snapshots=installation().home / SNAPSHOTS)
    say("identify")
    with begun(read) as book, Engine(threads=threads) as engine:
        decision = identify_within(
            engine, read, campaign=campaign, layout=layout, as_of=as_of, on=on, book=book
        )
        villages = facts_of_villages(engine, decision.campaign, decision.source.tables)
    say("roll_up")
    standings = standings_of(rule.vintage)
    see_that_places_are_there(villages, standings)
    rolled = rolled_up(rule, villages, decision.entries, standings)
    sealed = decision.sealed("zh")
    say("keep")
    return keep(
        _run(decision, sealed, read),
        body=written(sealed).encode(),
        profiles=profiles_of(rule, villages, decision.entries, rolled, standings),
        targets=_targets(decision, rolled, standings),
        by=by,
    )


def _run(decision: Decision, sealed: Mapping[str, Any], read: Path) -> Run:
    source = decision.source
    return Run(
        campaign=decision.campaign.code,
        campaign_digest=decision.campaign.digest,
        decided_on=decision.decided_on,
        as_of=decision.as_of,
        source_name=source.name,
        source_path=str(read.resolve()),
        source_digest=source.digest,
        layout=source.layout,
        rows=source.rows,
        parameters=dict(decision.values),
        digest=sealed["digest"],
        synthetic=any(note.code == "synthetic" for note in decision.notes),
        vintage=decision.campaign.vintage,
        n_problems=len(decision.problems),
    )


def _targets(
    decision: Decision, rolled: Mapping[str, Rolled], standings: Standings
) -> Iterator[Target]:
    """The rows of the decision's entries, unsaved, with the numbers that stand beside them."""
    must_be_none = decision.campaign.must_be_none
    for entry in decision.entries:
        standing, numbers = standings[entry.place], rolled.get(entry.place)
        change = decision.explainer.change(entry)
        yield Target(
            target_class=entry.target.code,
            place_id=standing.place_id,
            code=standing.code,
            name=standing.name,
            path=standing.path,
            position=standing.position,
            county_code=on_path(standing.path, "county"),
            township_code=on_path(standing.path, "township"),
            standing=entry.standing,
            rank=entry.rank,
            holds=[one.branch.code for one in entry.findings if one.holds],
            unknown=list(entry.unknown),
            holds_mask=_mask(entry, True),
            unknown_mask=_mask(entry, None),
            findings=[finding_as_plain(one) for one in entry.findings],
            change_zh=change.zh,
            change_en=change.en,
            remaining_poor=None if numbers is None else numbers.known(POOR),
            agricultural_population=None if numbers is None else numbers.known(POPULATION),
            incidence_ppm=None if numbers is None else numbers.incidence_ppm,
            light=Light.NONE if numbers is None else Light(numbers.light(must_be_none)),
        )


def _mask(entry: Entry, verdict: bool | None) -> int:
    """The positions of the class's branches of which that is found, as the bits of one number."""
    found = {one.branch.code for one in entry.findings if one.holds is verdict}
    branches = enumerate(entry.target.branches)
    return sum(1 << bit for bit, branch in branches if branch.code in found)
