"""A demonstration's villages stand instead of the real ones, and both may stand side by side."""

from itertools import pairwise

import pytest

from dingdian.demonstration.invented_places import invented_divisions
from dingdian.lexicon.problem import Unusable
from dingdian.records.places.division import Division
from dingdian.records.places.models import Boundary, Designation, Point, Standing, ZoneMember
from dingdian.records.trail.models import Entry
from dingdian.steps.load_places import load_places

CAMPAIGN = "chongqing_2020"
LONGJU = "500101151"
INVENTED = invented_divisions()

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_stands() -> None:
    """The places of the tests are taken away, until the test is over."""
    for model in (ZoneMember, Point, Boundary, Designation, Standing):
        model._default_manager.all().delete()


def codes(vintage: int) -> list[str]:
    return list(Standing.objects.filter(vintage=vintage).values_list("code", flat=True))


def places() -> dict[tuple[int, str], int]:
    found = Standing.objects.values_list("vintage", "code", "place_id")
    return {(vintage, code): place for vintage, code, place in found}


def ordered(vintage: int) -> bool:
    """Whether positions have no gap and no tie, and what lies in a place comes after it."""
    standings = list(Standing.objects.filter(vintage=vintage).order_by("position"))
    seen: set[str] = set()
    for position, one in enumerate(standings):
        above = one.path.removesuffix(f"{one.code}/")
        if one.position != position or (above and above not in seen):
            return False
        seen.add(one.path)
    return True


@pytest.mark.usefixtures("nothing_stands")
def test_invented_villages_stand_in_the_real_townships_instead_of_the_real_ones() -> None:
    load_places(campaign=CAMPAIGN, villages=INVENTED)
    villages = Standing.objects.filter(vintage=2020, level="village")
    assert set(villages.values_list("code", flat=True)) == {one.code for one in INVENTED}
    assert Standing.objects.filter(vintage=2020, level="township").count() == 1_029
    assert Standing.objects.filter(vintage=2023, level="township").count() == 1_031
    assert not Standing.objects.filter(vintage=2023, level="village").exists()
    assert ordered(2020)
    assert ordered(2023)


@pytest.mark.usefixtures("nothing_stands")
def test_the_real_villages_may_come_beside_them_and_nothing_is_lost() -> None:
    load_places(campaign=CAMPAIGN, villages=INVENTED)
    before = places()
    laid = load_places(campaign=CAMPAIGN)
    assert places().items() >= before.items()
    assert Standing.objects.filter(vintage=2020, level="village").count() == 2 * 11_224
    assert Standing.objects.filter(vintage=2023, level="village").count() == 11_270
    assert laid.something
    assert ordered(2020)
    assert ordered(2023)
    assert_loading_either_again_changes_nothing()


def test_the_invented_villages_may_come_beside_the_real_ones() -> None:
    before = places()
    load_places(campaign=CAMPAIGN, villages=INVENTED)
    assert places().items() >= before.items()
    assert ordered(2020)
    assert ordered(2023)
    assert_loading_either_again_changes_nothing()


def test_in_a_township_the_real_villages_come_first() -> None:
    load_places(campaign=CAMPAIGN, villages=INVENTED)
    inside = Standing.objects.filter(vintage=2020, path__begins=f"50/500101/{LONGJU}/")
    names = inside.order_by("position").values_list("code", flat=True)
    assert all(one < after for one, after in pairwise(names))
    assert [code[-3] == "9" for code in names] == [False] * 22 + [True] * 21


@pytest.mark.parametrize(
    ("code", "name", "says"),
    [
        ("500101151201", "示例一村", "a real village's code or name"),
        ("500101151901", "向东村", "a real village's code or name"),
        ("500101151901", "向东村村民委员会", "a real village's code or name"),
        ("500101999901", "示例一村", "lies in no listed township"),
    ],
)
def test_a_village_that_might_be_taken_for_a_real_one_is_refused(
    code: str, name: str, says: str
) -> None:
    n_standings = Standing.objects.count()
    other = Division(code, name, name, "village", "village_committee", code[:9])
    with pytest.raises(Unusable, match=says):
        load_places(campaign=CAMPAIGN, villages=[other])
    assert Standing.objects.count() == n_standings


def assert_loading_either_again_changes_nothing() -> None:
    n_entries, standing = Entry.objects.count(), codes(2020)
    assert not load_places(campaign=CAMPAIGN, villages=INVENTED).something
    assert not load_places(campaign=CAMPAIGN).something
    assert Entry.objects.count() == n_entries
    assert codes(2020) == standing
