"""What is typed is taken as it is meant, whatever the keyboard made of it."""

import pytest

from dingdian.records.places.typed import plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" Yun Yang ", "yunyang"),
        ("xi'an", "xian"),
        ("ＹＹＸ", "yyx"),
        ("５００２３６", "500236"),
        ("yún yáng", "yunyang"),
        ("lǚ", "lv"),
        ("Lü", "lv"),
        ("平安　镇", "平安镇"),
        (" ", ""),
    ],
)
def test_tones_spaces_and_wide_signs_make_no_difference(typed: str, meant: str) -> None:
    assert plain(typed) == meant
