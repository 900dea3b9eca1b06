"""Separated values are read in the encodings and with the delimiters that offices send."""

from pathlib import Path

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import read_ledger
from dingdian.workbooks.separated import blocks_of
from tests.workbooks.conftest import GOOD, HEADINGS, Row, Write


def rows(path: Path) -> list[Row]:
    return [row for block in blocks_of(path) for row in block]


def refusal(path: Path) -> Unusable:
    with pytest.raises(Unusable) as refused:
        rows(path)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["ledger.csv", "ledger.tsv", "LEDGER.TXT"])
def test_encoding_and_delimiter_are_found_out(
    layout: Layout, separated: Write, encoding: str, delimiter: str, name: str
) -> None:
    title = ("2020年剩余贫困人口台账; 截至6月，单位：人",)
    path = separated(title, HEADINGS, GOOD, name=name, encoding=encoding, delimiter=delimiter)
    reading = read_ledger(path, [layout])
    assert reading.columns["place"] == ["甲县/乙镇/丙村"]
    assert reading.columns["remaining_poor"] == [23]


@pytest.mark.parametrize(("mark", "encoding"), [("fffe", "utf-16-le"), ("feff", "utf-16-be")])
def test_the_mark_tells_the_order_of_bytes(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(bytes.fromhex(mark) + "甲,乙\n".encode(encoding))
    assert rows(path) == [["甲", "乙"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_whatever_ends_them(tmp_path: Path, end: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(f'a,b{end}{end}"c{end}d",e{end}'.encode())
    assert [len(row) for row in rows(path)] == [2, 0, 2]


def test_a_rare_name_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("㐂㛃𠮷村,1\n".encode("gb18030"))
    assert rows(path) == [["㐂㛃𠮷村", "1"]]


def test_an_encoding_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("甲,乙\n".encode() + b"\xff\xff\n")
    assert refusal(path).code == "encoding"
    path.write_bytes(b"\xff\xfe" + "甲".encode("utf-16-le") + b"x")
    assert refusal(path).code == "encoding"


def test_null_characters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" * 1000 + b"\0")
    assert refusal(path).code == "not_text"


def test_a_quote_that_stays_open_is_refused_where_it_began(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n"c,d\ne,f\n')
    assert refusal(path).code == "open_quote"
    assert "line 2" in refusal(path).says.en
    path.write_text('a,b\n"c,d\n' + "e,f\n" * 100_000)
    assert refusal(path).code == "open_quote"


def test_a_row_broken_into_endless_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + '"c\n","d\n",' * 200_000)
    assert refusal(path).code == "open_quote"


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("," * 16_384)
    assert refusal(path).code == "too_wide"


def test_a_file_beyond_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n")
    monkeypatch.setattr("dingdian.workbooks.separated.LARGEST_FILE", 3)
    assert refusal(path).code == "too_large"
