"""A deed is undone while nothing later builds upon it, and then everything is as it was before."""

from datetime import date
from typing import Any

import pytest

from dingdian.records.registry import actions, belonging
from dingdian.records.registry.describing import describe_village
from dingdian.records.registry.models import (
    Deed,
    Guarantee,
    Household,
    HouseholdRound,
    Income,
    Kind,
    Left,
    Level,
    Member,
    MemberRound,
    Period,
)
from dingdian.records.registry.queries import proofs_of, state_on, village_profile
from dingdian.records.registry.refusals import LaterDeed, NotAllowed, NotUndoable
from dingdian.records.registry.undoing import undo
from tests.makers.households import fresh, named, newcomer
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


def standing() -> list[Any]:
    """Everything that holds, whatever rows say it and whatever their versions are."""
    told: list[Any] = []
    for model in (HouseholdRound, MemberRound):
        for row in model.objects.filter(undone_at=None).order_by("since", "pk"):
            left_out = ("_state", "id", "laid_by_id", "phone", "account", "bank")
            told.append({k: v for k, v in vars(row).items() if k not in left_out})
    columns = ("number", "ended_on", "ended_why", "successor_id")
    told += Household.objects.order_by("pk").values_list(*columns)
    for one in Member.objects.filter(rounds__undone_at=None).distinct().order_by("pk"):
        told.append(
            (one.name, one.id_number, one.id_blind, one.name_blind, one.died_on, one.left_on)
        )
    return told


def latest() -> Deed:
    return Deed.objects.exclude(kind=Kind.UNDONE).filter(undone_at=None).latest("pk")


@pytest.mark.parametrize(
    "kind", ["changed", "late", "corrected", "died", "left", "joined", "moved", "merged"]
)
def test_what_is_undone_leaves_everything_as_it_was(world: World, kind: str) -> None:
    home, other = world.enter("5001-1"), world.enter("5001-2")
    told = world.by(world.town)
    actions.change_household(home, fields={"house_grade": "D"}, since=MAY, version=1, **told)
    before, head = standing(), named(home, 0)
    at: dict[str, Any] = {"household": home, "version": 2, **told}
    if kind == "changed":
        actions.change_household(home, fields={"safe_water": True}, since=JULY, version=2, **told)
    elif kind == "late":
        fields = {"house_grade": "C", "lived_in": True}
        actions.change_household(home, fields=fields, since=MARCH, version=2, **told)
    elif kind == "corrected":
        fields = {"name": "张无忌", "id_number": "990101197005010017", "born_on": None}
        actions.change_member(head, fields=fields, since=JULY, **at)
    elif kind == "died":
        belonging.died(head, on=JULY, **at)
    elif kind == "left":
        belonging.member_leaves(head, why=Left.MARRIED, on=JULY, **at)
    elif kind == "joined":
        versions: dict[str, Any] = {"household": other, "version": 1, "of": home, "of_version": 2}
        belonging.member_joins(head, on=JULY, **versions, **told)
    elif kind == "moved":
        belonging.move_household(home, village=world.near, on=JULY, version=2, **told)
    else:
        belonging.merge_households(home, version=2, into=other, into_version=1, on=JULY, **told)
    assert standing() != before
    undo(latest(), **told)
    assert standing() == before
    assert fresh(home).version == 4


def test_an_undone_entry_frees_its_number_and_is_entered_again(world: World) -> None:
    home = world.enter("5001-1")
    undo(latest(), **world.by(world.team))
    assert standing() == [("5001-1", None, None, None)]
    again = world.enter("5001-1", fields={"house_grade": "A"})
    assert again == home
    assert again.version == 3
    assert MemberRound.objects.filter(undone_at=None).count() == 3


def test_an_undone_birth_income_proof_and_helper_are_gone(world: World) -> None:
    home, told = world.enter("5001-1"), world.by(world.team)
    actions.born(home, child=newcomer(name="张小小"), on=MAY, version=1, **told)
    undo(latest(), **told)
    assert MemberRound.objects.filter(undone_at=None).count() == 3
    helping = actions.Helping("王一", "村委", Level.VILLAGE)
    actions.assign_helper(home, helping=helping, since=MARCH, version=3, **told)
    helping = actions.Helping("赵二", "村委", Level.VILLAGE)
    actions.assign_helper(home, helping=helping, since=MAY, version=4, **told)
    undo(latest(), **told)
    helper = state_on(home, JULY, campaign=world.campaign).helper
    assert helper is not None
    assert (helper.name, helper.until) == ("王一", None)
    period: dict[str, Any] = {"period_start": date(2019, 10, 1), "period_end": date(2020, 9, 30)}
    for at, wage in enumerate((1, 2)):
        parts, kind = {"wage_fen": wage}, Period.POVERTY_YEAR
        actions.record_income(home, parts=parts, kind=kind, version=6 + at, **period, **told)
    undo(latest(), **told)
    assert Income.objects.get(undone_at=None).wage_fen == 1
    evidence = actions.Evidence("水质报告", MAY)
    proof: dict[str, Any] = {"guarantee": Guarantee.WATER, "household": home, "version": 9}
    actions.record_proof(home, evidence=evidence, **proof, **told)
    undo(latest(), **told)
    assert proofs_of(home, [], on=JULY)["water"] == []


def test_a_villages_description_is_undone_like_any_deed(world: World) -> None:
    told, place = world.by(world.town), world.here.place
    describe_village(world.here, fields={"bus": True}, since=MARCH, version=0, **told)
    describe_village(world.here, fields={"bus": False}, since=MAY, version=1, **told)
    with pytest.raises(LaterDeed):
        undo(Deed.objects.filter(kind=Kind.PROFILED).earliest("pk"), **told)
    with pytest.raises(NotAllowed):
        undo(latest(), **world.by(world.evaluator))
    first, second = (village_profile(place, on=day) for day in (MARCH, MAY))
    assert [one.bus for one in (first, second) if one] == [True, False]
    undo(latest(), **told)
    last = village_profile(place, on=JULY)
    assert last is not None
    assert last.bus


def test_nothing_is_undone_that_later_deeds_build_upon(world: World) -> None:
    home, told = world.enter("5001-1"), world.by(world.team)
    entered = latest()
    belonging.died(named(home, 0), on=MAY, household=home, version=1, **told)
    with pytest.raises(LaterDeed) as refused:
        undo(entered, **told)
    assert "死亡" in refused.value.says.zh
    undo(latest(), **told)
    undo(entered, **told)
    for one in (entered, Deed.objects.filter(kind=Kind.UNDONE).latest("pk")):
        with pytest.raises(NotUndoable):
            undo(one, **told)


def test_only_who_may_change_a_household_undoes_what_was_done_to_it(world: World) -> None:
    world.enter("5001-1")
    with pytest.raises(NotAllowed):
        undo(latest(), **world.by(world.evaluator))
