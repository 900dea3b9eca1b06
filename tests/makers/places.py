"""The places of Chongqing in the database of the tests, loaded once for all of them."""

import pytest
from pytest_django import DjangoDbBlocker

from dingdian.steps.load_places import load_places


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001 - the database must be there before it is filled
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Every test that asks for the database finds the places there, and one entry in the trail."""
    with django_db_blocker.unblock():
        load_places(campaign="chongqing_2020")
