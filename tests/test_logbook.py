"""The logbook: lines of JSON that hold no person, whatever went wrong with whom."""

import json
import logging
import sys

import pytest

from dingdian.logbook import Lines, about, blotted

ID, PHONE = "500101198001011234", "13812345678"


def record(says: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("dingdian", logging.INFO, "here.py", 1, says, args, None)
    made.__dict__.update(extra)
    return made


def line(made: logging.LogRecord) -> dict[str, object]:
    told = json.loads(Lines().format(made))
    assert isinstance(told, dict)
    return told


def test_a_line_says_when_how_grave_from_where_and_what() -> None:
    told = line(record("the job of %s failed", "somebody", told={"ms": 1.5}))
    assert (told["level"], told["from"], told["ms"]) == ("info", "dingdian", 1.5)
    assert told["says"] == "the job of somebody failed"
    assert str(told["at"]).endswith("+08:00")


def test_lines_written_meanwhile_say_what_they_are_about() -> None:
    with about(request="a1"), about(job=7):
        inside = line(record("taken"))
    assert (inside["request"], inside["job"]) == ("a1", 7)
    assert "request" not in line(record("later"))


@pytest.mark.parametrize("number", [ID, "50010119800101123X", "500101800101123", PHONE])
def test_what_looks_like_a_persons_number_is_blotted(number: str) -> None:
    assert number not in blotted(f"户主{number}，电话")
    told = record("%s", number, told={number: [number], "deep": {"er": number}})
    assert number not in Lines().format(told).replace(f'"{number}": [', "")


def test_numbers_that_are_nobodys_stay() -> None:
    assert blotted("500101151901 8006 2020-10-19") == "500101151901 8006 2020-10-19"


def test_a_fault_is_told_by_its_kind_and_place_and_never_by_its_message() -> None:
    try:
        try:
            int("张三")
        except ValueError as error:
            raise LookupError("李四") from error
    except LookupError:
        made = record("the job failed", exc_info=sys.exc_info())
    said = Lines().format(made)
    fault = json.loads(said)["fault"]
    assert fault[0] == "LookupError"
    assert "ValueError" in fault
    assert any("test_logbook.py" in one for one in fault)
    assert "张三" not in said
    assert "李四" not in said
