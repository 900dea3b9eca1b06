"""Each deed of the registry: what it leaves behind, and its one entry in the trail."""

from datetime import date
from typing import Any

import pytest

from dingdian.campaign.parameters import in_force
from dingdian.records.registry import actions, belonging
from dingdian.records.registry.deed import LATE_AFTER_DAYS, is_late
from dingdian.records.registry.models import (
    Deed,
    Guarantee,
    HouseholdRound,
    Income,
    Kind,
    Left,
    Level,
    MemberRound,
    Period,
    Proof,
)
from dingdian.records.registry.queries import (
    changes_between,
    deeds_of,
    earned,
    members_on,
    proofs_of,
    state_on,
)
from dingdian.records.registry.refusals import Difference
from dingdian.records.trail.models import Entry
from tests.makers.households import HEAD, fresh, named, newcomer
from tests.records.registry.conftest import World

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


def test_a_household_is_entered_with_its_members_and_one_entry(world: World) -> None:
    before = Entry.objects.count()
    home = world.enter("5001-1")
    state = state_on(home, MARCH, campaign=world.campaign)
    assert state.round is not None
    assert (state.round.house_grade, state.round.phone) == ("B", "13900000001")
    assert state.round.path == world.here.path
    assert [one.member.name for one in state.members] == ["张三丰", "李小美", "张大山"]
    assert state_on(home, date(2019, 12, 31), campaign=world.campaign).round is None
    assert Entry.objects.count() == before + 1
    assert home.version == 1


def test_a_change_holds_from_its_day_on_and_is_told_field_by_field(world: World) -> None:
    home = world.enter("5001-1")
    fields = {"house_grade": "C", "watch_risks": ["unsafe_housing", "illness"]}
    actions.change_household(
        home, fields=fields, since=MAY, version=home.version, **world.by(world.team)
    )
    assert changes_between(home, MARCH, JULY) == [
        Difference("house_grade", "B", "C"),
        Difference("watch_risks", None, "illness unsafe_housing"),
    ]
    assert changes_between(home, MARCH, date(2020, 4, 30)) == []
    assert fresh(home).version == 2


def test_a_late_change_reaches_as_far_as_nothing_later_contradicts_it(world: World) -> None:
    home = world.enter("5001-1")
    for fields, since in (
        ({"house_grade": "D"}, JULY),
        ({"safe_water": True}, MAY),
        ({"house_grade": "C", "safe_water": False, "lived_in": True}, MARCH),
    ):
        actions.change_household(
            home, fields=fields, since=since, version=fresh(home).version, **world.by(world.team)
        )
    told = [
        (one.since, one.house_grade, one.safe_water, one.lived_in)
        for one in HouseholdRound.objects.filter(household=home, undone_at=None).order_by("since")
    ]
    assert told == [
        (date(2020, 1, 1), "B", None, None),
        (MARCH, "C", False, True),
        (MAY, "C", True, True),
        (JULY, "D", True, True),
    ]


def test_what_stands_there_already_is_no_deed(world: World) -> None:
    home = world.enter("5001-1")
    entries, deeds = Entry.objects.count(), Deed.objects.count()
    same = {"house_grade": "B", "phone": "13900000001"}
    told: dict[str, Any] = world.by(world.team) | {"since": MAY, "version": 1}
    assert actions.change_household(home, fields=same, **told) is None
    member: dict[str, Any] = {"fields": {"name": "张三丰", "relation": "head"}, "household": home}
    assert actions.change_member(named(home, 0), **member, **told) is None
    assert (Entry.objects.count(), Deed.objects.count()) == (entries, deeds)
    assert fresh(home).version == 1


def test_a_member_changes_from_a_day_on_and_is_corrected_for_all_days(world: World) -> None:
    home, head = world.enter("5001-1"), None
    head = named(home, 0)
    fields = {"health": ["disabled"], "id_number": "990101197005010017", "name": "张三峰"}
    actions.change_member(
        head, fields=fields, since=MAY, version=1, household=home, **world.by(world.team)
    )
    (was,) = members_on(home, MARCH).filter(member=head)
    (now,) = members_on(home, MAY).filter(member=head)
    assert (was.health, now.health) == (None, "disabled")
    assert was.member.name == now.member.name == "张三峰"
    assert now.member.id_last4 == "0017"


def test_an_income_is_computed_in_parts_by_those_who_lived_there_at_its_end(world: World) -> None:
    home = world.enter("5001-1")
    parts = {"wage_fen": 1_000_000, "pension_fen": 300_000, "operating_cost_fen": 100_001}
    period: dict[str, Any] = {"period_start": date(2019, 10, 1), "period_end": date(2020, 9, 30)}
    told: dict[str, Any] = {"kind": Period.POVERTY_YEAR, **period, **world.by(world.team)}
    actions.record_income(home, parts={"wage_fen": 1}, version=1, **told)
    income = actions.record_income(home, parts=parts, version=2, **told)
    found = earned(income, campaign=world.campaign)
    assert (income.transfer_fen, income.net_fen, found.persons) == (300_000, 1_199_999, 3)
    assert (found.net_per_head_fen, found.poverty_line) == (399_999, 400_000)
    assert (found.below_poverty_line, found.below_monitoring_line) == (True, True)
    assert Income.objects.filter(undone_at=None).get() == income


