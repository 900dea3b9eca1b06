"""What the registry refuses, in words that say what next, with nothing left behind."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.records.places.models import Standing
from dingdian.records.registry import actions, belonging, refusals
from dingdian.records.registry.models import (
    Deed,
    Guarantee,
    Household,
    HouseholdRound,
    Left,
    MemberRound,
    Period,
)
from dingdian.records.registry.refusals import Difference
from dingdian.records.trail.models import Entry
from tests.makers.households import HEAD, fresh, named, newcomer
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


def counted() -> tuple[int, ...]:
    models = (Entry, Deed, Household, HouseholdRound, MemberRound)
    return tuple(model.objects.count() for model in models)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"no_such": 1}, refusals.NoSuchField),
        ({"house_grade": "E"}, refusals.NotAValue),
        ({"house_area_dm2": -1}, refusals.NotAValue),
        ({"house_area_dm2": True}, refusals.NotAValue),
        ({"safe_water": "yes"}, refusals.NotAValue),
        ({"watched_since": "2020-05-01"}, refusals.NotAValue),
        ({"watch_risks": ["nothing"]}, refusals.NotAValue),
        ({"watch_risks": 7}, refusals.NotAValue),
        ({"phone": "1" * 101}, refusals.NotAValue),
        ({"watch_class": "sudden_difficulty"}, refusals.NotAValue),
        ({"household_size": 3}, refusals.NoSuchField),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    world: World, fields: dict[str, Any], refused: type[Unusable]
) -> None:
    home = world.enter("5001-1")
    before = counted()
    with pytest.raises(refused) as told:
        actions.change_household(home, fields=fields, since=MAY, version=1, **world.by(world.team))
    assert told.value.do.zh
    assert counted() == before


def test_a_class_is_known_from_the_day_on_that_it_exists(world: World) -> None:
    home = world.enter("5001-1")
    fields = {"watch_class": "sudden_difficulty"}
    since = date(2021, 1, 1)
    told: dict[str, Any] = {"fields": fields, "since": since, "version": 1, **world.by(world.team)}
    assert actions.change_household(home, **told) is not None


def test_nobody_changes_what_no_duty_lets_them(world: World) -> None:
    home = world.enter("5001-1")
    change: dict[str, Any] = {"fields": {"house_grade": "C"}, "since": MAY, "version": 1}
    with pytest.raises(refusals.NotAllowed):
        actions.change_household(home, **change, **world.by(world.evaluator))
    with pytest.raises(refusals.NotAllowed):
        world.enter("5001-9", village=world.far)
    with pytest.raises(refusals.NotAllowed):
        belonging.move_household(
            home, village=world.near, on=MAY, version=1, **world.by(world.team)
        )
    assert fresh(home).version == 1


def test_the_second_of_two_is_told_who_changed_what_and_when(world: World) -> None:
    home = world.enter("5001-1")
    head, told = named(home, 0), world.by(world.town)
    fields = {"house_grade": "C", "phone": "13911111111"}
    actions.change_household(home, fields=fields, since=MAY, version=1, **told)
    actions.change_member(
        head, fields={"name": "张无忌"}, since=MAY, version=2, household=home, **told
    )
    belonging.died(named(home, 1), on=MAY, household=home, version=3, **told)
    with pytest.raises(refusals.Changed) as refused:
        actions.change_household(
            home, fields={"house_grade": "D"}, since=MAY, version=1, **world.by(world.team)
        )
    changed = refused.value
    assert [one.by for one in changed.doings] == ["township"] * 3
    assert set(changed.differences) == {
        Difference("house_grade", "B", "C"),
        Difference("phone", "‹sealed›", "‹sealed›"),
        Difference("household", True, False, named(home, 1).key),
        Difference("name", "‹sealed›", "‹sealed›", head.key),
    }
    assert "township" in changed.says.zh
    assert "13911111111" not in str(changed.differences)


def test_what_is_said_of_a_day_that_it_cannot_be_of_is_refused(world: World) -> None:
    home, told = world.enter("5001-1", since=MARCH), world.by(world.team)
    tomorrow = installation().today() + timedelta(days=1)
    for day in (tomorrow, date(2020, 2, 29)):
        with pytest.raises(refusals.NotADay):
            actions.change_household(
                home, fields={"house_grade": "C"}, since=day, version=1, **told
            )
    with pytest.raises(refusals.NotADay):
        belonging.member_leaves(
            named(home, 0), why=Left.OTHER, on=MARCH, household=home, version=1, **told
        )


def test_a_household_or_member_of_a_taken_number_is_refused(world: World) -> None:
    world.enter("5001-1")
    with pytest.raises(refusals.NumberTaken):
        world.enter("5001-1")
    head = newcomer("5001-1-0", **HEAD)
    home = world.enter("5001-2")
    with pytest.raises(refusals.NumberTaken):
        actions.born(home, child=head, on=MAY, version=1, **world.by(world.team))
    with pytest.raises(refusals.NotSaid):
        actions.born(home, child=newcomer(sex="male"), on=MAY, version=1, **world.by(world.team))


def test_a_household_lives_in_a_village_alone(world: World) -> None:
    town = Standing.objects.get(vintage=2020, code="500101151")
    with pytest.raises(refusals.NotAVillage):
        world.enter("5001-1", village=town, by=world.town)


def test_who_is_in_no_such_household_leaves_dies_and_joins_nowhere(world: World) -> None:
    home, other = world.enter("5001-1"), world.enter("5001-2")
    stranger, told = named(other, 0), world.by(world.team)
    with pytest.raises(refusals.NotInThisHousehold):
        belonging.died(stranger, on=MAY, household=home, version=1, **told)
    with pytest.raises(refusals.SameHousehold):
        belonging.merge_households(home, version=1, into=home, into_version=1, on=MAY, **told)
    everybody = [named(home, at) for at in range(3)]
    with pytest.raises(refusals.NobodyLeft):
        belonging.split_household(
            home, number="5001-3", members=everybody, on=MAY, version=1, **told
        )


def test_nothing_contradicts_what_is_recorded_for_a_later_day(world: World) -> None:
    home, other = world.enter("5001-1"), world.enter("5001-2")
    head, told = named(home, 0), world.by(world.team)
    versions: dict[str, Any] = {"household": other, "version": 1, "of": home, "of_version": 1}
    belonging.member_joins(head, on=JULY, **versions, **told)
    with pytest.raises(refusals.LaterSaid):
        belonging.died(head, on=MAY, household=home, version=2, **told)
    belonging.died(head, on=date(2020, 8, 1), household=other, version=2, **told)
    with pytest.raises(refusals.NoLongerThere):
        belonging.died(head, on=JULY, household=other, version=3, **told)


def test_a_household_that_has_ended_takes_nobody_in(world: World) -> None:
    home, other = world.enter("5001-1"), world.enter("5001-2")
    told = world.by(world.team)
    belonging.merge_households(home, version=1, into=other, into_version=1, on=JULY, **told)
    with pytest.raises(refusals.NoLongerThere):
        actions.born(home, child=newcomer(name="张"), on=MAY, version=2, **told)


def test_an_income_of_no_period_or_no_part_is_refused(world: World) -> None:
    home, told = world.enter("5001-1"), world.by(world.team)
    period: dict[str, Any] = {"period_start": JULY, "period_end": JULY, "kind": Period.ROLLING}
    for parts, refused in (
        ({"net_fen": 1}, refusals.NoSuchField),
        ({"wage_fen": 1.5}, refusals.NotAValue),
        ({"wage_fen": 1}, refusals.NotAValue),
    ):
        with pytest.raises(refused):
            actions.record_income(home, parts=parts, version=1, **period, **told)  # type: ignore[arg-type]  # that is what is refused


def test_a_proof_is_of_whom_its_guarantee_concerns(world: World) -> None:
    home, told = world.enter("5001-1"), world.by(world.team)
    evidence = actions.Evidence("鉴定书", MAY)
    with pytest.raises(refusals.NotOfThisKind):
        actions.record_proof(
            home,
            guarantee=Guarantee.SCHOOLING,
            evidence=evidence,
            household=home,
            version=1,
            **told,
        )


def test_the_database_itself_refuses_two_rounds_at_once(world: World) -> None:
    home = world.enter("5001-1")
    row = HouseholdRound.objects.get(household=home)
    for since in (row.since, MAY):
        row.pk, row.since = None, since
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_every_refusal_says_what_and_what_next_in_both_languages(world: World) -> None:
    said = [
        refusals.NotAllowed("500101151901"),
        refusals.LaterSaid(MAY),
        refusals.NobodyLeft("1"),
        refusals.NumberTaken("1"),
        refusals.NotAVillage("1"),
        refusals.SameHousehold("1"),
        refusals.NotAValue(world.campaign.facts["households"]["house_grade"], MAY),
        refusals.NotADay(MAY),
        refusals.NotADay(MAY, first=JULY),
    ]
    for one in said:
        assert all((one.message("zh"), one.message("en"), one.do.zh, one.do.en))
