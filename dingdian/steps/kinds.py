"""The kinds of work that can be asked for, each with the step that does it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from dingdian.records.jobs.models import Job
from dingdian.records.trail.queries import soundness


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


KINDS: dict[str, Kind] = {
    "verify_trail": verify_trail,
}
