"""The columns of the invented persons: what decides, and the rest of the standard's record."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration import synthetic_campaign as campaign
from dingdian.demonstration.chances import by_share, yes
from dingdian.demonstration.drawing import Drawn
from dingdian.demonstration.households import STATUSES
from dingdian.demonstration.identities import PHONES, draw_birthdays, has_phone
from dingdian.demonstration.members import (
    HEALTH,
    INSURANCE_STATES,
    LABOUR,
    SCHOOL_STATES,
    SEXES,
    YEAR,
)
from dingdian.demonstration.origins import draw_peoples
from dingdian.demonstration.schooling import a_year_before
from dingdian.demonstration.synthetic_campaign import stream
from dingdian.frames.parquet import Coded, Column

AS_OF = np.datetime64("2020-06-30")
SCHOOL_YEAR = np.datetime64("2020-08-31")
"""The day on which a child has to be six for the coming school year."""
DISABILITIES = ("sight", "hearing", "speech", "limbs", "intellect", "mind", "multiple")
DISABILITY_SHARES = (0.14, 0.12, 0.02, 0.48, 0.10, 0.10, 0.04)
LEVELS = ("level_1", "level_2", "level_3", "level_4")
LEVEL_SHARES = (0.12, 0.26, 0.28, 0.34)
POLITICAL = ("party_member", "youth_league", "masses")
PARTY_MEMBERS, IN_THE_LEAGUE = 0.03, 0.5
EXEMPTIONS = ("army", "prison", "missing")
EMPLOYERS = tuple(f"示例{sign}号企业" for sign in "甲乙丙丁戊己庚辛壬癸")
INDUSTRIES = ("种植业", "养殖业", "加工业", "建筑业", "服务业", "其他")
INDUSTRY_SHARES = (0.22, 0.12, 0.17, 0.24, 0.19, 0.06)
ELSEWHERE = 0.12
NINE_YEARS = ("junior_high", "senior_high", "junior_college", "bachelor")

Flags = NDArray[np.bool_]


def member_columns(drawn: Drawn) -> dict[str, Column]:
    """The persons' columns."""
    members, seed = drawn.members, drawn.seed
    born = draw_birthdays(members.birth_year, seed=seed)
    chance = stream(seed, campaign.PERSONS)
    peoples = draw_peoples(
        drawn.places, members.village, drawn.families, stream(seed, campaign.PEOPLES)
    )
    return {
        "member": members.member,
        "household": members.household.astype(np.int64) + 1,
        "village": Coded(members.village, drawn.places),
        "poverty_status": Coded(members.status, STATUSES),
        "sex": Coded(members.sex, SEXES),
        "born_on": born,
        "age": (ages_on(AS_OF, born)).astype(np.int32),
        "ethnicity": peoples,
        "relation": drawn.relation,
        **_schooling(drawn, born, chance),
        **_health(drawn, chance),
        **_person(drawn, born, chance),
        **_work(drawn, chance),
        **_benefits(drawn, chance),
        **_documents(drawn),
    }


