"""Prepared rows are laid in batches, with one deed, one entry, and no question per row."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.records.registry import actions
from dingdian.records.registry.loading import Batch, lay
from dingdian.records.registry.models import (
    Deed,
    Household,
    HouseholdRound,
    Income,
    Kind,
    Member,
    MemberRound,
)
from dingdian.records.registry.queries import households, state_on
from dingdian.records.registry.refusals import NotUndoable
from dingdian.records.registry.searching import search
from dingdian.records.registry.undoing import undo
from dingdian.records.registry.values import identity_columns
from dingdian.records.trail.models import Entry
from tests.makers.households import fresh
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
BEGUN, MAY = date(2020, 1, 1), date(2020, 5, 1)


def batch(world: World, numbers: range) -> Batch:
    """Households of one person each, with an income."""
    made = Batch(
        households=[Household(number=f"L{at}") for at in numbers],
        members=[Member(**identity_columns({"name": "赵一曼"})) for _ in numbers],
    )
    where: dict[str, Any] = {
        "place_id": world.here.place_id,
        "path": world.here.path,
        "since": BEGUN,
    }
    made.rounds = [HouseholdRound(household=one, **where) for one in made.households]
    pairs = list(zip(made.members, made.households, strict=True))
    made.member_rounds = [
        MemberRound(member=one, household=home, since=BEGUN, relation="head") for one, home in pairs
    ]
    year: dict[str, Any] = {"period_start": date(2018, 10, 1), "period_end": date(2020, 4, 30)}
    made.incomes = [
        Income(household=one, kind="poverty_year", wage_fen=100, **year) for one in made.households
    ]
    return made


def test_batches_are_laid_with_one_deed_and_one_entry(world: World) -> None:
    entries = Entry.objects.count()
    told = (batch(world, range(at, at + 10)) for at in (0, 10))
    laid = lay(told, happened_on=BEGUN, source="test", by=None)
    assert laid["household"] == laid["member"] == laid["memberround"] == laid["income"] == 20
    assert Entry.objects.count() == entries + 1
    assert Deed.objects.get().kind == Kind.LAID
    seen = households(seen_by=world.sight(world.team), on=MAY)
    assert seen.count() == 20
    state = state_on(seen[0].household, MAY, campaign=world.campaign)
    assert state.earned is not None
    assert (state.earned.persons, state.earned.net_per_head_fen) == (1, 100)
    assert len(search("zym", seen_by=world.sight(world.team), limit=50)) == 20


def test_a_hundred_times_the_rows_are_laid_in_a_few_more_statements(world: World) -> None:
    counts = []
    for at, n in ((0, 2), (100, 200)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lay([batch(world, range(at, at + n))], happened_on=BEGUN, source="test", by=None)
        counts.append(len(asked))
    assert counts[1] < 5 * counts[0]


def test_what_was_laid_is_changed_like_anything_and_never_undone(world: World) -> None:
    lay([batch(world, range(1))], happened_on=BEGUN, source="test", by=None)
    home = Household.objects.get()
    told: dict[str, Any] = {"fields": {"house_grade": "A"}, "since": MAY, "version": home.version}
    actions.change_household(home, **told, **world.by(world.team))
    assert fresh(home).version == 2
    with pytest.raises(NotUndoable):
        undo(Deed.objects.get(kind=Kind.LAID), **world.by(world.team))
