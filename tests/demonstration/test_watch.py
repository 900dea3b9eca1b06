"""The watched are about five in a hundred, each for risks that are true."""

from datetime import date

import numpy as np

from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.households import NOT_REGISTERED, WITH_POLICY, WITHOUT_POLICY
from dingdian.demonstration.watch import AT, GUARANTEES, MARGINAL, UNSTABLE, lacking


def test_four_to_six_of_a_hundred_registered_persons_are_watched(drawn: Drawn) -> None:
    watched = (drawn.watch.kind > 0)[drawn.families.household].sum()
    registered = (drawn.members.status < NOT_REGISTERED).sum()
    assert 0.04 <= watched / registered <= 0.06


def test_the_unstable_were_lifted_and_the_marginal_never_registered(drawn: Drawn) -> None:
    status, kind = drawn.households.status, drawn.watch.kind
    assert set(status[kind == UNSTABLE]) == {WITH_POLICY, WITHOUT_POLICY}
    assert ((kind == MARGINAL) == (status == NOT_REGISTERED)).all()


def test_whoever_is_watched_has_a_day_and_a_risk_and_nobody_else_has(
    drawn: Drawn,
) -> None:
    watched = drawn.watch.kind > 0
    assert ((~np.isnat(drawn.watch.since)) == watched).all()
    assert (drawn.watch.risks.any(axis=1) == watched).all()
    assert min(drawn.watch.since[watched].tolist()) >= date(2020, 3, 1)


def test_whoever_can_work_is_developed_and_the_others_are_kept(drawn: Drawn) -> None:
    watched = drawn.watch.kind > 0
    able = drawn.families.any(drawn.members.labour < 3)
    assert (drawn.watch.support[watched & able] == 0).all()
    assert (drawn.watch.support[watched & ~able] == 1).all()
    assert (drawn.watch.support[~watched] == -1).all()


def test_nobody_is_watched_for_more_than_five_risks(drawn: Drawn) -> None:
    assert drawn.watch.risks.sum(axis=1).max() <= 5


def test_whoever_was_lifted_and_lacks_a_guarantee_is_watched_for_it(drawn: Drawn) -> None:
    lacks = lacking(drawn.households, drawn.members, drawn.families)
    lifted = np.isin(drawn.households.status, (WITH_POLICY, WITHOUT_POLICY))
    for column, risk in enumerate(GUARANTEES):
        lacking_it = lacks[:, column] & lifted
        assert lacking_it.any()
        told = drawn.watch.risks[lacking_it, AT[risk]]
        learns = drawn.families.any(drawn.schooling.studies)[lacking_it]
        assert (told == (learns | (risk != "schooling"))).all()
