"""A TOML file remembers where each line stands, and names what is missing, amiss or unknown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.located import File, Node, lines_of

NESTED = """# a remark
[campaign]
code = "x"
label.zh = "甲"

[villages."odd.name"]   # quoted
'kind' = "whole"
choices = { a = { zh = "甲" } }

[[case]]
says = "one"
[[case.row]]
place = "a"
[[case.row]]
place = "b"

[[case]]
  [[case.row]]
  place = "c"
  [case.row.more]
  deep = 1
[class.village]
[[class.village.branch]]
code = "first"
[[class.village.branch.item]]
code = "i"
[[class.village.branch]]
[[class.village.branch.item]]
[[class.village.branch.item]]
code = "j"
"""


@pytest.mark.parametrize(
    ("spot", "line"),
    [
        (("campaign",), 2),
        (("campaign", "code"), 3),
        (("campaign", "label", "zh"), 4),
        (("villages", "odd.name"), 6),
        (("villages", "odd.name", "kind"), 7),
        (("villages", "odd.name", "choices"), 8),
        (("case", 0), 10),
        (("case", 0, "row", 1, "place"), 15),
        (("case", 1, "row", 0, "place"), 19),
        (("case", 1, "row", 0, "more", "deep"), 21),
        (("class", "village", "branch", 0, "item", 0, "code"), 26),
        (("class", "village", "branch", 1, "item", 1, "code"), 30),
    ],
)
def test_each_table_and_key_knows_its_line(spot: tuple[str | int, ...], line: int) -> None:
    assert lines_of(NESTED)[spot] == line


def test_what_has_no_line_of_its_own_stands_where_it_is_in(tmp_path: Path) -> None:
    file = written(tmp_path, NESTED)
    assert file.line(("villages", "odd.name", "choices", "a", "zh")) == 8
    assert file.line(("campaign", "missing")) == 2
    assert file.line(("nowhere",)) == 1
    assert file.line(()) == 1


def test_a_table_that_is_begun_twice_stands_where_it_began() -> None:
    assert lines_of("[a]\nx = 1\n[a]\n")[("a",)] == 1


def written(folder: Path, text: str) -> File:
    (folder / "sub").mkdir()
    path = folder / "sub" / "x.toml"
    path.write_text(text, encoding="utf-8")
    return File(path, root=folder)


def test_a_file_is_named_by_its_path_in_the_folder(tmp_path: Path) -> None:
    file = written(tmp_path, "[a]\nb = 1\n")
    assert (file.name, file.says, file.fault) == ("sub/x.toml", {"a": {"b": 1}}, None)


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    fault = written(tmp_path, "[a]\nb = 1\nc = \n").fault
    assert fault is not None
    assert (fault.file, fault.line) == ("sub/x.toml", 3)
    assert "this is not TOML" in fault.says.en
    assert "不是合格的 TOML" in fault.says.zh


def test_a_fault_at_the_end_of_a_file_names_its_first_line(tmp_path: Path) -> None:
    fault = written(tmp_path, 'a = """never closed').fault
    assert fault is not None
    assert fault.line == 1


def test_a_number_of_too_many_digits_is_a_fault(tmp_path: Path) -> None:
    fault = written(tmp_path, f"a = {'9' * 5000}\n").fault
    assert fault is not None
    assert "digits" in fault.says.en


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes('a = "重庆"\n'.encode("gbk"))
    fault = File(path, root=tmp_path).fault
    assert fault is not None
    assert "utf-8" in fault.says.en
    assert "UTF-8" in fault.do.zh


def test_a_byte_order_mark_and_another_line_end_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf[a]\r\nb = 1\r\n")
    file = File(path, root=tmp_path)
    assert (file.fault, file.says, file.line(("a", "b"))) == (None, {"a": {"b": 1}}, 2)


@pytest.fixture
def node(tmp_path: Path) -> Node:
    """A table with a value of each kind."""
    text = """[t]
text = "word"
whole = 7
yes = true
day = 2020-07-30
both = { zh = "甲", en = "A" }
half = { zh = "甲" }
list = ["a", "b"]
inner = { x = 1 }
rows = [{ x = 1 }, { x = 2 }, 3]
named = { one = { x = 1 }, two = 2 }
"""
    file = written(tmp_path, text)
    return Node(file, ("t",), file.says["t"], [])


def faults(node: Node) -> list[tuple[int, str, str]]:
    return [(one.line, one.says.en, one.do.en) for one in node.faults]


def test_what_is_there_and_right_is_told_without_a_fault(node: Node) -> None:
    assert node.text("text") == "word"
    assert node.whole("whole") == 7
    assert node.day("day") == date(2020, 7, 30)
    assert node.both("both")["en"] == "A"
    assert node.one_of("text", ("word", "other")) == "word"
    assert node.texts("list") == ("a", "b")
    assert node.table("inner").whole("x") == 1
    assert node.texts("absent") == ()
    assert node.tables("absent") == []
    assert node.named("absent") == {}
    assert (node.has("text"), node.has("absent")) == (True, False)
    assert node.faults == []


@pytest.mark.parametrize(
    ("ask", "key", "kind", "default"),
    [
        ("text", "whole", "a text", ""),
        ("whole", "text", "a whole number", 0),
        ("whole", "yes", "a whole number", 0),
        ("day", "text", "a day (2020-07-30)", date.min),
        ("texts", "text", "a list of texts", ()),
        ("tables", "text", "[[tables]]", []),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_what_it_says(
    node: Node, ask: str, key: str, kind: str, default: Any
) -> None:
    assert getattr(node, ask)(key) == default
    line = node.file.line(("t", key))
    assert faults(node) == [(line, f"“{key}” must be {kind}", f"It says {node.says[key]!r}.")]


@pytest.mark.parametrize("ask", ["text", "whole", "day", "both", "table"])
def test_what_is_missing_is_named_at_its_table(node: Node, ask: str) -> None:
    getattr(node, ask)("absent")
    assert faults(node) == [(1, "“absent” is missing", "Add it.")]


def test_a_label_in_one_language_is_a_fault(node: Node) -> None:
    assert node.both("half")["zh"] == "甲"
    assert faults(node) == [(7, "“half” has no en text", "Write it in both languages.")]


def test_a_word_that_is_none_of_the_few_is_named_with_them(node: Node) -> None:
    assert node.one_of("text", ("a", "b")) == "a"
    assert faults(node) == [(2, "“text” cannot be “word”", "Use one of: a, b.")]


def test_a_word_of_none_at_all_is_nothing(node: Node) -> None:
    assert node.one_of("text", ()) == ""
    assert len(node.faults) == 1


def test_an_entry_of_a_list_that_is_no_table_is_a_fault(node: Node) -> None:
    assert [one.whole("x") for one in node.tables("rows")] == [1, 2]
    assert faults(node) == [(10, "“rows” must be [[tables]]", "It says 3.")]


def test_a_named_entry_that_is_no_table_is_a_fault(node: Node) -> None:
    assert list(node.named("named")) == ["one", "two"]
    assert faults(node) == [(11, "“two” must be a table", "It says 2.")]


def test_what_nobody_asked_for_is_named_with_its_likely_meaning(node: Node) -> None:
    for key in ("texts", "whole", "yes", "day", "both", "half", "list", "inner", "rows"):
        node.has(key)
    node.finish()
    says = {one.line: (one.says.en, one.do.en) for one in node.faults}
    assert sorted(says) == [2, 11]
    assert says[2] == ("“text” is not known here", "Did you mean “texts”?")
    assert says[11][1].startswith("Known here: both, day,")
