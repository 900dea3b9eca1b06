"""What the people of 龙驹镇 entered in the registry before a visitor comes, one deed of each kind.

Everything is done by the township's account through the actions that the pages call. What happened
long before the demonstration's day shows as entered late (补录), and one deed was taken back.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.campaign.definition import Campaign
from dingdian.demonstration.edges import EDGES, LONGJU
from dingdian.demonstration.naming import SYNTHETIC
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.actions import (
    Evidence,
    Helping,
    assign_helper,
    born,
    change_household,
    record_proof,
)
from dingdian.records.registry.belonging import (
    died,
    member_leaves,
    move_household,
    split_household,
)
from dingdian.records.registry.entering import Newcomer
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.mirroring import Exported, take_in_export
from dingdian.records.registry.person import Left, Member, MemberRound
from dingdian.records.registry.round import holding_on
from dingdian.records.registry.screen import HOUSEHOLD_SCREEN, MEMBER_SCREEN
from dingdian.records.registry.standing_by import Guarantee, Level
from dingdian.records.registry.undoing import undo
from dingdian.records.registry.values import IDENTITY

DAY = date(2020, 10, 19)
BORN, DIED, SPLIT, CHANGED = (date(2020, 10, day) for day in (13, 14, 15, 16))
LEFT, MOVED, PROVED, HELPED = (
    date(2020, 8, 3),
    date(2020, 9, 21),
    date(2020, 9, 25),
    date(2020, 7, 30),
)
EXPORTED = date(2020, 10, 18)
VILLAGE = f"{LONGJU}912"
"""Where most of it happened; the move goes to the village that is inside a focus township."""
TO = EDGES["inside_a_focus_township"]
DIFFERENT_HOUSEHOLDS = 9
UNIT = f"示例帮扶单位（{SYNTHETIC}）"
HELPERS = "甲乙丙丁戊己庚辛壬癸"

Entered = Mapping[str, str]
"""The number of the household that each deed was done to, by the name of the deed."""


@dataclass(frozen=True, slots=True)
class _Home:
    """A household with who lives in it, as it was laid."""

    household: Household
    members: tuple[MemberRound, ...]

    def one(self, suits: Callable[[MemberRound], bool]) -> Member | None:
        return next((row.member for row in self.members if suits(row)), None)


class RegistryDeeds:
    """The township's account at work in its registry."""

    def __init__(self, campaign: Campaign, by: User) -> None:
        self.campaign, self.by = campaign, by
        self.used: set[int] = set()
        self.homes = list(_homes())

    def enter_all(self) -> Entered:
        """Do one deed of each kind, give every remaining poor household its helper, compare."""
        entered = {
            "born": self._born(),
            "died": self._died(),
            "moved": self._moved(),
            "split": self._split(),
            "left": self._left(),
            "undone": self._undone(),
            "proved": self._proved(),
        }
        self._help_the_poor()
        self._take_in_an_export()
        return {name: household.number for name, household in entered.items()}

    def _take(self, suits: Callable[[_Home], bool]) -> _Home:
        """The first household that suits and to which nothing was done yet."""
        found = next(one for one in self.homes if one.household.pk not in self.used and suits(one))
        self.used.add(found.household.pk)
        return found

    def _done(self, household: Household) -> dict[str, Any]:
        """What every action wants to know: which version was seen, by which rule, and by whom."""
        household.refresh_from_db()
        return {"version": household.version, "campaign": self.campaign, "by": self.by}

    def _born(self) -> Household:
        home = self._take(lambda one: bool(one.one(_young_mother)))
        head = home.members[0]
        child = {
            "name": f"{head.member.name}新",
            "sex": "female",
            "ethnicity": head.member.ethnicity,
            "relation": "daughter",
            "poverty_status": head.poverty_status,
            "student_status": "preschool_age",
            "health": ["healthy"],
            "labour": "no_labour",
            "school_state": "not_of_school_age",
            "insurance_state": "uninsured",
        }
        number = f"{home.household.number}{len(home.members) + 1:02d}"
        born(home.household, child=Newcomer(child, number), on=BORN, **self._done(home.household))
        return home.household

    def _died(self) -> Household:
        home = self._take(lambda one: len(one.members) > 1 and bool(one.one(_very_old)))
        died(
            _the(home.one(_very_old)),
            on=DIED,
            household=home.household,
            **self._done(home.household),
        )
        return home.household

    def _left(self) -> Household:
        home = self._take(lambda one: len(one.members) > 2 and bool(one.one(_grown_daughter)))
        member_leaves(
            _the(home.one(_grown_daughter)),
            why=Left.MARRIED,
            on=LEFT,
            household=home.household,
            **self._done(home.household),
        )
        return home.household

    def _moved(self) -> Household:
        home = self._take(lambda one: len(one.members) > 2)
        village = Standing.objects.get(vintage=self.campaign.vintage, code=TO)
        move_household(home.household, village=village, on=MOVED, **self._done(home.household))
        return home.household

    def _split(self) -> Household:
        home = self._take(lambda one: bool(one.one(_wife_of_son)))
        wife = _the(home.one(_wife_of_son))
        son = _the(home.one(lambda row: row.relation == "son" and _age(row) >= 22))
        split_household(
            home.household,
            number=f"{home.household.number[:-4]}9001",
            members=[son, wife],
            on=SPLIT,
            relations={son.key: "head", wife.key: "spouse"},
            fields={
                "exit_state": "lifted",
                "watch_class": "not_watched",
                "main_cause": "illness",
            },
            **self._done(home.household),
        )
        return home.household

    def _undone(self) -> Household:
        home = self._take(lambda one: len(one.members) > 1)
        deed = change_household(
            home.household,
            fields={"villager_group": "十组"},
            since=CHANGED,
            **self._done(home.household),
        )
        if deed is not None:
            undo(deed, campaign=self.campaign, by=self.by)
        return home.household

    def _proved(self) -> Household:
        """Each of the four guarantees with a document, two of the household and two of a pupil."""
        home = self._take(lambda one: bool(one.one(_pupil)))
        pupil = _the(home.one(_pupil))
        says: dict[Guarantee, tuple[Household | Member, str]] = {
            Guarantee.SCHOOLING: (pupil, "在校证明"),
            Guarantee.INSURANCE: (pupil, "参保缴费凭证"),
            Guarantee.HOUSING: (home.household, "住房安全鉴定书"),
            Guarantee.WATER: (home.household, "水质检测报告"),
        }
        for guarantee, (subject, document) in says.items():
            record_proof(
                subject,
                guarantee=guarantee,
                evidence=Evidence(f"{document} 示例〔2020〕12号（{SYNTHETIC}）", PROVED),
                household=home.household,
                **self._done(home.household),
            )
        return home.household

    def _help_the_poor(self) -> None:
        rows = _living().filter(exit_state="not_lifted").select_related("household")
        for at, row in enumerate(rows.order_by("household__number")):
            helping = Helping(
                name=f"示例帮扶干部{HELPERS[at % len(HELPERS)]}",
                unit=UNIT,
                unit_level=Level.TOWNSHIP,
                post="驻村干部",
            )
            assign_helper(row.household, helping=helping, since=HELPED, **self._done(row.household))

    def _take_in_an_export(self) -> None:
        """The national system's export of the township: it differs in 27 fields of 9 households."""
        take_in_export(_exported(), exported_on=EXPORTED, campaign=self.campaign, by=self.by)


