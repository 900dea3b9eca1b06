"""An installation's day, and the addresses on which it may listen."""

from datetime import date

import pytest

from dingdian.installation import Installation
from dingdian.lexicon.problem import Unusable

DAY = date(2020, 10, 19)


def test_a_demonstration_stands_still_on_its_day() -> None:
    assert Installation(demonstration=True, day=DAY).today() == DAY


def test_another_installation_follows_the_clock() -> None:
    assert Installation().today() > DAY


def test_only_a_demonstration_may_stand_still() -> None:
    with pytest.raises(ValueError, match="only a demonstration"):
        Installation(day=DAY)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_alone_can_always_be_served(host: str) -> None:
    Installation().refuse_to_listen_on(host)
    assert Installation(demonstration=True).demonstration


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104 - to be refused
def test_others_are_served_only_by_https_and_never_a_demonstration(host: str) -> None:
    for settings in (Installation(), Installation(demonstration=True, https=True)):
        with pytest.raises(Unusable, match="Other machines"):
            settings.refuse_to_listen_on(host)
    Installation(https=True, hosts=("office.example",)).refuse_to_listen_on(host)
