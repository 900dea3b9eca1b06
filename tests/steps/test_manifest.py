"""What a folder of tables says of itself, and what cannot be read as that."""

import json
from datetime import date
from pathlib import Path

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.steps.manifest import Manifest, read_manifest

TOLD = {"as_of": "2020-06-30", "synthetic": "合成数据", "tables": {"villages": {"sha256": "ab"}}}


def test_a_folder_without_a_manifest_says_nothing(tmp_path: Path) -> None:
    manifest = read_manifest(tmp_path)
    assert manifest == Manifest()
    assert (manifest.notes(), manifest.problems({"villages": "sha256:ab"})) == ([], [])


def test_a_manifest_tells_its_day_and_its_digests(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(TOLD))
    manifest = read_manifest(tmp_path)
    assert (manifest.as_of, manifest.digests) == (date(2020, 6, 30), {"villages": "ab"})
    assert manifest.problems({"villages": "sha256:ab"}) == []


def test_synthetic_data_says_so_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(TOLD))
    (note,) = read_manifest(tmp_path).notes()
    assert note.code == "synthetic"
    assert "合成数据" in note.says.zh
    assert "合成数据" in note.says.en


@pytest.mark.parametrize("digests", [{}, {"villages": "sha256:cd"}])
def test_a_table_that_is_missing_or_changed_is_a_problem(digests: dict[str, str]) -> None:
    (problem,) = Manifest(digests={"villages": "ab"}).problems(digests)
    assert (problem.code, problem.sheet) == ("manifest_differs", "villages.parquet")


@pytest.mark.parametrize(
    "told",
    [
        "{",
        "[]",
        "{}",
        json.dumps(TOLD | {"as_of": "30 June"}),
        json.dumps(TOLD | {"as_of": 20200630}),
        json.dumps(TOLD | {"tables": []}),
        json.dumps(TOLD | {"tables": {"villages": {}}}),
        json.dumps(TOLD | {"tables": {"villages": "ab"}}),
        "[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused_by_name(tmp_path: Path, told: str) -> None:
    (tmp_path / "manifest.json").write_text(told)
    with pytest.raises(Unusable) as refused:
        read_manifest(tmp_path)
    assert refused.value.code == "bad_manifest"
    assert "manifest.json" in refused.value.message("en")


def test_a_manifest_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes("合成数据".encode("gb18030"))
    with pytest.raises(Unusable):
        read_manifest(tmp_path)
