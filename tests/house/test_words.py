"""No kept file says what belongs to one machine, one network, or another day."""

import re

import pytest

from tests.house.tree import files, text_of, texts

# Put together from pieces, so that this file does not find itself.
ROOTS = ("ho" + "me", "ro" + "ot", "wo" + "rk", "t" + "mp")
MACHINE = re.compile(rf"(?<![\w.~/-])/(?:{'|'.join(ROOTS)})/")
LATER = re.compile(rf"\b(?:{'|'.join(('TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'))})\b")
KEY = re.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY-----")
HOST = re.compile(r"://|^\s*-|\bregistry *=|resolved", re.MULTILINE)


def saying(pattern: re.Pattern[str]) -> list[str]:
    """Each line of a kept file in which the pattern is found."""
    return [
        f"{path}:{row}: {line.strip()}"
        for path, text in texts()
        for row, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine_is_kept() -> None:
    assert saying(MACHINE) == []


def test_nothing_is_put_off_in_a_remark() -> None:
    assert saying(LATER) == []


def test_no_private_key_is_kept() -> None:
    assert saying(KEY) == []


def test_no_lock_names_a_host() -> None:
    locks = [*files(".lock"), *files(".json", under="dingdian/pages")]
    assert {path.name for path in locks} >= {"requirements.lock", "requirements-dev.lock"}
    hashes = re.compile(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$", re.MULTILINE)
    assert [path for path in locks if HOST.search(hashes.sub("", text_of(path)))] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"/{ROOTS[0]}/li/villages.xlsx", True),
        (f"open('/{ROOTS[3]}/x')", True),
        (f"see docs/{ROOTS[0]}/roots", False),
        (f"example.org/{ROOTS[0]}/", False),
        (f"~/{ROOTS[2]}/", False),
    ],
)
def test_a_machines_path_is_told_from_another(line: str, found: bool) -> None:
    assert bool(MACHINE.search(line)) is found
