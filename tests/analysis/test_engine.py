"""The engine takes in what it is given unchanged, and reaches for nothing else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from dingdian.analysis.engine import SETTINGS, Engine, written
from dingdian.lexicon.problem import Unusable
from tests.makers.tables import write_rows

TYPES = {"place": "VARCHAR", "name": "VARCHAR", "road": "BOOLEAN", "persons": "BIGINT"}
EVERYTHING = exp.select("*").from_("villages").order_by("place")


def test_rows_come_back_as_they_went_in(engine: Engine) -> None:
    columns: dict[str, list[Any]] = {
        "place": ["1", "2", "3"],
        "name": ['甲,"乙', "null", None],
        "road": [True, None, False],
        "persons": [-(2**63), 2**63 - 1, None],
    }
    engine.load_rows("villages", columns, TYPES)
    assert engine.ask(EVERYTHING) == list(zip(*columns.values(), strict=True))


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1))
def test_any_text_survives_the_way_into_the_engine(names: list[str]) -> None:
    places = [f"{number:06}" for number in range(len(names))]
    with Engine(threads=1) as engine:
        engine.load_rows("villages", {"place": places, "name": names}, TYPES)
        assert engine.ask(EVERYTHING) == list(zip(places, names, strict=True))


def test_columns_of_different_lengths_are_a_fault(engine: Engine) -> None:
    with pytest.raises(ValueError, match="shorter"):
        engine.load_rows("villages", {"place": ["1", "2"], "name": ["a"]}, TYPES)


def test_more_text_than_a_row_can_hold_is_refused(engine: Engine) -> None:
    with pytest.raises(Unusable, match="longer than a table can hold"):
        engine.load_rows("villages", {"place": ["1"], "name": ["长" * 1_500_000]}, TYPES)


def test_the_rows_passing_file_is_gone_afterwards(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    engine.load_rows("villages", {"place": ["1"], "name": ["a"]}, TYPES)
    assert list(tmp_path.iterdir()) == []


def test_a_parquet_file_tells_its_columns_and_numbers_its_rows(
    engine: Engine, tmp_path: Path
) -> None:
    write_rows(tmp_path / "t.parquet", [{"place": "1", "road": True}, {"place": "2"}], TYPES)
    found = engine.open_parquet("villages", tmp_path / "t.parquet")
    assert found == {"place": "VARCHAR", "road": "BOOLEAN", "file_row_number": "BIGINT"}
    assert engine.ask(EVERYTHING) == [("1", True, 0), ("2", None, 1)]


@pytest.mark.parametrize("kept", [0, 3, 100, -1])
def test_a_truncated_parquet_file_is_refused_by_name(
    engine: Engine, tmp_path: Path, kept: int
) -> None:
    path = tmp_path / "villages.parquet"
    write_rows(path, [{"place": str(number)} for number in range(99)], TYPES)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Unusable) as refused:
        engine.open_parquet("villages", path)
    assert refused.value.code == "not_parquet"
    assert refused.value.message("en").startswith("villages.parquet: ")


def test_a_table_damaged_in_its_middle_is_refused_by_name(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "villages.parquet"
    write_rows(path, [{"place": f"{number:012}"} for number in range(999)], TYPES)
    whole = bytearray(path.read_bytes())
    whole[4:400] = b"\xff" * 396
    path.write_bytes(whole)
    engine.open_parquet("villages", path)
    with pytest.raises(Unusable, match="cannot be read to its end") as refused:
        engine.ask(exp.select("*").from_("villages"))
    assert (refused.value.code, refused.value.where) == ("damaged", "villages.parquet")


def test_a_wrong_query_is_our_fault_and_not_the_tables(engine: Engine) -> None:
    with pytest.raises(duckdb.CatalogException):
        engine.ask(exp.select("*").from_("nowhere"))


def test_an_answer_is_kept_under_a_name(engine: Engine) -> None:
    engine.keep("one", exp.select(exp.alias_(exp.Literal.number(1), "n")))
    assert engine.ask(exp.select("n").from_("one")) == [(1,)]


def test_the_engine_fetches_no_extension() -> None:
    assert SETTINGS["autoinstall_known_extensions"] is False
    assert SETTINGS["autoload_known_extensions"] is False
    with Engine() as engine, pytest.raises(duckdb.Error):
        engine.connection.execute("SELECT * FROM 'https://example.org/x.parquet'")


@pytest.mark.parametrize("threads", [1, 3])
def test_the_engine_uses_as_many_threads_as_it_is_told(threads: int) -> None:
    with Engine(threads=threads) as engine:
        assert engine.connection.execute("SELECT current_setting('threads')").fetchone() == (
            threads,
        )


def test_an_engine_answers_nothing_once_it_is_left() -> None:
    with Engine() as engine:
        pass
    with pytest.raises(duckdb.ConnectionException):
        engine.ask(exp.select("1"))


def test_a_written_question_is_asked_again_with_what_it_leaves_open(engine: Engine) -> None:
    more = exp.Add(this=exp.Placeholder(this="n"), expression=exp.Literal.number(1))
    text = written(exp.select(more))
    assert [engine.ask(text, {"n": n}) for n in (1, 41)] == [[(2,)], [(42,)]]


def test_an_engine_beside_another_answers_from_its_tables_in_a_thread_of_its_own(
    engine: Engine,
) -> None:
    engine.keep("one", exp.select(exp.alias_(exp.Literal.number(1), "n")))

    def answer(_turn: int) -> list[tuple[Any, ...]]:
        with Engine(beside=engine) as other:
            return other.ask(exp.select("n").from_("one"))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(answer, range(20))) == [[(1,)]] * 20
    assert engine.ask(exp.select("n").from_("one")) == [(1,)]
