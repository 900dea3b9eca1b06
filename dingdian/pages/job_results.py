"""Where a job is, and what came of it, in words."""

from collections.abc import Mapping
from typing import Any

from dingdian.lexicon.text import Text, same
from dingdian.pages.job_kinds import KEEP_RUN, VERIFY_TRAIL
from dingdian.records.jobs.models import Job, State

STATES: Mapping[str, Text] = {
    State.WAITING: Text("等待", "waiting"),
    State.RUNNING: Text("进行中", "running"),
    State.DONE: Text("完成", "done"),
    State.FAILED: Text("失败", "failed"),
    State.CANCELLED: Text("已取消", "cancelled"),
}
UNDER_WAY = frozenset({State.WAITING, State.RUNNING})
PARTS: Mapping[str, Text] = {
    "nominations": Text("并入已确认的申报", "taking in confirmed nominations"),
    "identify": Text("识别", "identifying"),
    "roll_up": Text("逐级汇总", "rolling up to the places above"),
    "keep": Text("留存结果", "keeping the result"),
    "核对留痕": Text("核对留痕", "verifying the trail"),
}
"""What a step says that it is doing, by the word it says it with."""
KEPT = Text(
    "识别结果已留存，现为当前名单。", "The result was kept and is the current list from now on."
)
DONE = Text("已完成。", "Done.")
CANCELLED = Text("没有做完，按要求停止。", "It stopped when asked to, and is not finished.")
DIED = Text(
    "执行它的进程多次中断。请管理员查看日志后再试。",
    "The process that ran it died each time. Ask whoever keeps the installation for the log.",
)


def is_under_way(job: Job) -> bool:
    """Whether it waits or runs: its page asks again by itself."""
    return job.state in UNDER_WAY


def doing(job: Job) -> Text:
    """What a job says that it is doing just now."""
    return PARTS.get(job.message, same(job.message))


def came_of(job: Job) -> Text | None:
    """What came of a job, or why nothing did; None while it is under way."""
    if is_under_way(job):
        return None
    if job.state == State.CANCELLED:
        return CANCELLED
    if job.state == State.FAILED:
        return _why(job.result)
    if job.kind == VERIFY_TRAIL and "entries" in job.result:
        return soundness_said(job.result)
    return KEPT if job.kind == KEEP_RUN else DONE


def soundness_said(result: Mapping[str, Any]) -> Text:
    """Whether the trail is whole, from what the verification answered."""
    if result.get("intact"):
        return Text("完整：{n}条。", "Whole: {n} entries.").fill(n=f"{result['entries']:,}")
    return Text(
        "第{n}条不是当初写下的那一条：被改动、删除或调换。",
        "Entry {n} is not as it was written: changed, removed or reordered.",
    ).fill(n=f"{result.get('first_bad') or 0:,}")


def _why(result: Mapping[str, Any]) -> Text:
    says, do = result.get("says"), result.get("do")
    if not isinstance(says, dict) or not isinstance(do, dict):
        return DIED
    where = str(result.get("where") or "")
    return Text(
        f"{where}{'：' if where else ''}{says.get('zh', '')}{do.get('zh', '')}",
        f"{where}{': ' if where else ''}{says.get('en', '')} {do.get('en', '')}",
    )
