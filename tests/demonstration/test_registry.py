"""The written registry says what was drawn, is whole, and says that it is synthetic."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dingdian.campaign.reading import load
from dingdian.demonstration.edges import EDGES
from dingdian.demonstration.registry import write_registry
from dingdian.demonstration.shortfalls import LACKING, UNKNOWN
from dingdian.demonstration.synthetic_campaign import draw_villages
from dingdian.frames.tables import tables_of
from dingdian.lexicon.problem import Unusable

Rows = list[dict[str, Any]]
TABLES = tables_of(load("chongqing_2020"))


def rows(folder: Path, table: str) -> Rows:
    found: Rows = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return found


def digests(folder: Path) -> dict[str, str]:
    """A digest of the values of every column, whatever the file around them."""
    return {
        f"{table}.{name}": hashlib.sha256(repr(column.to_pylist()).encode()).hexdigest()
        for table in TABLES
        for name, column in zip(
            TABLES[table], pq.read_table(folder / f"{table}.parquet").columns, strict=True
        )
    }


@pytest.mark.parametrize("size", ["village", "campaign"])
def test_the_same_seed_gives_the_same_values(
    size: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    write_registry(tmp_path / "again", size=size, seed=2020)
    assert digests(tmp_path / "again") == digests(request.getfixturevalue(f"{size}_registry"))


def test_another_seed_gives_other_persons(village_registry: Path, tmp_path: Path) -> None:
    write_registry(tmp_path / "other", size="village", seed=7)
    other, ours = digests(tmp_path / "other"), digests(village_registry)
    assert other["members.member"] != ours["members.member"]
    assert other["villages.place"] == ours["villages.place"]


def test_the_manifest_says_that_it_is_synthetic_and_what_the_files_hold(
    campaign_registry: Path,
) -> None:
    said = json.loads((campaign_registry / "manifest.json").read_text("utf-8"))
    assert said["synthetic"] == "合成数据"
    assert (said["schema"], said["as_of"]) == (1, "2020-06-30")
    assert (said["size"], said["seed"]) == ("campaign", 2020)
    for name, table in said["tables"].items():
        file = campaign_registry / f"{name}.parquet"
        assert table["rows"] == pq.read_metadata(file).num_rows
        assert table["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_table_has_the_columns_that_it_promises(village_registry: Path) -> None:
    for name, schema in TABLES.items():
        assert pq.read_schema(village_registry / f"{name}.parquet").names == list(schema)


def test_persons_stand_by_village_and_belong_to_a_family_of_it(village_registry: Path) -> None:
    families = {family["household"]: family for family in rows(village_registry, "households")}
    members = rows(village_registry, "members")
    assert [one["village"] for one in members] == sorted(one["village"] for one in members)
    sizes = dict.fromkeys(families, 0)
    for member in members:
        family = families[member["household"]]
        sizes[member["household"]] += 1
        assert member["village"] == family["village"]
        outside = member["poverty_status"] == "not_registered"
        assert (family["exit_state"] == "not_registered") == outside
    assert sizes == {key: family["household_size"] for key, family in families.items()}


def test_a_family_has_one_status(village_registry: Path) -> None:
    statuses: dict[int, set[str]] = {}
    for member in rows(village_registry, "members"):
        statuses.setdefault(member["household"], set()).add(member["poverty_status"])
    assert {len(found) for found in statuses.values()} == {1}


def test_pseudonyms_differ_and_tell_no_order(campaign_registry: Path) -> None:
    keys = pq.read_table(campaign_registry / "members.parquet", columns=["member"])
    found = keys.column("member").to_numpy()
    assert len(set(found.tolist())) == len(found)
    assert 0 <= found.min() < found.max() < 2**52
    risen = (found[1:] > found[:-1]).mean()
    assert 0.45 < risen < 0.55


def test_the_tables_hold_what_was_drawn_for_each_village(campaign_registry: Path) -> None:
    drawn = draw_villages("campaign", 2020)
    members = rows(campaign_registry, "members")
    families = rows(campaign_registry, "households")
    held = {
        "remaining": [m["village"] for m in members if m["poverty_status"] == "not_lifted"],
        "dropped_out": [m["village"] for m in members if m["school_state"] == "dropped_out"],
        "uninsured": [m["village"] for m in members if m["insurance_state"] == "uninsured"],
        "dangerous_houses": [
            f["village"] for f in families if f["lived_in"] and f["house_grade"] in ("C", "D")
        ],
        "unsafe_water": [f["village"] for f in families if f["safe_water"] is False],
    }
    places = [village.place for village in drawn.villages]
    counted = {place: held["remaining"].count(place) for place in set(held["remaining"])}
    for place, remaining in zip(places, drawn.counts.remaining, strict=True):
        assert counted.get(place, 0) == remaining
    for item in ("dropped_out", "uninsured", "dangerous_houses", "unsafe_water"):
        lacking = {p for p, s in zip(places, drawn.standing[item], strict=True) if s == LACKING}
        assert set(held[item]) == lacking


def test_latrines_are_well_above_or_well_below_the_limit_as_drawn(campaign_registry: Path) -> None:
    drawn = draw_villages("campaign", 2020)
    said: dict[str, list[bool | None]] = {}
    for family in rows(campaign_registry, "households"):
        said.setdefault(family["village"], []).append(family["sanitary_latrine"])
    states = drawn.standing["sanitary_latrine"]
    for village, state in zip(drawn.villages, states, strict=True):
        answers = said.get(village.place, [])
        if state == UNKNOWN:
            assert not any(answers)
            assert None in answers or not answers
        else:
            assert None not in answers
            assert (answers.count(True) / len(answers) < 0.85) == (state == LACKING)


def test_an_unknown_population_is_left_out_and_a_zero_is_written(village_registry: Path) -> None:
    said = {
        row["place"]: row["agricultural_population"] for row in rows(village_registry, "villages")
    }
    assert said[EDGES["unknown_population"]] is None
    assert said[EDGES["zero_population"]] == 0


def test_the_village_without_facts_leaves_them_out(village_registry: Path) -> None:
    (row,) = [
        row
        for row in rows(village_registry, "villages")
        if row["place"] == EDGES["open_for_lack_of_facts"]
    ]
    assert [row[item] for item in ("hardened_road", "group_roads", "waste_collected")] == [None] * 3
    assert row["bus"] is True


def test_progress_hears_each_table(tmp_path: Path) -> None:
    heard: list[str] = []
    write_registry(tmp_path / "registry", size="village", progress=heard.append)
    assert heard == ["villages", "households", "members", "incomes"]


def test_a_registry_of_ours_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    write_registry(folder, size="village", seed=7)
    write_registry(folder, size="village", seed=8)
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["seed"] == 8
    assert [path.name for path in tmp_path.iterdir()] == ["registry"]


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json", "members.parquet"])
def test_a_folder_that_is_not_ours_is_refused_and_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}", "utf-8")
    with pytest.raises(Unusable, match="Something else stands here"):
        write_registry(tmp_path, size="village")
    assert (tmp_path / name).read_text("utf-8") == "{}"


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "registry").write_text("mine", "utf-8")
    with pytest.raises(Unusable):
        write_registry(tmp_path / "registry", size="village")


def test_a_run_that_stops_leaves_the_old_registry_and_nothing_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    write_registry(folder, size="village", seed=7)

    def stop_at_members(table: str) -> None:
        if table == "members":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_registry(folder, size="village", seed=8, progress=stop_at_members)
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["seed"] == 7
    assert [path.name for path in tmp_path.iterdir()] == ["registry"]
