"""The database itself refuses what no place can be."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from dingdian.records.places.models import Boundary, Designation, Place, Point, Standing, ZoneMember

pytestmark = pytest.mark.django_db


def wansheng() -> Standing:
    return Standing.objects.get(vintage=2020, code="wansheng")


def succeeds_itself() -> object:
    place = Place.objects.create()
    return Place.objects.filter(pk=place.pk).update(successor=place)


def stands_where_another_stands() -> object:
    return Standing.objects.create(
        place=Place.objects.create(), vintage=2020, code="50", path="50/", position=0
    )


def stands_twice_in_a_vintage() -> object:
    zone = wansheng()
    return Standing.objects.create(
        place=zone.place, vintage=2020, code="again", path="50/again/", position=0
    )


def lies_in_itself() -> object:
    zone = wansheng()
    return ZoneMember.objects.create(zone=zone.place, place=zone.place)


def is_named_twice_by_a_day() -> object:
    first = Designation.objects.all()[0]
    first.pk = None
    first.save(force_insert=True)
    return first


@pytest.mark.parametrize(
    "deed",
    [
        succeeds_itself,
        stands_where_another_stands,
        stands_twice_in_a_vintage,
        lies_in_itself,
        is_named_twice_by_a_day,
    ],
)
def test_no_place_does_what_cannot_be(deed: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        deed()


@pytest.mark.parametrize(
    "model",
    [Place, Standing, ZoneMember, Designation, Point, Boundary],
    ids=lambda one: one.__name__,
)
def test_every_row_says_which_place_it_is_of(model: type[Model]) -> None:
    row = model._default_manager.all()[0]
    place = row if isinstance(row, Place) else row.place  # type: ignore[attr-defined]  # all others
    said = row.code if isinstance(row, Standing) else str(place.pk)
    assert said in str(row)