def ages_on(day: np.datetime64, born: NDArray[Any]) -> NDArray[np.int64]:
    """Whole years on a day."""
    months, in_month = born.astype("datetime64[M]"), born - born.astype("datetime64[M]")
    passed = (day.astype("datetime64[M]") - months).astype(np.int64)
    not_yet = in_month > day - day.astype("datetime64[M]")
    return np.asarray((passed - not_yet) // 12)


def _schooling(drawn: Drawn, born: NDArray[Any], chance: np.random.Generator) -> dict[str, Column]:
    """Six by the end of August and the ninth grade not completed: of an age for school."""
    schooling, count = drawn.schooling, len(born)
    enrolled = drawn.members.school == SCHOOL_STATES.index("enrolled")
    after = schooling.student_status.positions > schooling.student_status.words.index("grade_9")
    for education in NINE_YEARS:
        after |= schooling.education.says(education)
    age = ages_on(SCHOOL_YEAR, born)
    in_school = enrolled & schooling.studies
    years = YEAR - drawn.members.birth_year.astype(np.int16)
    last_year = a_year_before(schooling.student_status, years)
    return {
        "school_state": Coded(drawn.members.school, SCHOOL_STATES),
        "school_age_on_31_august": (age >= 6) & (age <= 15) & ~after,
        "education": schooling.education,
        "student_status": schooling.student_status,
        "student_status_last_year": last_year,
        "student_status_year_before_last": a_year_before(last_year, years - 1),
        "dropout_reason": schooling.dropout_reason,
        "school_attended": np.ma.MaskedArray(np.ones(count, dtype=bool), mask=~enrolled),
        "school_elsewhere": np.ma.MaskedArray(yes(ELSEWHERE, count, chance), mask=~in_school),
    }


def _health(drawn: Drawn, chance: np.random.Generator) -> dict[str, Column]:
    members, count = drawn.members, len(drawn.members.member)
    disabled = members.health == HEALTH.index("disabled")
    kind = np.where(disabled, by_share(DISABILITY_SHARES, count, chance), -1)
    level = np.where(disabled, by_share(LEVEL_SHARES, count, chance), -1)
    certified = np.maximum(2009 + chance.integers(0, 11, count), members.birth_year.astype(int) + 1)
    return {
        "health": Coded(members.health, HEALTH),
        "labour": Coded(members.labour, LABOUR),
        "disability_kind": Coded(kind.astype(np.int8), DISABILITIES),
        "disability_level": Coded(level.astype(np.int8), LEVELS),
        "disability_certified_year": np.ma.MaskedArray(
            np.minimum(certified, YEAR).astype(np.int32), mask=~disabled
        ),
    }


def _person(drawn: Drawn, born: NDArray[Any], chance: np.random.Generator) -> dict[str, Column]:
    age, count = ages_on(AS_OF, born), len(born)
    party = (age >= 18) & yes(PARTY_MEMBERS, count, chance)
    league = (age >= 14) & (age <= 28) & drawn.schooling.studies & yes(IN_THE_LEAGUE, count, chance)
    fluent = np.clip(1.15 - 0.011 * age, 0.2, 1)
    return {
        "political_status": Coded(np.select([party, league], [0, 1], 2).astype(np.int8), POLITICAL),
        "speaks_mandarin": (chance.random(count) < fluent) & (age >= 3),
    }


def _work(drawn: Drawn, chance: np.random.Generator) -> dict[str, Column]:
    work, works, count = drawn.work, drawn.members.working, len(drawn.members.member)
    hired = works & np.isin(work.channel.positions, (0, 1, 3))
    employer = np.where(hired, chance.integers(0, len(EMPLOYERS), count), -1)
    industry = np.where(works, by_share(INDUSTRY_SHARES, count, chance), -1)
    return {
        "work_region": work.place,
        "work_months": work.months,
        "employer": Coded(employer.astype(np.int8), EMPLOYERS),
        "works_abroad": work.abroad,
        "work_channel": work.channel,
        "public_post_kind": work.post,
        "public_post_months": work.post_months,
        "industry": Coded(industry.astype(np.int8), INDUSTRIES),
    }


def _benefits(drawn: Drawn, chance: np.random.Generator) -> dict[str, Column]:
    benefits, members = drawn.benefits, drawn.members
    exempt = members.insurance == INSURANCE_STATES.index("exempt")
    age = YEAR - members.birth_year.astype(np.int16)
    served = np.where((age >= 18) & (age <= 24) & (members.sex == 0), 0, 2)
    served = np.where((served == 2) & (age >= 18) & (chance.random(len(age)) < 0.7), 1, served)
    insured = members.insurance == INSURANCE_STATES.index("insured")
    return {
        "insurance_state": Coded(members.insurance, INSURANCE_STATES),
        "minimum_living": benefits.allowance,
        "extreme_support": benefits.kept,
        "resident_insurance": benefits.residents_insurance,
        "employee_insurance": benefits.employees_insurance,
        "serious_illness_insurance": benefits.serious_illness_insurance,
        "commercial_insurance": benefits.commercial_insurance,
        "illness_assistance": benefits.serious_illness_relief,
        "other_health_aid": benefits.other_health_relief,
        "resident_pension": benefits.residents_pension,
        "employee_pension": benefits.employees_pension,
        "insurance_year": np.ma.MaskedArray(np.full(len(age), YEAR, np.int32), mask=~insured),
        "insurance_exemption": Coded(np.where(exempt, served, -1).astype(np.int8), EXEMPTIONS),
    }


def _documents(drawn: Drawn) -> dict[str, Column]:
    """Everybody has an ID card whose number is nobody else's, and so has every phone."""
    count = len(drawn.members.member)
    phones = has_phone(
        drawn.members.household, drawn.members.birth_year, stream(drawn.seed, PHONES)
    )
    all_first, once = np.zeros(count, dtype=np.int8), np.ones(count, dtype=np.int32)
    return {
        "id_kind": Coded(all_first, ("id_card",)),
        "id_check": Coded(all_first, ("valid",)),
        "id_seen": once,
        "phone_seen": np.ma.MaskedArray(once, mask=~phones),
    }