def test_a_guarantee_stands_with_its_latest_proof(world: World) -> None:
    home = world.enter("5001-1")
    told: dict[str, Any] = {"household": home, **world.by(world.team)}
    for at, day in enumerate((JULY, MARCH), start=1):
        evidence = actions.Evidence(f"鉴定书{day}", day)
        actions.record_proof(
            home, guarantee=Guarantee.HOUSING, evidence=evidence, version=at, **told
        )
    son = named(home, 2)
    school = actions.Evidence("学籍证明", MAY)
    actions.record_proof(son, guarantee=Guarantee.SCHOOLING, evidence=school, version=3, **told)
    proofs = proofs_of(home, [son], on=JULY)
    assert [one.dated_on for one in proofs["housing"]] == [JULY, MARCH]
    assert [one.member for one in proofs["schooling"]] == [son]
    assert Proof.objects.count() == 3


def test_a_helper_helps_until_the_next_one_does(world: World) -> None:
    home = world.enter("5001-1")
    for at, (name, day) in enumerate((("王一", MARCH), ("赵二", MAY)), start=1):
        helping = actions.Helping(name, "县农业农村委", Level.COUNTY, "科员", "13900000009")
        actions.assign_helper(home, helping=helping, since=day, version=at, **world.by(world.team))
    said = [state_on(home, day, campaign=world.campaign).helper for day in (MARCH, MAY)]
    assert [one.name for one in said if one] == ["王一", "赵二"]


def test_a_child_is_born_and_an_old_man_dies(world: World) -> None:
    home = world.enter("5001-1")
    child = newcomer(name="张小小", sex="female", relation="daughter")
    told = world.by(world.team)
    baby = actions.born(home, child=child, on=MAY, version=1, **told)
    belonging.died(named(home, 0), on=JULY, household=home, version=2, **told)
    assert baby.born_on == MAY
    assert members_on(home, JULY).count() == 4
    assert members_on(home, date(2020, 7, 2)).count() == 3
    assert named(home, 0).died_on == JULY


def test_a_household_ends_with_the_last_who_lives_in_it(world: World) -> None:
    home = world.enter("5001-1", members=(HEAD,))
    why: dict[str, Any] = {"why": Left.MOVED_AWAY, "household": home, "version": 1}
    belonging.member_leaves(named(home, 0), on=MAY, **why, **world.by(world.team))
    assert (fresh(home).ended_on, fresh(home).ended_why) == (MAY, "nobody_left")
    assert state_on(home, MAY, campaign=world.campaign).round is None


def test_somebody_joins_another_household(world: World) -> None:
    home, other = world.enter("5001-1"), world.enter("5001-2")
    wife = named(home, 1)
    versions: dict[str, Any] = {"of": home, "of_version": 1, "household": other, "version": 1}
    belonging.member_joins(wife, on=MAY, relation="other", **versions, **world.by(world.team))
    assert members_on(home, MAY).count() == 2
    (joined,) = members_on(other, MAY).filter(member=wife)
    assert joined.relation == "other"
    assert [fresh(one).version for one in (home, other)] == [2, 2]


def test_a_household_moves_where_its_doer_may_enter_it(world: World) -> None:
    home = world.enter("5001-1")
    belonging.move_household(home, village=world.near, on=MAY, version=1, **world.by(world.town))
    where = [state_on(home, day, campaign=world.campaign).round for day in (MARCH, MAY)]
    assert [one.place_id for one in where if one] == [world.here.place_id, world.near.place_id]
    again = belonging.move_household(
        home, village=world.near, on=JULY, version=2, **world.by(world.town)
    )
    assert again is None


def test_a_household_splits_and_merges_again(world: World) -> None:
    home = world.enter("5001-1")
    son, told = named(home, 2), world.by(world.team)
    made = belonging.split_household(
        home,
        number="5001-3",
        members=[son],
        on=MAY,
        version=1,
        relations={son.key: "head"},
        fields={"house_grade": "A"},
        **told,
    )
    (head,) = members_on(made, MAY)
    assert (head.member, head.relation) == (son, "head")
    back: dict[str, Any] = {"into": home, "into_version": 2, "version": fresh(made).version}
    belonging.merge_households(made, on=JULY, **back, **told)
    assert members_on(home, JULY).count() == 3
    assert (fresh(made).successor, fresh(made).ended_on) == (home, JULY)


def test_what_was_entered_late_says_so_wherever_it_is_shown(world: World) -> None:
    home = world.enter("5001-1")
    assert all(one.is_late for one in deeds_of(home))
    assert all(one.is_late for one in MemberRound.objects.filter(household=home))
    assert is_late(MARCH, date(2020, 3, 9))
    assert not is_late(MARCH, date(2020, 3, 8))
    late = in_force(world.campaign.parameters["late_entry_after"], world.campaign.announced)
    assert late is not None
    assert late.value == LATE_AFTER_DAYS


def test_the_trail_holds_keys_and_never_who_they_are(world: World) -> None:
    home = world.enter("5001-1")
    actions.change_member(
        named(home, 0),
        fields={"name": "张无忌", "phone": "13812345678"},
        since=MAY,
        version=1,
        household=home,
        **world.by(world.team),
    )
    told = str(list(Entry.objects.values_list("told", "subject", "deed")))
    told += str(list(Deed.objects.values_list("told")))
    assert not [word for word in ("张", "13812345678", "13900000001", "5001-1") if word in told]
    assert Deed.objects.get(kind=Kind.CORRECTED).told["identity"] == ["name", "phone"]
