"""Whatever is entered, late, undone and entered again: every day is as the plain list tells it."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dingdian.lexicon.problem import Unusable
from dingdian.records.registry import actions, belonging
from dingdian.records.registry.models import (
    Deed,
    Household,
    HouseholdRound,
    Kind,
    Left,
    Member,
    MemberRound,
)
from dingdian.records.registry.undoing import undo
from tests.makers.households import HEAD, SON, WIFE, newcomer
from tests.records.registry.conftest import World
from tests.records.registry.naive import Event, Said, Told

pytestmark = pytest.mark.django_db
FIRST = date(2020, 3, 1)
DAYS = [FIRST + timedelta(days=at) for at in range(8)]
PICK = st.integers(0, 10**6)
ON = st.sampled_from(DAYS)
DONE: Counter[str] = Counter()
KINDS = (
    *("entered", "changed", "member", "born", "died", "left", "joined", "moved", "split"),
    *("merged", "undone"),
)
MOST = 4


class Beside(RuleBasedStateMachine):
    """The registry and the plain list of what was told, compared after every step."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.point = transaction.atomic()
        self.point.__enter__()
        self.told = Told()
        self.number = 0
        self.by = self.world.by(self.world.town)
        for at in range(2):
            self.enter_on(DAYS[at], 3)

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    def do(self, kind: str, deed: Callable[[], Any]) -> Any:
        """Do a deed, or leave everything as it is where it is refused."""
        try:
            done = deed()
        except Unusable:
            return None
        if done is not None:
            DONE[kind] += 1
        return done

    def tell(self, on: date, **what: Any) -> None:
        last = Deed.objects.exclude(kind=Kind.UNDONE).latest("pk")
        self.told.events.append(Event(last.pk, on, **what))

    def household(self, pick: int) -> Household:
        known = self.told.subjects("household")
        return Household.objects.get(pk=known[pick % len(known)])

    def member(self, pick: int) -> Member:
        known = self.told.subjects("member")
        return Member.objects.get(pk=known[pick % len(known)])

    def home_of(self, member: Member, on: date) -> dict[str, Any]:
        """The household somebody lives in, as deeds on them are told; any, where in none."""
        pk = self.told.homes(on).get(member.pk)
        home = Household.objects.get(pk=pk) if pk else self.household(0)
        return {"household": home, "version": home.version}

    def enter_on(self, on: date, n: int) -> None:
        self.number += 1
        people = (HEAD, WIFE, SON)[:n]
        home = self.world.enter(
            f"H{self.number}", by=self.world.town, since=on, members=people, fields={}
        )
        DONE["entered"] += 1
        members = list(Member.objects.filter(number__startswith=f"H{self.number}-"))
        says: list[Said] = [(("household", home.pk), "place_id", self.world.here.place_id)]
        says += [(("household", home.pk), "house_grade", "B")]
        says += [(("member", one.pk), "household", home.pk) for one in members]
        begins = [("household", home.pk), *(("member", one.pk) for one in members)]
        self.tell(on, says=tuple(says), begins=tuple(begins))

    @invariant()
    def every_day_is_as_it_was_told(self) -> None:
        if not hasattr(self, "told"):
            return
        houses = list(HouseholdRound.objects.filter(undone_at=None).order_by("since"))
        lines = list(MemberRound.objects.filter(undone_at=None).order_by("since"))
        assert_unbroken(houses, of="household_id")
        assert_unbroken(lines, of="member_id")
        for day in (*DAYS, DAYS[-1] + timedelta(days=2)):
            self.compare(day, on_day(houses, day), on_day(lines, day))

    def compare(self, day: date, houses: list[Any], lines: list[Any]) -> None:
        homes = self.told.homes(day)
        assert {one.member_id: one.household_id for one in lines} == homes
        assert len(lines) == len(homes)
        for one in lines:
            assert one.labour == self.told.said(("member", one.member_id), "labour", day)
        standing = [one.household_id for one in houses]
        assert len(standing) == len(set(standing))
        assert set(homes.values()) <= set(standing)
        assert {pk for pk in standing if not self.told.is_there(("household", pk), day)} == set()
        for house in houses:
            for name in ("place_id", "house_grade", "safe_water"):
                said = self.told.said(("household", house.household_id), name, day)
                assert getattr(house, name) == said


