"""A hostile or broken file ends in one helpful refusal, soon, within bounds, and leaves nothing."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS
from dingdian.workbooks.layout import Layout
from dingdian.workbooks.ledger import read_ledger
from tests.workbooks import hostile
from tests.workbooks.conftest import GOOD, VILLAGES

Make = Callable[[Path], object]


def write(said: bytes | str) -> Make:
    data = said if isinstance(said, bytes) else said.encode()
    return lambda path: path.write_bytes(data)


CASES: list[tuple[str, str, Make]] = [
    ("a.xlsx", "damaged", hostile.truncated),
    ("b.xlsx", "far_away_cell", hostile.far_away_cell),
    ("c.xlsx", "far_away_cell", partial(hostile.far_away_cell, cell="AD1048576")),
    ("d.xlsx", "too_wide", hostile.beyond_the_last_column),
    ("e.xlsx", "too_wide", hostile.a_million_empty_columns),
    ("f.xlsx", "entities", hostile.entities),
    ("g.xlsx", "swells", hostile.zip_bomb),
    ("h.xlsx", "damaged", hostile.zip_bomb_that_lies),
    ("i.xlsx", "too_many_members", hostile.many_members),
    ("j.xlsx", "path_inside", hostile.path_inside),
    ("k.xlsx", "password", hostile.encrypted_xlsx),
    ("l.xls", "password", partial(hostile.encrypted_xls, kind=0)),
    ("m.xls", "password", partial(hostile.encrypted_xls, kind=1)),
    ("n.ods", "password", hostile.encrypted_ods),
    ("o.ods", "too_many_cells", partial(hostile.repeated_ods, rows=1_000_000)),
    ("p.ods", "out_of_memory", partial(hostile.repeated_ods, rows=90_000)),
    ("q.csv", "line_too_long", partial(hostile.one_long_line, size=32 << 20)),
    ("r.xls", "damaged", write(hostile.OLE + bytes(4096))),
    ("s.xlsx", "empty_file", write("")),
    ("t.docx", "unknown_ending", write("x")),
    ("u", "unknown_ending", write("x")),
]
DISGUISES: list[tuple[str, str, Make]] = [
    ("a.xls", "an Excel workbook (.xlsx)", write(hostile.workbook(GOOD))),
    ("b.csv", "an Excel workbook (.xlsx)", write(hostile.workbook(GOOD))),
    ("c.ods", "an Excel workbook (.xlsx)", write(hostile.workbook(GOOD))),
    ("d.xlsx", "a zip archive", hostile.plain_zip),
    ("e.xlsx", "plain text, such as csv", write("区县,乡镇\n")),
    ("f.xls", "a web page (HTML)", write("\ufeff <html><table></table></html>")),
    ("g.xls", "an XML file", write('<?xml version="1.0"?><Workbook/>')),
    ("h.xlsx", "a picture (PNG)", write(b"\x89PNG\r\n\x1a\n")),
    ("i.csv", "a PDF file", write("%PDF-1.7")),
    ("j.xls", "an old Word document (.doc)", lambda p: hostile.old_container(p, "WordDocument")),
    ("k.xlsx", "an old Excel workbook (.xls)", lambda p: hostile.old_sheet(p, GOOD)),
    ("l.csv", "a binary file of no known kind", write(b"a\0b")),
]


def refusal(path: Path, layout: Layout) -> Unusable:
    with pytest.raises(Unusable) as refused:
        read_ledger(path, [layout])
    return refused.value


@pytest.mark.parametrize(("name", "code", "make"), CASES, ids=[case[1] for case in CASES])
def test_a_hostile_file_ends_in_one_refusal(
    layout: Layout, tmp_path: Path, name: str, code: str, make: Make
) -> None:
    make(tmp_path / name)
    refused = refusal(tmp_path / name, layout)
    assert refused.code == code
    assert refused.where == name
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert all("{" not in refused.message(lang) for lang in LANGS)


@pytest.mark.parametrize(("name", "really", "make"), DISGUISES)
def test_a_disguised_file_is_called_by_its_real_name(
    layout: Layout, tmp_path: Path, name: str, really: str, make: Make
) -> None:
    make(tmp_path / name)
    refused = refusal(tmp_path / name, layout)
    assert refused.code == "not_what_it_says"
    assert f"but it is {really}." in refused.says.en


def test_a_missing_file_and_a_folder_are_refused(layout: Layout, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv", layout).code == "no_such_file"
    assert refusal(tmp_path, layout).code == "not_a_file"


def test_the_far_away_cell_is_named(layout: Layout, tmp_path: Path) -> None:
    refused = refusal(hostile.far_away_cell(tmp_path / "x.xlsx"), layout)
    assert "XFD1048576" in refused.says.zh


def test_a_parser_that_takes_too_long_is_stopped(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dingdian.workbooks.apart.SECONDS", 0.0)
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.workbook(GOOD))
    assert refusal(path, layout).code == "out_of_time"


def test_a_workbook_beyond_the_bound_is_not_begun(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dingdian.workbooks.apart.LARGEST_FILE", 10)
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.workbook(GOOD))
    assert refusal(path, layout).code == "too_large"


MEASURE = """
import re, resource, sys
from pathlib import Path
from dingdian.lexicon.problem import Unusable
from dingdian.workbooks.layout import read_layout
from dingdian.workbooks.ledger import read_ledger

try:
    read_ledger(Path(sys.argv[1]), [read_layout(sys.argv[2], name="x")])
except Unusable as refused:
    # Not RUSAGE_SELF: its peak is inherited from the process that this one was forked from.
    own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    print(refused.code, own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)
"""
HEAVY: list[tuple[str, Make]] = [
    ("far.xlsx", hostile.far_away_cell),
    ("repeated.ods", partial(hostile.repeated_ods, rows=90_000)),
    ("long.csv", hostile.one_long_line),
    ("empty.xlsx", hostile.a_million_empty_columns),
]


@pytest.mark.skipif(
    sys.platform != "linux", reason="Only Linux counts memory in KiB and bounds it."
)
@pytest.mark.parametrize(("name", "make"), HEAVY)
def test_a_heavy_file_stays_within_its_memory(tmp_path: Path, name: str, make: Make) -> None:
    make(tmp_path / name)
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path / name), VILLAGES],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    _, mebibytes = measured.stdout.split()
    assert int(mebibytes) <= 600
