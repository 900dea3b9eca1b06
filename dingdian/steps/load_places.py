"""Load the places of a campaign: its lists of divisions, their overlays, and what it designates."""

from collections.abc import Callable, Iterator, Sequence

from django.contrib.auth.base_user import AbstractBaseUser

from dingdian.campaign.definition import Campaign, Designation
from dingdian.campaign.reading import find, load
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.places.actions import Laid, lay_places
from dingdian.records.places.division import Division
from dingdian.records.places.gazetteer import Gazetteer, read_gazetteer, with_other_villages
from dingdian.records.places.named import Named


def load_places(
    *,
    campaign: str,
    villages: Sequence[Division] | None = None,
    by: AbstractBaseUser | None = None,
    progress: Callable[[str], None] | None = None,
) -> Laid:
    """Load all places of a campaign, by its name or folder; loading them again changes nothing.

    `villages` are laid instead of the lists' own: a demonstration says nothing of real ones. What
    was loaded before keeps standing beside what is loaded now. `by` is None where the program
    itself acts. `progress` hears the name of each part. Raises Unusable, and leaves everything as
    it was, where a file has a fault or a village is not to be told from a real one.
    """
    rule = load(campaign)
    gazetteer = read_gazetteer(find(campaign) / "places", root=rule.root, vintage=rule.vintage)
    if villages is not None:
        gazetteer = with_other_villages(gazetteer, villages)
    return lay_places(gazetteer, named=tuple(_named(rule, gazetteer)), by=by, progress=progress)


def _named(rule: Campaign, gazetteer: Gazetteer) -> Iterator[Named]:
    """Each class that a document designates: its code is the purpose."""
    for target in rule.classes:
        if (designation := target.designation) is not None:
            _see_that_it_names_places(designation, gazetteer)
            document, since = designation.document.zh, designation.since
            yield Named(target.code, document, since, tuple(designation.places))


def _see_that_it_names_places(designation: Designation, gazetteer: Gazetteer) -> None:
    listed = {one.code: one.official_name for one in gazetteer.lists[gazetteer.vintage]}
    for code, name in designation.places.items():
        if listed.get(code) != name:
            there = listed.get(code, "–")
            raise Unusable(
                "designation_off_the_list",
                Text(
                    f"认定的 {code}“{name}”在{gazetteer.vintage}年名单中是“{there}”。",
                    f"{code} “{name}” is “{there}” in the list of {gazetteer.vintage}.",
                ),
                Text("请核对代码与名称。", "Compare code and name."),
                where=designation.document.zh,
            )
