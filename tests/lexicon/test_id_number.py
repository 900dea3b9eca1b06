"""A number is told right from wrong however it was written, and says who could have it."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dingdian.lexicon.id_number import (
    CAUTIONS,
    DO,
    PROVINCES,
    SAYS,
    Caution,
    Verdict,
    check_digit,
    checked,
    lengthened,
)

ON = date(2020, 6, 30)
RIGHT = "990000198001010012"
"""Nobody's: it begins with 99."""


def with_check_digit(first: str) -> str:
    return first + check_digit(first)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """An 18-digit number of somebody who could live, in any province."""
    area = draw(st.sampled_from(sorted(PROVINCES | {"99"}))) + f"{draw(st.integers(0, 9999)):04}"
    born_on = draw(st.dates(date(1891, 1, 1), ON))
    return with_check_digit(f"{area}{born_on:%Y%m%d}{draw(st.integers(0, 999)):03}")


@given(numbers())
def test_every_number_that_is_made_by_the_rule_is_valid(number: str) -> None:
    found = checked(number, on=ON)
    assert (found.verdict, found.kind, found.person) == ("valid", "resident_18", number)
    assert found.born_on == date.fromisoformat(number[6:14])
    assert found.sex == ("male" if number[16] in "13579" else "female")


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_digit_is_found(number: str, at: int, digit: str) -> None:
    assume(digit != number[at])
    assert checked(number[:at] + digit + number[at + 1 :], on=ON).verdict != "valid"


@given(numbers(), st.integers(0, 16))
def test_every_two_neighbours_that_changed_places_are_found(number: str, at: int) -> None:
    assume(number[at] != number[at + 1])
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert checked(swapped, on=ON).verdict != "valid"


@given(numbers(), st.sampled_from("1234567"), st.sampled_from("1234"))
def test_a_certificate_and_an_old_card_hold_the_number_of_the_person(
    number: str, category: str, level: str
) -> None:
    for suffix, kind in (("", "disability_20"), ("B1", "disability_22"), ("01", "disability_22")):
        found = checked(number + category + level + suffix, on=ON)
        assert (found.verdict, found.kind, found.person) == ("valid", kind, number)
        assert "unknown_category" not in found.cautions
    old = number[:6] + number[8:17]
    found = checked(old, on=ON)
    assert found.kind == "resident_15"
    if number[6:8] == "19":
        assert (found.verdict, found.person) == ("valid", number)
        assert lengthened(old) == number


@given(st.none() | st.text())
def test_whatever_was_written_has_a_verdict(text: str | None) -> None:
    found = checked(text, on=ON)
    assert found.says in SAYS.values()
    assert (found.verdict == "valid") == (found.born_on is not None) == (found.sex is not None)
    assert checked(found.normalised, on=ON).verdict == found.verdict or "." in (text or "")


@pytest.mark.parametrize(
    "written",
    [
        " 990000 19800101 0012 ",
        "９９００００１９８００１０１００１２",
        "'990000198001010012",
        "990000198001010012\u200b",
        "990000\u3000198001010012",
    ],
)
def test_how_it_was_written_does_not_matter(written: str) -> None:
    assert checked(written, on=ON) == checked(RIGHT, on=ON)
    assert checked(RIGHT, on=ON).normalised == RIGHT


@pytest.mark.parametrize("sign", ["x", "X", "×", "ｘ", "Ⅹ", "х", "χ"])
def test_whatever_looks_like_an_x_is_one(sign: str) -> None:
    number = next(
        made
        for order in range(1000)
        if (made := with_check_digit(f"99000019800101{order:03}"))[17] == "X"
    )
    assert checked(number[:17] + sign, on=ON) == checked(number, on=ON)
    assert checked(number, on=ON).verdict == "valid"


@pytest.mark.parametrize(
    ("written", "verdict", "kind"),
    [
        (None, "missing", "none"),
        ("", "missing", "none"),
        (" \u3000", "missing", "none"),
        ("无", "missing", "none"),
        ("0", "missing", "none"),
        ("000000000000000000", "missing", "none"),
        ("99000019800101001", "wrong_length", "none"),
        ("9900001980010100125", "wrong_length", "none"),
        ("990000198001010012121", "wrong_length", "none"),
        ("99000019800101X", "wrong_length", "none"),
        ("990000198001010013", "wrong_check_digit", "resident_18"),
        ("99000019800101001312", "wrong_check_digit", "disability_20"),
        (with_check_digit("99000019800230001"), "impossible_date", "resident_18"),
        (with_check_digit("99000020200701001"), "impossible_date", "resident_18"),
        (with_check_digit("99000018890101001"), "impossible_date", "resident_18"),
        (with_check_digit("99000001980101001"), "impossible_date", "resident_18"),
        ("990000801301001", "impossible_date", "resident_15"),
        (with_check_digit("99000019800230001") + "11", "impossible_date", "disability_20"),
        ("5.10E+17", "damaged", "none"),
        ("9.90000198001010E+17", "damaged", "none"),
        ("990000198001012000", "damaged", "resident_18"),
        ("990000198001010013.0", "damaged", "none"),
        (f"{RIGHT}.0", "damaged", "none"),
        ("990***********0015", "damaged", "none"),
        ("9900001980O1010015", "damaged", "none"),
        ("#N/A", "damaged", "none"),
        ("990000800101001.0", "valid", "resident_15"),
    ],
)
def test_what_is_wrong_has_its_name(written: str | None, verdict: Verdict, kind: str) -> None:
    found = checked(written, on=ON)
    assert (found.verdict, found.kind) == (verdict, kind)
    assert bool(found.do.zh) is bool(found.do.en) is (verdict != "valid")


def test_somebody_born_today_is_born() -> None:
    number = with_check_digit("99000020200630001")
    assert checked(number, on=ON).born_on == ON
    assert checked(number, on=date(2020, 6, 29)).verdict == "impossible_date"


@pytest.mark.parametrize(
    ("number", "areas", "cautions"),
    [
        (RIGHT, frozenset(), ("nobody",)),
        (with_check_digit("51010119800101001"), frozenset(), ()),
        (with_check_digit("16010119800101001"), frozenset(), ("unknown_area",)),
        (with_check_digit("50010119800101001"), frozenset({"500101"}), ()),
        (with_check_digit("51222119800101001"), frozenset({"500101"}), ()),
        (with_check_digit("50999919800101001"), frozenset({"500101"}), ("unknown_area",)),
        (f"{RIGHT}81", frozenset(), ("nobody", "unknown_category")),
        (f"{RIGHT}15B1", frozenset(), ("nobody", "unknown_category")),
    ],
)
def test_what_is_odd_and_not_wrong_is_a_caution(
    number: str, areas: frozenset[str], cautions: tuple[Caution, ...]
) -> None:
    found = checked(number, on=ON, areas=areas)
    assert (found.verdict, found.cautions) == ("valid", cautions)


def test_a_number_that_may_have_lost_its_end_is_a_caution() -> None:
    made = (
        with_check_digit(f"990000{born}{order}00")
        for born in range(19800101, 19800129)
        for order in range(10)
    )
    number = next(one for one in made if one.endswith("000"))
    assert checked(number, on=ON).cautions == ("nobody", "ends_in_000")


def test_every_verdict_and_caution_is_said_in_both_languages() -> None:
    assert set(SAYS) == set(DO) == set(get_args(Verdict))
    assert set(CAUTIONS) == set(get_args(Caution))
    assert all(text.zh and text.en for text in (*SAYS.values(), *CAUTIONS.values()))
