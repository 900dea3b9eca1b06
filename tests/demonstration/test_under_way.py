"""What stands in the records of the demonstration: every edge of the rule, every kind of deed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.reading import load
from dingdian.demonstration.edges import EDGES
from dingdian.demonstration.size import Size
from dingdian.demonstration.synthetic_campaign import draw_villages
from dingdian.demonstration.under_way import Company, assemble
from dingdian.records.access.scope import Scope
from dingdian.records.targeting import queries
from dingdian.records.targeting.models import Nomination, Override, Profile, Run, State
from dingdian.records.targeting.refusals import UndecidedTie
from dingdian.records.trail.models import Entry
from dingdian.records.trail.queries import soundness
from dingdian.steps.keep_run import keep_run
from tests.makers.invented import lay_invented

CAMPAIGN = "chongqing_2020"
WHOLE = Scope(frozenset({"50/"}))

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A campaign under way: who acts, what was kept, how much was nominated."""

    company: Company
    run: Run
    nominations: int

    def target(self, edge: str) -> Any:
        return queries.target(self.run, "village", EDGES[edge], seen_by=WHOLE)

    def profile(self, edge: str) -> Profile:
        profile = queries.profile(self.run, EDGES[edge], seen_by=WHOLE)
        assert profile is not None
        return profile


def begun(registry: Path, size: Size) -> UnderWay:
    drawn = draw_villages(size, 2020)
    lay_invented(*{village.township for village in drawn.villages})
    company = assemble(drawn, campaign=load(CAMPAIGN))
    nominations = company.nominate_and_confirm(drawn)
    run = keep_run(registry, by=company.office, campaign=CAMPAIGN)
    return UnderWay(company, run, nominations)


@pytest.fixture
def campaign(campaign_registry: Path) -> UnderWay:
    return begun(campaign_registry, "campaign")


def holding(target: Any) -> set[str]:
    return set(target.holds)


def test_twenty_are_not_more_than_twenty_and_twenty_one_are(campaign: UnderWay) -> None:
    assert campaign.profile("twenty_persons").remaining_poor == 20
    assert campaign.target("twenty_persons") is None
    over = campaign.target("twenty_one_persons")
    assert (over.remaining_poor, over.standing) == (21, "included")
    assert holding(over) == {"remaining_poor"}


def test_one_percent_is_in_and_a_hundredth_less_is_out(campaign: UnderWay) -> None:
    under = campaign.profile("just_under_one_percent")
    assert (under.remaining_poor, under.agricultural_population) == (16, 1_616)
    assert campaign.target("just_under_one_percent") is None
    exactly = campaign.target("exactly_one_percent")
    assert (exactly.remaining_poor, exactly.agricultural_population) == (16, 1_600)
    assert (holding(exactly), exactly.standing) == ({"incidence"}, "included")


def test_a_village_is_in_by_a_confirmed_nomination_alone(campaign: UnderWay) -> None:
    target = campaign.target("weak_by_nomination")
    assert (holding(target), target.standing) == ({"weak_industry"}, "included")
    assert target.nominated
    (finding,) = (one for one in target.findings if one["code"] == "weak_industry")
    assert (finding["nominated"], finding["lacking"]) == (True, [])
    nomination = Nomination.objects.get(code=EDGES["weak_by_nomination"])
    assert nomination.state == State.CONFIRMED
    assert nomination.nominated_by.username == "village"
    assert nomination.decided_by is not None
    assert nomination.decided_by.username == "agriculture"
    assert "合成数据" in nomination.evidence_says


def test_a_village_is_in_by_its_facts_alone(campaign: UnderWay) -> None:
    target = campaign.target("weak_by_facts")
    assert (holding(target), target.standing) == ({"weak_guarantees"}, "included")
    assert not target.nominated


def test_a_residents_committee_is_left_out_whatever_its_numbers(campaign: UnderWay) -> None:
    target = campaign.target("residents_committee_over_twenty")
    assert (target.remaining_poor, target.standing) == (24, "not_admitted")
    assert target.decided is False


@pytest.mark.parametrize(
    ("edge", "population"), [("unknown_population", None), ("zero_population", 0)]
)
def test_without_a_denominator_a_village_stays_open(
    campaign: UnderWay, edge: str, population: int | None
) -> None:
    target = campaign.target(edge)
    assert (target.agricultural_population, target.standing) == (population, "undecided")
    assert target.unknown == ["agricultural_population"]


def test_a_village_of_which_too_little_is_known_stays_open(campaign: UnderWay) -> None:
    target = campaign.target("open_for_lack_of_facts")
    assert target.standing == "undecided"
    assert len(target.unknown) >= 9


def test_a_target_village_inside_a_target_township_counts_once(campaign: UnderWay) -> None:
    village = campaign.profile("inside_a_focus_township")
    township = queries.profile(campaign.run, village.code[:9], seen_by=WHOLE)
    assert township is not None
    assert village.is_focus
    assert township.is_focus
    assert township.remaining_in_targets == township.remaining_poor


def test_six_equal_villages_tie_across_the_quota(campaign: UnderWay) -> None:
    tied = [campaign.target(f"equal_at_the_quota_{n}") for n in range(1, 7)]
    assert {one.standing for one in tied} == {"tied"}
    assert {one.decided for one in tied} == {None}
    (rank,) = {one.rank for one in tied}
    assert rank <= 100 < rank + 5
    assert campaign.company.counted(campaign.run).tied == 6


def test_one_nomination_is_open_and_one_was_refused_with_its_reason(campaign: UnderWay) -> None:
    states = dict(Nomination.objects.values_list("code", "state"))
    assert states[EDGES["open_for_lack_of_facts"]] == State.NOMINATED
    assert states[EDGES["just_under_one_percent"]] == State.REFUSED
    assert Nomination.objects.get(state=State.REFUSED).why
    assert campaign.nominations == Nomination.objects.count() == 9


def test_what_people_decide_beside_it_leaves_the_rest_of_the_tie_open(campaign: UnderWay) -> None:
    assert campaign.company.decide_beside(campaign.run, whole=False) == 2
    pending = campaign.target("unknown_population")
    assert (pending.decided, pending.override_pending) == (False, True)
    settled = Override.objects.exclude(confirmed_at=None).get()
    assert settled.confirmed_by_id != settled.asked_by_id
    assert campaign.company.counted(campaign.run).tied == 5
    with pytest.raises(UndecidedTie):
        campaign.company.announce(campaign.run)


def test_a_tie_that_is_settled_whole_fills_the_quota_and_is_announced(campaign: UnderWay) -> None:
    campaign.company.decide_beside(campaign.run, whole=True)
    made = campaign.company.announce(campaign.run)
    listed = queries.announced(made, seen_by=WHOLE)
    assert listed.filter(target_class="village").count() == 100
    assert listed.filter(target_class="township").count() == 18
    assert "合成数据" in made.document
    assert "合成数据" in made.title


def test_every_deed_stands_in_the_trail_under_the_name_of_a_post(campaign: UnderWay) -> None:
    campaign.company.decide_beside(campaign.run, whole=False)
    deeds = Entry.objects.filter(deed__contains="nominat").values_list("by", flat=True)
    assert len(deeds) == 9 + 8
    assert set(deeds) <= set(campaign.company.accounts)
    assert soundness().intact


def test_one_township_has_its_nominations_and_no_tie(village_registry: Path) -> None:
    small = begun(village_registry, "village")
    assert small.nominations == 3
    assert small.company.decide_beside(small.run, whole=False) == 1
    assert small.company.counted(small.run).tied == 0
