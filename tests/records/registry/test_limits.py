"""The limits of a record: held where a field of theirs is said, and nowhere else."""

from collections.abc import Mapping
from typing import Any

import pytest

from dingdian.campaign.definition import Table
from dingdian.pages.sheets import ENTERED, SECTIONS
from dingdian.pages.viewing import campaign_now
from dingdian.records.registry.limits import LIMITS, BeyondLimits, broken, hold_limits
from dingdian.records.registry.screen import HOUSEHOLD_SCREEN, MEMBER_SCREEN
from dingdian.records.registry.values import IDENTITY, fields_of

SCREENS = {"households": HOUSEHOLD_SCREEN, "members": MEMBER_SCREEN}


@pytest.mark.parametrize(
    ("table", "values", "says"),
    [
        ("households", {"exit_state": "lifted"}, "The main cause of poverty is exactly one."),
        ("households", {"watch_risks": "a b c d e f"}, "There are five risks of poverty at most."),
        ("households", {"watch_risks": "a b c d e"}, ""),
        ("households", {"identified_year": 2018, "lifted_year": 2016}, "The year of exit"),
        ("households", {"identified_year": 20}, "“Year of identification” is no year."),
        ("members", {"education": None, "student_status": None}, "Exactly one of education"),
        ("members", {"education": "primary"}, ""),
        ("members", {"health": ["healthy", "disabled"]}, "Nobody is healthy"),
        ("members", {"work_months": 12}, ""),
        ("members", {"public_post_months": 13}, "“Months in a public post” lies between"),
        ("members", {"disability_kind": "sight", "health": "healthy"}, "A disability is filled"),
        ("members", {"insurance_exemption": "army", "insurance_state": "insured"}, "Only who is"),
    ],
)
def test_a_limit_is_broken_or_not(table: Table, values: Mapping[str, Any], says: str) -> None:
    found = [one.says.en for one in broken(table, values, values)]
    assert (found[0].startswith(says) if found else "") == (bool(says) or "")
    assert len(found) == bool(says)


def test_what_nobody_touched_is_not_held_against_them() -> None:
    values = {"work_months": 99, "labour": "no_labour"}
    hold_limits("members", values, ["labour"])
    with pytest.raises(BeyondLimits, match="between 0 and 12"):
        hold_limits("members", values, ["work_months"])


@pytest.mark.parametrize("table", ["households", "members"])
def test_a_sheet_holds_every_field_once_in_the_order_of_the_screen(table: Table) -> None:
    shown = [name for one in SECTIONS[table] for name in one.fields]
    kept = {*fields_of(table), *(IDENTITY if table == "members" else ())}
    assert len(shown) == len(set(shown))
    assert set(shown) == kept
    assert [name for name in shown if name in SCREENS[table]] == list(SCREENS[table])


def test_limits_and_forms_speak_of_fields_that_are_declared() -> None:
    facts = campaign_now().facts
    named = {(table, name) for table, all_ in LIMITS.items() for one in all_ for name in one.fields}
    assert [(table, name) for table, name in named if name not in facts[table]] == []
    assert set(ENTERED) <= facts["members"].keys()
