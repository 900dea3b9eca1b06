"""The synthetic city comes to what was published."""

import sys
from pathlib import Path

from dingdian.demonstration.published import compare, published_totals


def test_every_published_total_is_met_by_the_city(city_registry: Path) -> None:
    found = list(compare(city_registry))
    sys.stdout.writelines(f"{one.line().zh}\n" for one in found)
    assert len(found) == len(published_totals())
    assert [one.line().en for one in found if not one.is_within] == []


def test_the_campaigns_size_answers_for_townships_only(campaign_registry: Path) -> None:
    found = list(compare(campaign_registry))
    assert 0 < len(found) < len(published_totals())
    assert all(len(code) == 9 for one in found for code in one.published.within)
    assert all(one.is_within for one in found)


def test_one_township_answers_for_nothing(village_registry: Path) -> None:
    assert list(compare(village_registry)) == []


def test_every_total_says_where_it_was_published() -> None:
    assert all(total.source and total.as_of for total in published_totals())


def test_a_comparison_says_both_numbers_in_both_languages(campaign_registry: Path) -> None:
    lines = [one.line() for one in compare(campaign_registry)]
    chinese, english = "\n".join(one.zh for one in lines), "\n".join(one.en for one in lines)
    assert "车田乡人口：公布 8,414（2019-12-31），合成 8,414，相符" in chinese
    assert "published 0.36% (2019-12-31), made 0.36%, near enough" in english
