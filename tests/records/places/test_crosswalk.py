"""A place is known again where the lists leave no other choice, and only there."""

from collections import Counter

import pytest

from dingdian.campaign.reading import SHIPPED
from dingdian.records.places.crosswalk import Link, absorbed, alike, crosswalk
from dingdian.records.places.division import Division, read_divisions
from tests.makers.divisions import listed

ROOT = {"99": "示例市", "990101": "甲县"}
Lists = tuple[tuple[Division, ...], tuple[Division, ...]]


def links(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What becomes of each place below the county: the later code, and how it was known again."""
    found = crosswalk(listed(ROOT | before), listed(ROOT | after))
    return {one.before: (one.after, one.how) for one in found if one.before not in ROOT}


def test_a_village_follows_its_township_to_a_new_code() -> None:
    before = {"990101100": "土主镇", "990101100201": "上村村民委员会"}
    after = {"990101001": "土主街道", "990101001201": "上村村民委员会"}
    assert links(before, after) == {
        "990101100": ("990101001", "same_stem"),
        "990101100201": ("990101001201", "same_name"),
    }


def test_a_village_that_becomes_a_community_is_the_same_place() -> None:
    before = {"990101100": "乙镇", "990101100201": "宝莲村村民委员会"}
    after = {"990101100": "乙镇", "990101100003": "宝莲社区居民委员会"}
    assert links(before, after)["990101100201"] == ("990101100003", "same_stem")


def test_a_village_and_a_community_of_one_name_stay_apart() -> None:
    before = {
        "990101100": "九龙镇",
        "990101100011": "上游社区居民委员会",
        "990101100201": "上游村村民委员会",
    }
    after = {
        "990101009": "九龙街道",
        "990101009008": "上游社区居民委员会",
        "990101009200": "上游村村民委员会",
    }
    found = links(before, after)
    assert found["990101100011"] == ("990101009008", "same_name")
    assert found["990101100201"] == ("990101009200", "same_name")


def test_a_code_that_went_to_another_name_carries_nobody_over() -> None:
    before = {"990101100": "乙镇", "990101100201": "双塘村村民委员会"}
    after = {"990101100": "乙镇", "990101100201": "王朴村村民委员会"}
    assert "990101100201" not in links(before, after)


def test_a_name_that_stands_twice_carries_nobody_over() -> None:
    before = {"990101100": "乙镇", "990101100201": "上村村民委员会"}
    after = {
        "990101100": "乙镇",
        "990101100202": "上村村民委员会",
        "990101100203": "上村民委员会",
    }
    assert "990101100201" not in links(before, after)


def test_two_villages_that_change_names_across_townships_are_not_moved() -> None:
    """Both codes still stand: it is as likely that the names moved as that the villages did."""
    before = {
        "990101100": "乙镇",
        "990101100201": "白龙村村民委员会",
        "990101101": "丙镇",
        "990101101201": "三峡村村民委员会",
    }
    after = before | {"990101100201": "三峡村村民委员会", "990101101201": "白龙村村民委员会"}
    assert set(links(before, after)) == {"990101100", "990101101"}


def test_a_village_that_only_sounds_alike_must_keep_its_kind() -> None:
    before = {"990101100": "五里乡", "990101100201": "干溪村村民委员会"}
    village = {"990101100": "五里乡", "990101100202": "甘溪村村民委员会"}
    community = {"990101100": "五里乡", "990101100002": "甘溪社区居民委员会"}
    assert links(before, village)["990101100201"] == ("990101100202", "sounds_alike")
    assert "990101100201" not in links(before, community)


def test_an_ended_township_went_where_all_of_its_villages_went() -> None:
    before = {
        "990101100": "孝溪乡",
        "990101100201": "上屯村村民委员会",
        "990101101": "丙镇",
    }
    after = {"990101101": "丙镇", "990101101202": "上屯村村民委员会"}
    earlier, later = listed(ROOT | before), listed(ROOT | after)
    found = crosswalk(earlier, later)
    assert Link("990101100201", "990101101202", "moved") in found
    assert absorbed(earlier, later, found) == {"990101100": "990101101"}


def test_a_township_that_was_divided_went_nowhere() -> None:
    before = {
        "990101100": "孝溪乡",
        "990101100201": "上屯村村民委员会",
        "990101100202": "下屯村村民委员会",
        "990101101": "丙镇",
        "990101102": "丁镇",
    }
    after = {
        "990101101": "丙镇",
        "990101101203": "上屯村村民委员会",
        "990101102": "丁镇",
        "990101102203": "下屯村村民委员会",
    }
    earlier, later = listed(ROOT | before), listed(ROOT | after)
    assert absorbed(earlier, later, crosswalk(earlier, later)) == {}


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ("附马", "驸马", True),
        ("金泉", "荆泉", True),
        ("和韵家园", "和韵", True),
        ("回村龙", "回龙", True),
        ("大青?", "大青㭎", True),
        ("双塘", "王朴", False),
        ("六合", "六塘", False),
        ("龙", "龙门", False),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_name(one: str, other: str, holds: bool) -> None:
    assert alike(one, other) is alike(other, one) is holds


@pytest.fixture(scope="module")
def shipped() -> Lists:
    """Chongqing in 2020 and in 2023."""
    folder = SHIPPED / "chongqing_2020" / "places"
    earlier, later = (
        read_divisions(folder / f"divisions_{year}.csv.gz", root="50") for year in (2020, 2023)
    )
    return earlier, later


def test_what_became_of_chongqing_from_2020_to_2023_is_as_its_readme_says(shipped: Lists) -> None:
    before, after = shipped
    levels = {one.code: one.level for one in before}
    found = crosswalk(before, after)
    assert Counter((levels[one.before], one.how) for one in found) == {
        ("province", "unchanged"): 1,
        ("county", "unchanged"): 38,
        ("township", "unchanged"): 1_011,
        ("township", "same_stem"): 16,
        ("township", "sounds_alike"): 1,
        ("village", "unchanged"): 10_855,
        ("village", "same_name"): 193,
        ("village", "same_stem"): 33,
        ("village", "alike"): 21,
        ("village", "sounds_alike"): 1,
        ("village", "moved"): 41,
    }
    assert len({one.after for one in found}) == len(found)


def test_of_chongqing_one_township_and_eighty_villages_ended_and_some_are_new(
    shipped: Lists,
) -> None:
    before, after = shipped
    found = crosswalk(before, after)
    known = {one.before for one in found}, {one.after for one in found}
    ended = [one for one in before if one.code not in known[0]]
    new = [one for one in after if one.code not in known[1]]
    assert Counter(one.level for one in ended) == {"township": 1, "village": 80}
    assert Counter(one.level for one in new) == {"township": 3, "village": 126}
    assert absorbed(before, after, found) == {"500241201": "500241005"}


def test_a_village_that_moved_stays_in_its_county(shipped: Lists) -> None:
    assert all(one.before[:6] == one.after[:6] for one in crosswalk(*shipped))
