"""Runs the parser of workbooks in its own process, so that a hostile file breaks that alone."""

import marshal
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any

import dingdian
from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.contents import NAMES
from dingdian.workbooks.header import Row
from dingdian.workbooks.refusal import refused

SECONDS = 8.0
SECONDS_TO_LOOK = 1.5
BYTES_A_SECOND = 4 << 20
LARGEST_FILE = 256 << 20
LARGEST_FRAME = 256 << 20
LENGTH = struct.Struct("<I")

# The parser runs isolated (-I) and without site (-S): it sees neither the working folder nor the
# environment, starts in half the time, and is told where the two packages lie that it needs.
BOOT = (
    "import sys; sys.path += sys.argv[1:3]; "
    "from dingdian.workbooks.parsing import main; main(sys.argv[3:])"
)

Frame = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser sends: the sheets by name, each with its rows a block at a time."""

    macros: bool
    sheets: Iterator[tuple[str, Iterator[list[Row]]]]


@contextmanager
def parsed_apart(path: Path, kind: str) -> Iterator[Parsed]:
    """The workbook as the parser sends it; Unusable where it refuses, dies or takes too long."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refused("too_large", path, detail=LARGEST_FILE >> 20)
    with _running(path, kind, seconds=SECONDS + size / BYTES_A_SECOND) as frames:
        _, macros = next(frames)
        yield Parsed(macros, _sheets(frames))


@contextmanager
def _running(path: Path, kind: str, *, seconds: float) -> Iterator[Iterator[Frame]]:
    process = _started(path, kind)
    late = Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield _frames(path, process, seconds, late)
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _started(path: Path, *task: str) -> subprocess.Popen[bytes]:
    tree = Path(dingdian.__file__).parents[1]
    calamine = find_spec("python_calamine")
    site = Path(str(calamine and calamine.origin)).parents[1]
    return subprocess.Popen(  # noqa: S603 - this interpreter, these words
        [sys.executable, "-I", "-S", "-c", BOOT, str(tree), str(site), str(path.absolute()), *task],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _frames(
    path: Path, process: subprocess.Popen[bytes], seconds: float, late: Event
) -> Iterator[Frame]:
    """What the parser sends; Unusable where it refuses, or falls silent before its last word."""
    pipe = process.stdout
    while pipe and (frame := _frame(pipe)):
        if frame[0] == "end":
            return
        if frame[0] == "refused":
            _, code, detail = frame
            raise _refusal(path, code, detail)
        yield frame
    if late.is_set():
        raise _refusal(path, "out_of_time", f"{seconds:.0f}")
    died_of = -process.wait()
    starved = died_of in (signal.SIGABRT, signal.SIGKILL)
    raise _refusal(path, "out_of_memory" if starved else "unreadable", "")


def _frame(pipe: IO[bytes]) -> Frame | None:
    """The next tuple of plain values; None where the pipe ends. Never pickle: it can run code."""
    head = pipe.read(LENGTH.size)
    length = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else 0
    said = pipe.read(length) if 0 < length <= LARGEST_FRAME else b""
    if not length or len(said) < length:
        return None
    frame = marshal.loads(said)  # noqa: S302 - plain values, written by our own process
    return frame if isinstance(frame, tuple) else None


def _refusal(path: Path, code: str, detail: str) -> Unusable:
    """The reason in words; a far-away cell is mostly why memory or time ran out."""
    if code in ("out_of_memory", "out_of_time"):
        cell = _far_cell(path)
        if cell:
            return refused("far_away_cell", path, detail=cell)
    return refused(code, path, detail=NAMES.get(detail, detail))


def _far_cell(path: Path) -> str:
    """How far the sheets of a workbook reach, where that is further than any ledger does."""
    process = _started(path, "look")
    try:
        said, _ = process.communicate(timeout=SECONDS_TO_LOOK)
    except subprocess.TimeoutExpired:
        said = b""
    finally:
        process.kill()
        process.communicate()
    return said.decode("ascii", "replace")


def _sheets(frames: Iterator[Frame]) -> Iterator[tuple[str, Iterator[list[Row]]]]:
    """Sheet by sheet; what is left unread of one is passed over before the next."""
    frame = next(frames, None)
    while frame is not None:
        _, name = frame
        following: list[Frame] = []
        blocks = _blocks(frames, following)
        yield name, blocks
        for _ in blocks:
            pass
        frame = following[0] if following else None


def _blocks(frames: Iterator[Frame], following: list[Frame]) -> Iterator[list[Row]]:
    for frame in frames:
        if frame[0] != "rows":
            following.append(frame)
            return
        yield frame[1]
