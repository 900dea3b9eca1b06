"""No test reaches another host, by number or by name."""

import socket

import pytest

from tests.conftest import LeftTheMachine


def test_another_host_is_refused_by_number() -> None:
    with socket.socket() as one, pytest.raises(LeftTheMachine, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 9))


def test_another_host_is_refused_by_name() -> None:
    with pytest.raises(LeftTheMachine, match=r"example\.org"):
        socket.create_connection(("example.org", 80), timeout=1)


def test_the_loopback_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as one,
    ):
        assert one.getpeername() == server.getsockname()
