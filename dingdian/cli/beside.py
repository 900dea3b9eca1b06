"""A worker beside the server: started with it, started again if it dies, and never outliving it."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from threading import Event, Thread
from types import TracebackType

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "dingdian", "worker")
PR_SET_PDEATHSIG = 1
GRACE = 4.0
"""Seconds that what is told to end may take."""
SOONEST, LATEST = 1.0, 30.0
"""Seconds between the death of a worker and the next: doubled while it dies young."""


def end_with(parent: int) -> None:
    """Have the kernel end this process as soon as the one that started it is gone."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it was gone before the kernel could be told


class Beside:
    """Keeps one worker running for as long as the block lasts."""

    def __init__(self) -> None:
        self._ending = Event()
        # The kernel ends a process with the thread that started it: this one lasts.
        self._thread = Thread(target=self._keep_one_running, name="beside", daemon=True)

    def __enter__(self) -> "Beside":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        self._thread.join(GRACE + 2)

    def _keep_one_running(self) -> None:
        pause = SOONEST
        while not self._ending.is_set():
            began = time.monotonic()
            self._run_one()
            lived = time.monotonic() - began
            pause = SOONEST if lived > LATEST else min(2 * pause, LATEST)
            self._ending.wait(pause)

    def _run_one(self) -> None:
        # Of its own session, so that Ctrl-C reaches the server alone, which then ends the worker.
        command = [*COMMAND, "--beside", str(os.getpid())]
        with subprocess.Popen(command, start_new_session=True) as worker:  # noqa: S603 - the program itself
            while worker.poll() is None:
                if self._ending.wait(0.2):
                    _end(worker)
                    return
        log.warning("the worker ended", extra={"told": {"code": worker.returncode}})


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
