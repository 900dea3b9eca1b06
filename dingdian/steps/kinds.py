"""The kinds of work that can be asked for, each with the step that does it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from dingdian.campaign.reading import load
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.jobs.models import Job
from dingdian.records.targeting.queries import current_run
from dingdian.records.trail.queries import soundness
from dingdian.steps.keep_run import keep_run as keep_run_of
from dingdian.steps.nominated_source import source_without


class NothingIdentified(Unusable):
    """There is no run whose source could be identified again."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_identified",
            Text(
                "还没有识别过，不知道用哪个来源。",
                "Nothing was identified before: no source is known.",
            ),
            Text("请先用 dingdian keep 保存一次。", "Keep a first result by dingdian keep."),
        )


class Progress(Protocol):
    """How a step says how far it is; it raises where the step should stop, which lets it pass."""

    def __call__(self, done: int = 0, total: int = 0, message: str = "") -> None: ...


Kind = Callable[[Job, Progress], Mapping[str, Any]]
"""A step as a worker calls it; what it returns is kept with the job, as JSON, without a person."""


def verify_trail(job: Job, progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - every kind's form
    """Whether the trail is whole, as `dingdian trail verify` answers it."""
    progress(message="核对留痕")
    found = soundness()
    return {"entries": found.entries, "intact": found.intact, "first_bad": found.first_bad}


def keep_run(job: Job, progress: Progress) -> dict[str, Any]:
    """Identify again from the source of the current run, with what is confirmed by now."""
    campaign = installation().campaign
    run = current_run(load(campaign).code)
    if run is None:
        raise NothingIdentified
    made = keep_run_of(
        source_without(Path(run.source_path)),
        by=job.by,
        campaign=campaign,
        as_of=run.as_of,
        on=run.decided_on,
        progress=lambda part: progress(message=part),
    )
    return {"run": made.pk, "digest": made.digest}


KINDS: dict[str, Kind] = {
    "keep_run": keep_run,
    "verify_trail": verify_trail,
}
