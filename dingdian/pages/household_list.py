"""How the list of households can be narrowed and ordered, and its lines: for page and export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from dingdian.campaign.parameters import in_force
from dingdian.lexicon.text import Text
from dingdian.pages.listing import Choice, Filter, Order
from dingdian.pages.naming import ways_down
from dingdian.pages.registry_words import GUARANTEES, field_said
from dingdian.pages.viewing import Viewer
from dingdian.records.access.allowed import READ_PERSONS
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.places.queries import paths_of
from dingdian.records.registry.models import HouseholdRound, MemberRound
from dingdian.records.registry.queries import Earned
from dingdian.records.registry.reading import (
    LIGHTS,
    earned_by,
    households_lit,
    lag_of,
    late_by,
    living_in,
)

ORDERS = (
    Order("place", Text("按地方", "By place"), ("path", "pk")),
    Order("newest", Text("新近登记在前", "Latest entered first"), ("-deed_id", "pk")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A household as the list shows it."""

    row: HouseholdRound
    way: Sequence[str]
    members: Sequence[MemberRound]
    earned: Earned | None
    status: Text
    watch: Text
    lag: int | None

    @property
    def head(self) -> MemberRound | None:
        """The head, where there is one."""
        return next((one for one in self.members if one.relation == "head"), None)

    @property
    def lights(self) -> list[tuple[Text, str]]:
        """Each guarantee with its light."""
        return [(GUARANTEES[one], getattr(self.row, name)) for one, name in LIGHTS.items()]


def day_asked(asked: QueryDict, viewer: Viewer) -> date:
    """The day that an address asks for; today where it names none that has come."""
    try:
        on = date.fromisoformat(asked.get("on", ""))
    except ValueError:
        return viewer.on
    return min(on, viewer.on)


def filters(viewer: Viewer, on: date) -> tuple[Filter, ...]:
    """Every question by which the households of a day can be narrowed."""
    facts = viewer.campaign.facts["households"]
    causes = facts["main_cause"].choices
    return (
        _of_field("status", "exit_state", facts["exit_state"].label, facts["exit_state"].choices),
        _of_field(
            "watch", "watch_class", facts["watch_class"].label, facts["watch_class"].choices_on(on)
        ),
        _lacking(),
        Filter(
            "cause",
            Text("致贫原因", "Cause of poverty"),
            tuple(Choice(code, label) for code, label in causes.items()),
            {code: Q(main_cause=code) | _among("other_causes", code) for code in causes},
        ),
        Filter(
            "late",
            Text("补录", "Entered late"),
            (
                Choice("yes", Text("补录的", "entered late")),
                Choice("no", Text("及时登记的", "entered in time")),
            ),
            {"yes": late_by(late_after(viewer)), "no": ~late_by(late_after(viewer))},
        ),
    )


def narrowed(
    viewer: Viewer, asked: QueryDict, on: date, under: Standing | None
) -> QuerySet[HouseholdRound]:
    """The households of a day, where the viewer may read of persons, that answer to all asked."""
    rows = households_lit(seen_by=viewer.scope_to(READ_PERSONS), on=on)
    if under is not None:
        rows = Scope(paths_of(under)).over(rows, path="path")
    for one in filters(viewer, on):
        rows = one.over(rows, asked)
    return rows


def lines(rows: Sequence[HouseholdRound], viewer: Viewer, on: date) -> list[Line]:
    """The rows as the list shows them; four queries, however many they are."""
    of = [one.household_id for one in rows]
    members = living_in(of, on=on)
    earned = earned_by(of, on=on, campaign=viewer.campaign)
    ways = ways_down({one.path for one in rows}, vintage=viewer.vintage)
    facts = viewer.campaign.facts["households"]
    after = late_after(viewer)
    return [
        Line(
            row=one,
            way=ways[one.path],
            members=members[one.household_id],
            earned=next(iter(earned[one.household_id]), None),
            status=field_said(facts["exit_state"], one.exit_state),
            watch=field_said(facts["watch_class"], one.watch_class),
            lag=lag_of(one.deed, after=after),
        )
        for one in rows
    ]


def late_after(viewer: Viewer) -> int:
    """After how many days an entry says that it was made late."""
    found = in_force(viewer.campaign.parameters["late_entry_after"], viewer.on)
    return 0 if found is None else found.value


def _of_field(name: str, column: str, label: Text, choices: Mapping[str, Text]) -> Filter:
    return Filter(
        name,
        label,
        tuple(Choice(code, said) for code, said in choices.items()),
        {code: Q(**{column: code}) for code in choices},
    )


def _lacking() -> Filter:
    """By what is not assured: one guarantee, any of them, or any that nobody reported."""
    anything, unreported = Q(), Q()
    for name in LIGHTS.values():
        anything |= Q(**{name: "ill"})
        unreported |= Q(**{name: "unreported"})
    return Filter(
        "lacking",
        Text("保障缺口", "Guarantee lacking"),
        (
            Choice("any", Text("任一项", "any of them")),
            *(Choice(one.value, GUARANTEES[one]) for one in LIGHTS),
            Choice("unreported", Text("有未报的", "some unreported")),
        ),
        {one.value: Q(**{name: "ill"}) for one, name in LIGHTS.items()}
        | {"any": anything, "unreported": unreported},
    )


def _among(column: str, code: str) -> Q:
    """Several choices are kept as their codes with a space between."""
    at = f"{column}__"
    found = Q(**{column: code}) | Q(**{f"{at}startswith": f"{code} "})
    return found | Q(**{f"{at}endswith": f" {code}"}) | Q(**{f"{at}contains": f" {code} "})
