"""What if: the run as kept beside the list under other parameters, to those who may see it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.campaign.definition import Campaign
from dingdian.frames import village_table as loading
from dingdian.lexicon.problem import Unusable
from dingdian.records.access.scope import Scope
from dingdian.records.targeting.models import Run, Target
from dingdian.records.trail.models import Entry
from dingdian.steps import what_if as step
from dingdian.steps.identify import identify
from dingdian.steps.keep_run import keep_run
from dingdian.steps.what_if import Elsewhere, Moved, WhatIf, what_if
from tests.makers.invented import lay_invented
from tests.makers.kept_runs import kept_run
from tests.makers.tables import IN_NO_WANT, village, write_tables

pytestmark = pytest.mark.django_db
CITY = Scope(frozenset({"50/"}))
COUNTY = Scope(frozenset({"50/500101/"}))
POOR = {901: 40, 902: 30, 903: 30, 904: 21, 905: 19, 906: 3}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    loading._tables.clear()
    yield
    loading._tables.clear()


@pytest.fixture
def run(tmp_path: Path, campaign: Campaign) -> Run:
    """Six villages of one township with few poor or many; one of another county, with the most."""
    few = IN_NO_WANT | {"agricultural_population": 9_000}
    rows = [village(number, **few | {"remaining_poor": poor}) for number, poor in POOR.items()]
    rows.append(village(907, **few | {"remaining_poor": None}))
    rows.append(village(908, **few | {"remaining_poor": 50}) | {"place": "500102102901"})
    return kept_run(write_tables(tmp_path / "tables", campaign, villages=rows))


def last_digits(places: tuple[Moved, ...]) -> list[str]:
    return [one.code[-3:] for one in places]


def asked(run: Run, changes: dict[str, Any], seen_by: Scope = CITY) -> WhatIf:
    return what_if(run, changes, seen_by=seen_by)


def test_without_a_change_the_answer_is_the_run_itself(run: Run) -> None:
    answer = asked(run, {})
    kept = Target.objects.filter(run=run, target_class="village")
    assert (answer.entered, answer.left, answer.changed) == ((), (), {})
    assert answer.before == answer.after
    assert answer.after["village"].n_in == kept.filter(standing="included").count() == 5
    assert answer.after["village"].n_undecided == kept.filter(standing="undecided").count() == 1
    assert answer.after["township"].n_in == 1
    assert dict(answer.values) == run.parameters


def test_a_lower_threshold_lets_in_and_says_by_what(run: Run) -> None:
    answer = asked(run, {"remaining_poor_over": 18})
    (one,) = answer.entered
    assert (one.code, one.name, one.path) == (
        "500101151905",
        "示例905村",
        "50/500101/500101151/500101151905/",
    )
    assert (one.was, one.standing, one.rank) == ("not_qualified", "included", 6)
    assert one.why.en == "Meets “more than 18 remaining poor”, at rank 6, within the quota of 100."
    assert answer.changed == {"remaining_poor_over": 18}
    assert (answer.before["village"].n_in, answer.after["village"].n_in) == (5, 6)


def test_a_higher_threshold_puts_out_and_says_what_is_lacking(run: Run) -> None:
    (one,) = asked(run, {"remaining_poor_over": 21}).left
    assert (one.code[-3:], one.standing, one.rank) == ("904", "not_qualified", None)
    assert "增加1人即符合“剩余贫困人口多于21人”" in one.why.zh


def test_a_smaller_quota_puts_out_by_rank_and_leaves_a_tie_open(run: Run) -> None:
    answer = asked(run, {"village.quota": "3"})
    assert last_digits(answer.left) == ["902", "903", "904"]
    assert last_digits(answer.tied) == ["902", "903"]
    assert "shares rank 3 with 1 more across the quota of 3" in answer.tied[0].why.en
    assert "beyond the quota of 3. It enters at 31 persons" in answer.left[-1].why.en
    assert (answer.n_qualifying, answer.n_beyond_quota, answer.n_undecided) == (6, 1, 1)


def test_with_nobody_in_nothing_is_the_last_one_in(run: Run) -> None:
    answer = asked(run, {"village.quota": 0})
    assert len(answer.left) == 5
    assert answer.after["village"].n_beyond_quota == 5
    assert answer.left[0].why.en.endswith("at rank 1, beyond the quota of 0.")


def test_a_county_is_told_of_its_own_places_and_only_how_many_elsewhere(run: Run) -> None:
    answer = asked(run, {"village.quota": 0}, COUNTY)
    assert last_digits(answer.left) == ["901", "902", "903", "904"]
    assert answer.elsewhere == Elsewhere(entered=0, left=1, tied=0)
    assert answer.after == asked(run, {"village.quota": 0}).after
    assert asked(run, {"village.quota": 0}).elsewhere == Elsewhere()


def test_the_quota_is_shared_with_places_that_are_not_seen(run: Run) -> None:
    answer = asked(run, {"village.quota": 1}, COUNTY)
    assert last_digits(answer.left) == ["901", "902", "903", "904"]
    assert answer.left[0].rank == 2


def test_whoever_sees_nothing_is_told_nobody(run: Run) -> None:
    answer = asked(run, {"village.quota": 0}, Scope(frozenset()))
    assert (answer.left, answer.elsewhere.left) == ((), 5)


def test_far_down_a_list_the_reason_is_brief(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "EXPLAINED", 1)
    first, second, *_ = asked(run, {"village.quota": 0}).left
    assert len(first.why.en) > len(second.why.en)
    assert second.why.en == "qualifies, beyond quota, at rank 2."


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"village.quota": -1}, "not_a_value"),
        ({"village.quota": 10**9 + 1}, "not_a_value"),
        ({"village.quota": "many"}, "not_a_value"),
        ({"quota": 3}, "no_such_parameter"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_what_to_do(
    run: Run, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Unusable) as refused:
        asked(run, changes)
    assert refused.value.code == code
    assert refused.value.do.zh
    assert refused.value.do.en


def test_what_was_typed_as_it_is_already_changes_nothing(run: Run) -> None:
    assert asked(run, {"village.quota": "100"}).changed == {}


def test_the_day_may_be_another_than_the_decisions(run: Run) -> None:
    later = what_if(run, {}, seen_by=CITY, on=date(2020, 10, 19))
    assert (later.changed, later.entered, later.left) == ({}, (), ())
    with pytest.raises(Unusable, match="has a value from 2020-07-30 on"):
        what_if(run, {}, seen_by=CITY, on=date(2020, 7, 1))


def test_the_panel_shows_what_is_tried_and_what_can_be(run: Run) -> None:
    shown = {one.name: one for one in asked(run, {"village.quota": 80}).dials}
    assert (shown["village.quota"].value, shown["village.quota"].maximum) == (80, 500)
    assert shown["remaining_poor_over"].value == 20


def test_asking_again_asks_the_database_nothing_and_changes_nothing(run: Run) -> None:
    asked(run, {})
    entries = Entry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = asked(run, {"remaining_poor_over": 10, "weak_items_from": 1})
    assert len(queries) == 0
    assert answer.took_ms > 0
    assert Entry.objects.count() == entries


def test_a_run_that_was_kept_is_asked_what_a_new_identification_would_say(registry: Path) -> None:
    lay_invented("500101151")
    run = keep_run(registry, by=None, campaign="chongqing_2020")
    same, other = asked(run, {}), asked(run, {"weak_items_from": 1})
    assert (same.entered, same.left, same.before) == ((), (), same.after)
    again = identify(registry, changes=["weak_items_from=1"])
    assert other.entered
    assert [one.code for one in other.entered] == [one.place for one in again.entered]
    assert [one.name for one in other.entered] == [one.name for one in again.entered]
