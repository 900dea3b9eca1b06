"""A run is kept whole: sealed as the command seals it, with every place and every target."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dingdian.campaign.definition import Campaign
from dingdian.cli import verbs
from dingdian.lexicon.problem import Unusable
from dingdian.records.access.models import Role
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.targeting.models import Profile, Run, Target
from dingdian.records.targeting.queries import current_run, profile, sealed
from dingdian.records.targeting.refusals import NotAllowed
from dingdian.records.trail.models import Entry
from dingdian.steps.identify import identify
from dingdian.steps.keep_run import keep_run
from dingdian.steps.verify import verify
from tests.makers.duties import somebody, standing_of
from tests.makers.invented import lay_invented
from tests.makers.ledgers import sheet_of, write_csv
from tests.makers.tables import IN_NO_WANT, village, write_tables

LONGJU = "500101151"
WANZHOU = "500101"
CITY = "50"
CAMPAIGN = "chongqing_2020"
EVERYTHING = Scope(frozenset({"50/"}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def invented() -> list[Standing]:
    """The invented villages of one township, laid among the places."""
    return lay_invented(LONGJU)


def kept(source: Path, **asked: Any) -> Run:
    return keep_run(source, by=None, campaign=CAMPAIGN, **asked)


def known(run: Run, code: str) -> Profile:
    found = profile(run, code, seen_by=EVERYTHING)
    assert found is not None
    return found


@pytest.mark.usefixtures("invented")
def test_what_is_sealed_is_what_the_command_writes(registry: Path, tmp_path: Path) -> None:
    run = kept(registry)
    out = tmp_path / "x.json"
    CliRunner().invoke(verbs, ["identify", str(registry), "--out", str(out)])
    assert sealed(run) == out.read_bytes()
    assert run.digest == identify(registry).sealed("zh")["digest"]


@pytest.mark.usefixtures("invented")
def test_what_is_sealed_verifies_against_its_source(registry: Path, tmp_path: Path) -> None:
    run = kept(registry)
    (tmp_path / "run.json").write_bytes(sealed(run))
    verification = verify(tmp_path / "run.json", source=Path(run.source_path))
    assert verification.differences == ()
    assert verification.digest == run.digest


@pytest.mark.usefixtures("invented")
def test_a_run_says_from_what_and_under_which_rule(registry: Path, campaign: Campaign) -> None:
    run = kept(registry)
    decision = identify(registry)
    assert (run.campaign, run.campaign_digest) == (CAMPAIGN, campaign.digest)
    assert (run.source_name, run.source_digest) == (registry.name, decision.source.digest)
    assert (run.rows, run.layout, run.vintage) == (21, "parquet", 2020)
    assert run.as_of == decision.as_of
    assert run.parameters == dict(decision.values)
    assert run.n_problems == len(decision.problems) > 0
    assert run.synthetic
    assert current_run(CAMPAIGN) == run


@pytest.mark.usefixtures("invented")
def test_every_entry_is_kept_as_a_target(registry: Path, campaign: Campaign) -> None:
    run = kept(registry)
    entries = {(one.target.code, one.place): one for one in identify(registry).entries}
    targets = {(one.target_class, one.code): one for one in Target.objects.filter(run=run)}
    assert targets.keys() == entries.keys()
    branches = [one.code for one in campaign.classes[1].branches]
    for key, target in targets.items():
        entry = entries[key]
        assert (target.standing, target.rank) == (entry.standing, entry.rank)
        assert target.unknown == list(entry.unknown)
        holds = [one.branch.code for one in entry.findings if one.holds]
        assert target.holds == holds
        assert target.holds_mask == sum(1 << branches.index(code) for code in holds)
        opened = [one.branch.code for one in entry.findings if one.holds is None]
        assert target.unknown_mask == sum(1 << branches.index(code) for code in opened)
        assert target.change_zh
        assert target.change_en
        assert (target.county_code, target.township_code) == (WANZHOU, LONGJU)


@pytest.mark.usefixtures("invented")
def test_every_village_and_every_place_above_one_has_a_profile(registry: Path) -> None:
    run = kept(registry)
    levels = Profile.objects.filter(run=run).values_list("level", flat=True)
    assert sorted(levels) == ["county", "province", "township", *["village"] * 21]
    villages = Profile.objects.filter(run=run, level="village")
    for code in (LONGJU, WANZHOU, CITY):
        above = known(run, code)
        for name in ("remaining_poor", "agricultural_population"):
            told = [getattr(one, name) for one in villages]
            assert getattr(above, name) == sum(one or 0 for one in told)
        assert above.n_villages + above.n_communities == 21
        assert above.n_targets == Target.objects.filter(run=run, standing="included").count() == 5
        assert above.n_population_unknown == sum(
            one.agricultural_population is None for one in villages
        )


@pytest.mark.usefixtures("invented")
def test_a_village_keeps_its_facts_with_their_upper_ends(
    registry: Path, campaign: Campaign
) -> None:
    run = kept(registry)
    one = known(run, f"{LONGJU}901")
    assert one.facts.keys() == {
        *campaign.weighed,
        *(f"{name}_at_most" for name in campaign.measured),
    }
    assert one.facts["hardened_road"] is True
    assert one.facts["remaining_poor"] == one.remaining_poor
    assert one.facts["remaining_poor_at_most"] >= one.facts["remaining_poor"]
    sums = known(run, LONGJU).facts
    assert sums["counts"]["remaining_poor"][0] == known(run, LONGJU).remaining_poor
    assert sums["incidence"][1] == known(run, LONGJU).agricultural_population


@pytest.mark.usefixtures("invented")
def test_the_poor_of_a_target_township_count_once(registry: Path) -> None:
    run = kept(registry)
    township = known(run, LONGJU)
    assert township.is_focus
    assert township.remaining_in_targets == township.remaining_poor
    assert known(run, WANZHOU).remaining_in_targets == township.remaining_poor
    assert not known(run, WANZHOU).is_focus
    assert known(run, f"{LONGJU}910").is_focus
    assert not known(run, f"{LONGJU}905").is_focus


def lights(tmp_path: Path, campaign: Campaign, **facts: Any) -> tuple[str, str]:
    lay_invented(LONGJU)
    well = village(902, **IN_NO_WANT)
    source = write_tables(
        tmp_path / "tables", campaign, villages=[village(901, **IN_NO_WANT | facts), well]
    )
    run = kept(source)
    return known(run, f"{LONGJU}901").light, known(run, LONGJU).light


def test_one_count_that_must_be_none_makes_a_place_ill(tmp_path: Path, campaign: Campaign) -> None:
    assert lights(tmp_path, campaign, dropouts=1, uninsured=None) == ("ill", "ill")


def test_an_unknown_count_is_unreported_and_never_well(tmp_path: Path, campaign: Campaign) -> None:
    assert lights(tmp_path, campaign, uninsured=None) == ("unreported", "unreported")


def test_a_place_where_all_counts_are_none_is_well(tmp_path: Path, campaign: Campaign) -> None:
    assert lights(tmp_path, campaign) == ("well", "well")


def test_a_zone_is_the_sum_of_the_places_it_is_made_of(tmp_path: Path, campaign: Campaign) -> None:
    zone = Standing.objects.get(vintage=2020, level="zone")
    members = Standing.objects.filter(vintage=2020, place__zones__zone=zone.place_id)
    member = members.filter(level="township").order_by("code")[0]
    one, other = lay_invented(member.code, LONGJU)[-1], village(901, **IN_NO_WANT)
    inside = {"place": one.code, "name": one.name, "kind": one.kind, **IN_NO_WANT}
    run = kept(write_tables(tmp_path / "tables", campaign, villages=[inside, other]))
    assert known(run, zone.code).remaining_poor == inside["remaining_poor"]
    assert known(run, CITY).remaining_poor == 2 * inside["remaining_poor"]


@pytest.mark.usefixtures("invented")
def test_keeping_the_same_again_changes_nothing(registry: Path) -> None:
    run = kept(registry)
    before = (Run.objects.count(), Profile.objects.count(), Entry.objects.count())
    assert kept(registry) == run
    assert (Run.objects.count(), Profile.objects.count(), Entry.objects.count()) == before
    assert Run.objects.get().kept_at == run.kept_at


@pytest.mark.usefixtures("invented")
def test_an_earlier_run_that_comes_out_again_is_the_current_one(
    registry: Path, tmp_path: Path, campaign: Campaign
) -> None:
    first = kept(registry)
    tables = write_tables(tmp_path / "t", campaign, villages=[village(901, **IN_NO_WANT)])
    second = kept(tables)
    assert current_run(CAMPAIGN) == second
    assert kept(registry) == first
    assert current_run(CAMPAIGN) == first
    assert Run.objects.count() == 2
    deeds = Entry.objects.order_by("-number").values_list("deed", flat=True)[:3]
    assert list(deeds) == ["kept a run again", "kept a run", "kept a run"]


@pytest.mark.usefixtures("invented")
def test_the_steps_of_keeping_are_heard_in_their_order(registry: Path) -> None:
    heard: list[str] = []
    kept(registry, progress=heard.append)
    assert heard == ["nominations", "identify", "roll_up", "keep"]


@pytest.mark.usefixtures("invented")
def test_only_who_decides_for_the_whole_may_keep_a_run(registry: Path) -> None:
    office = somebody(Role.OFFICE, CITY)
    with pytest.raises(NotAllowed):
        keep_run(registry, by=somebody(Role.COUNTY, WANZHOU), campaign=CAMPAIGN)
    with pytest.raises(NotAllowed):
        keep_run(registry, by=somebody(Role.OFFICE, WANZHOU, name="other"), campaign=CAMPAIGN)
    assert not Run.objects.exists()
    run = keep_run(registry, by=office, campaign=CAMPAIGN)
    assert run.kept_by == office
    assert Entry.objects.order_by("-number")[0].by == "office"


def test_places_that_are_not_loaded_are_refused_by_name(registry: Path) -> None:
    with pytest.raises(Unusable, match="not among the places") as refused:
        kept(registry)
    assert f"{LONGJU}901" in refused.value.says.zh
    assert "migrate" in refused.value.do.en
    assert not Run.objects.exists()


def test_places_that_have_only_names_are_refused(tmp_path: Path) -> None:
    named = village(901, **IN_NO_WANT) | {"county_name": "从化市", "township_name": "吕田镇"}
    del named["place"]
    with pytest.raises(Unusable) as refused:
        kept(write_csv(tmp_path / "villages.csv", sheet_of([named | {"name": "三村村"}])))
    assert refused.value.code == "places_without_codes"
    assert "从化市/吕田镇/三村村" in refused.value.says.zh


def test_a_source_in_which_no_village_can_be_told_is_refused(
    tmp_path: Path, campaign: Campaign
) -> None:
    twice = [village(901, **IN_NO_WANT), village(901, **IN_NO_WANT)]
    with pytest.raises(Unusable) as refused:
        kept(write_tables(tmp_path / "tables", campaign, villages=twice))
    assert refused.value.code == "no_villages"


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no such file"):
        kept(tmp_path / "nowhere")


@pytest.mark.usefixtures("invented")
def test_a_ledger_is_kept_as_the_tables_are(ledger: Path) -> None:
    run = kept(ledger)
    assert run.layout == "villages"
    standings = Target.objects.filter(run=run, target_class="village").values_list("standing")
    assert sorted(one for (one,) in standings) == ["included", "included", "undecided"]


@pytest.mark.usefixtures("invented")
def test_how_many_queries_a_run_takes_does_not_depend_on_its_villages(
    tmp_path: Path, campaign: Campaign
) -> None:
    asked = []
    for count in (2, 20):
        rows = [village(901 + number, **IN_NO_WANT) for number in range(count)]
        codes = set(Standing.objects.filter(vintage=2020).values_list("code", flat=True))
        rows = [one for one in rows if one["place"] in codes]
        source = write_tables(tmp_path / str(count), campaign, villages=rows)
        with CaptureQueriesContext(connection) as queries:
            kept(source)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_places_of_the_makers_stand_where_they_say() -> None:
    one = lay_invented(LONGJU)[0]
    assert standing_of(one.code).path == f"50/{WANZHOU}/{LONGJU}/{one.code}/"
