"""What a village says of itself, round by round, in words."""

from typing import Any

from dingdian.pages.household_list import late_after
from dingdian.pages.household_words import compared
from dingdian.pages.viewing import Viewer
from dingdian.records.places.models import Standing
from dingdian.records.registry.reading import lag_of, profiles_of
from dingdian.records.registry.values import fields_of

AT_MOST = 6
"""So many rounds stand side by side, the latest ones."""


def village_profile(viewer: Viewer, here: Standing) -> dict[str, Any] | None:
    """The rounds of a village's profile side by side; None where it has said nothing yet."""
    rounds = list(profiles_of(here.place, on=viewer.on)[:AT_MOST])[::-1]
    if not rounds:
        return None
    lines = compared(rounds, viewer.campaign.facts["villages"], fields_of("villages"))
    late = late_after(viewer)
    return {
        "rounds": [(one, lag_of(one.deed, after=late)) for one in rounds],
        "changed": [one for one in lines if one.differs],
        "unchanged": [one for one in lines if not one.differs],
    }
