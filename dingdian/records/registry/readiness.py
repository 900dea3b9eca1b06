"""Whether a household could lawfully be struck off the poverty register, and from which day on.

An exit is booked once a year, in the autumn, when the income year has ended on 30 September: what
moves before is readiness. Net income per head must not fall below the line and all four guarantees
must stand, each known; then come appraisal, signature and a posting of some days (DOMAIN §2.8).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from dingdian.records.registry.income import Period
from dingdian.records.registry.queries import Earned
from dingdian.records.registry.standing_by import Guarantee

Standing = Literal["not_registered", "lifted", "unknown", "held_up", "ready"]
STILL_POOR = ("not_lifted", "pre_lifted", "fallen_back")


class Lack(StrEnum):
    """What of a household stands in the way of its exit, or is not known."""

    SCHOOLING_ILL = "schooling_ill"
    SCHOOLING_UNKNOWN = "schooling_unreported"
    INSURANCE_ILL = "insurance_ill"
    INSURANCE_UNKNOWN = "insurance_unreported"
    HOUSING_ILL = "housing_ill"
    HOUSING_UNKNOWN = "housing_unreported"
    WATER_ILL = "water_ill"
    WATER_UNKNOWN = "water_unreported"
    INCOME_BELOW = "income_below"
    INCOME_UNKNOWN = "income_unknown"
    YEAR_NOT_OVER = "year_not_over"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How near an exit is: what lacks, and the earliest lawful day where one can be told."""

    standing: Standing
    lacks: tuple[Lack, ...]
    earliest: date | None = None


def readiness(
    exit_state: str | None,
    *,
    lights: Mapping[Guarantee, str],
    earned: Earned | None,
    on: date,
    posting_days: int | None,
) -> Readiness:
    """How near a household's exit is on a day; `earned` is of the poverty year that ends in it.

    Before 30 September the year's income is still to come: if nothing else lacks, the day is the
    earliest that the calendar allows.
    """
    lacks = (*_guarantees(lights), *_income(earned, on))
    if exit_state not in STILL_POOR:
        lifted: Standing = "lifted" if exit_state == "lifted" else "not_registered"
        return Readiness("unknown" if exit_state is None else lifted, lacks)
    if any(one is not Lack.YEAR_NOT_OVER for one in lacks) or posting_days is None:
        return Readiness("held_up", lacks)
    begins = max(on, year_end(on) + timedelta(days=1))
    return Readiness("ready", lacks, begins + timedelta(days=posting_days))


def year_end(on: date) -> date:
    """The day on which the income year ends that is settled in the year of a day."""
    return date(on.year, 9, 30)


def _guarantees(lights: Mapping[Guarantee, str]) -> list[Lack]:
    said = [f"{one.value}_{lights[one]}" for one in Guarantee]
    return [Lack(one) for one in said if one in set(Lack)]


def _income(earned: Earned | None, on: date) -> list[Lack]:
    if on <= year_end(on):
        return [Lack.YEAR_NOT_OVER]
    whole = earned is not None and (earned.income.kind, earned.income.period_end) == (
        Period.POVERTY_YEAR,
        year_end(on),
    )
    below = earned.below_poverty_line if whole and earned is not None else None
    if below is None:
        return [Lack.INCOME_UNKNOWN]
    return [Lack.INCOME_BELOW] if below else []
