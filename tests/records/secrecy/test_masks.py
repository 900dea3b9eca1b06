"""A mask shows the ends by which somebody known is recognised, and hides the rest."""

from collections.abc import Callable

import pytest

from dingdian.records.secrecy.masks import masked_account, masked_id, masked_name, masked_phone


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masked_id, "990000198001010015", "990***********0015"),
        (masked_id, "99000019800101001X", "990***********001X"),
        (masked_id, "990000800101001", "990********1001"),
        (masked_id, "9900001980010100", "990*********0100"),
        (masked_id, "9900001980", "**********"),
        (masked_phone, "13800005678", "138****5678"),
        (masked_phone, "62345678", "********"),
        (masked_account, "6222000011112222", "************2222"),
        (masked_account, "1234567", "*******"),
        (masked_name, "示例甲子", "示＊＊＊"),
        (masked_name, "示", "示"),
        (masked_name, "", ""),
        (masked_phone, "", ""),
    ],
)
def test_the_ends_are_shown_and_the_rest_is_hidden(
    mask: Callable[[str], str], text: str, shown: str
) -> None:
    assert mask(text) == shown
    assert len(shown) == len(text)
