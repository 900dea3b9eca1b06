"""Hold a campaign against every rule that it must satisfy."""

from dataclasses import dataclass

from dingdian.campaign.checking import check
from dingdian.campaign.located import Fault
from dingdian.campaign.reading import find


@dataclass(frozen=True)
class Checked:
    """What the check of a campaign found, over how many worked cases and examples of doubts."""

    digest: str
    cases: int
    examples: int
    faults: tuple[Fault, ...]


def check_campaign(name: str) -> Checked:
    """Check a campaign by its name or folder; raises Unusable when there is none."""
    campaign, faults = check(find(name))
    if campaign is None:
        return Checked("", 0, 0, tuple(faults))
    examples = 2 * len(campaign.doubts)
    return Checked(campaign.digest, len(campaign.cases), examples, tuple(faults))
