"""Hold a campaign against every rule that it must satisfy."""

from dataclasses import dataclass

from dingdian.campaign.checking import check
from dingdian.campaign.located import Fault
from dingdian.campaign.reading import find


@dataclass(frozen=True)
class Checked:
    """What the check of a campaign found, and over how many worked cases."""

    digest: str
    cases: int
    faults: tuple[Fault, ...]


def check_campaign(name: str) -> Checked:
    """Check a campaign by its name or folder; raises Unusable when there is none."""
    campaign, faults = check(find(name))
    if campaign is None:
        return Checked("", 0, tuple(faults))
    return Checked(campaign.digest, len(campaign.cases), tuple(faults))
