"""An announced list as the official table: each place with its county, township and basis."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dingdian.campaign.definition import TargetClass
from dingdian.campaign.wording import with_parameters
from dingdian.lexicon.place import Level, on_path
from dingdian.lexicon.text import Text, join, same
from dingdian.pages.viewing import Viewer
from dingdian.records.places.queries import codes_on, names_of
from dingdian.records.targeting.models import Announced, Announcement, Override, Target
from dingdian.records.targeting.queries import announced, overrides

Key = tuple[str, str]
"""A class and a code."""
DECIDED = Text("另行决定：{document}", "decided: {document}")


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One line of the table; a name that does not apply is blank."""

    number: int
    code: str
    county: str
    township: str
    village: str
    basis: Text


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """One class of an announced list, in document order."""

    label: Text
    rows: tuple[OfficialRow, ...]


def official_tables(announcement: Announcement, viewer: Viewer) -> list[OfficialTable]:
    """The classes of an announced list, as far as the viewer sees; four queries in all."""
    listed = list(announced(announcement, seen_by=viewer.scope))
    codes = {code for one in listed for code in codes_on(one.path)}
    names = names_of(codes, vintage=announcement.run.vintage)
    bases = _bases(announcement, viewer)
    return [
        OfficialTable(one.label, tuple(_numbered(one, listed, names, bases)))
        for one in viewer.campaign.classes
        if any(row.target_class == one.code for row in listed)
    ]


def _numbered(
    of_class: TargetClass,
    listed: list[Announced],
    names: Mapping[str, str],
    bases: Mapping[Key, Text],
) -> list[OfficialRow]:
    """The rows of one class with their numbers; the place's own name is that of the day."""
    rows = [row for row in listed if row.target_class == of_class.code]
    return [
        OfficialRow(
            number,
            row.code,
            county=_name(row, "county", names),
            township=_name(row, "township", names),
            village=_name(row, "village", names),
            basis=bases.get((row.target_class, row.code), same("")),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _name(row: Announced, level: Level, names: Mapping[str, str]) -> str:
    code = on_path(row.path, level)
    return row.name if code == row.code else names.get(code, code)


def _bases(announcement: Announcement, viewer: Viewer) -> dict[Key, Text]:
    """Why each place was on the list: a document that designates it, branches, or a decision."""
    run = announcement.run
    classes = {one.code: one for one in viewer.campaign.classes}
    computed = Target.objects.filter(run=run, standing__in=("designated", "included"))
    rows = viewer.scope.over(computed, path="path")
    found = {
        (target_class, code): _computed(classes[target_class], holds, viewer, run.parameters)
        for target_class, code, holds in rows.values_list("target_class", "code", "holds")
        if target_class in classes
    }
    return found | {
        (one.target_class, one.code): DECIDED.fill(document=one.document)
        for one in _confirmed_then(announcement, viewer)
    }


def _computed(
    of_class: TargetClass, holds: list[str], viewer: Viewer, parameters: Mapping[str, int]
) -> Text:
    if of_class.designation is not None:
        return of_class.designation.document
    labels = [one.label for one in of_class.branches if one.code in holds]
    return join(with_parameters(one, viewer.campaign, parameters) for one in labels)


def _confirmed_then(announcement: Announcement, viewer: Viewer) -> QuerySet[Override]:
    """The overrides that took places in, as they counted when the list was announced."""
    at = announcement.announced_at
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    rows = overrides(viewer.campaign.code, seen_by=viewer.scope)
    return rows.filter(stood, admits=True, confirmed_at__lte=at)
