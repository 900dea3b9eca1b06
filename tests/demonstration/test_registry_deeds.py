"""What 龙驹镇 entered in the registry: one deed of each kind, late ones, an undone one."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.reading import load
from dingdian.demonstration.cast import CAST, open_accounts
from dingdian.demonstration.edges import LONGJU
from dingdian.demonstration.identities import write_identities
from dingdian.demonstration.registry_deeds import DAY, Entered, RegistryDeeds
from dingdian.installation import installation
from dingdian.records.access.scope import Scope
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.mirroring import unlike
from dingdian.records.registry.models import Deed, Helper, Member, Proof
from dingdian.records.registry.queries import deeds_of
from dingdian.records.registry.round import holding_on
from dingdian.records.trail.queries import soundness
from dingdian.steps.lay_registry import lay_registry
from tests.makers.invented import lay_invented

pytestmark = pytest.mark.django_db
WHOLE = Scope(frozenset({"50/"}))


@pytest.fixture
def entered(village_registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entered:
    stood = installation().model_copy(update={"demonstration": True, "day": DAY})
    for module in ("act", "undoing", "mirroring"):
        monkeypatch.setattr(f"dingdian.records.registry.{module}.installation", lambda: stood)
    campaign = load("chongqing_2020")
    lay_invented(LONGJU, "500236266")
    write_identities(village_registry, tmp_path / "identities")
    lay_registry(village_registry, tmp_path / "identities", campaign=campaign, by=None)
    accounts = open_accounts(CAST, vintage=campaign.vintage)
    return RegistryDeeds(campaign, accounts["longju"]).enter_all()


def test_what_happened_weeks_before_was_entered_late(entered: Entered) -> None:
    late = {one.kind for one in Deed.objects.exclude(kind__in=("laid", "helped")) if one.is_late}
    assert late == {"left", "moved", "proved"}
    days = {one.recorded_at.date() for one in Deed.objects.exclude(kind="laid")}
    assert len(set(entered.values())) == 7
    assert days <= {date(2020, 10, 18), DAY}


def test_there_is_one_deed_of_each_kind_and_one_that_was_taken_back(entered: Entered) -> None:
    assert soundness().intact
    for name in ("born", "died", "moved", "split", "left"):
        deeds = deeds_of(Household.objects.get(number=entered[name]))
        assert [one.kind for one in deeds] == [name]
    deeds = deeds_of(Household.objects.get(number=entered["undone"]))
    assert [(one.kind, one.undone_at is not None) for one in deeds] == [
        ("undone", False),
        ("changed", True),
    ]
    assert Member.objects.filter(born_on=date(2020, 10, 13)).count() == 1
    assert Member.objects.filter(died_on__isnull=False, left_on=None).count() == 1
    assert sorted(Proof.objects.values_list("guarantee", flat=True)) == [
        "housing",
        "insurance",
        "schooling",
        "water",
    ]


def test_every_remaining_poor_household_of_the_township_has_its_helper(entered: Entered) -> None:
    assert entered
    poor = HouseholdRound.objects.filter(holding_on(DAY), exit_state="not_lifted")
    assert poor.count() > 50
    assigned = Helper.objects.filter(undone_at=None, since=date(2020, 7, 30), until=None)
    assert set(poor.values_list("household", flat=True)) == set(
        assigned.values_list("household", flat=True)
    )
    assert all(one.name.startswith("示例") for one in assigned[:20])


def test_the_national_export_differs_in_27_fields_of_nine_households(entered: Entered) -> None:
    assert entered
    found = list(unlike(seen_by=WHOLE, on=DAY))
    assert Counter(one.what for one in found) == {"differs": 27}
    assert len({one.household_number for one in found}) == 9
