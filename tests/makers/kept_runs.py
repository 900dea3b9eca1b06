"""A run over any villages, places of the records or not: their facts, and how each stood."""

from pathlib import Path

from django.utils import timezone

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import facts_of_villages
from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry
from dingdian.records.places.models import Place
from dingdian.records.targeting.models import Profile, Run, Target
from dingdian.steps.decision import Decision
from dingdian.steps.identify import identify_within


def kept_run(source: Path, *, campaign: str = "chongqing_2020") -> Run:
    """The run of a source and its rows; the places are new ones, one for each village."""
    with Engine(threads=1) as engine:
        decision = identify_within(engine, source, campaign=campaign)
        villages = facts_of_villages(engine, decision.campaign, decision.source.tables)
    run = _run(decision)
    codes = sorted({one["place"] for one in villages} | {one.place for one in decision.entries})
    places = dict(zip(codes, Place.objects.bulk_create(Place() for _ in codes), strict=True))
    Profile.objects.bulk_create(
        Profile(
            run=run,
            place=places[one["place"]],
            code=one["place"],
            name=one["name"],
            path=path_of(one["place"]),
            level="village",
            kind=one["kind"] or "",
            position=at,
            facts=one,
        )
        for at, one in enumerate(villages)
    )
    Target.objects.bulk_create(
        _target(run, places[one.place], one, at) for at, one in enumerate(decision.entries)
    )
    return run


def path_of(code: str) -> str:
    """What a village or township lies in, from the city down, itself at the end."""
    codes = dict.fromkeys(("50", code[:6], code[:9], code))
    return "".join(f"{one}/" for one in codes)


def _run(decision: Decision) -> Run:
    campaign: Campaign = decision.campaign
    return Run.objects.create(
        campaign=campaign.code,
        campaign_digest=campaign.digest,
        decided_on=decision.decided_on,
        as_of=decision.as_of,
        source_name=decision.source.name,
        source_digest=decision.source.digest,
        layout=decision.source.layout,
        rows=decision.source.rows,
        parameters=dict(decision.values),
        digest=decision.sealed("zh")["digest"],
        synthetic=True,
        vintage=campaign.vintage,
        n_problems=len(decision.problems),
        kept_at=timezone.now(),
    )


def _target(run: Run, place: Place, entry: Entry, position: int) -> Target:
    return Target(
        run=run,
        target_class=entry.target.code,
        place=place,
        code=entry.place,
        name=entry.name,
        path=path_of(entry.place),
        position=position,
        standing=entry.standing,
        rank=entry.rank,
    )
