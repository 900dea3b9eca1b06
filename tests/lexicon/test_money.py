"""Amounts in yuan become whole fen, or nothing, and are said again as people write them."""

import pytest

from dingdian.lexicon.money import fen, yuan


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0", 0),
        ("12", 1_200),
        ("12.3", 1_230),
        ("12.34", 1_234),
        ("12.340", 1_234),
        ("-0.5", -50),
        ("1e3", 100_000),
        ("9999999999999999", 999_999_999_999_999_900),
    ],
)
def test_an_amount_in_yuan_is_whole_fen(written: str, amount: int) -> None:
    assert fen(written) == amount


@pytest.mark.parametrize("written", ["", "七元", "1,5,x", "12.345", "NaN", "sNaN", "Infinity"])
def test_what_is_no_amount_has_no_fen(written: str) -> None:
    assert fen(written) is None


@pytest.mark.parametrize("written", ["99999999999999999", "9e99", "9e999999999"])
def test_an_amount_too_great_to_be_meant_has_no_fen(written: str) -> None:
    assert fen(written) is None


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "0"), (5, "0.05"), (123_450, "1,234.50"), (123_400, "1,234"), (-50, "-0.50")],
)
def test_an_amount_is_said_with_its_fen_only_where_there_are_some(amount: int, said: str) -> None:
    assert yuan(amount) == said
    assert fen(said.replace(",", "")) == amount
