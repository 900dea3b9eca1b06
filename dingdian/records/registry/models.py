"""Everything that the registry keeps, gathered for Django from the modules that hold it."""

from dingdian.records.registry.deed import Deed, DeedTouch, Kind
from dingdian.records.registry.draft import Draft
from dingdian.records.registry.household import Ended, Household, HouseholdRound
from dingdian.records.registry.income import Income, Period
from dingdian.records.registry.national import NationalMirror, NationalTick
from dingdian.records.registry.person import Left, Member, MemberRound
from dingdian.records.registry.standing_by import Guarantee, Helper, Level, Proof
from dingdian.records.registry.village import VillageProfile

__all__ = [
    "Deed",
    "DeedTouch",
    "Draft",
    "Ended",
    "Guarantee",
    "Helper",
    "Household",
    "HouseholdRound",
    "Income",
    "Kind",
    "Left",
    "Level",
    "Member",
    "MemberRound",
    "NationalMirror",
    "NationalTick",
    "Period",
    "Proof",
    "VillageProfile",
]
