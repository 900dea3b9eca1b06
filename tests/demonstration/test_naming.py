"""Invented names count in Chinese."""

import pytest

from dingdian.demonstration.naming import community_name, numeral, village_name


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (49, "四十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_a_number_is_said_as_it_is_read(number: int, said: str) -> None:
    assert numeral(number) == said


def test_no_two_numbers_are_said_alike() -> None:
    assert len({numeral(number) for number in range(1, 1000)}) == 999


def test_a_name_says_that_it_is_an_example() -> None:
    assert village_name(1) == "示例一村"
    assert community_name(12) == "示例十二社区"
