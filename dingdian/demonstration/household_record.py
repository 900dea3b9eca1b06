"""The columns of the invented families: what decides, and the rest of the standard's record."""

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration import synthetic_campaign as campaign
from dingdian.demonstration.causes import CAUSES
from dingdian.demonstration.chances import by_share, yes
from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.dwellings import draw_dwellings
from dingdian.demonstration.households import (
    GRADES,
    NOT_LIFTED,
    NOT_REGISTERED,
    Households,
)
from dingdian.demonstration.naming import numeral
from dingdian.demonstration.synthetic_campaign import stream
from dingdian.demonstration.watch import CLASSES, RISKS, SUPPORTS
from dingdian.frames.parquet import Coded, Column
from dingdian.frames.several import several

KINDS = (
    "general_poor",
    "minimum_living_poor",
    "extreme_support_poor",
    "general_lifted",
    "minimum_living_lifted",
    "extreme_support_lifted",
)
"""In the order of the benefits' kinds, first of those who are poor and then of those lifted."""
EXITS = ("not_lifted", "lifted", "not_registered")
STANDARDS = ("national", "municipal")
IDENTIFIED = (0.78, 0.06, 0.05, 0.05, 0.04, 0.02)
"""Shares of the years from 2014 on in which families were identified."""
LIFTED_YEARS = (0.03, 0.28, 0.30, 0.16, 0.16, 0.07)
FIRST_YEAR = 2014
GROUPS_MOST = 9
ONE_CHILD, MILITARY, LED, IN_COOPERATIVE = 0.35, 0.012, 0.36, 0.47

Flags = NDArray[np.bool_]


def household_columns(drawn: Drawn, earned: dict[str, Column]) -> dict[str, Column]:
    """The families' columns; a family's key is its number in the order of the villages.

    `earned` are its latest incomes.
    """
    families = drawn.households
    chance = stream(drawn.seed, campaign.RECORD)
    count = len(families.members)
    groups = [f"{numeral(n)}组" for n in range(1, GROUPS_MOST + 1)]
    return {
        "household": np.arange(1, count + 1),
        "village": Coded(families.village, drawn.places),
        "house_grade": Coded(families.grade, GRADES),
        "lived_in": families.lived_in,
        "safe_water": families.safe_water,
        "sanitary_latrine": families.sanitary_latrine,
        "villager_group": Coded(chance.integers(0, GROUPS_MOST, count).astype(np.int8), groups),
        **_registration(drawn, chance),
        **_causes(drawn),
        **_watch(drawn),
        **_kin(drawn, chance),
        "food_assured": np.ones(count, dtype=bool),
        "clothing_assured": np.ones(count, dtype=bool),
        "in_cooperative": yes(IN_COOPERATIVE, count, chance),
        "led_by_entrepreneur": yes(LED, count, chance),
        **draw_dwellings(families, stream(drawn.seed, campaign.DWELLINGS)),
        "household_size": families.members,
        "helpers": np.ones(count, dtype=np.int32),
        "helper_registered": _of_the_registered(families, np.zeros(count, dtype=bool)),
        "income_per_head_fen": earned["net_per_head_fen"],
        **earned,
    }


def _of_the_registered(families: Households, told: NDArray[np.generic]) -> Column:
    """Told of the registered families alone."""
    return np.ma.MaskedArray(told, mask=families.status == NOT_REGISTERED)


def _registration(drawn: Drawn, chance: np.random.Generator) -> dict[str, Column]:
    """By which standard, of which kind, since when, and when lifted: never before identified."""
    families, count = drawn.households, len(drawn.households.members)
    registered, poor = families.status != NOT_REGISTERED, families.status == NOT_LIFTED
    identified = FIRST_YEAR + by_share(IDENTIFIED, count, chance).astype(np.int32)
    lifted = FIRST_YEAR + by_share(LIFTED_YEARS, count, chance).astype(np.int32)
    lifted = np.maximum(lifted, np.minimum(identified + 1, FIRST_YEAR + len(LIFTED_YEARS) - 1))
    kind = np.where(poor, 0, len(KINDS) // 2) + drawn.benefits.kind
    standard = by_share((0.97, 0.03), count, chance)
    exit_state = np.select([poor, registered], [0, 1], 2)
    return {
        "identification_standard": Coded(_or_unknown(registered, standard), STANDARDS),
        "household_kind": Coded(_or_unknown(registered, kind), KINDS),
        "identified_year": _of_the_registered(families, identified),
        "lifted_year": np.ma.MaskedArray(lifted, mask=poor | ~registered),
        "exit_state": Coded(exit_state.astype(np.int8), EXITS),
    }


def _or_unknown(known: Flags, position: NDArray[np.integer]) -> NDArray[np.int8]:
    return np.where(known, position, -1).astype(np.int8)


def _causes(drawn: Drawn) -> dict[str, Column]:
    others = np.zeros((len(drawn.causes.main), len(CAUSES)), dtype=bool)
    for told in (drawn.causes.second, drawn.causes.third):
        named = np.flatnonzero(told >= 0)
        others[named, told[named]] = True
    return {
        "main_cause": Coded(drawn.causes.main, CAUSES),
        "other_causes": several(others, CAUSES),
    }


def _watch(drawn: Drawn) -> dict[str, Column]:
    watch, count = drawn.watch, len(drawn.watch.kind)
    nobody = np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
    labourless = ~drawn.families.any(drawn.members.labour < 3)
    return {
        "watch_class": Coded(watch.kind, CLASSES),
        "watched_since": watch.since,
        "watch_risks": several(watch.risks, RISKS),
        "watch_support": Coded(watch.support, SUPPORTS),
        "risk_removed_on": nobody,
        "risk_removal": Coded(np.full(count, -1, dtype=np.int8), ("measures",)),
        "labourless_backstop": labourless & (watch.kind > 0),
    }


def _kin(drawn: Drawn, chance: np.random.Generator) -> dict[str, Column]:
    sons = drawn.families.count(drawn.relation.says("son"))
    daughters = drawn.families.count(drawn.relation.says("daughter"))
    one = sons + daughters == 1
    return {
        "military_family": yes(MILITARY, len(sons), chance),
        "one_child": one & yes(ONE_CHILD, len(sons), chance),
        "two_daughters": (daughters == 2) & (sons == 0),
    }
