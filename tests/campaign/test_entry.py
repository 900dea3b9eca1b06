"""What was found of a place says whether it is in, and what would still have to be known."""

import pytest

from dingdian.campaign.entry import Entry, Finding, Standing
from tests.makers.small_campaign import small_campaign

VILLAGE = small_campaign().classes[0]


@pytest.mark.parametrize(
    ("standing", "included"),
    [
        ("designated", True),
        ("included", True),
        ("tied", None),
        ("beyond_quota", False),
        ("not_admitted", False),
        ("undecided", False),
        ("not_qualified", False),
    ],
)
def test_a_standing_is_in_or_out_or_for_the_office(
    standing: Standing, included: bool | None
) -> None:
    assert Entry(VILLAGE, "a", "甲村", standing).included is included


def test_what_is_unknown_is_told_once_whichever_branches_ask_for_it() -> None:
    many, dense, _ = VILLAGE.branches
    findings = (
        Finding(many, None, unknown=("poor",)),
        Finding(dense, None, unknown=("poor", "people")),
    )
    entry = Entry(VILLAGE, "a", "甲村", "undecided", findings, admission_unknown=("kind",))
    assert entry.unknown == ("kind", "poor", "people")
