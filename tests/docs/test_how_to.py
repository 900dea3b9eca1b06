"""Every how-to works as it is written, and the keys of a decision are all explained."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.entry import STANDINGS
from dingdian.demonstration.village_ledger import write_ledger
from dingdian.steps.identify import identify
from tests.docs.shown import REPOSITORY, answers, differs, place_program, steps_of, unsaid_failures

PAGES = sorted(path.name for path in (REPOSITORY / "docs/how-to").glob("*.md"))
READ_A_DECISION = (REPOSITORY / "docs/how-to/read-a-decision.md").read_text(encoding="utf-8")
PLAYED = ("add-a-criterion.md", "bring-a-ledger-of-your-own-form.md", "define-your-own-campaign.md")


@pytest.mark.parametrize("name", PAGES)
def test_a_how_to_answers_as_it_shows(name: str, tmp_path: Path) -> None:
    steps = steps_of((REPOSITORY / "docs/how-to" / name).read_text(encoding="utf-8"))
    place_program(tmp_path)
    given = list(answers(steps, tmp_path))
    assert given or name not in PLAYED
    assert [said for one in given if (said := differs(one))] == []
    assert unsaid_failures(given) == []


def keys_of(plain: Any, *, but: str = "parameters") -> Iterator[str]:
    """Every key of plain values, those excepted that a campaign names."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield name
            yield from () if name == but else keys_of(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from keys_of(value)


def test_every_key_of_a_decision_is_explained(tmp_path: Path) -> None:
    write_ledger(tmp_path / "ledger.csv")
    decision = identify(tmp_path / "ledger.csv", changes=("village.quota=50",))
    sealed = json.loads(json.dumps(decision.sealed("en")))
    assert sealed["against"]["left"]
    explained = set(re.findall(r"`(\w+)`", READ_A_DECISION))
    assert sorted(set(keys_of(sealed)) - explained) == []


def test_every_standing_that_an_entry_can_have_is_explained() -> None:
    told = set(re.findall(r"^\| `(\w+)` \| (?:true|false|null) \|", READ_A_DECISION, re.MULTILINE))
    assert told == STANDINGS.keys() - {"not_qualified"}
