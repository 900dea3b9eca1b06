"""What every test stands on: a home of its own, no other host, no chance, a real ledger if any."""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import settings

from dingdian.installation import installation

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_LEDGER = REPOSITORY.parent / "shared/data/real/villages_guangdong_2012.csv"
LOOPBACK = ("localhost", "127.", "::1")

pytest_plugins = ("tests.makers.places", "tests.makers.letters")

# Told of the settings in pyproject.toml, pytest-django would read them before any conftest and make
# keys in the home of whoever tests. Told here, it finds a home that is gone after the tests.
os.environ["DINGDIAN_HOME"] = tempfile.mkdtemp(prefix="dingdian-tests-")
(Path(os.environ["DINGDIAN_HOME"]) / "static").mkdir()
os.environ["DJANGO_SETTINGS_MODULE"] = "dingdian.settings"
atexit.register(shutil.rmtree, os.environ["DINGDIAN_HOME"], ignore_errors=True)
django.setup()
for secret in ("sealing", "blind"):
    installation().key(secret)

# No deadline: the machine is shared. Under CI the examples are the same in every run.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


class LeftTheMachine(AssertionError):
    """A test asked for another host."""


def refuse_other_hosts(host: object) -> None:
    """Refuses any host but this one; a missing or empty host is this one."""
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(LOOPBACK):
        raise LeftTheMachine(f"No test may leave this machine; this one asked for {name!r}.")


@pytest.fixture(autouse=True, scope="session")
def no_other_host() -> Iterator[None]:
    """Lets sockets reach the loopback alone, by name or by number."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded(reach: Any) -> Any:
        def to(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                refuse_other_hosts(address[0])
            return reach(self, address)

        return to

    def named(host: Any, *rest: Any, **named: Any) -> Any:
        refuse_other_hosts(host)
        return getaddrinfo(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", named)
        yield


def require_real_ledger() -> None:
    """Skips where the real ledger is absent, fails where DINGDIAN_REQUIRE names it."""
    if REAL_LEDGER.is_file():
        return
    says = "The real village ledger is not beside this repository: shared/data/real/."
    if "real_ledger" in os.environ.get("DINGDIAN_REQUIRE", "").split(","):
        pytest.fail(says)
    pytest.skip(says)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Holds back a test marked `needs_real_ledger` where there is none."""
    if item.get_closest_marker("needs_real_ledger"):
        require_real_ledger()


@pytest.fixture(scope="session")
def real_ledger() -> Path:
    """The real village ledger: 207 villages and 2 total rows, messy as it came."""
    require_real_ledger()
    return REAL_LEDGER
