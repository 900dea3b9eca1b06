"""Every cause that is told is true of the family, and they come in the shares that are known."""

import numpy as np

from dingdian.demonstration.causes import CAUSES
from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.households import NOT_REGISTERED


def share(drawn: Drawn, *causes: str) -> float:
    registered = drawn.households.status < NOT_REGISTERED
    at = [CAUSES.index(one) for one in causes]
    return float(np.isin(drawn.causes.main[registered], at).mean())


def test_causes_come_in_the_shares_that_are_known(drawn: Drawn) -> None:
    assert 0.35 <= share(drawn, "illness") <= 0.40
    assert 0.17 <= share(drawn, "lack_of_technique", "lack_of_funds") <= 0.23
    assert 0.13 <= share(drawn, "schooling") <= 0.17
    assert 0.08 <= share(drawn, "disability") <= 0.12


def test_every_registered_family_has_one_main_cause_and_nobody_else_has_any(drawn: Drawn) -> None:
    registered = drawn.households.status < NOT_REGISTERED
    assert ((drawn.causes.main >= 0) == registered).all()
    assert (drawn.causes.second[~registered] < 0).all()


def test_no_cause_is_told_twice(drawn: Drawn) -> None:
    told = np.stack([drawn.causes.main, drawn.causes.second, drawn.causes.third], axis=1)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert not ((told[:, one] == told[:, other]) & (told[:, one] >= 0)).any()


def test_a_cause_that_lies_in_persons_has_somebody_of_whom_it_is_true(drawn: Drawn) -> None:
    true = {
        "illness": np.isin(drawn.members.health, (1, 2)),
        "disability": drawn.members.health == 3,
        "schooling": drawn.schooling.studies,
    }
    for cause, persons in true.items():
        for told in (drawn.causes.main, drawn.causes.second, drawn.causes.third):
            named = told == CAUSES.index(cause)
            assert drawn.families.any(persons)[named].all(), cause


def test_a_family_that_lacks_labour_has_hardly_anybody_who_could_work(drawn: Drawn) -> None:
    able = drawn.families.count(drawn.members.labour < 3)
    named = drawn.causes.main == CAUSES.index("lack_of_labour")
    assert named.any()
    assert (able[named] / drawn.households.members[named]).max() < 0.25
