"""The board of a place on every level, in the zone, and where nothing is known of it."""

import pytest

from dingdian.campaign.wording import percent
from dingdian.records.places.models import Standing
from dingdian.records.targeting.models import Profile, Run, Target
from tests.makers.cast import CITY, LONGJU, VILLAGE, WANZHOU, signed_in
from tests.makers.page_read import Read
from tests.makers.spread import OF_QIJIANG, OF_THE_ZONE

pytestmark = pytest.mark.django_db
QIJIANG = "500110"


@pytest.mark.parametrize("code", [CITY, WANZHOU, LONGJU, f"{LONGJU}902", "wansheng"])
def test_a_board_says_what_the_run_knew_of_the_place(code: str, run: Run) -> None:
    answer = signed_in("office").get(f"/places/{code}/")
    known = Profile.objects.get(run=run, code=code)
    assert answer.context["known"] == known
    assert f"{known.name}现在怎么样？" in answer.text
    assert f"/villages/?under={code}" in answer.text
    within = [one.code for one, _ in answer.context["within"]]
    assert bool(within) == (known.level != "village")


@pytest.mark.parametrize("code", [CITY, WANZHOU, LONGJU])
def test_the_lines_of_a_board_lie_in_the_place(code: str, run: Run) -> None:
    context = signed_in("office").get(f"/places/{code}/").context
    lying = Target.objects.filter(run=run, standing__in=("designated", "included"))
    wanted = {one.code for one in lying if f"/{code}/" in f"/{one.path}"}
    assert {one.row.code for one in (*context["own"], *context["lines"])} == wanted
    assert [one.row.code for one in context["own"]] == ([LONGJU] if code == LONGJU else [])


@pytest.mark.parametrize(("code", "has"), [(CITY, True), (WANZHOU, True), (LONGJU, False)])
def test_a_map_stands_on_the_boards_of_city_and_county(code: str, has: bool, run: Run) -> None:  # noqa: ARG001 - there is one
    assert bool(signed_in("office").get(f"/places/{code}/").context["map"]) == has


def test_a_zone_shows_its_members_and_what_is_in_them(run: Run) -> None:
    context = signed_in("office").get("/places/wansheng/").context
    assert OF_THE_ZONE in [one.code for one, _ in context["within"]]
    lying = Target.objects.filter(run=run, standing="included", code__startswith=OF_THE_ZONE)
    wanted = set(lying.values_list("code", flat=True))
    assert {one.row.code for one in context["lines"]} == wanted != set()
    assert not [one for one in context["lines"] if one.row.code.startswith(OF_QIJIANG)]


def test_the_county_of_a_zone_counts_its_members_once(run: Run) -> None:
    county = Profile.objects.get(run=run, code=QIJIANG)
    villages = Profile.objects.filter(run=run, level="village", path__contains=f"/{QIJIANG}/")
    told = [one.remaining_poor for one in villages if one.remaining_poor is not None]
    page = signed_in("office").get(f"/places/{QIJIANG}/")
    assert page.context["known"].remaining_poor == county.remaining_poor == sum(told)


def test_a_place_without_data_says_so_and_what_to_do(run: Run) -> None:  # noqa: ARG001 - there is one
    answer = signed_in("office").get("/places/500102/")
    assert answer.context["known"] is None
    assert "这个地方还没有数据。" in answer.text
    english = signed_in("office", language="en").get("/places/500102/").text
    assert "Nothing is known of this place yet." in english
    assert "还有" not in Read(answer.text).text


def test_without_any_run_a_board_stands_all_the_same() -> None:
    answer = signed_in("office").get(f"/places/{WANZHOU}/")
    assert answer.status_code == 200
    assert "这个地方还没有数据。" in answer.text


def test_each_place_within_stands_beside_its_own_numbers(run: Run) -> None:
    context = signed_in("office").get(f"/places/{WANZHOU}/").context
    for one, known in context["within"]:
        assert known == Profile.objects.filter(run=run, code=one.code).first()
    order = [one.position for one, _ in context["within"]]
    assert order == sorted(order)


def test_a_step_of_the_way_is_a_link_only_where_it_may_be_seen(run: Run) -> None:  # noqa: ARG001 - there is one
    page = Read(signed_in("township").get(f"/places/{VILLAGE}/").text)
    assert f"/places/{LONGJU}/" in page.ways_on
    assert not {f"/places/{CITY}/", f"/places/{WANZHOU}/"} & page.ways_on
    assert "万州区" in page.texts


@pytest.mark.parametrize("code", ["%00", "%F0%9F%98%80", "a" * 500, "500101%20", "..", "-1"])
def test_a_code_that_is_none_is_not_there(code: str) -> None:
    assert signed_in("office").get(f"/places/{code}/").status_code == 404


def test_every_level_of_the_records_has_a_board(run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in("office")
    levels = Standing.objects.filter(vintage=2020).values_list("level", flat=True)
    for level in sorted(set(levels)):
        code = Standing.objects.filter(vintage=2020, level=level).values_list("code", flat=True)[0]
        answer = client.get(f"/places/{code}/")
        assert (answer.status_code, Read(answer.text).faults) == (200, []), level


@pytest.mark.parametrize("code", [CITY, WANZHOU, LONGJU, "wansheng"])
def test_the_ratio_is_over_the_villages_of_which_both_numbers_are_known(
    code: str, run: Run
) -> None:
    within = OF_THE_ZONE if code == "wansheng" else code
    known = Profile.objects.filter(
        run=run,
        level="village",
        path__contains=f"{within}/",
        remaining_poor__isnull=False,
        agricultural_population__gt=0,
    ).values_list("remaining_poor", "agricultural_population")
    n, of = (sum(one) for one in zip(*known, strict=True))
    answer = signed_in("office").get(f"/places/{code}/")
    assert answer.context["ratio"] == (n, of)
    assert f"{n:,} ÷ {of:,}" in answer.text
    assert f"（{percent(n, of)}）" in answer.text
