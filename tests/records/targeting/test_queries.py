"""Who asks sees what lies under their duties and nothing else, in a constant number of queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dingdian.campaign.definition import Campaign
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import (
    Evidence,
    confirm_nomination,
    confirm_override,
    nominate,
    override,
    withdraw_nomination,
    withdraw_override,
)
from dingdian.records.targeting.models import Nomination, Override, Run
from dingdian.records.targeting.queries import (
    counters,
    current_run,
    profile,
    profiles,
    runs,
    sealed,
    target,
    targets,
)
from tests.makers.duties import sight_of
from tests.makers.runs import CAMPAIGN, make_run
from tests.records.targeting.conftest import LONGJU, YANHE, People

pytestmark = pytest.mark.django_db

NOBODY = Scope(frozenset())
DAY = timedelta(days=1)


@pytest.fixture
def run(villages: list[Standing]) -> Run:
    """Every invented village of both townships; every fifth is tied, the rest are in."""
    told = {one: "included" if n % 5 else "tied" for n, one in enumerate(villages)}
    return make_run(targets=told, focus=True)


@contextmanager
def queries(count: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    assert len(asked) == count


def test_the_current_run_is_the_latest_kept(run: Run, villages: list[Standing]) -> None:
    later = make_run("sha256:two", targets={villages[0]: "included"})
    assert current_run(CAMPAIGN) == later
    assert list(runs(CAMPAIGN)) == [later, run]
    assert current_run("another") is None


def test_a_sealed_decision_comes_back_as_it_was_kept(run: Run) -> None:
    assert sealed(run) == b'{"digest": "sha256:one"}'


def test_a_village_duty_sees_its_own_village_alone(
    run: Run, people: People, villages: list[Standing]
) -> None:
    scope = sight_of(people.village)
    here, elsewhere = villages[0].code, villages[1].code
    assert [one.code for one in targets(run, seen_by=scope)] == [here]
    assert [one.code for one in profiles(run, seen_by=scope)] == [here]
    assert target(run, "village", elsewhere, seen_by=scope) is None
    assert profile(run, elsewhere, seen_by=scope) is None
    assert profile(run, here, seen_by=scope) is not None
    assert counters(run, seen_by=scope).remaining_poor == 10


def test_a_county_sees_its_own_places_and_the_city_all(
    run: Run, people: People, villages: list[Standing]
) -> None:
    longju = [one.code for one in villages if one.code.startswith(LONGJU)]
    assert [one.code for one in targets(run, seen_by=sight_of(people.county))] == longju
    assert targets(run, seen_by=sight_of(people.office)).count() == len(villages)
    assert profiles(run, seen_by=sight_of(people.county)).count() == len(longju)


def test_without_a_duty_nothing_is_seen(run: Run) -> None:
    assert not targets(run, seen_by=NOBODY).exists()
    assert not profiles(run, seen_by=NOBODY).exists()
    told = counters(run, seen_by=NOBODY)
    assert (told.remaining_poor, told.of, told.tied, told.of_class) == (None, 0, 0, {})


def test_profiles_are_asked_by_level_and_by_what_they_lie_under(
    run: Run, people: People, villages: list[Standing]
) -> None:
    scope = sight_of(people.office)
    under = villages[-1].path.removesuffix(f"{villages[-1].code}/")
    found = [one.code for one in profiles(run, seen_by=scope, level="village", under=under)]
    assert found == [one.code for one in villages if one.code.startswith(YANHE)]
    assert not profiles(run, seen_by=scope, level="county").exists()


def test_a_target_is_asked_in_its_class(run: Run, people: People, villages: list[Standing]) -> None:
    scope, code = sight_of(people.office), villages[0].code
    assert target(run, "township", code, seen_by=scope) is None
    assert target(run, None, code, seen_by=scope) == target(run, "village", code, seen_by=scope)


def test_the_counters_add_up_what_somebody_sees(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    n = len(villages)
    tied = len(villages[::5])
    told = counters(run, seen_by=sight_of(people.office))
    assert (told.remaining_poor, told.n, told.of) == (10 * n, 10 * n, 500 * n)
    assert told.remaining_in_targets == 10 * n
    assert (told.of_class, told.tied, told.undecided) == ({"village": n - tied}, tied, 0)
    asked = override(
        villages[0],
        campaign=campaign,
        target_class="village",
        admits=True,
        reason="示例",
        document="示例",
        by=people.office,
    )
    confirm_override(asked, by=people.second)
    told = counters(run, seen_by=sight_of(people.office))
    assert (told.of_class, told.tied) == ({"village": n - tied + 1}, tied - 1)


def test_a_ratio_leaves_out_villages_whose_population_is_unknown(
    people: People, villages: list[Standing]
) -> None:
    run = make_run(targets={villages[0]: "undecided"}, population=None)
    told = counters(run, seen_by=sight_of(people.office))
    assert (told.remaining_poor, told.n, told.of, told.n_population_unknown) == (10, 0, 0, 1)
    assert told.undecided == 1


@pytest.mark.parametrize("count", [2, 25])
def test_how_many_queries_are_asked_does_not_depend_on_the_rows(
    villages: list[Standing], people: People, count: int
) -> None:
    run = make_run(targets=dict.fromkeys(villages[:count], "included"))
    scope = sight_of(people.office)
    with queries(1):
        assert len(targets(run, seen_by=scope)) == count
    with queries(1):
        assert len(profiles(run, seen_by=scope)) == count
    with queries(2):
        counters(run, seen_by=scope)
    with queries(1):
        target(run, None, villages[0].code, seen_by=scope)


def moved(row: Nomination | Override, **moments: int) -> None:
    """The row as if it had been dealt with so many days ago."""
    now = timezone.now()
    changed = {name: now - DAY * days for name, days in moments.items()}
    type(row)._default_manager.filter(pk=row.pk).update(**changed)


def as_of(run: Run, scope: Scope, code: str, told: str) -> Callable[[int], bool | None]:
    today = timezone.localdate()

    def days_ago(days: int) -> bool | None:
        on: date = today - DAY * days
        said: bool | None = getattr(targets(run, seen_by=scope, on=on).get(code=code), told)
        return said

    return days_ago


def test_an_override_counts_from_its_confirmation_to_its_withdrawal(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    asked = override(
        villages[0],
        campaign=campaign,
        target_class="village",
        admits=True,
        reason="示例",
        document="示例",
        by=people.office,
    )
    confirm_override(asked, by=people.second)
    withdraw_override(asked, by=people.second)
    moved(asked, asked_at=9, confirmed_at=6, withdrawn_at=3)
    scope, code = sight_of(people.office), villages[0].code
    decided = as_of(run, scope, code, "decided")
    assert [decided(days) for days in (9, 7, 6, 4, 3, 0)] == [None, None, True, True, None, None]
    pending = as_of(run, scope, code, "override_pending")
    assert [pending(days) for days in (10, 9, 7, 6, 0)] == [False, True, True, False, False]


def test_a_nomination_counts_from_its_confirmation_to_its_withdrawal(
    run: Run, people: People, villages: list[Standing], campaign: Campaign
) -> None:
    made = nominate(
        villages[0],
        campaign=campaign,
        area="weak_other",
        says="示例",
        evidence=Evidence("示例"),
        by=people.county,
    )
    scope, code = sight_of(people.office), villages[0].code
    one = target(run, None, code, seen_by=scope)
    assert one is not None
    assert not one.nominated
    confirm_nomination(made, by=people.department)
    one = target(run, None, code, seen_by=scope)
    assert one is not None
    assert one.nominated
    withdraw_nomination(made, why="示例", by=people.county)
    moved(made, nominated_at=9, decided_at=6, withdrawn_at=3)
    nominated = as_of(run, scope, code, "nominated")
    assert [nominated(days) for days in (9, 7, 6, 4, 3, 0)] == [
        *(False, False, True, True, False, False)
    ]
