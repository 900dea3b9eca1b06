"""Whatever the parameters, a what-if in the browser is a whole new identification of the source."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dingdian.campaign.entry import Entry
from dingdian.campaign.reading import load
from dingdian.demonstration.registry import write_registry
from dingdian.records.access.scope import Scope
from dingdian.records.targeting.models import Run, Target
from dingdian.steps.identify import identify
from dingdian.steps.what_if import Counted, WhatIf, what_if
from tests.makers.kept_runs import kept_run
from tests.makers.tables import write_tables
from tests.properties.test_naive_selection import world

pytestmark = pytest.mark.django_db
CITY = Scope(frozenset({"50/"}))
CAMPAIGN = load("chongqing_2020")
WITHIN = {
    "remaining_poor_over": st.integers(0, 40),
    "incidence_from_bp": st.integers(0, 300),
    "village.quota": st.integers(0, 20) | st.integers(0, 1_500),
    "weak_items_from": st.integers(0, 6),
    "hollow_income_at_most": st.integers(0, 2_000) | st.integers(0, 10**9),
    "latrines_from_bp": st.integers(0, 10_000),
}
CHANGES = st.fixed_dictionaries({}, optional=WITHIN)


def included(run: Run, answer: WhatIf) -> set[str]:
    """Who would be in: those who were, without those who leave, with those who enter."""
    kept = Target.objects.filter(run=run, standing__in=("designated", "included"))
    were = set(kept.values_list("code", flat=True))
    return (were - {one.code for one in answer.left}) | {one.code for one in answer.entered}


def counted(entries: tuple[Entry, ...], of: str) -> Counted:
    stand = Counter(one.standing for one in entries if one.target.code == of)
    return Counted(
        stand["designated"] + stand["included"],
        *(stand[one] for one in ("tied", "beyond_quota", "undecided", "not_admitted")),
    )


def agree(source: Path, changes: dict[str, int], run: Run) -> None:
    """The what-if of the run and the identification of its source tell the same."""
    answer = what_if(run, changes, seen_by=CITY)
    again = identify(source, changes=[f"{name}={it}" for name, it in changes.items()])
    assert included(run, answer) == {one.place for one in again.entries if one.included}
    assert {one.code for one in answer.tied} == {
        one.place for one in again.entries if one.standing == "tied"
    }
    assert {(one.code, one.rank) for one in answer.entered} == {
        (one.place, one.rank) for one in again.entered
    }
    assert {one.code for one in answer.left} == {one.place for one in again.left}
    assert answer.after == {it.code: counted(again.entries, it.code) for it in CAMPAIGN.classes}


def test_over_the_synthetic_registry_a_what_if_is_an_identification(tmp_path: Path) -> None:
    source = tmp_path / "registry"
    write_registry(source, size="village")
    run = kept_run(source)

    @settings(max_examples=25)
    @given(CHANGES)
    def whatever(changes: dict[str, int]) -> None:
        agree(source, changes, run)

    whatever()
    agree(source, {}, run)


@pytest.mark.parametrize("seed", [1, 3])
def test_over_villages_by_chance_a_what_if_is_an_identification(tmp_path: Path, seed: int) -> None:
    source = write_tables(tmp_path / "tables", CAMPAIGN, villages=world(seed))
    run = kept_run(source)

    @settings(max_examples=10)
    @given(CHANGES)
    def whatever(changes: dict[str, int]) -> None:
        agree(source, changes, run)

    whatever()
    agree(source, {}, run)
