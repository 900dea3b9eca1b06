"""Every rule of the data audit, broken at least once: what is planted into clean families."""

from datetime import date

from tests.makers.planted_rows import (
    CHILD,
    HEAD,
    LABOURLESS,
    MARGINAL,
    MOTHER,
    NOBODY_ABLE,
    NOT_LIFTED,
    OUT_OF_SCHOOL,
    SPOUSE,
    UNLISTED,
    WATCHED,
    Plant,
    family,
    home,
    one,
)

LIVING = {"household_kind": "minimum_living_lifted"}
NOT_STUDYING = {"student_status": None, "education": "primary", "school_state": "home_teaching"}

GUARANTEES = (
    home("exit-income-below-line", income_per_head_fen=399_999),
    family("exit-dropout", {CHILD: OUT_OF_SCHOOL}, WATCHED),
    home("exit-dangerous-house", WATCHED, dangerous_house=True),
    home("exit-dangerous-house", WATCHED, house_grade="C"),
    home("exit-unsafe-water", WATCHED, safe_water=False),
    family("exit-sick-uninsured", {HEAD: {"insurance_state": "uninsured"}}),
    home("exit-house-area-none", house_area_dm2=0),
    home("exit-house-area-none", house_area_dm2=None),
    one("schooling-enrolled-absent", CHILD, school_attended=False),
    one("insurance-exempt-without-reason", SPOUSE, insurance_state="exempt"),
)
IDENTITY = (
    one("id-missing", HEAD, id_check="missing"),
    one("id-wrong-length", SPOUSE, id_check="wrong_length"),
    one("id-wrong-check-digit", CHILD, id_check="wrong_check_digit"),
    one("id-impossible-date", MOTHER, id_check="impossible_date"),
    one("id-damaged", CHILD, id_check="damaged"),
    one("id-duplicate", HEAD, id_seen=2),
    one("phone-shared", SPOUSE, phone_seen=9),
)
BLANKS = (
    one("blank-sex", MOTHER, sex=None),
    one("blank-birth", MOTHER, born_on=None),
    one("blank-ethnicity", CHILD, ethnicity=None),
    one("blank-relation", MOTHER, relation=None),
    one("blank-health", MOTHER, health=None),
    one("blank-labour", MOTHER, labour=None),
    one("blank-insurance", MOTHER, insurance_state=None),
    home("blank-household-kind", household_kind=None),
    home("blank-standard", identification_standard=None),
    home("blank-identified-year", identified_year=None),
    home("blank-lifted-year", lifted_year=None),
    home("blank-main-cause", NOT_LIFTED, main_cause=None),
    home("blank-house-grade", house_grade=None),
    home("blank-water", safe_water=None),
    home("blank-income", income_per_head_fen=None),
)
CAUSES = (
    family("cause-illness", {HEAD: {"health": "healthy"}}, main_cause="illness", other_causes=None),
    family("cause-schooling", {CHILD: NOT_STUDYING}, main_cause="schooling"),
    family(
        "cause-disability",
        {HEAD: {"health": "long_term_chronic_illness"}},
        main_cause="disability",
    ),
    home("cause-lack-of-labour", main_cause="lack_of_labour"),
    family("risk-illness", {HEAD: {"health": "healthy"}}, WATCHED, watch_risks="illness other"),
    family("risk-schooling", {CHILD: NOT_STUDYING}, WATCHED, watch_risks="schooling"),
    family(
        "risk-disability",
        {HEAD: {"health": "serious_illness"}},
        WATCHED,
        watch_risks="illness disability",
    ),
    home("risk-lack-of-labour", WATCHED, watch_risks="lack_of_labour"),
    family(
        "risk-unstable-work",
        NOBODY_ABLE,
        WATCHED,
        LABOURLESS,
        watch_risks="unstable_work",
        labourless_backstop=True,
    ),
    home("cause-other-repeats-main", other_causes="illness lack_of_funds"),
)
ALLOWANCES = (
    home("minimum-living-no-member", LIVING, minimum_living_fen=360_000),
    family("minimum-living-no-money", {MOTHER: {"minimum_living": True}}, LIVING),
    home("general-with-minimum-living", minimum_living_fen=360_000),
    family(
        "both-allowances",
        {MOTHER: {"minimum_living": True}},
        LIVING,
        minimum_living_fen=360_000,
        extreme_support_fen=500_000,
    ),
    home("extreme-support-with-labourer", household_kind="extreme_support_lifted"),
    family("minimum-living-without-transfer", {MOTHER: {"minimum_living": True}}, transfer_fen=0),
)
LABOUR = (
    one("healthy-without-labour", SPOUSE, labour="no_labour"),
    one("labourless-working", HEAD, labour="lost_labour"),
    one("post-holder-too-young", CHILD, public_post_kind="other", labour="weak_or_half_labour"),
    one("post-holder-too-old", MOTHER, public_post_kind="cleaning", age=70),
    one("post-holder-labourless", MOTHER, public_post_kind="road", labour="no_labour"),
    one(
        "student-working",
        CHILD,
        work_months=2,
        work_region="in_township",
        labour="weak_or_half_labour",
    ),
    one("extreme-support-working", HEAD, extreme_support=True),
)
INCOMES = (
    home("operating-without-cost", operating_cost_fen=0),
    home("operating-without-cost", operating_cost_fen=None),
    home("income-not-positive", NOT_LIFTED, income_per_head_fen=0),
    home("income-not-positive", NOT_LIFTED, income_per_head_fen=-1),
    home("income-too-high", income_per_head_fen=10_000_001),
    home("income-high", income_per_head_fen=3_000_001),
    home("income-high", income_per_head_fen=10_000_000),
    home("income-too-low", NOT_LIFTED, income_per_head_fen=49_999),
    home("watched-income-high", WATCHED, income_per_head_fen=2_000_001),
    home("income-zero-to-100", property_fen=9_999),
    home("income-zero-to-100", pension_fen=1),
    home("income-zero-to-100", operating_cost_fen=5_000),
    family("wage-without-worker", {HEAD: {"work_months": None, "work_region": None}}),
    home("worker-without-wage", wage_fen=0),
    home("income-same-as-before", net_fen_before=4_600_000),
)
WORK = (
    one("work-months-out-of-range", HEAD, work_months=13),
    Plant("work-months-out-of-range", {"wage_fen": 0}, {HEAD: {"work_months": -1}}, HEAD),
    one("work-place-without-months", SPOUSE, work_region="beyond"),
    one("work-place-without-months", SPOUSE, work_region="in_city", work_months=0),
    one("work-months-without-place", SPOUSE, work_months=3),
    home("helper-none", helpers=0),
    home("helper-none", MARGINAL, helpers=0),
    home("helper-is-registered", helper_registered=True),
)
STRUCTURE = (
    family("head-none", {HEAD: {"relation": "nephew"}}),
    family("heads-several", {MOTHER: {"relation": "head"}}),
    family("spouses-several", {MOTHER: {"relation": "spouse"}}),
    family("couple-of-one-sex", {SPOUSE: {"sex": "male"}}),
    one("relation-of-other-sex", CHILD, relation="daughter"),
    one("relation-of-other-sex", MOTHER, relation="father"),
    one("education-and-student", CHILD, education="primary"),
    one("education-or-student-missing", MOTHER, education=None),
    one("senior-high-too-young", CHILD, student_status="senior_high_1", age=14),
    one("senior-high-too-young", CHILD, student_status="vocational_3"),
    one("primary-too-old", CHILD, student_status="primary", age=20),
    one(
        "grade-three-years",
        CHILD,
        student_status_last_year="grade_7",
        student_status_year_before_last="grade_7",
    ),
    home("farmland-per-head", farmland_li=20_001),
    home("woodland-per-head", woodland_li=28_001),
    home("road-distance", road_distance_m=50_001),
)
REMOVED = {"watched_since": date(2020, 5, 1), "risk_removed_on": date(2020, 8, 1)}
WATCH = (
    home("watched-without-date", MARGINAL, watched_since=None),
    home("watched-without-income", MARGINAL, income_per_head_fen=None),
    home("watched-without-risk", MARGINAL, watch_risks=None),
    home("watched-without-risk", MARGINAL, watch_risks=""),
    home("watched-without-housing", MARGINAL, housing_state=None),
    home("watched-without-water", MARGINAL, safe_water=None),
    family("watched-without-schooling", {MOTHER: {"school_state": None}}, MARGINAL),
    Plant(
        "watched-without-insurance",
        MARGINAL,
        {MOTHER: {"insurance_state": None}},
        also={"blank-insurance": MOTHER},
    ),
    home("unsafe-water-not-watched", UNLISTED, safe_water=False),
    home("dangerous-house-not-watched", UNLISTED, dangerous_house=True),
    home("dangerous-house-not-watched", UNLISTED, house_grade="D"),
    family("dropout-not-watched", {CHILD: OUT_OF_SCHOOL}, UNLISTED),
    home("removed-incomplete", UNLISTED, REMOVED, housing_state=None),
    home("removed-incomplete", UNLISTED, REMOVED, safe_water=None),
    home("removed-before-watched", WATCHED, risk_removed_on=date(2020, 4, 30)),
    family("labourless-not-backstopped", NOBODY_ABLE, WATCHED, LABOURLESS),
    home("safety-net-with-labour", WATCHED, watch_support="safety_net"),
    family(
        "development-without-labour",
        NOBODY_ABLE,
        WATCHED,
        wage_fen=0,
        labourless_backstop=True,
    ),
)
PLANTS = (
    *GUARANTEES,
    *IDENTITY,
    *BLANKS,
    *CAUSES,
    *ALLOWANCES,
    *LABOUR,
    *INCOMES,
    *WORK,
    *STRUCTURE,
    *WATCH,
)
VILLAGE_PLANTS = {
    "village-lifted-blank-bus": "bus",
    "village-lifted-blank-school": "primary_schools",
    "village-lifted-blank-clinic": "clinics",
}
"""Which fact of a village that is struck off the list is left blank."""
