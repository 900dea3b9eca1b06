"""Two households on the register, one in Wanzhou and one in Chengkou, with all that a page tells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.actions import (
    Evidence,
    Helping,
    assign_helper,
    change_household,
    record_income,
    record_proof,
)
from dingdian.records.registry.mirroring import Exported, take_in_export
from dingdian.records.registry.models import Guarantee, Household, Level, Member
from tests.makers.cast import CHENGKOU_VILLAGE, VILLAGE, one_of_the_cast, standing_at
from tests.makers.households import BEGUN, enter, fresh, named

NAME, CHILD, AWAY = "欧阳承泽", "欧阳小雨", "司徒远山"
ID_NUMBER = "500101197005010011"
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
    """Enter two households; the first gets an income, a helper, a proof, and safe water later."""
    campaign, by = campaign_now(), one_of_the_cast("county")
    here = enter(
        "HH-0001",
        village=standing_at(VILLAGE),
        campaign=campaign,
        by=by,
        fields=FIELDS,
        members=(HEAD, DAUGHTER),
    )
    away = enter(
        "HH-0002",
        village=standing_at(CHENGKOU_VILLAGE),
        campaign=campaign,
        by=one_of_the_cast("outsider"),
        fields={"exit_state": "lifted", "housing_state": "not_safe"},
        members=({**HEAD, "name": AWAY, "id_number": None},),
    )
    told: dict[str, Any] = {"campaign": campaign, "by": by}
    record_income(
        here,
        parts={"wage_fen": 1_000_000, "pension_fen": 120_000, "operating_cost_fen": 20_000},
        period_start=date(2018, 10, 1),
        period_end=date(2019, 9, 30),
        kind="poverty_year",
        version=here.version,
        campaign=campaign,
        by=by,
    ) if BEGUN <= date(2019, 9, 30) else None
    change_household(
        fresh(here),
        fields={"safe_water": True, "water_source": "purified_tap"},
        since=date(2020, 6, 1),
        version=fresh(here).version,
        **told,
    )
    return Registered(fresh(here), away)
