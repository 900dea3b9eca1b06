"""What the registry keeps: several choices, days, what is sealed, choices that begin later."""

from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.reading import load, read_folder
from dingdian.lexicon.text import Text
from tests.makers.small_campaign import SMALL, write_campaign

REGISTERED = """
[unit.li]
label = { zh = "厘", en = "hundredths of a mu" }
one = "hundredth of a mu"
hundredths_of = { zh = "亩", en = "mu" }

[households.watched]
label = { zh = "监测", en = "Watched" }
kind = "choice"
source = "test"
[households.watched.choices]
none = { zh = "无", en = "none" }
sudden = { zh = "突发", en = "sudden", from = 2021-01-01 }

[households.risks]
label = { zh = "风险", en = "Risks" }
kind = "choices"
source = "test"
choices = { none = { zh = "无", en = "none" } }

[households.since]
label = { zh = "起", en = "Since" }
kind = "day"
source = "test"

[households.phone]
label = { zh = "电话", en = "Phone" }
kind = "text"
sealed = true
source = "test"
"""


def test_several_choices_days_sealed_facts_and_choices_of_a_day_are_read(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path, SMALL + REGISTERED)
    assert read_folder(folder)[1] == []
    facts = load(str(folder)).facts["households"]
    assert facts["watched"].choices_on(date(2020, 12, 31)) == {"none": Text("无", "none")}
    assert list(facts["watched"].choices_on(date(2021, 1, 1))) == ["none", "sudden"]
    assert [facts[one].kind for one in ("risks", "since")] == ["choices", "day"]
    assert [one.name for one in facts.values() if one.sealed] == ["phone"]
    assert load(str(folder)).units["li"].hundredths_of == Text("亩", "mu")


@pytest.mark.parametrize("name", ["phone", "since"])
def test_no_condition_compares_what_is_sealed_or_a_day_with_a_text(
    tmp_path: Path, name: str
) -> None:
    measure = f'\n[measure.people]\nover = "households"\nwhere = "{name} = \'none\'"\n'
    folder = write_campaign(tmp_path, SMALL + REGISTERED + measure)
    (fault,) = read_folder(folder)[1]
    assert name in fault.says.en


def test_a_fact_that_nothing_reads_is_not_weighed(tmp_path: Path) -> None:
    further = (
        '\n[villages.wells]\nlabel = { zh = "井", en = "Wells" }\nkind = "text"\nsource = "t"\n'
    )
    campaign = load(str(write_campaign(tmp_path, SMALL + further)))
    assert "wells" in campaign.facts["villages"]
    assert "wells" not in campaign.weighed
    assert {"poor", "people", "kind"} <= campaign.weighed.keys()
