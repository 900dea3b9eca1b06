"""Do what was asked for in the background: take a job, run it by its kind, say what came of it.

A worker that ends gives its job back; the job of one that was killed is taken up by the next, once
its lease has run out. What went wrong is kept in words, and never quotes what a family wrote.
"""

import logging
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from dingdian.installation import ZONE, installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.logbook import about
from dingdian.records.jobs import actions
from dingdian.records.jobs.models import Job, State
from dingdian.records.jobs.queries import one_is_left_behind, one_waits
from dingdian.steps.kinds import KINDS, Kind, Progress

log = logging.getLogger(__name__)

SILENT = (InterfaceError, OperationalError)
"""How a database says that it cannot be reached just now."""
LONGEST_PULSE = timedelta(seconds=5)


class Stopping(Exception):
    """The worker has to end, and the step that it runs with it."""


def alive_file() -> Path:
    """The file that every worker of this machine touches while it lives."""
    return installation().home / "worker.alive"


def last_alive() -> datetime | None:
    """When a worker of this machine was last seen; None where none ever was."""
    path = alive_file()
    return datetime.fromtimestamp(path.stat().st_mtime, ZONE) if path.is_file() else None


def _a_name() -> str:
    return f"{os.uname().nodename[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass
class Worker:
    """One worker: it runs one job at a time, and keeps its lease while it does."""

    name: str = field(default_factory=_a_name)
    lease: timedelta = actions.LEASE
    idle: timedelta = timedelta(seconds=1)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    _stopping: bool = False
    _told: "SimpleQueue[None]" = field(default_factory=SimpleQueue)
    _running: Job | None = None

    def stop(self) -> None:
        """End at the next beat of the job, or at once where none runs; a signal may say it."""
        self._stopping = True
        self._told.put(None)  # unlike an event's lock, made to be touched from within a signal

    def work(self, *, until_idle: bool = False) -> int:
        """Work until told to stop, or until nothing waits; the number of jobs that failed."""
        failed = 0
        with self._pulse():
            while not self._stopping:
                _let_old_connections_go()
                try:
                    job = self.take_turn()
                except SILENT:
                    if until_idle:
                        raise
                    log.warning("the database does not answer", exc_info=True)
                    connections.close_all()
                    self._rest(LONGEST_PULSE)
                    continue
                failed += job is not None and job.state == State.FAILED
                if job is None:
                    if until_idle:
                        break
                    self._rest(self.idle)
        return failed

    def _rest(self, time: timedelta) -> None:
        with suppress(Empty):
            self._told.get(timeout=time.total_seconds())

    def take_turn(self) -> Job | None:
        """Take back what dead workers left, then run the job that has waited longest, if any."""
        now = timezone.now()
        if one_is_left_behind(now=now):
            actions.sweep(now=now)
        job = actions.take(worker=self.name, lease=self.lease) if one_waits() else None
        if job is None:
            return None
        with about(job=job.pk, kind=job.kind):
            self._running = job
            try:
                self._run(job)
            except actions.NoLongerOurs:
                log.warning("the job is held by somebody else")
            finally:
                self._running = None
        job.refresh_from_db()
        return job

    def _run(self, job: Job) -> None:
        try:
            step = self._step_of(job)
            self._progress_of(job)()
            actions.finish(job, result=step(job, self._progress_of(job)))
        except actions.NoLongerOurs:
            raise
        except actions.Cancelled:
            actions.finish(job, state=State.CANCELLED)
        except Stopping:
            actions.give_back(job)
        except Unusable as error:
            log.info("the job cannot be done", extra={"told": {"code": error.code}})
            actions.finish(job, state=State.FAILED, result=_why(error))
        except SILENT:
            raise
        except Exception:
            log.exception("the job failed")
            actions.finish(job, state=State.FAILED, result=_why(_fault()))

    def _step_of(self, job: Job) -> Kind:
        if job.kind not in self.kinds:
            raise Unusable(
                "no_such_kind",
                Text("这个版本不会做这种后台工作。", "This version knows no such kind of work."),
                Text("请升级后再试。", "Upgrade and ask again."),
                where=job.kind,
            )
        return self.kinds[job.kind]

    def _progress_of(self, job: Job) -> Progress:
        def progress(done: int = 0, total: int = 0, message: str = "") -> None:
            if self._stopping:
                raise Stopping
            actions.beat(job, done=done, total=total, message=message, lease=self.lease)

        return progress

    @contextmanager
    def _pulse(self) -> Iterator[None]:
        """Beside the work, say that the worker lives, and keep the lease of what it runs."""
        ended = Event()
        every = min(LONGEST_PULSE, self.lease / 3).total_seconds()

        def beat() -> None:
            while not ended.wait(every):
                self._live()
            connections.close_all()

        alive_file().touch()
        thread = Thread(target=beat, name="pulse", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _live(self) -> None:
        job = self._running
        try:
            alive_file().touch()
            if job is not None:
                actions.keep(job, lease=self.lease)
        except (*SILENT, OSError):
            log.warning("the pulse was missed once")


def _let_old_connections_go() -> None:
    """Close what is too old or broken; a transaction that is open belongs to whoever opened it."""
    for one in connections.all(initialized_only=True):
        if not one.in_atomic_block:
            one.close_if_unusable_or_obsolete()


def _why(error: Unusable) -> dict[str, Any]:
    """What went wrong, as it is kept with the job: in both languages."""
    return {
        "code": error.code,
        "where": error.where,
        "says": {"zh": error.says.zh, "en": error.says.en},
        "do": {"zh": error.do.zh, "en": error.do.en},
    }


def _fault() -> Unusable:
    return Unusable(
        "fault",
        Text("程序出错，工作没有做完。", "A fault in the program: the work was not done."),
        Text(
            "请管理员查看日志中的这个编号。",
            "Ask whoever keeps the installation to look the job up in the log.",
        ),
    )