def _homes() -> Iterator[_Home]:
    """The lifted households that nobody watches, each with who lives in it; one village first."""
    rows = _living().filter(exit_state="lifted", watch_class="not_watched")
    rows = rows.exclude(path__endswith=f"/{TO}/")
    members: dict[int, list[MemberRound]] = {}
    live = MemberRound.objects.filter(holding_on(DAY), household__in=rows.values("household"))
    for one in live.select_related("member").order_by("member__number"):
        members.setdefault(one.household_id, []).append(one)
    told = rows.select_related("household").order_by("household__number")
    for row in sorted(told, key=lambda one: not one.path.endswith(f"/{VILLAGE}/")):
        yield _Home(row.household, tuple(members[row.household_id]))


def _living() -> Any:
    """How the households of the township stand on the demonstration's day."""
    return HouseholdRound.objects.filter(holding_on(DAY), path__contains=f"/{LONGJU}/")


def _exported() -> Iterator[Exported]:
    """Every household and member as they are here, but for three fields each of nine households."""
    homes = list(_living().select_related("household").order_by("household__number"))
    step = len(homes) // DIFFERENT_HOUSEHOLDS
    different = {
        one.household_id: at for at, one in enumerate(homes[::step][:DIFFERENT_HOUSEHOLDS])
    }
    where = {}
    for one in homes:
        where[one.household_id] = one.household.number, one.path.rstrip("/").rpartition("/")[2]
        told = {name: getattr(one, name) for name in HOUSEHOLD_SCREEN}
        if one.household_id in different:
            told |= _otherwise(told, with_head=different[one.household_id] % 2 == 1)
        yield Exported(*where[one.household_id], told)
    rows = MemberRound.objects.filter(holding_on(DAY), household__in=where)
    for row in rows.select_related("member").iterator(1_000):
        person = {name: getattr(row.member, name) for name in IDENTITY}
        told = {
            name: person[name] if name in person else getattr(row, name) for name in MEMBER_SCREEN
        }
        if row.relation == "head" and different.get(row.household_id, 0) % 2 == 1:
            told["speaks_mandarin"] = not told["speaks_mandarin"]
        yield Exported(*where[row.household_id], told, row.member.number or "")


def _otherwise(told: Mapping[str, Any], *, with_head: bool) -> dict[str, Any]:
    """Fields as somebody else could have entered them: three, or two and one of the head's."""
    other = {
        "fuel": "coal" if told["fuel"] != "coal" else "firewood",
        "road_distance_m": told["road_distance_m"] + 150,
    }
    return other if with_head else other | {"in_cooperative": not told["in_cooperative"]}


def _age(row: MemberRound) -> int:
    born_on = row.member.born_on
    return 0 if born_on is None else DAY.year - born_on.year


def _young_mother(row: MemberRound) -> bool:
    female = row.member.sex == "female" and row.relation in ("head", "spouse")
    return female and 22 <= _age(row) <= 42


def _very_old(row: MemberRound) -> bool:
    return row.relation not in ("head",) and _age(row) >= 75


def _grown_daughter(row: MemberRound) -> bool:
    return row.relation == "daughter" and _age(row) >= 22


def _wife_of_son(row: MemberRound) -> bool:
    return row.relation == "daughter_in_law"


def _pupil(row: MemberRound) -> bool:
    return row.school_state == "enrolled" and row.student_status == "primary"


def _the(member: Member | None) -> Member:
    """Whoever was looked for when the household was chosen."""
    if member is None:
        raise LookupError("The household was chosen for somebody who is not in it.")
    return member
