"""How a text begins is asked in the tongue of each database."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from dingdian.records.places.models import Standing

pytestmark = pytest.mark.django_db


def test_a_path_begins_with_that_of_what_it_lies_in() -> None:
    within = Standing.objects.filter(vintage=2020, path__begins="50/500236/500236266/")
    assert {one.code[:9] for one in within} == {"500236266"}
    assert within.count() == 1 + 12


def test_signs_with_a_meaning_in_patterns_mean_themselves() -> None:
    for sign in ("%", "_", "\\"):
        assert not Standing.objects.filter(vintage=2020, name__begins=sign).exists()


def test_a_column_may_say_the_beginning() -> None:
    counties = Standing.objects.filter(vintage=2020, level="county")
    assert counties.filter(path__begins=F("parent__standings__path")).distinct().count() == 38
    assert not counties.filter(name__begins=F("code")).exists()


def test_an_index_answers_it() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL decides by its statistics")
    asked: Any = Standing.objects.filter(vintage=2020, path__begins="50/500236/")
    assert "standing_by_path (vintage=? AND path>? AND path<?)" in asked.explain()
