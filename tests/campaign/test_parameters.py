"""A parameter has the value of its day, and a what-if lays another over it."""

from datetime import date

import pytest

from dingdian.campaign.condition import LARGEST
from dingdian.campaign.parameters import MOST, asked_for, changed, in_force, on_day
from dingdian.lexicon.problem import Unusable
from tests.makers.small_audit import small_audit
from tests.makers.small_campaign import small_campaign


@pytest.mark.parametrize(
    ("on", "value"),
    [(date(2020, 7, 30), 20), (date(2020, 8, 31), 20), (date(2020, 9, 1), 10), (date.max, 10)],
)
def test_the_last_value_that_has_begun_counts(on: date, value: int) -> None:
    entry = in_force(small_campaign().parameters["poor_over"], on)
    assert entry is not None
    assert entry.value == value
    assert on_day(small_campaign(), on)["poor_over"] == value


def test_before_its_first_day_a_parameter_has_no_value() -> None:
    early = date(2020, 7, 29)
    assert in_force(small_campaign().parameters["poor_over"], early) is None
    with pytest.raises(Unusable) as caught:
        on_day(small_campaign(), early)
    assert caught.value.code == "too_early"
    assert "poor_over" in caught.value.says.zh
    assert "from 2020-07-30 on, and none on 2020-07-29" in caught.value.says.en
    assert "--on" in caught.value.do.zh


def test_a_what_if_changes_what_it_names_and_nothing_else() -> None:
    day = date(2020, 7, 30)
    before = on_day(small_campaign(), day)
    assert on_day(small_campaign(), day, {"poor_over": 5}) == before | {"poor_over": 5}
    assert on_day(small_campaign(), day, {}) == before


def test_a_limit_of_the_audit_decides_nothing_and_cannot_be_turned() -> None:
    audited = small_audit()
    assert "age_from" in audited.parameters
    assert on_day(audited, date(2020, 7, 30)).keys() == audited.deciding.keys()
    assert "age_from" not in audited.deciding
    with pytest.raises(Unusable, match="no parameter called age_from"):
        asked_for(audited, {"age_from": 3})


@pytest.mark.parametrize(("name", "hint"), [("poor_ovr", "Did you mean poor_over? "), ("zzz", "")])
def test_a_what_if_of_an_unknown_parameter_is_refused_with_those_known(
    name: str, hint: str
) -> None:
    with pytest.raises(Unusable) as caught:
        on_day(small_campaign(), date(2020, 7, 30), {name: 5})
    assert caught.value.code == "no_such_parameter"
    assert caught.value.do.en == (
        f"{hint}Known are: income_at_most, items_from, poor_over, ratio_from, seats."
    )
    assert ("是否想写" in caught.value.do.zh) is bool(hint)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("poor_over=10", ("poor_over", 10)),
        (" village.quota = -5 ", ("village.quota", -5)),
        (f"x={LARGEST}", ("x", LARGEST)),
    ],
)
def test_a_change_is_a_name_and_a_whole_number(text: str, change: tuple[str, int]) -> None:
    assert changed(text) == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "poor_over",
        "x=",
        "x=ten",
        "x=1.5",
        "x=1%",
        "x=--5",
        f"x={LARGEST + 1}",
        f"x={'9' * 5000}",
    ],
    ids=range(9),
)
def test_a_change_that_says_no_whole_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unusable) as caught:
        changed(text)
    assert caught.value.code == "not_a_change"
    assert "--set remaining_poor_over=10" in caught.value.do.zh


def test_a_form_sends_its_numbers_as_text_and_full_width_ones_are_read() -> None:
    asked: dict[str, int | str] = {"poor_over": " 15 ", "seats": "１２", "items_from": MOST}
    assert asked_for(small_campaign(), asked) == {"poor_over": 15, "seats": 12, "items_from": MOST}


@pytest.mark.parametrize("said", ["", "-1", -1, "ten", "1.5", MOST + 1, "9" * 5000, True])
def test_what_is_no_number_between_nothing_and_a_milliard_is_refused(said: int | str) -> None:
    with pytest.raises(Unusable) as caught:
        asked_for(small_campaign(), {"poor_over": said})
    assert caught.value.code == "not_a_value"
    assert "Poor, more than" in caught.value.says.en
    assert "1%填100" in caught.value.do.zh
    assert len(caught.value.says.en) < 150


def test_a_form_may_change_only_what_the_campaign_has() -> None:
    with pytest.raises(Unusable) as caught:
        asked_for(small_campaign(), {"poor_ovr": 5})
    assert caught.value.code == "no_such_parameter"
    assert "Did you mean poor_over?" in caught.value.do.en
