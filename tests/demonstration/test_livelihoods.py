"""Who works has a place, months and a channel; who learns or is kept does not work."""

import numpy as np

from dingdian.demonstration.benefits import EXTREME, LOW_INCOME
from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.livelihoods import CHANNELS, POST
from dingdian.demonstration.members import YEAR


def test_whoever_works_has_a_place_a_channel_and_one_to_twelve_months(drawn: Drawn) -> None:
    works = drawn.members.working
    assert ((drawn.work.place.positions >= 0) == works).all()
    assert ((drawn.work.channel.positions >= 0) == works).all()
    assert drawn.work.months[~works].max() == 0
    assert (drawn.work.months[works].min(), drawn.work.months.max()) == (5, 12)


def test_a_public_post_is_held_by_a_worker_of_an_age_for_it(drawn: Drawn) -> None:
    holds = drawn.work.post.positions >= 0
    age = YEAR - drawn.members.birth_year[holds].astype(int)
    assert (age.min() >= 18, age.max() <= 68) == (True, True)
    assert (drawn.members.labour[holds] < 3).all()
    assert ((drawn.work.channel.positions == POST) == holds).all()
    assert 0.018 <= holds.mean() <= 0.03
    assert len(CHANNELS) == 6


def test_nobody_who_studies_works(drawn: Drawn) -> None:
    assert not (drawn.schooling.studies & drawn.members.working).any()


def test_everybody_has_either_an_education_or_a_place_in_school(drawn: Drawn) -> None:
    educated = drawn.schooling.education.positions >= 0
    learns = drawn.schooling.student_status.positions >= 0
    assert (educated ^ learns).all()


def test_a_family_with_an_allowance_has_somebody_in_it_and_no_other_has(drawn: Drawn) -> None:
    granted = drawn.families.any(drawn.benefits.allowance)
    assert (granted == (drawn.benefits.kind == LOW_INCOME)).all()


def test_a_family_that_is_kept_has_nobody_who_could_work(drawn: Drawn) -> None:
    kept = (drawn.benefits.kind == EXTREME)[drawn.families.household]
    assert kept.any()
    age = YEAR - drawn.members.birth_year[kept].astype(int)
    assert age.min() > 66
    assert not drawn.members.working[kept].any()
    assert not (drawn.benefits.allowance & kept).any()


def test_nobody_is_insured_twice(drawn: Drawn) -> None:
    benefits = drawn.benefits
    assert not (benefits.residents_insurance & benefits.employees_insurance).any()
    assert not (benefits.residents_pension & benefits.employees_pension).any()
    insured = benefits.residents_insurance | benefits.employees_insurance
    assert (insured == (drawn.members.insurance == 0)).all()
    assert np.array_equal(benefits.serious_illness_insurance, insured)
