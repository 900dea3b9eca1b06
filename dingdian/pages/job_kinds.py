"""The kinds of work that can be asked for on a page, in words, and who may ask for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dingdian.lexicon.text import Text, same
from dingdian.pages.viewing import Viewer
from dingdian.records.access.allowed import DECIDE, READ_TRAIL, RUN_JOBS

VERIFY_TRAIL = "verify_trail"
KEEP_RUN = "keep_run"


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of work: what it is called, what it will do, and one of what must be allowed."""

    label: Text
    will: Text
    needs: frozenset[str]


JOB_KINDS: Mapping[str, JobKind] = {
    VERIFY_TRAIL: JobKind(
        Text("核对留痕", "Verify the trail"),
        Text(
            "从第一条起逐条核对留痕是否完整，不改动任何内容。",
            "Walks the trail from its first entry and says whether it is whole; changes nothing.",
        ),
        frozenset({READ_TRAIL, RUN_JOBS}),
    ),
    KEEP_RUN: JobKind(
        Text("重新识别", "Identify again"),
        Text(
            "按原来的参数日期、现已确认的申报，用同一来源重新识别；结果成为当前名单，已公布的名单不变。",
            "Identifies from the same source, with the parameters of the same day and what is "
            "confirmed by now; the result becomes the current list, and what was announced stays.",
        ),
        frozenset({DECIDE}),
    ),
}


def kind_said(kind: str) -> Text:
    """A kind in words; one that this version does not know by its code."""
    known = JOB_KINDS.get(kind)
    return same(kind) if known is None else known.label


def may_ask_for(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer may ask for such work; it concerns the whole, and so must their duty."""
    known = JOB_KINDS.get(kind)
    return known is not None and may_any(viewer, known.needs)


def may_any(viewer: Viewer, deeds: Iterable[str]) -> bool:
    """Whether one of the deeds is allowed to the viewer at the root."""
    return any(viewer.scope_to(deed).is_whole for deed in deeds)
