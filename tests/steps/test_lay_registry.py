"""A registry of Parquet with its identities comes into the records whole, sealed, and is found."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from dingdian.demonstration.edges import LONGJU
from dingdian.demonstration.identities import write_identities
from dingdian.demonstration.registry import write_registry
from dingdian.frames.whole_families import families_of
from dingdian.lexicon.problem import Unusable
from dingdian.records.access.scope import Scope
from dingdian.records.registry.models import (
    Deed,
    Helper,
    Household,
    HouseholdRound,
    Income,
    Member,
    MemberRound,
    VillageProfile,
)
from dingdian.records.registry.searching import search
from dingdian.records.trail.models import Entry
from dingdian.steps.lay_registry import lay_registry
from tests.makers.invented import lay_invented

pytestmark = pytest.mark.django_db
WHOLE = Scope(frozenset({"50/"}))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("laid")
    write_registry(folder / "registry", size="village")
    write_identities(folder / "registry", folder / "identities")
    return folder / "registry", folder / "identities"


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return load("chongqing_2020")


@pytest.fixture
def laid(folders: tuple[Path, Path], campaign: Campaign) -> dict[str, int]:
    lay_invented(LONGJU)
    return lay_registry(*folders, campaign=campaign, by=None)


def test_every_row_of_the_files_is_a_row_of_the_records(
    laid: dict[str, int], folders: tuple[Path, Path]
) -> None:
    tables = json.loads((folders[0] / "manifest.json").read_text("utf-8"))["tables"]
    rows = {name: told["rows"] for name, told in tables.items()}
    models = (Household, HouseholdRound, Member, MemberRound, Income, VillageProfile, Helper)
    assert laid == {one._meta.model_name: one._default_manager.count() for one in models}
    assert laid["household"] == laid["householdround"] == rows["households"]
    assert laid["helper"] == rows["households"] - 1
    assert laid["member"] == laid["memberround"] == rows["members"]
    assert (laid["income"], laid["villageprofile"]) == (rows["incomes"], rows["villages"])


def test_a_person_in_the_records_is_who_they_are_in_the_files(
    laid: dict[str, int], folders: tuple[Path, Path]
) -> None:
    assert laid
    told = pq.read_table(folders[0] / "members.parquet").slice(4_321, 1).to_pylist()[0]
    named = pq.read_table(folders[1] / "identities.parquet").slice(4_321, 1).to_pylist()[0]
    member = Member.objects.get(key=told["member"])
    assert (member.name, member.id_number) == (named["name"], named["id_number"])
    assert (member.phone, member.number) == (named["phone"], named["member_number"])
    assert (member.sex, member.born_on) == (told["sex"], told["born_on"])
    row = member.rounds.get()
    for name in ("relation", "health", "labour", "work_months", "minimum_living", "education"):
        assert getattr(row, name) == told[name], name
    assert row.household.key == told["household"]
    assert row.household.number == named["household_number"]


def test_a_household_lies_in_its_village_from_the_day_of_the_registry(
    laid: dict[str, int], folders: tuple[Path, Path]
) -> None:
    assert laid
    told = pq.read_table(folders[0] / "households.parquet").slice(777, 1).to_pylist()[0]
    row = HouseholdRound.objects.get(household__key=told["household"])
    assert row.path.endswith(f"/{told['village']}/")
    assert (row.since, row.until) == (date(2020, 6, 30), None)
    for name in ("house_grade", "other_causes", "watched_since", "safe_water", "house_area_dm2"):
        assert getattr(row, name) == told[name], name
    incomes = pq.read_table(folders[0] / "incomes.parquet").to_pylist()
    nets = sorted(one["net_fen"] for one in incomes if one["household"] == told["household"])
    assert sorted(one.net_fen for one in row.household.incomes.all()) == nets


def test_names_and_numbers_stand_sealed_in_the_table(
    laid: dict[str, int], folders: tuple[Path, Path]
) -> None:
    assert laid
    named = pq.read_table(folders[1] / "identities.parquet").slice(0, 1).to_pylist()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, id_number, phone FROM registry_member ORDER BY id LIMIT 1")
        kept = [bytes(one) for one in cursor.fetchone()]
    for value, name in zip(kept, ("name", "id_number", "phone"), strict=True):
        assert named[name].encode() not in value


def test_a_person_is_found_by_name_pinyin_last_four_and_whole_number(
    laid: dict[str, int], folders: tuple[Path, Path]
) -> None:
    assert laid
    named = pq.read_table(folders[1] / "identities.parquet").slice(0, 1).to_pylist()[0]
    for typed in (named["name"], named["id_number"], named["id_number"][-4:], named["phone"]):
        found = search(typed, seen_by=WHOLE, limit=5_000)
        numbers = {one.member.number for one in found if one.member}
        assert named["member_number"] in numbers, typed
    assert search("shilijiazi", seen_by=WHOLE)


def test_one_deed_and_one_entry_tell_of_it_and_none_is_late(laid: dict[str, int]) -> None:
    deed = Deed.objects.get()
    assert (deed.kind, deed.happened_on, deed.is_late) == ("laid", date(2020, 6, 30), False)
    entry = Entry.objects.get(deed="laid the registry")
    assert entry.told["rows"] == laid


def test_what_is_entered_afterwards_gets_numbers_of_its_own(laid: dict[str, int]) -> None:
    made = Household.objects.create(number="X1")
    assert Household.objects.count() == laid["household"] + 1
    assert made.pk > laid["household"]


def test_a_registry_that_holds_households_is_left_alone(
    laid: dict[str, int], folders: tuple[Path, Path], campaign: Campaign
) -> None:
    with pytest.raises(Unusable, match="holds households already"):
        lay_registry(*folders, campaign=campaign, by=None)
    assert Household.objects.count() == laid["household"]


def test_a_village_that_is_not_known_is_refused_and_nothing_is_kept(
    folders: tuple[Path, Path], campaign: Campaign
) -> None:
    lay_invented("500236266")
    with pytest.raises(Unusable, match="No village has the code"):
        lay_registry(*folders, campaign=campaign, by=None)
    assert not Household.objects.exists()


def test_only_the_counties_that_are_named_are_read(folders: tuple[Path, Path]) -> None:
    nowhere = list(families_of(*folders, counties={"500236"}, at_once=500))
    here = list(families_of(*folders, counties={LONGJU[:6]}, at_once=500))
    assert nowhere == []
    assert len(here) == 5
    assert sum(len(some.members["home"]) for some in here) == 7_412


def test_identities_of_other_persons_are_refused(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    write_registry(tmp_path / "other", size="village", seed=7)
    with pytest.raises(ValueError, match="is not of these persons"):
        next(families_of(tmp_path / "other", folders[1], at_once=500))


def test_progress_hears_how_many_households_are_in(
    folders: tuple[Path, Path], campaign: Campaign
) -> None:
    heard: list[int] = []
    lay_invented(LONGJU)
    lay_registry(*folders, campaign=campaign, by=None, progress=heard.append)
    assert heard == [2_076]
