"""The names that people say, and what of a name outlives its rank."""

import pytest

from dingdian.records.places.naming import PEOPLES, said_name, stem_of


@pytest.mark.parametrize(
    ("official", "kind", "said"),
    [
        ("天台村村民委员会", "village_committee", "天台村"),
        ("歌乐村民委员会", "village_committee", "歌乐村"),
        ("凤阳村村委会", "village_committee", "凤阳村"),
        ("盐河村村民委会", "village_committee", "盐河村"),
        ("田坝社区村民委员会", "village_committee", "田坝社区"),
        ("平安社区居民委员会", "residents_committee", "平安社区"),
        ("鱼田堡居委会", "residents_committee", "鱼田堡社区"),
        ("化龙桥社区工作站", "residents_committee", "化龙桥社区"),
        ("中坝社区", "residents_committee", "中坝社区"),
        ("后坪苗族土家族乡", "ethnic_township", "后坪乡"),
        ("石柱土家族自治县", "autonomous_county", "石柱县"),
        ("龙驹镇", "town", "龙驹镇"),
        ("重庆市", "province", "重庆市"),
    ],
)
def test_a_place_is_called_what_people_call_it(official: str, kind: str, said: str) -> None:
    assert said_name(official, kind) == said


def test_there_are_fifty_five_peoples() -> None:
    assert len(set(PEOPLES)) == 55


@pytest.mark.parametrize(
    ("name", "level", "stem"),
    [
        ("土主镇", "township", "土主"),
        ("土主街道", "township", "土主"),
        ("云阳县", "county", "云阳"),
        ("宝莲社区", "village", "宝莲"),
        ("村", "village", "村"),
        ("重庆市", "province", "重庆市"),
    ],
)
def test_a_stem_is_a_name_without_its_rank(name: str, level: str, stem: str) -> None:
    assert stem_of(name, level) == stem
