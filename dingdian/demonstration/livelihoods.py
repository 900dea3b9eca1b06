"""Where the invented persons work, how many months, through whom; who does not has no place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.chances import by_share
from dingdian.demonstration.households import NOT_REGISTERED
from dingdian.demonstration.members import YEAR, Members
from dingdian.frames.parquet import Coded

PLACES = ("in_township", "in_county", "in_city", "beyond")
PLACE_SHARES = (0.27, 0.18, 0.22, 0.33)
CHANNELS = (
    "enterprise",
    "workshop",
    "public_post",
    "cooperative",
    "own_business",
    "flexible",
)
CHANNEL_SHARES = (0.46, 0.03, 0.0, 0.12, 0.08, 0.31)
POST = CHANNELS.index("public_post")
POSTS = ("forest", "road", "cleaning", "water", "epidemic", "other")
POST_SHARES = (0.24, 0.14, 0.34, 0.09, 0.11, 0.08)
POST_HOLDERS = 0.17
"""Of the registered who work in their township, who holds a public post: 46,000 in the city."""
POST_AGES = (18, 68)
ABROAD = 0.0004


@dataclass(frozen=True, slots=True)
class Livelihoods:
    """The work columns of the persons; -1 and 0 months where somebody does not work."""

    place: Coded
    months: NDArray[np.int8]
    channel: Coded
    post: Coded
    post_months: NDArray[np.int8]
    abroad: NDArray[np.bool_]


def draw_livelihoods(members: Members, chance: np.random.Generator) -> Livelihoods:
    """A place, months and a channel for everybody who works, and a public post for some."""
    count, works = len(members.working), members.working
    age = YEAR - members.birth_year.astype(np.int16)
    place = np.where(works, by_share(PLACE_SHARES, count, chance), -1).astype(np.int8)
    months = np.where(works, np.minimum(12, 5 + chance.integers(0, 10, count)), 0)
    channel = np.where(works, by_share(CHANNEL_SHARES, count, chance), -1)
    low, high = POST_AGES
    fit = works & (members.status != NOT_REGISTERED) & (age >= low) & (age <= high)
    holds = fit & (place == 0) & (chance.random(count) < POST_HOLDERS)
    post = np.where(holds, by_share(POST_SHARES, count, chance), -1).astype(np.int8)
    return Livelihoods(
        place=Coded(place, PLACES),
        months=months.astype(np.int8),
        channel=Coded(np.where(holds, POST, channel).astype(np.int8), CHANNELS),
        post=Coded(post, POSTS),
        post_months=np.where(holds, months, 0).astype(np.int8),
        abroad=(place == len(PLACES) - 1) & (chance.random(count) < ABROAD),
    )