class Registry(Beside):
    """Deeds by chance on a few households, each told to the list if it was done."""

    @precondition(lambda self: self.number < MOST or not self.told.events)
    @rule(on=ON, n=st.integers(1, 3))
    def enter(self, on: date, n: int) -> None:
        self.enter_on(on, n)

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, grade=st.sampled_from("ABCD"), water=st.sampled_from([None, True]))
    def change(self, on: date, pick: int, grade: str, water: bool | None) -> None:
        home = self.household(pick)
        fields = {"house_grade": grade} | ({} if water is None else {"safe_water": water})
        told: dict[str, Any] = {"fields": fields, "since": on, "version": home.version, **self.by}
        done = self.do("changed", lambda: actions.change_household(home, **told))
        if done is not None:
            said = tuple(
                (("household", home.pk), name, fields[name]) for name in done.told["fields"]
            )
            self.tell(on, says=said)

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, labour=st.sampled_from(["no_labour", "ordinary_labour"]))
    def change_somebody(self, on: date, pick: int, labour: str) -> None:
        one = self.member(pick)
        told: dict[str, Any] = {
            "fields": {"labour": labour},
            "since": on,
            **self.home_of(one, on),
            **self.by,
        }
        if self.do("member", lambda: actions.change_member(one, **told)):
            self.tell(on, says=((("member", one.pk), "labour", labour),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK)
    def born(self, on: date, pick: int) -> None:
        home = self.household(pick)
        told: dict[str, Any] = {
            "child": newcomer(name="张新生"),
            "on": on,
            "version": home.version,
            **self.by,
        }
        child = self.do("born", lambda: actions.born(home, **told))
        if child is not None:
            says = ((("member", child.pk), "household", home.pk),)
            self.tell(on, says=says, begins=(("member", child.pk),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, dies=st.booleans())
    def go(self, on: date, pick: int, dies: bool) -> None:
        one = self.member(pick)
        told: dict[str, Any] = {"on": on, **self.home_of(one, on), **self.by}
        if dies:
            done = self.do("died", lambda: belonging.died(one, **told))
        else:
            done = self.do("left", lambda: belonging.member_leaves(one, why=Left.OTHER, **told))
        if done is not None:
            self.tell(on, ends=((("member", one.pk), on + timedelta(days=int(dies))),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, into=PICK)
    def join(self, on: date, pick: int, into: int) -> None:
        one, home = self.member(pick), self.household(into)
        of = self.home_of(one, on)
        told: dict[str, Any] = {
            "of": of["household"],
            "of_version": of["version"],
            "on": on,
            **self.by,
        }
        told |= {"household": home, "version": home.version}
        if self.do("joined", lambda: belonging.member_joins(one, **told)):
            self.tell(on, says=((("member", one.pk), "household", home.pk),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, near=st.booleans())
    def move(self, on: date, pick: int, near: bool) -> None:
        home, to = self.household(pick), self.world.near if near else self.world.here
        told: dict[str, Any] = {"village": to, "on": on, "version": home.version, **self.by}
        if self.do("moved", lambda: belonging.move_household(home, **told)):
            self.tell(on, says=((("household", home.pk), "place_id", to.place_id),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK)
    def split(self, on: date, pick: int) -> None:
        one = self.member(pick)
        home = self.home_of(one, on)["household"]
        self.number += 1
        told: dict[str, Any] = {"number": f"H{self.number}", "members": [one], "on": on, **self.by}
        made = self.do(
            "split",
            lambda: belonging.split_household(home, version=home.version, **told),
        )
        if made is not None:
            place = self.told.said(("household", home.pk), "place_id", on)
            says = (
                (("member", one.pk), "household", made.pk),
                (("household", made.pk), "place_id", place),
            )
            self.tell(on, says=says, begins=(("household", made.pk),))

    @precondition(lambda self: self.told.events)
    @rule(on=ON, pick=PICK, other=PICK)
    def merge(self, on: date, pick: int, other: int) -> None:
        home, into = self.household(pick), self.household(other)
        moving = [pk for pk, at in self.told.homes(on).items() if at == home.pk]
        told: dict[str, Any] = {
            "version": home.version,
            "into": into,
            "into_version": into.version,
            "on": on,
        }
        done = self.do("merged", lambda: belonging.merge_households(home, **told, **self.by))
        if done is not None:
            says = tuple((("member", pk), "household", into.pk) for pk in moving)
            self.tell(on, says=says, ends=((("household", home.pk), on),))

    @precondition(lambda self: self.told.events)
    @rule(pick=PICK)
    def undo_any(self, pick: int) -> None:
        one = self.told.events[pick % len(self.told.events)]
        if self.do("undone", lambda: undo(Deed.objects.get(pk=one.deed), **self.by)):
            self.told.undo(one.deed)

    @precondition(lambda self: len(self.told.events) > 2)
    @rule()
    def undo_the_last(self) -> None:
        one = self.told.events[-1]
        undo(Deed.objects.get(pk=one.deed), **self.by)
        self.told.undo(one.deed)


def on_day(rows: list[Any], day: date) -> list[Any]:
    """The rows that hold on a day."""
    return [one for one in rows if one.since <= day and (one.until is None or day < one.until)]


def assert_unbroken(rows: list[Any], *, of: str) -> None:
    """Each round begins where the one before it ends."""
    chains: dict[int, list[Any]] = {}
    for row in rows:
        chains.setdefault(getattr(row, of), []).append(row)
    for chain in chains.values():
        for before, after in pairwise(chain):
            assert before.until == after.since


def test_any_history_is_complete_and_leaves_nobody_out(world: World) -> None:
    Registry.world = world
    once = settings(
        max_examples=30,
        stateful_step_count=30,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    run_state_machine_as_test(Registry, settings=once)
    assert {kind for kind in KINDS if DONE[kind] == 0} == set()
