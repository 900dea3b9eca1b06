"""A division code tells its level, what it lies in, and its kind of committee."""

import pytest

from dingdian.lexicon.place import Committee, Level, above, committee_of, level_of, on_path, path_of


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("50", "province"),
        ("5001", "city"),
        ("500101", "county"),
        ("500101151", "township"),
        ("500101151201", "village"),
        ("", None),
        ("500", None),
        ("50010115120a", None),
        ("５０", None),
        ("示例", None),
    ],
)
def test_the_length_of_a_code_tells_its_level(code: str, level: Level | None) -> None:
    assert level_of(code) == level


def test_a_place_lies_in_those_above_it() -> None:
    levels: tuple[Level, ...] = ("province", "city", "county", "township", "village")
    assert [above("500101151201", level) for level in levels] == [
        "50",
        "5001",
        "500101",
        "500101151",
        "500101151201",
    ]


@pytest.mark.parametrize(
    ("code", "committee"),
    [
        ("500101151000", None),
        ("500101151001", "residents_committee"),
        ("500101151199", "residents_committee"),
        ("500101151200", "village_committee"),
        ("500101151399", "village_committee"),
        ("500101151400", None),
        ("500101151899", None),
        ("500101151900", "village_committee"),
        ("500101151999", "village_committee"),
        ("500101151", None),
        ("从化市/吕田镇/三村村", None),
    ],
)
def test_the_last_three_digits_tell_the_committee(code: str, committee: Committee | None) -> None:
    assert committee_of(code) == committee


def test_a_path_of_names_holds_no_space() -> None:
    assert path_of([" 从化 市", "吕田镇 ", "三\u3000村村"]) == "从化市/吕田镇/三村村"


def test_a_path_of_codes_tells_what_a_place_lies_in() -> None:
    path = "50/500101/500101151/"
    assert on_path(path, "county") == "500101"
    assert on_path(path, "township") == "500101151"
    assert on_path(path, "village") == ""
    assert on_path("50/wansheng/", "county") == ""
