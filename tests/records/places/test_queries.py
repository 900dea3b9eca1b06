"""Asking for places in the real Chongqing of 2020 and 2023."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from dingdian.campaign.reading import load
from dingdian.records.places import queries
from dingdian.records.places.models import Standing

pytestmark = pytest.mark.django_db
PINGAN = "50/500236/500236266/"


def there(code: str, vintage: int = 2020) -> Standing:
    found = queries.standing(code, vintage=vintage)
    assert found is not None
    return found


def said(text: str, *, vintage: int = 2020, level: str | None = None, limit: int = 20) -> list[str]:
    return [hit.said for hit in queries.search(text, vintage=vintage, level=level, limit=limit)]


def test_the_18_townships_are_found_by_code() -> None:
    (target,) = (one for one in load("chongqing_2020").classes if one.designation)
    assert target.designation is not None
    for code, name in target.designation.places.items():
        first, *rest = queries.search(code, vintage=2020)
        assert (first.code, first.official_name, first.level) == (code, name, "township")
        assert all(hit.code.startswith(code) for hit in rest)


def test_a_search_for_pingan_gives_every_one_with_its_county_the_wider_first() -> None:
    found = said("平安")
    assert found[:4] == [
        "云阳县 / 平安镇",
        "奉节县 / 平安乡",
        "彭水县 / 平安镇",
        "万州区 / 李河镇 / 平安村",
    ]
    assert len(found) == 20


def test_what_only_begins_so_comes_after_what_is_called_so() -> None:
    assert said("平安", limit=100)[-2:] == [
        "渝中区 / 菜园坝街道 / 平安街社区",
        "云阳县 / 黄石镇 / 平安寨社区",
    ]


def test_what_only_holds_it_comes_last() -> None:
    assert said("盛经") == ["万盛经开区"]
    assert said("万盛") == ["綦江区 / 万盛街道", "万盛经开区"]
    assert said("重庆")[0] == "重庆市"
    assert said("重庆")[-1] == "渝中区 / 两路口街道 / 重庆村社区"


def test_names_that_recur_are_told_apart_by_their_counties() -> None:
    assert said("后坪") == ["武隆区 / 后坪乡", "酉阳县 / 后坪乡"]
    assert said("双龙", level="township") == [
        "长寿区 / 双龙镇",
        "丰都县 / 双龙镇",
        "云阳县 / 双龙镇",
        "巫山县 / 双龙镇",
        "彭水县 / 双龙乡",
        "渝北区 / 双龙湖街道",
    ]


def test_a_place_is_found_by_the_name_that_people_say_and_by_the_official_one() -> None:
    assert said("石柱县") == said("石柱土家族自治县") == said("石柱土家族") == ["石柱县"]
    assert said("后坪苗族土家族乡") == ["武隆区 / 后坪乡"]


@pytest.mark.parametrize(
    "typed", ["yunyang", "Yun Yang", "yún yáng", "yunyangxian", "yyx", "云阳", "云阳县", "500235"]
)
def test_a_county_is_found_by_name_pinyin_initials_and_code(typed: str) -> None:
    assert said(typed)[0] == "云阳县"


def test_initials_that_two_counties_share_give_both_in_document_order() -> None:
    assert said("yyx") == ["云阳县", "酉阳县"]


@pytest.mark.parametrize("typed", ["", "  ", "查无此地", "zzzz", "999999", "%", "_"])
def test_what_is_nowhere_is_not_found(typed: str) -> None:
    assert said(typed) == []


@pytest.mark.parametrize("typed", ["平安", "pingan", "pa", "5002", "查无此地", "村"])
@pytest.mark.parametrize("limit", [1, 100])
def test_a_search_asks_the_database_at_most_twice(
    typed: str, limit: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        assert len(said(typed, limit=limit)) <= limit


def test_a_hit_says_where_it_stands() -> None:
    (hit,) = queries.search("500236266200", vintage=2020)
    assert hit.names == ("奉节县", "平安乡", hit.name)
    assert hit.path == f"{PINGAN}500236266200/"
    assert (hit.level, hit.kind) == ("village", "village_committee")


def test_each_vintage_answers_for_itself() -> None:
    assert said("镇安镇", level="township") == ["开州区 / 镇安镇"]
    assert said("镇安镇", level="township", vintage=2023) == []
    assert said("正安街道", vintage=2023) == ["开州区 / 正安街道"]


def test_a_code_that_nobody_has_stands_for_nothing() -> None:
    assert queries.standing("500199", vintage=2020) is None
    assert queries.standing("500241201", vintage=2023) is None


def test_what_lies_in_a_place_and_what_it_lies_in_are_each_others_turn() -> None:
    county = there("500236")
    townships = list(queries.children(county))
    assert len(townships) == 32
    assert {one.level for one in townships} == {"township"}
    (village, *_) = queries.children(there("500236266"))
    assert [one.code for one in queries.ancestors(village)] == ["50", "500236", "500236266"]


def test_the_city_holds_its_counties_and_its_zone() -> None:
    levels = [one.level for one in queries.children(there("50"))]
    assert (levels.count("county"), levels.count("zone"), len(levels)) == (38, 1, 39)


def test_places_stand_in_document_order() -> None:
    names = [one.name for one in queries.in_document_order("county", "zone", vintage=2020)]
    assert names[:4] == ["万州区", "黔江区", "涪陵区", "渝中区"]
    assert names[-4:] == ["石柱县", "秀山县", "酉阳县", "彭水县"]
    assert names[names.index("綦江区") + 1] == "万盛经开区"


def test_townships_follow_the_order_of_their_counties() -> None:
    townships = queries.in_document_order("township", vintage=2020)
    counties = [one.name for one in queries.in_document_order("county", vintage=2020)]
    of = {one.code: one.name for one in queries.in_document_order("county", vintage=2020)}
    assert list(dict.fromkeys(of[one.code[:6]] for one in townships)) == counties


def test_the_villages_under_a_path_are_those_of_the_place() -> None:
    assert queries.villages_under("50/", vintage=2020).count() == 11_224
    villages = queries.villages_under(PINGAN, vintage=2020)
    assert villages.count() == 12
    assert villages.filter(kind="village_committee").count() == 11


def test_the_members_of_a_zone_lie_in_qijiang() -> None:
    (zone,) = queries.in_document_order("zone", vintage=2020)
    members = queries.members_of(zone)
    assert members.count() == 10
    assert {one.path[:10] for one in members} == {"50/500110/"}


def test_designations_hold_from_their_day_on_in_the_order_of_the_document() -> None:
    before = queries.designated("township", on=date(2017, 7, 31))
    since = queries.designated("township", on=date(2020, 7, 30))
    assert before.count() == 0
    assert [one.position for one in since] == list(range(1, 19))
    places = [one.place_id for one in since]
    codes = Standing.objects.filter(vintage=2020, place__in=places).values_list("code", flat=True)
    assert {"500101151", "500243225"} <= set(codes)
    assert len(codes) == 18
