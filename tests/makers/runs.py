"""Runs as they are kept, of a few places each, without identifying anything."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import keep
from dingdian.records.targeting.models import Light, Profile, Run, Target

CAMPAIGN = "chongqing_2020"
ABOUT = ("code", "name", "path", "position")


def make_run(
    digest: str = "sha256:one",
    *,
    targets: Mapping[Standing, str],
    poor: int = 10,
    population: int | None = 500,
    focus: bool = False,
) -> Run:
    """Keep a run in which these places stand so, each a village with the same numbers."""
    run = Run(
        campaign=CAMPAIGN,
        campaign_digest="sha256:rules",
        decided_on=date(2020, 7, 30),
        as_of=date(2020, 6, 30),
        source_name="registry",
        source_path="registry",
        source_digest="sha256:source",
        layout="parquet",
        rows=len(targets),
        parameters={"village.quota": 100},
        digest=digest,
        synthetic=True,
        vintage=2020,
        n_problems=0,
    )
    numbers = {"remaining_poor": poor, "agricultural_population": population}
    return keep(
        run,
        body=json.dumps({"digest": digest}).encode(),
        profiles=[_profile(one, numbers, focus=focus) for one in targets],
        targets=[_target(one, standing, numbers) for one, standing in targets.items()],
        by=None,
    )


def _about(one: Standing) -> dict[str, Any]:
    return {"place_id": one.place_id, **{name: getattr(one, name) for name in ABOUT}}


def _profile(one: Standing, numbers: Mapping[str, int | None], *, focus: bool) -> Profile:
    return Profile(
        level=one.level,
        kind=one.kind,
        n_villages=1,
        n_population_unknown=numbers["agricultural_population"] is None,
        remaining_in_targets=(numbers["remaining_poor"] or 0) if focus else 0,
        is_focus=focus,
        light=Light.WELL,
        **_about(one),
        **numbers,
    )


def _target(one: Standing, standing: str, numbers: Mapping[str, int | None]) -> Target:
    return Target(
        target_class="township" if one.level == "township" else "village",
        standing=standing,
        **_about(one),
        **numbers,
    )
