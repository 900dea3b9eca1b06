"""Serving as people start it: it answers, ends when told, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

DINGDIAN = [sys.executable, "-P", "-m", "dingdian"]
LONG = 60.0


def variables(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINGDIAN_")}
    return kept | {"DINGDIAN_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}


def dingdian(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DINGDIAN, *words],
        env=variables(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    assert dingdian(made, "migrate").returncode == 0
    return made


class Served:
    """A running server: its address, its processes, what it said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdout is not None
        self.line = process.stdout.readline()
        self.port = int(self.line.split("127.0.0.1:")[1].split("/")[0])

    def get(self, path: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer

    def processes(self) -> set[int]:
        """Every process below the server's, as the kernel knows them."""
        found, open_ends = set[int](), [self.process.pid]
        while open_ends:
            children = children_of(open_ends.pop())
            found |= set(children)
            open_ends += children
        return found

    def worker(self) -> int:
        """The worker beside it, once it is there."""
        return waited_for(lambda: [pid for pid in self.processes() if "worker" in words_of(pid)])[0]


def children_of(pid: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(one) for one in (task / "children").read_text().split()]
    return found


def words_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run; who is dead and unburied does not."""
    return {pid for pid in pids if words_of(pid) != [""] and words_of(pid)}


def waited_for(ask: "object", *, seconds: float = LONG) -> list[int]:
    """What is asked for, as soon as there is any; empty where there is none in time."""
    assert callable(ask)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := list(ask()):
            return found
        time.sleep(0.05)
    return []


def all_gone(pids: set[int], *, within: float) -> bool:
    """Whether every process has ended in time."""
    return bool(waited_for(lambda: [] if alive(pids) else [1], seconds=within))


@pytest.fixture
def served(home: Path) -> Iterator[Served]:
    process = subprocess.Popen(
        [*DINGDIAN, "serve", "--port", "0", "--workers", "1"],
        env=variables(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Served(process)
        finally:
            process.kill()


def test_one_line_says_the_address_and_health_answers_there_guarded(served: Served) -> None:
    assert served.line.startswith("定点在 http://127.0.0.1:")
    answer = served.get("/health/")
    assert answer.status == 200
    assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert answer.getheader("X-Request-ID")
    assert served.get("/static/django_htmx/htmx-4.min.js").status == 200


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_end_it_ends_with_all_that_it_started(served: Served, told: int) -> None:
    assert served.get("/health/").status == 200
    assert served.worker()
    started = served.processes()
    served.process.send_signal(told)
    assert served.process.wait(LONG) == 0
    assert all_gone(started, within=LONG)


def test_killed_it_leaves_no_orphan(served: Served) -> None:
    assert served.get("/health/").status == 200
    assert served.worker()
    started = served.processes()
    assert len(started) >= 2
    served.process.kill()
    assert all_gone(started, within=LONG)


def test_a_worker_that_dies_is_started_again(served: Served) -> None:
    first = served.worker()
    os.kill(first, signal.SIGKILL)
    assert all_gone({first}, within=LONG)
    assert served.worker() != first


def test_a_database_that_is_not_made_is_said_in_one_message(tmp_path: Path) -> None:
    ran = dingdian(tmp_path, "serve", "--lang", "en")
    assert ran.returncode == 2
    assert ran.stderr == ("The database is missing, or an older one. Run dingdian migrate first.\n")
    assert not (tmp_path / "dingdian.sqlite3").exists()


def test_a_port_that_is_taken_is_said_in_one_message(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = dingdian(home, "serve", "--port", port, "--lang", "en")
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"127.0.0.1:{port}: Cannot listen here: ")
    assert "--port" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_other_machines_are_not_served_without_https(home: Path) -> None:
    ran = dingdian(home, "serve", "--host", "0.0.0.0", "--lang", "en")  # noqa: S104 - to be refused
    assert ran.returncode == 2
    assert "Other machines may reach it only with https set" in ran.stderr


def test_static_files_are_collected_once_and_again_when_they_change(home: Path) -> None:
    program = (
        "from dingdian.application import start; start();"
        "from dingdian.steps import collect_static as c; import sys;"
        "c.__dict__['__version__'] = sys.argv[1]; print(c.collect_static(), c.collect_static())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program, version],
            env=variables(home),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for version in ("one", "one", "two")
    ]
    assert said == ["True False", "False False", "True False"]
    hashed = list((home / "static/django_htmx").glob("htmx-4.min.*.js"))
    assert hashed
    assert hashed[0].with_name(f"{hashed[0].name}.br").is_file()
