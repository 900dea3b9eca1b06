"""Doubts as they are declared: what a file may say, and which fault each slip becomes."""

from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.checking import check
from dingdian.campaign.checking_doubts import sayable
from dingdian.campaign.definition import Fact
from dingdian.campaign.reading import read_folder
from dingdian.lexicon.text import same
from tests.makers.small_audit import AUDITED
from tests.makers.small_campaign import altered, write_campaign

SHARE = """
[share.years]
on = "households"
label = { zh = "比", en = "ratio" }
n = "land"
of = "persons"
vintage = { zh = "当日", en = "that day" }
"""


def test_measures_shares_families_and_doubts_are_read_and_checked(tmp_path: Path) -> None:
    campaign, faults = check(write_campaign(tmp_path, AUDITED))
    assert faults == []
    assert campaign is not None
    assert [one.id for one in campaign.doubts][:2] == ["ill-cause", "land-each"]
    assert campaign.families["kin"].number == 1
    assert campaign.household_measures["years"].of == "age"
    assert campaign.household_shares["land_each"].scale == 1
    assert campaign.household_shares["grown_share"].scale == 10_000


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('value = "sum:age"', 'value = "mean:age"', "“value” is no way to reckon"),
        ('value = "sum:age"', 'value = "sum"', "“value” is no way to reckon"),
        ('value = "exists"', 'value = "exists:age"', "“value” is no way to reckon"),
        ('value = "sum:age"', 'value = "sum:ill"', "“ill” is no number of members"),
        ('value = "sum:age"', 'value = "sum:agee"', "“agee” is no number of members"),
        ('when = "wage = wage_before"', 'when = "wage = wages"', "no fact or parameter"),
        ('when = "wage = wage_before"', 'when = "account IS NULL"', "no fact or parameter"),
        ("members = [{ ill = false }]", "members = 3", "members must be a list of tables"),
        ("members = [{ ill = false }]", "members = [3]", "members must be a list of tables"),
        ('over = "villages"', 'over = "incomes"', "“over” cannot be “incomes”"),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    _, faults = read_folder(write_campaign(tmp_path, altered(old, new, AUDITED)))
    assert says in faults[0].says.en
    assert faults[0].line > 100


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "ill-cause"', 'id = "land-each"', "“land-each” stands more than once"),
        ('family = "kin"\nover = "villages"', 'family = "kim"\nover = "villages"', "no family"),
        ('when = "road AND bus IS NULL"', 'when = "poor > 1"', "“poor” is counted"),
        ('n = "land"', 'n = "listed"', "“listed” of the share"),
        ('of = "persons"\nunit', 'of = "grown"\nunit', "“grown” of the share"),
        ("[measure.oldest]", "[measure.listed]", "“listed” is the name of another thing"),
        ("[family.kin]", f"{SHARE}\n[family.kin]", "“years” is the name of another thing"),
        ("[members.ill]", "[members.household_ill]", "“household_ill” is the name of another"),
        ("holds = { wage = 5, wage_before = 5 }", "holds = { wage = true }", "cannot use “wage”"),
        ("holds = { road = true }", "holds = { road = true, members = [{}] }", "“members”"),
        ("[{ ill = true }]", "[{ ill = 3 }]", "clean cannot use “ill”"),
        ("[{ ill = true }]", "[{ ill = false }]", "the example clean of the doubt “ill-cause”"),
        ("holds = { age = 15,", "holds = { age = 16,", "the example holds of the doubt"),
        ("clean = { road = true, bus = false }", "clean = { road = true }", "example clean"),
    ],
)
def test_what_makes_no_sense_is_a_fault(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = altered(old, new, AUDITED)
    if "household_ill" in new:
        text = text.replace('"ill"', '"household_ill"').replace("ill =", "household_ill =")
    _, faults = check(write_campaign(tmp_path, text))
    assert any(says in one.says.en for one in faults), [one.says.en for one in faults]


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("flag", True, True),
        ("flag", 1, False),
        ("day", date(2020, 1, 1), True),
        ("day", "2020-01-01", False),
        ("choices", ["a"], True),
        ("choices", ["b"], False),
        ("choices", "a", False),
        ("choice", "a", True),
        ("choice", "b", False),
        ("text", "anything", True),
        ("whole", 3, True),
        ("whole", True, False),
    ],
)
def test_an_example_says_only_what_the_fact_can_be(kind: str, value: object, fits: bool) -> None:
    choices = {"a": same("a")} if kind.startswith("choice") else {}
    fact = Fact("f", "households", same("f"), kind, "test", choices=choices)  # type: ignore[arg-type] # the kind comes from the table above
    assert sayable(fact, value) is fits


def test_no_example_can_say_what_is_sealed() -> None:
    assert not sayable(Fact("f", "households", same("f"), "text", "test", sealed=True), "a")
    assert not sayable(None, "a")
