"""Flags are set in a copy of a table, and everything else in it stays as it was."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dingdian.frames.flagged import rows_to_flag, write_flagged
from dingdian.lexicon.problem import Unusable

KEYS = ["a", "b", "c", None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four rows: flagged, not flagged, unknown, and one without a key."""
    columns = {"key": KEYS, "flag": [True, False, None, None], "n": [1, 2, 3, 4]}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    return tmp_path / "t.parquet"


def test_only_what_is_there_and_not_flagged_is_to_be_flagged(path: Path) -> None:
    wanted = {"flag": ["a", "b", "c", "elsewhere"], "new": ["c"], "none": ["elsewhere"]}
    assert rows_to_flag(path, key="key", wanted=wanted) == {"flag": ["b", "c"], "new": ["c"]}
    assert rows_to_flag(path, key="key", wanted={"flag": ["a"]}) == {}


def test_flags_are_set_and_the_rest_is_kept(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "to.parquet"
    write_flagged(path, to, key="key", wanted={"flag": ["c"], "new": ["b"]})
    assert pq.read_table(to).to_pydict() == {
        "key": KEYS,
        "flag": [True, False, True, None],
        "n": [1, 2, 3, 4],
        "new": [None, True, None, None],
    }
    assert rows_to_flag(to, key="key", wanted={"flag": ["c"], "new": ["b"]}) == {}


def test_keys_written_in_another_kind_of_text_are_found(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    keys = pa.array(["a", "b"], pa.large_string()).dictionary_encode()
    pq.write_table(pa.table({"key": keys}), path)
    assert rows_to_flag(path, key="key", wanted={"flag": ["b"]}) == {"flag": ["b"]}


@pytest.mark.parametrize(("key", "flag"), [("nothing", "flag"), ("key", "n")])
def test_a_table_that_cannot_be_flagged_is_left_alone(path: Path, key: str, flag: str) -> None:
    assert rows_to_flag(path, key=key, wanted={flag: ["b"]}) == {}


def test_a_file_that_is_no_table_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "villages.parquet"
    path.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(Unusable) as refused:
        rows_to_flag(path, key="key", wanted={"flag": ["b"]})
    assert (refused.value.code, refused.value.where) == ("not_parquet", "villages.parquet")
