"""A confirmed nomination counts from the next run on, in a source that anybody can verify."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dingdian.campaign.definition import Campaign
from dingdian.installation import installation
from dingdian.lexicon.problem import Unusable
from dingdian.records.access.models import Role
from dingdian.records.targeting.actions import (
    Evidence,
    confirm_nomination,
    nominate,
    withdraw_nomination,
)
from dingdian.records.targeting.models import Nomination, Run, Target
from dingdian.records.targeting.queries import sealed
from dingdian.steps.keep_run import SNAPSHOTS, keep_run
from dingdian.steps.nominated_source import ADDED_TO, with_nominations
from dingdian.steps.source import digest_of_file
from dingdian.steps.verify import verify
from tests.makers.duties import somebody, standing_of
from tests.makers.invented import lay_invented
from tests.makers.tables import IN_NO_WANT, village, write_tables

LONGJU = "500101151"
WELL = f"{LONGJU}901"
CITY = "50"

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination(campaign: Campaign) -> Nomination:
    """One of the invented villages, nominated for its industry and not yet confirmed."""
    lay_invented(LONGJU)
    county = somebody(Role.COUNTY, "500101")
    return nominate(
        standing_of(WELL),
        campaign=campaign,
        area="weak_industry",
        says="柑橘滞销，合作社停办",
        evidence=Evidence("万州区农业农村委〔2020〕示例1号"),
        by=county,
    )


@pytest.fixture
def confirmed(nomination: Nomination) -> Nomination:
    return confirm_nomination(nomination, by=somebody(Role.DEPARTMENT, CITY))


@pytest.fixture
def tables(tmp_path: Path, campaign: Campaign) -> Path:
    """Two villages in want of nothing; no column says a word of nominations."""
    rows = [village(901, **IN_NO_WANT), village(902, **IN_NO_WANT)]
    return write_tables(tmp_path / "tables", campaign, villages=rows)


def kept(source: Path) -> Run:
    return keep_run(source, by=None, campaign="chongqing_2020")


def included(run: Run) -> list[str]:
    rows = Target.objects.filter(run=run, target_class="village", standing="included")
    return list(rows.values_list("code", flat=True))


def with_them(source: Path, campaign: Campaign, tmp_path: Path) -> Path:
    return with_nominations(source, campaign=campaign, snapshots=tmp_path / "snapshots")


@pytest.mark.usefixtures("nomination")
def test_a_nomination_that_nobody_confirmed_changes_nothing(tables: Path) -> None:
    run = kept(tables)
    assert included(run) == []
    assert Path(run.source_path) == tables


def test_a_confirmed_nomination_takes_its_village_in(tables: Path, confirmed: Nomination) -> None:
    run = kept(tables)
    assert included(run) == [confirmed.code] == [WELL]
    target = Target.objects.get(run=run, code=WELL)
    assert target.holds == ["weak_industry"]
    assert Path(run.source_path).parent == installation().home / SNAPSHOTS
    assert run.source_name.startswith("tables-nominated-")


@pytest.mark.usefixtures("confirmed")
def test_the_decision_verifies_against_the_source_that_was_made(
    tables: Path, tmp_path: Path
) -> None:
    run = kept(tables)
    (tmp_path / "run.json").write_bytes(sealed(run))
    assert verify(tmp_path / "run.json", source=Path(run.source_path)).differences == ()
    assert verify(tmp_path / "run.json", source=tables).differences != ()


@pytest.mark.usefixtures("confirmed")
def test_the_same_nominations_make_the_same_source_once(tables: Path) -> None:
    run = kept(tables)
    before = Path(run.source_path).stat().st_ino
    assert kept(tables) == run
    assert kept(Path(run.source_path)) == run
    assert Path(run.source_path).stat().st_ino == before


def test_a_withdrawn_nomination_no_longer_counts(tables: Path, confirmed: Nomination) -> None:
    kept(tables)
    withdraw_nomination(confirmed, why="已恢复", by=confirmed.nominated_by)
    assert included(kept(tables)) == []


@pytest.mark.usefixtures("confirmed")
def test_everything_but_the_flag_stays_as_it_was(
    registry: Path, campaign: Campaign, tmp_path: Path
) -> None:
    made = with_them(registry, campaign, tmp_path)
    before, after = (pq.read_table(one / "villages.parquet") for one in (registry, made))
    assert before.schema.equals(after.schema)
    flag = "nominated_industry"
    assert before.drop_columns([flag]).equals(after.drop_columns([flag]))
    changed = [
        place
        for place, was, now in zip(
            after["place"].to_pylist(),
            before[flag].to_pylist(),
            after[flag].to_pylist(),
            strict=True,
        )
        if was is not now
    ]
    assert changed == [WELL]


@pytest.mark.usefixtures("confirmed")
def test_tables_that_do_not_change_are_the_same_files(
    registry: Path, campaign: Campaign, tmp_path: Path
) -> None:
    made = with_them(registry, campaign, tmp_path)
    assert {one.name for one in made.iterdir()} - {ADDED_TO} == {
        one.name for one in registry.iterdir()
    }
    for table in ("households.parquet", "members.parquet"):
        assert digest_of_file(made / table) == digest_of_file(registry / table)


@pytest.mark.usefixtures("confirmed")
def test_tables_are_copied_where_they_cannot_be_shared(
    registry: Path, campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_another_disk(*_paths: Any) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", on_another_disk)
    made = with_them(registry, campaign, tmp_path)
    table = "members.parquet"
    assert (made / table).stat().st_nlink == 1
    assert digest_of_file(made / table) == digest_of_file(registry / table)


@pytest.mark.usefixtures("confirmed")
def test_the_manifest_says_what_was_added_and_to_what(
    registry: Path, campaign: Campaign, tmp_path: Path
) -> None:
    made = with_them(registry, campaign, tmp_path)
    says = json.loads((made / "manifest.json").read_text("utf-8"))
    was = json.loads((registry / "manifest.json").read_text("utf-8"))
    villages = says["tables"].pop("villages")
    assert digest_of_file(made / "villages.parquet") == f"sha256:{villages['sha256']}"
    was["tables"].pop("villages")
    assert says.pop("nominations") == {
        "added_to": registry.name,
        "places": {"nominated_industry": 1},
    }
    assert says == was


@pytest.mark.usefixtures("confirmed")
def test_villages_that_were_altered_stay_at_fault(
    registry: Path, campaign: Campaign, tmp_path: Path
) -> None:
    altered = tmp_path / "altered"
    altered.mkdir()
    for one in registry.iterdir():
        (altered / one.name).write_bytes(one.read_bytes())
    table = pq.read_table(altered / "villages.parquet")
    pq.write_table(table.slice(0, 5), altered / "villages.parquet")
    made = with_them(altered, campaign, tmp_path)
    says = json.loads((made / "manifest.json").read_text("utf-8"))
    assert says["tables"] == json.loads((altered / "manifest.json").read_text("utf-8"))["tables"]


@pytest.mark.usefixtures("confirmed")
def test_a_ledger_cannot_take_nominations_in(
    ledger: Path, campaign: Campaign, tmp_path: Path
) -> None:
    with pytest.raises(Unusable) as refused:
        with_them(ledger, campaign, tmp_path)
    assert refused.value.code == "nominations_need_tables"
    assert "snapshot" in refused.value.do.en


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize(
    ("villages", "code"), [(None, "no_tables"), (b"no parquet at all", "not_parquet")]
)
def test_a_folder_that_is_no_snapshot_is_refused(
    tmp_path: Path, villages: bytes | None, code: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    if villages is not None:
        (folder / "villages.parquet").write_bytes(villages)
    with pytest.raises(Unusable) as refused:
        kept(folder)
    assert refused.value.code == code


@pytest.mark.usefixtures("confirmed")
def test_nothing_is_left_of_a_source_that_could_not_be_made(
    registry: Path, campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dingdian.steps.nominated_source.write_flagged", full)
    with pytest.raises(OSError, match="No space"):
        with_them(registry, campaign, tmp_path)
    assert list((tmp_path / "snapshots").iterdir()) == []
