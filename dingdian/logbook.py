"""What the program writes down of its own running: lines of JSON, and no person in them.

A line never holds the message of an exception, which may quote what a family wrote: of a fault it
says the kind and where in the program it came to light. What looks like an ID or phone number is
blotted out wherever it stands.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from types import MappingProxyType
from typing import Any

from dingdian.installation import ZONE

PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)")
BLOT = "▇"
_about: ContextVar[Mapping[str, object]] = ContextVar("about", default=MappingProxyType({}))


@contextmanager
def about(**told: object) -> Iterator[None]:
    """What every line that is written meanwhile is about: a request, a job."""
    token = _about.set({**_about.get(), **told})
    try:
        yield
    finally:
        _about.reset(token)


def blotted(said: str) -> str:
    """A text without what looks like an ID number or a phone number."""
    return PERSONAL.sub(BLOT, said)


class Lines(logging.Formatter):
    """Writes each record as one line of JSON; what is given as `extra={"told": …}` stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
            **_about.get(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            told["fault"] = list(_fault(record.exc_info[1]))
        return json.dumps(_plain(told), ensure_ascii=False)


def _plain(told: Any) -> Any:
    """Values as JSON takes them; every text blotted, so that no number can hide in one."""
    if isinstance(told, Mapping):
        return {str(name): _plain(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_plain(one) for one in told]
    return told if told is None or isinstance(told, bool | int | float) else blotted(str(told))


def _fault(error: BaseException) -> Iterator[str]:
    """The kinds of a fault and of its causes, each with its way through the program."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield type(one).__qualname__
        for frame in traceback.extract_tb(one.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
