"""How the list of nominations can be narrowed and ordered."""

from django.db.models import Q

from dingdian.campaign.definition import Branch, Campaign
from dingdian.lexicon.place import Level
from dingdian.lexicon.text import Text, same
from dingdian.pages.listing import Choice, Filter, Order
from dingdian.pages.viewing import Viewer
from dingdian.records.places.queries import in_document_order
from dingdian.records.targeting.models import State

STATES = {
    State.NOMINATED: Text("待确认", "awaits a second person"),
    State.CONFIRMED: Text("已确认", "confirmed"),
    State.REFUSED: Text("未予确认", "refused"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}
ORDERS = (
    Order("newest", Text("新的在前", "Newest first"), ("-pk",)),
    Order("place", Text("按区划代码", "By division code"), ("code", "pk")),
)


def areas_of(campaign: Campaign, level: Level | str | None = None) -> dict[str, Branch]:
    """The branches that a nomination opens, by their code; those of one level, if asked."""
    return {
        branch.code: branch
        for target in campaign.classes
        if level is None or target.level == level
        for branch in target.branches
        if branch.nomination is not None
    }


def filters(viewer: Viewer) -> tuple[Filter, ...]:
    """Every question by which the list can be narrowed; one that has one answer is not asked."""
    areas = areas_of(viewer.campaign)
    found = (
        Filter(
            "state",
            Text("状态", "State"),
            tuple(Choice(code, said) for code, said in STATES.items()),
            {code: Q(state=code) for code in STATES},
        ),
        Filter(
            "area",
            Text("方面", "Area"),
            tuple(Choice(code, branch.label) for code, branch in areas.items()),
            {code: Q(area=code) for code in areas},
        ),
        by_county(viewer),
    )
    return tuple(one for one in found if len(one.choices) > 1)


def by_county(viewer: Viewer) -> Filter:
    """By county, among those that the viewer sees whole."""
    counties = viewer.scope.over(in_document_order("county", vintage=viewer.vintage), path="path")
    there = list(counties.values_list("code", "name", "path"))
    return Filter(
        "county",
        Text("区县", "County"),
        tuple(Choice(code, same(name)) for code, name, _ in there),
        {code: Q(path__begins=path) for code, _, path in there},
    )
