"""What the invented families earned adds up, and rests on persons who could have earned it."""

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.households import NOT_LIFTED, NOT_REGISTERED
from dingdian.demonstration.incomes import LAST_YEAR_ENDS, LEAST, PARTS, Incomes


def net_a_head(drawn: Drawn, incomes: Incomes) -> NDArray[np.float64]:
    parts = incomes.parts
    net = sum(parts[name] for name in PARTS if name != "operating_cost") - parts["operating_cost"]
    return np.asarray(net / drawn.households.members[incomes.household])


def of_last_year(incomes: Incomes) -> NDArray[np.bool_]:
    return np.asarray((incomes.end == LAST_YEAR_ENDS) & incomes.kind.says("poverty_year"))


def test_the_registered_earn_what_was_published_and_the_poor_less_than_the_line(
    drawn: Drawn,
) -> None:
    incomes = drawn.incomes()
    net, last = net_a_head(drawn, incomes), of_last_year(incomes)
    status = drawn.households.status[incomes.household]
    assert 11_000 <= np.median(net[last & (status < NOT_REGISTERED)]) <= 12_000
    poor = net[last & (status == NOT_LIFTED)]
    assert (poor.min(), poor.max()) == (2_500, 3_700)
    assert 2_900 <= np.median(poor) <= 3_500
    assert net[(status != NOT_LIFTED)].min() >= 3_750


def test_wages_are_earned_where_somebody_works_and_nowhere_else(drawn: Drawn) -> None:
    incomes = drawn.incomes()
    works = drawn.families.any(drawn.earns)[incomes.household]
    assert ((incomes.parts["wage"] > 0) == works).all()


def test_whoever_has_a_business_has_its_cost(drawn: Drawn) -> None:
    parts = drawn.incomes().parts
    assert ((parts["operating"] > 0) == (parts["operating_cost"] > 0)).all()
    assert (parts["operating"] >= parts["operating_cost"]).all()


def test_every_part_is_nothing_or_more_than_a_hundred_yuan(drawn: Drawn) -> None:
    for name, part in drawn.incomes().parts.items():
        assert part.min() >= 0, name
        assert part[part > 0].min() >= LEAST > 100, name


def test_allowances_are_paid_to_whom_they_were_granted(drawn: Drawn) -> None:
    incomes = drawn.incomes()
    granted = drawn.families.any(drawn.benefits.allowance)[incomes.household]
    assert ((incomes.parts["minimum_living"] > 0) == granted).all()
    kept = drawn.families.any(drawn.benefits.kept)[incomes.household]
    assert ((incomes.parts["extreme_support"] > 0) == kept).all()


def test_the_watched_have_twelve_months_more_that_end_before_they_were_seen(drawn: Drawn) -> None:
    incomes = drawn.incomes()
    rolling = incomes.kind.says("rolling")
    assert set(incomes.household[rolling]) == set(np.flatnonzero(drawn.watch.kind))
    since = drawn.watch.since[incomes.household[rolling]]
    assert (incomes.end[rolling] < since).all()
    assert set((incomes.end - incomes.start)[rolling].astype(int)) <= {364, 365}


def test_no_two_years_of_a_family_are_equal_or_wildly_different(drawn: Drawn) -> None:
    incomes = drawn.incomes()
    net = net_a_head(drawn, incomes)
    year = incomes.kind.says("poverty_year")
    before, last = net[year & (incomes.end < LAST_YEAR_ENDS)], net[of_last_year(incomes)]
    assert (before != last).all()
    assert ((last / before) > 0.95).all()
    assert ((last / before) < 1.25).all()
