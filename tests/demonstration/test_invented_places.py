"""Counties and townships are real, and no village is."""

import re
from collections import Counter

from dingdian.campaign.reading import find
from dingdian.demonstration.invented_places import (
    CAMPAIGN,
    MOST_OF_A_KIND,
    focus_townships,
    invented_divisions,
    invented_villages,
    official_divisions,
)
from dingdian.records.places.division import read_divisions

DIVISIONS = official_divisions()
LATER = read_divisions(find(CAMPAIGN) / "places/divisions_2023.csv.gz", root="50")
REAL = [division for division in DIVISIONS if division.level == "village"]
INVENTED = invented_villages()
SUFFIX = re.compile(r"(村民委员会|居民委员会|村委会|居委会|社区|村|居)+$")


def test_the_official_list_is_the_one_of_the_campaigns_vintage() -> None:
    counted = Counter(division.level for division in DIVISIONS)
    assert (counted["county"], counted["township"], counted["village"]) == (38, 1029, 11224)


def test_no_invented_village_has_the_code_or_the_name_of_a_real_one() -> None:
    listed = [*REAL, *(division for division in LATER if division.level == "village")]
    assert len(listed) == 11_224 + 11_270
    assert not {village.place for village in INVENTED} & {division.code for division in listed}
    said = {name for one in listed for name in (one.name, one.official_name)}
    real = said | {SUFFIX.sub("", name) for name in said}
    invented = {village.name for village in INVENTED}
    assert not (invented | {SUFFIX.sub("", name) for name in invented}) & real
    assert not any(name.startswith("示例") for name in real)


def test_invented_codes_start_at_901_which_no_official_list_uses() -> None:
    assert all(901 <= int(village.place[-3:]) <= 999 for village in INVENTED)
    assert not any(int(division.code[-3:]) >= 900 for division in REAL)
    assert len({village.place for village in INVENTED}) == len(INVENTED)


def test_every_township_has_as_many_of_each_kind_as_there_are() -> None:
    real = Counter((one.code[:9], one.kind) for one in REAL)
    assert Counter((village.township, village.kind) for village in INVENTED) == real
    assert max(real.values()) <= MOST_OF_A_KIND


def test_the_names_above_a_village_are_the_real_ones() -> None:
    names = {division.code: division.official_name for division in DIVISIONS}
    for village in INVENTED:
        assert names[village.township] == village.township_name
        assert names[village.county] == village.county_name


def test_the_eighteen_townships_are_in_the_list() -> None:
    assert len(set(focus_townships())) == 18
    assert set(focus_townships()) <= {one.code for one in DIVISIONS if one.level == "township"}


def test_a_list_of_them_says_of_each_in_which_township_it_lies() -> None:
    listed = invented_divisions()
    assert [one.code for one in listed] == [village.place for village in INVENTED]
    assert all(one.parent == one.code[:9] and one.name.startswith("示例") for one in listed)
