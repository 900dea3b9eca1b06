"""Why a place enters: by what it meets, and at which rank; why not, as a decision says it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dingdian.campaign.definition import TargetClass
from dingdian.campaign.explanation import Explainer
from dingdian.campaign.movement import in_brief, why_there
from dingdian.campaign.parameters import on_day
from dingdian.campaign.settling import Stand, entry_of, read_plainly
from dingdian.lexicon.text import Text
from tests.makers.small_campaign import small_campaign

CAMPAIGN = small_campaign()
VILLAGE = CAMPAIGN.classes[0]
DAY = date(2020, 7, 30)
VALUES = on_day(CAMPAIGN, DAY)
POOR = {"kind": "village", "poor": 30, "people": 3000, "road": True, "income": 20_000}


def why(stand: Stand, facts: Mapping[str, Any] = POOR, target: TargetClass = VILLAGE) -> Text:
    """Why a village of such facts stands so."""
    (found,) = read_plainly(CAMPAIGN, target, VALUES, DAY, {"a": facts})
    explainer = Explainer(CAMPAIGN, VALUES, bars={}, equals={})
    return why_there(explainer, entry_of(CAMPAIGN, target, found, stand))


def test_one_that_is_in_is_there_by_what_it_meets_and_at_its_rank() -> None:
    assert why(Stand("included", 2)) == Text(
        "符合“贫困人口多于20人、发生率1%及以上”，位次2，在名额2之内。",
        "Meets “more than 20 poor, ratio of 1% or above”, at rank 2, within the quota of 2.",
    )


def test_without_a_quota_meeting_a_branch_is_all_there_is_to_say() -> None:
    free = replace(VILLAGE, quota=None)
    said = why(Stand("included", 1), POOR | {"people": 30_000}, free)
    assert said == Text("符合“贫困人口多于20人”。", "Meets “more than 20 poor”.")


def test_one_beyond_the_quota_is_explained_as_in_a_decision() -> None:
    said = why(Stand("beyond_quota", 3), POOR | {"people": 30_000})
    assert said.en.startswith("Meets “more than 20 poor”, at rank 3, beyond the quota of 2.")


def test_one_that_no_longer_qualifies_says_what_is_lacking_to_it() -> None:
    said = why(Stand("not_qualified"), POOR | {"poor": 19})
    assert "增加2人即符合“贫困人口多于20人”" in said.zh


def test_far_down_a_list_only_the_standing_is_said() -> None:
    assert in_brief(Stand("included", 512)) == Text("列入，位次512。", "included, at rank 512.")
    assert in_brief(Stand("undecided")) == Text("未定。", "undecided.")
