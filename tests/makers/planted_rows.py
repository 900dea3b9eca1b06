"""A clean family and a clean village, and how each rule of the data audit is broken once.

Nothing here knows the declarations: the rules are broken as the auditors' own words have them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Facts = dict[str, Any]

VILLAGE: Facts = {
    "village_lifted": True,
    "bus": True,
    "primary_schools": 1,
    "clinics": 1,
}
HOUSEHOLD: Facts = {
    "house_grade": "A",
    "lived_in": True,
    "safe_water": True,
    "sanitary_latrine": True,
    "identification_standard": "national",
    "household_kind": "general_lifted",
    "identified_year": 2014,
    "lifted_year": 2017,
    "exit_state": "lifted",
    "watch_class": "not_watched",
    "watched_since": None,
    "watch_risks": None,
    "watch_support": None,
    "risk_removed_on": None,
    "labourless_backstop": False,
    "main_cause": "lack_of_funds",
    "other_causes": "illness",
    "dangerous_house": False,
    "housing_state": "graded_safe",
    "house_area_dm2": 12_000,
    "farmland_li": 400,
    "woodland_li": 900,
    "road_distance_m": 300,
    "household_size": 4,
    "helpers": 1,
    "helper_registered": False,
    "income_per_head_fen": 1_150_000,
    "wage_fen": 3_200_000,
    "operating_fen": 1_000_000,
    "operating_cost_fen": 200_000,
    "property_fen": 100_000,
    "family_planning_fen": 0,
    "minimum_living_fen": 0,
    "extreme_support_fen": 0,
    "pension_fen": 60_000,
    "ecological_fen": 40_000,
    "other_transfer_fen": 400_000,
    "transfer_fen": 500_000,
    "net_fen": 4_600_000,
    "net_fen_before": 4_100_000,
}
PERSON: Facts = {
    "ethnicity": "汉族",
    "education": "junior_high",
    "student_status": None,
    "student_status_last_year": None,
    "student_status_year_before_last": None,
    "school_state": "not_of_school_age",
    "school_attended": None,
    "school_age_on_31_august": False,
    "insurance_state": "insured",
    "insurance_exemption": None,
    "health": "healthy",
    "minimum_living": False,
    "extreme_support": False,
    "work_region": None,
    "work_months": None,
    "public_post_kind": None,
    "id_check": "valid",
    "id_seen": 1,
    "phone_seen": 4,
}
HEAD, SPOUSE, CHILD, MOTHER = range(4)
MEMBERS: tuple[Facts, ...] = (
    PERSON
    | {
        "relation": "head",
        "sex": "male",
        "age": 45,
        "born_on": date(1975, 3, 1),
        "health": "disabled long_term_chronic_illness",
        "labour": "skilled_labour",
        "work_region": "in_city",
        "work_months": 10,
    },
    PERSON
    | {
        "relation": "spouse",
        "sex": "female",
        "age": 42,
        "born_on": date(1978, 3, 1),
        "labour": "ordinary_labour",
    },
    PERSON
    | {
        "relation": "son",
        "sex": "male",
        "age": 13,
        "born_on": date(2007, 3, 1),
        "labour": "no_labour",
        "education": None,
        "student_status": "grade_7",
        "student_status_last_year": "primary",
        "student_status_year_before_last": "primary",
        "school_state": "enrolled",
        "school_attended": True,
        "school_age_on_31_august": True,
    },
    PERSON
    | {
        "relation": "mother",
        "sex": "female",
        "age": 68,
        "born_on": date(1952, 3, 1),
        "labour": "weak_or_half_labour",
        "education": "illiterate",
    },
)
NOT_LIFTED: Facts = {
    "exit_state": "not_lifted",
    "lifted_year": None,
    "household_kind": "general_poor",
}
UNLISTED: Facts = {
    "exit_state": "not_registered",
    "lifted_year": None,
    "household_kind": None,
    "identified_year": None,
    "main_cause": None,
    "other_causes": None,
    "helpers": 0,
}
WATCHED: Facts = {
    "watch_class": "unstable",
    "watched_since": date(2020, 5, 1),
    "watch_risks": "other",
    "watch_support": "development",
}
MARGINAL: Facts = UNLISTED | WATCHED | {"watch_class": "marginal", "helpers": 1}
LABOURLESS: Facts = {"wage_fen": 0, "watch_support": "safety_net"}
NOBODY_ABLE: Mapping[int, Facts] = {
    HEAD: {"labour": "lost_labour", "work_region": None, "work_months": None},
    SPOUSE: {"labour": "no_labour", "health": "serious_illness"},
    MOTHER: {"labour": "no_labour"},
}
OUT_OF_SCHOOL: Facts = {
    "school_state": "dropped_out",
    "school_attended": None,
    "student_status": None,
    "education": "primary",
}


@dataclass(frozen=True)
class Plant:
    """One broken rule: what is otherwise of the family, and which member it is about, if one.

    `also` are other rules that the same fault breaks, and of which member.
    """

    rule: str
    home: Facts = field(default_factory=dict)
    members: Mapping[int, Facts] = field(default_factory=dict)
    about: int | None = None
    also: Mapping[str, int | None] = field(default_factory=dict)


def home(rule: str, *otherwise: Facts, **facts: Any) -> Plant:
    """A rule that the household's own facts break."""
    whole: dict[str, Any] = {}
    for one in otherwise:
        whole |= one
    return Plant(rule, whole | facts)


def one(rule: str, at: int, **facts: Any) -> Plant:
    """A rule that one member breaks, and that is about that member."""
    return Plant(rule, members={at: facts}, about=at)


def family(rule: str, members: Mapping[int, Facts], *otherwise: Facts, **facts: Any) -> Plant:
    """A rule about the household that its members break."""
    return Plant(rule, home(rule, *otherwise, **facts).home, members)
