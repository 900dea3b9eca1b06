"""Where facts come from: ledgers by a layout, folders of tables, and their digests."""

import hashlib
import json
from pathlib import Path

import pytest

from dingdian.analysis.engine import Engine
from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import find
from dingdian.lexicon.problem import Unusable
from dingdian.steps.source import (
    Source,
    digest_of_file,
    digest_of_tables,
    digests_of_folder,
    layouts_of,
    open_source,
)
from tests.makers.tables import IN_NO_WANT, village, write_tables

FOLDER = find("chongqing_2020")


def opened(path: Path, campaign: Campaign, layout: str | None = None) -> Source:
    with Engine(threads=1) as engine:
        return open_source(path, engine, campaign, folder=FOLDER, layout=layout)


def test_a_ledger_tells_its_layout_its_rows_and_its_digest(
    ledger: Path, campaign: Campaign
) -> None:
    source = opened(ledger, campaign)
    assert (source.name, source.layout, source.rows) == ("villages.csv", "villages", 5)
    assert source.digest == f"sha256:{hashlib.sha256(ledger.read_bytes()).hexdigest()}"
    assert source.as_of is None


def test_a_ledger_is_read_by_the_layout_that_is_named(ledger: Path, campaign: Campaign) -> None:
    assert opened(ledger, campaign, "villages").layout == "villages"
    with pytest.raises(Unusable) as refused:
        opened(ledger, campaign, "village_ledger_2012")
    assert refused.value.code == "no_layout_fits"


def test_a_layout_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Unusable) as refused:
        layouts_of(FOLDER, "village")
    assert refused.value.code == "no_such_layout"
    assert "village_ledger_2012, villages" in refused.value.message("en")


def test_every_layout_of_a_campaign_is_at_hand() -> None:
    assert [one.code for one in layouts_of(FOLDER)] == ["village_ledger_2012", "villages"]


def test_a_path_that_is_not_there_is_refused_by_name(tmp_path: Path, campaign: Campaign) -> None:
    with pytest.raises(Unusable) as refused:
        opened(tmp_path / "none.xlsx", campaign)
    assert refused.value.code == "no_such_file"
    assert "none.xlsx" in refused.value.message("en")


def test_a_folder_is_called_by_its_own_name(
    tmp_path: Path, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_tables(tmp_path / "快照", campaign, villages=[village(**IN_NO_WANT)])
    monkeypatch.chdir(folder)
    source = opened(Path(), campaign)
    assert (source.name, source.layout, source.rows) == ("快照", "parquet", 1)


def test_a_folders_digest_is_over_the_names_and_bytes_of_its_tables(
    tmp_path: Path, campaign: Campaign
) -> None:
    folder = write_tables(tmp_path / "a", campaign, villages=[village()], members=[])
    digests = digests_of_folder(folder)
    assert list(digests) == ["members", "villages"]
    whole = digest_of_tables(digests)
    (folder / "remark.txt").write_text("no table")
    assert digest_of_tables(digests_of_folder(folder)) == whole
    (folder / "members.parquet").rename(folder / "households.parquet")
    assert digest_of_tables(digests_of_folder(folder)) != whole
    assert digests["villages"] == digest_of_file(folder / "villages.parquet")


def test_a_table_that_was_changed_after_its_manifest_is_a_problem(
    tmp_path: Path, campaign: Campaign
) -> None:
    folder = write_tables(tmp_path / "a", campaign, villages=[village(**IN_NO_WANT)])
    sealed = digests_of_folder(folder)["villages"].removeprefix("sha256:")
    told = {"as_of": "2020-06-30", "tables": {"villages": {"sha256": sealed}}}
    (folder / "manifest.json").write_text(json.dumps(told))
    assert opened(folder, campaign).problems == ()
    write_tables(folder, campaign, villages=[village(**IN_NO_WANT | {"dropouts": 1})])
    (problem,) = opened(folder, campaign).problems
    assert (problem.code, problem.sheet) == ("manifest_differs", "villages.parquet")


def test_facts_that_a_source_does_not_hold_are_noted_once(ledger: Path, campaign: Campaign) -> None:
    lines = [line.split(",")[:7] for line in ledger.read_text(encoding="utf-8").splitlines()]
    ledger.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    absent = [one for one in opened(ledger, campaign).notes if one.code == "columns_absent"]
    assert len(absent) == 1
    assert "通客运班车" in absent[0].says.zh
