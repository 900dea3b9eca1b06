"""Two households on the register, in Wanzhou and in Chengkou, with all that a page tells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.actions import (
    Evidence,
    Helping,
    assign_helper,
    born,
    change_household,
    record_income,
    record_proof,
)
from dingdian.records.registry.mirroring import Exported, take_in_export
from dingdian.records.registry.models import Guarantee, Household, Level, Member
from tests.makers.cast import CHENGKOU_VILLAGE, VILLAGE, one_of_the_cast, standing_at
from tests.makers.households import enter, fresh, named, newcomer

SINCE, WATER_SINCE = date(2018, 1, 1), date(2020, 6, 1)
NAME, CHILD, AWAY = "欧阳承泽", "欧阳小雨", "司徒远山"
ID_NUMBER = "500101197005010016"
PHONE = "13912345678"
HELPER = "慕容知行"
SECRETS = (NAME, CHILD, AWAY, ID_NUMBER, PHONE, HELPER)
HEAD = {
    "name": NAME,
    "sex": "male",
    "born_on": date(1970, 5, 1),
    "relation": "head",
    "health": ["long_term_chronic_illness", "disabled"],
    "insurance_state": "insured",
    "school_state": "not_of_school_age",
    "id_number": ID_NUMBER,
    "phone": PHONE,
}
DAUGHTER = {
    "name": CHILD,
    "sex": "female",
    "born_on": date(2010, 9, 9),
    "relation": "daughter",
    "insurance_state": "insured",
    "school_state": "enrolled",
}
FIELDS = {
    "exit_state": "not_lifted",
    "watch_class": "not_watched",
    "main_cause": "illness",
    "other_causes": ["disability"],
    "housing_state": "graded_safe",
    "house_grade": "B",
    "safe_water": False,
    "phone": PHONE,
    "account": "6217000012345678",
    "farmland_li": 325,
    "identified_year": 2016,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """The two households."""

    here: Household
    away: Household

    @property
    def head(self) -> Member:
        """The head of the one in Wanzhou."""
        return named(self.here, 0)


def registered() -> Registered:
    """Enter two households; the first gets an income, a proof, a helper, and safe water later."""
    here = enter(
        "HH-0001",
        village=standing_at(VILLAGE),
        campaign=campaign_now(),
        by=one_of_the_cast("county"),
        since=SINCE,
        fields=FIELDS,
        members=(HEAD, DAUGHTER),
    )
    away = enter(
        "HH-0002",
        village=standing_at(CHENGKOU_VILLAGE),
        campaign=campaign_now(),
        by=one_of_the_cast("outsider"),
        since=SINCE,
        fields={"exit_state": "lifted", "main_cause": "disaster", "housing_state": "not_safe"},
        members=({**HEAD, "name": AWAY, "id_number": None},),
    )
    _gone_on(here)
    return Registered(fresh(here), away)


def exported(**differing: Any) -> None:
    """Take in an export that has the first household, with what it tells differently."""
    take_in_export(
        [
            Exported("HH-0001", VILLAGE, {**FIELDS, **differing}),
            Exported("HH-0001", VILLAGE, {"name": "欧阳承则", "sex": "male"}, "HH-0001-0"),
        ],
        exported_on=date(2020, 9, 30),
        campaign=campaign_now(),
        by=one_of_the_cast("steward"),
    )


def more_households(n: int) -> None:
    """So many more in the village of Wanzhou, two persons in each."""
    for at in range(n):
        enter(
            f"HH-1{at:03}",
            village=standing_at(VILLAGE),
            campaign=campaign_now(),
            by=one_of_the_cast("county"),
            fields=FIELDS,
            members=({**HEAD, "id_number": None}, DAUGHTER),
        )


def more_members(number: str, n: int) -> None:
    """So many more children in a household."""
    for at in range(n):
        household = Household.objects.get(number=number)
        born(
            household,
            child=newcomer(f"{number}-child-{at}", name=CHILD, sex="female", relation="daughter"),
            on=date(2019, 1, 1 + at),
            version=household.version,
            campaign=campaign_now(),
            by=one_of_the_cast("county"),
        )


def _gone_on(household: Household) -> None:
    told: dict[str, Any] = {"campaign": campaign_now(), "by": one_of_the_cast("county")}
    record_income(
        household,
        parts={"wage_fen": 1_000_000, "pension_fen": 120_000, "operating_cost_fen": 20_000},
        period_start=date(2018, 10, 1),
        period_end=date(2019, 9, 30),
        kind="poverty_year",
        version=household.version,
        **told,
    )
    proof = Evidence("住房安全鉴定书", date(2020, 3, 1))
    record_proof(
        household,
        guarantee=Guarantee.HOUSING,
        evidence=proof,
        household=household,
        version=fresh(household).version,
        **told,
    )
    helping = Helping(HELPER, "区水利局", Level.COUNTY, "科长", PHONE)
    assign_helper(household, helping=helping, since=SINCE, version=fresh(household).version, **told)
    change_household(
        household,
        fields={"safe_water": True, "water_source": "purified_tap"},
        since=WATER_SINCE,
        version=fresh(household).version,
        **told,
    )
