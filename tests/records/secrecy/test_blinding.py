"""Equal texts have one number for one purpose, however they are written; others have others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dingdian.records.secrecy.blinding import (
    ACCOUNT,
    ID_NUMBER,
    INITIALS,
    NAME,
    PHONE,
    PINYIN,
    Purpose,
    blind,
    blinds,
    compared,
)

PURPOSES: tuple[Purpose, ...] = (ID_NUMBER, PHONE, NAME, PINYIN, INITIALS, ACCOUNT)


@pytest.mark.parametrize(
    ("purpose", "written", "same"),
    [
        (ID_NUMBER, "99000019800101001x", "99000019800101001X"),
        (ID_NUMBER, "９９００００１９８００１０１００１Ｘ", "99000019800101001X"),
        (ID_NUMBER, " 990000 19800101 001X\u200b", "99000019800101001X"),
        (NAME, "示例 甲子", "示例甲子"),
        (NAME, "示例\u3000甲子", "示例甲子"),
        (NAME, "买买提•吐尔逊", "买买提·吐尔逊"),
        (NAME, "买买提．吐尔逊", "买买提・吐尔逊"),
        (PINYIN, "shilijiazi", "ShiLi JiaZi"),
        (INITIALS, "sljz", "SLJZ"),
        (PHONE, "+86 138-0000-0000", "13800000000"),
        (ACCOUNT, "6222 0000 1111-2222", "6222000011112222"),
    ],
)
def test_one_text_written_in_two_ways_is_found(purpose: Purpose, written: str, same: str) -> None:
    assert blind(written, purpose) == blind(same, purpose)
    assert compared(compared(written, purpose), purpose) == compared(same, purpose)


@given(st.text(), st.sampled_from(PURPOSES))
def test_a_number_fits_a_column_and_is_that_of_the_whole_column(
    text: str, purpose: Purpose
) -> None:
    number = blind(text, purpose)
    assert 0 <= number < 1 << 63
    assert blinds([text], purpose) == [number if compared(text, purpose) else None]


def test_nothing_has_no_number_so_that_nobody_is_found_by_it() -> None:
    assert blinds([None, "", "  ", "\u200b", "示例甲子"], NAME)[:4] == [None] * 4


def test_one_text_has_another_number_for_each_purpose() -> None:
    assert len({blind("13800000000", purpose) for purpose in PURPOSES}) == len(PURPOSES)


def test_different_texts_have_different_numbers() -> None:
    assert len(set(blinds(map(str, range(20_000)), ACCOUNT))) == 20_000
