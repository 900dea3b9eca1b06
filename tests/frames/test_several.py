"""Several choices of a list in one text, in the order of the list."""

import numpy as np

from dingdian.frames.several import several

WORDS = ("illness", "disability", "schooling")


def told(*rows: tuple[bool, bool, bool]) -> list[str | None]:
    return several(np.array(rows, dtype=bool).reshape(-1, 3), WORDS).texts()


def test_the_codes_stand_in_the_order_of_the_list_with_a_space_between() -> None:
    assert told((True, False, True), (False, True, False), (True, True, True)) == [
        "illness schooling",
        "disability",
        "illness disability schooling",
    ]


def test_where_none_holds_the_text_is_empty_and_not_unknown() -> None:
    assert told((False, False, False), (True, False, False)) == ["", "illness"]


def test_a_table_without_rows_has_none_to_say() -> None:
    assert told() == []
