"""When a household could lawfully be struck off: what lacks, and the earliest day."""

from collections.abc import Mapping
from datetime import date

import pytest

from dingdian.records.registry.income import Income
from dingdian.records.registry.queries import Earned
from dingdian.records.registry.readiness import Lack, Readiness, readiness
from dingdian.records.registry.standing_by import Guarantee

ALL_WELL: Mapping[Guarantee, str] = dict.fromkeys(Guarantee, "well")
AUTUMN, SUMMER = date(2020, 10, 19), date(2020, 7, 30)


def earned(yuan: int, *, persons: int = 4, to: date = date(2020, 9, 30)) -> Earned:
    """An income of a poverty year, with the line of 2020."""
    income = Income(wage_fen=yuan * 100, kind="poverty_year", period_end=to)
    return Earned(income, persons, 400_000, 500_000)


def asked(
    *,
    state: str | None = "not_lifted",
    on: date = AUTUMN,
    lights: Mapping[Guarantee, str] = ALL_WELL,
    income: Earned | None = None,
    days: int | None = 7,
) -> Readiness:
    """How near an exit is."""
    return readiness(state, lights=lights, earned=income, on=on, posting_days=days)


def test_with_all_in_place_the_posting_can_begin_today() -> None:
    got = asked(income=earned(16_000))
    assert got == Readiness("ready", (), date(2020, 10, 26))


def test_before_the_year_is_over_the_calendar_alone_says_the_day() -> None:
    got = asked(on=SUMMER, income=None)
    assert got == Readiness("ready", (Lack.YEAR_NOT_OVER,), date(2020, 10, 8))


def test_one_fen_below_the_line_holds_an_exit_up() -> None:
    short = earned(16_000)
    short.income.wage_fen -= 1
    got = asked(income=short)
    assert (got.standing, got.lacks, got.earliest) == ("held_up", (Lack.INCOME_BELOW,), None)


@pytest.mark.parametrize(
    "income",
    [None, earned(16_000, persons=0), earned(16_000, to=date(2019, 9, 30))],
    ids=["none", "of nobody", "of another year"],
)
def test_an_income_that_is_not_known_is_not_enough(income: Earned | None) -> None:
    got = asked(income=income)
    assert (got.standing, got.lacks) == ("held_up", (Lack.INCOME_UNKNOWN,))


@pytest.mark.parametrize("guarantee", list(Guarantee))
@pytest.mark.parametrize("light", ["ill", "unreported"])
def test_each_guarantee_that_lacks_or_is_not_reported_holds_it_up(
    guarantee: Guarantee, light: str
) -> None:
    got = asked(lights={**ALL_WELL, guarantee: light}, income=earned(20_000))
    assert (got.standing, got.earliest) == ("held_up", None)
    assert got.lacks == (Lack(f"{guarantee.value}_{light}"),)


def test_a_guarantee_that_concerns_nobody_holds_nothing_up() -> None:
    lights = {**ALL_WELL, Guarantee.SCHOOLING: "na"}
    assert asked(lights=lights, income=earned(20_000)).standing == "ready"


@pytest.mark.parametrize(
    ("state", "standing"),
    [("lifted", "lifted"), ("not_registered", "not_registered"), (None, "unknown")],
)
def test_only_who_is_still_poor_has_an_exit_before_them(state: str | None, standing: str) -> None:
    got = asked(state=state, income=earned(20_000))
    assert (got.standing, got.earliest) == (standing, None)


def test_without_days_of_posting_no_day_is_told() -> None:
    assert asked(income=earned(20_000), days=None).earliest is None
