"""A decision as plain values: its keys as they were promised, sealed by all but its words."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dingdian.steps.decision import Decision, digest_of, wordless
from dingdian.steps.identify import identify

KEYS = {
    "": "schema program digest campaign decided_on source parameters against entries problems",
    "campaign": "code digest",
    "source": "name digest as_of rows",
    "against": "entered left",
    "entry": "class place name included rank branches unknown change",
    "branch": "code holds value threshold margin",
    "problem": "sheet row column value code says do",
}


@pytest.fixture
def decision(ledger: Path) -> Decision:
    return identify(ledger, as_of=date(2020, 6, 30))


@pytest.fixture
def sealed(decision: Decision) -> dict[str, Any]:
    return decision.sealed("en")


def entry(sealed: dict[str, Any], village: str) -> dict[str, Any]:
    (found,) = [one for one in sealed["entries"] if one["place"].endswith(village)]
    plain: dict[str, Any] = found
    return plain


def branch(sealed: dict[str, Any], village: str, code: str) -> dict[str, Any]:
    (found,) = [one for one in entry(sealed, village)["branches"] if one["code"] == code]
    plain: dict[str, Any] = found
    return plain


def test_every_promised_key_is_there(sealed: dict[str, Any]) -> None:
    parts = {
        "": sealed,
        **{name: sealed[name] for name in ("campaign", "source", "against")},
        "entry": entry(sealed, "901"),
        "branch": branch(sealed, "901", "remaining_poor"),
        "problem": sealed["problems"][0],
    }
    assert {name for name, keys in KEYS.items() if set(keys.split()) - parts[name].keys()} == set()
    assert {"n", "of"} <= branch(sealed, "901", "incidence").keys()


def test_a_branch_says_its_value_threshold_and_margin(sealed: dict[str, Any]) -> None:
    assert branch(sealed, "901", "remaining_poor") == {
        "code": "remaining_poor",
        "holds": True,
        "value": 40,
        "threshold": 20,
        "margin": 20,
    }


def test_a_share_says_its_two_numbers_and_stands_as_a_part_of_one(sealed: dict[str, Any]) -> None:
    assert branch(sealed, "901", "incidence") == {
        "code": "incidence",
        "holds": True,
        "value": 0.013333,
        "threshold": 0.01,
        "margin": 0.003333,
        "n": 40,
        "of": 3000,
    }


def test_an_unknown_share_is_null_beside_what_is_known_of_it(sealed: dict[str, Any]) -> None:
    ratio = branch(sealed, "904", "incidence")
    assert ratio == {
        "code": "incidence",
        "holds": None,
        "value": None,
        "threshold": 0.01,
        "margin": None,
        "n": 3,
        "of": None,
    }
    assert entry(sealed, "904")["unknown"] == ["agricultural_population"]


def test_a_weakness_says_what_lacks_and_what_is_open(sealed: dict[str, Any]) -> None:
    weak = branch(sealed, "901", "weak_industry")
    assert (weak["value"], weak["threshold"], weak["margin"]) == (0, 2, -2)
    assert (weak["lacking"], weak["open"], weak["nominated"]) == ([], [], False)


def test_a_designated_place_has_its_document_and_no_branches(sealed: dict[str, Any]) -> None:
    township = entry(sealed, "151")
    assert (township["class"], township["included"], township["branches"]) == ("township", True, [])
    assert township["designation"]["from"] == "2017-08-01"


def test_a_count_known_as_a_range_says_its_upper_end(registry: Path) -> None:
    plain = identify(registry).sealed("zh")
    ranges = [one for each in plain["entries"] for one in each["branches"] if "at_most" in one]
    assert all(one["at_most"] > (one["n"] if "n" in one else one["value"]) for one in ranges)


def test_the_source_and_the_parameters_are_told(sealed: dict[str, Any]) -> None:
    assert sealed["source"]["as_of"] == "2020-06-30"
    assert sealed["source"]["rows"] == 5
    assert sealed["decided_on"] == "2020-07-30"
    assert sealed["parameters"]["village.quota"] == 100
    assert sealed["schema"] == 1


def test_a_what_if_tells_who_moved(ledger: Path) -> None:
    sealed = identify(ledger, changes=["village.quota=1"]).sealed("zh")
    assert sealed["parameters"]["village.quota"] == 1
    assert sealed["against"] == {
        "entered": [],
        "left": [{"class": "village", "place": "500101151902", "name": "示例902村"}],
    }


def test_the_digest_is_the_same_in_both_languages(decision: Decision) -> None:
    zh, en = decision.sealed("zh"), decision.sealed("en")
    assert zh["digest"] == en["digest"]
    assert entry(zh, "901")["change"] != entry(en, "901")["change"]


def test_the_digest_survives_a_file(sealed: dict[str, Any]) -> None:
    again = json.loads(json.dumps(sealed, ensure_ascii=False, indent=1))
    assert digest_of(again) == sealed["digest"]


@pytest.mark.parametrize("key", sorted(set(KEYS[""].split()) - {"schema", "program", "digest"}))
def test_the_digest_is_over_everything_but_the_words(sealed: dict[str, Any], key: str) -> None:
    assert digest_of(sealed | {key: "another"}) != sealed["digest"]
    assert digest_of(sealed | {"program": "9.9"}) == sealed["digest"]


def test_words_are_left_out_wherever_they_stand() -> None:
    plain = {"place": "甲", "change": "…", "problems": [{"says": "…", "do": "…", "row": 7}]}
    assert wordless(plain) == {"place": "甲", "problems": [{"row": 7}]}
