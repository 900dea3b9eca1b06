"""One line of the list of targets in words: where, by what, how it stands, what people decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dingdian.campaign.definition import Branch, Campaign, Designation, TargetClass
from dingdian.campaign.entry import STANDINGS
from dingdian.campaign.wording import with_parameters
from dingdian.lexicon.text import Text, join, same
from dingdian.pages.viewing import Viewer
from dingdian.records.places.queries import codes_on, names_of
from dingdian.records.targeting.models import Run, Target

DECISIONS: Mapping[bool | None, Text] = {
    True: Text("列入", "on the list"),
    False: Text("不列入", "not on it"),
    None: Text("待定", "open"),
}
COMPUTED: Mapping[str, bool | None] = {"designated": True, "included": True, "tied": None}


@dataclass(frozen=True, slots=True)
class Line:
    """A target as a list shows it."""

    row: Target
    label: Text
    way: Text
    holds: tuple[Text, ...]
    opens: tuple[Text, ...]
    standing: Text
    decided: Text
    overridden: bool

    @property
    def is_in(self) -> bool:
        """Whether it is on the list as decided."""
        return self.decided is DECISIONS[True]


def shown(rows: Iterable[Target], viewer: Viewer, run: Run) -> list[Line]:
    """The lines of these rows; the names of what they lie in are asked for once."""
    rows = list(rows)
    codes = {code for row in rows for code in codes_on(row.path)[1:-1]}
    names = names_of(codes, vintage=viewer.vintage)
    classes = {one.code: one for one in viewer.campaign.classes}
    labels = branch_labels(viewer.campaign, run)
    return [_line(row, classes[row.target_class], names, labels) for row in rows]


def branch_labels(campaign: Campaign, run: Run) -> dict[str, Text]:
    """Every criterion in words, with the parameters of the run in it."""
    return {
        branch.code: with_parameters(branch.label, campaign, run.parameters)
        for target in campaign.classes
        for branch in target.branches
    }


def designation_of(viewer: Viewer, code: str) -> Designation | None:
    """The document that designates a place, where one does."""
    named = (one.designation for one in viewer.campaign.classes)
    return next((one for one in named if one is not None and code in one.places), None)


def is_overridden(row: Target) -> bool:
    """Whether people decided otherwise than was computed, or what could not be."""
    decided: bool | None = row.decided  # type: ignore[attr-defined]  # annotated by the query
    return decided is not COMPUTED.get(row.standing, False)


def _line(
    row: Target, target: TargetClass, names: Mapping[str, str], labels: Mapping[str, Text]
) -> Line:
    way = [same(names[code]) for code in codes_on(row.path)[1:-1] if code in names]
    return Line(
        row,
        target.label,
        join(way, zh=" / ", en=" / "),
        tuple(labels[one.code] for one in _at(target.branches, row.holds_mask)),
        tuple(labels[one.code] for one in _at(target.branches, row.unknown_mask)),
        STANDINGS[row.standing],  # type: ignore[index]  # the database holds standings alone
        DECISIONS[row.decided],  # type: ignore[attr-defined]  # annotated by the query
        is_overridden(row),
    )


def _at(branches: tuple[Branch, ...], mask: int) -> Iterator[Branch]:
    return (branch for bit, branch in enumerate(branches) if mask >> bit & 1)
