"""Where the places of Chongqing lie, as the records have it."""

import pytest

from dingdian.records.places.geography import Geography, geography, laid_as_of
from dingdian.records.places.models import Designation, Standing
from dingdian.records.trail.actions import note

pytestmark = pytest.mark.django_db


@pytest.fixture
def lies(db: None) -> Geography:  # noqa: ARG001 - the records must be there to be read
    return geography(vintage=2020)


def test_all_counties_lie_somewhere_in_document_order(lies: Geography) -> None:
    codes = Standing.objects.filter(vintage=2020, level="county").order_by("position")
    assert [one.code for one in lies.counties] == list(codes.values_list("code", flat=True))


def test_townships_lie_in_their_counties_where_the_gazetteer_knows_a_point(lies: Geography) -> None:
    assert len(lies.townships) == 1029
    assert all(one.code.startswith(one.county) for one in lies.townships)
    (longju,) = (one for one in lies.townships if one.code == "500101151")
    assert longju.at == (108.63518, 30.6109)


def test_18_are_designated_and_one_of_them_has_no_point(lies: Geography) -> None:
    designated = [one for one in lies.townships if one.designated]
    assert len(designated) == 18
    assert [one.code for one in designated if one.at is None] == ["500238118"]


def test_every_village_is_counted_in_its_county(lies: Geography) -> None:
    below = Standing.objects.filter(vintage=2020, level="village", path__contains="/500236/")
    (fengjie,) = (one for one in lies.counties if one.code == "500236")
    assert fengjie.n_villages == below.count()


def test_a_vintage_without_places_lies_nowhere() -> None:
    assert geography(vintage=1999) == Geography((), ())


def test_what_is_laid_or_designated_changes_what_it_is_as_of() -> None:
    seen = [laid_as_of()]
    note(by=None, deed="laid the places", subject="places", told={})
    seen.append(laid_as_of())
    Designation.objects.order_by("pk")[0].delete()
    seen.append(laid_as_of())
    assert len(set(seen)) == 3
