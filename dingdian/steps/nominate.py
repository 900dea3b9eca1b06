"""Nominate a place for a weakness, with the file that shows it."""

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.targeting import actions
from dingdian.records.targeting.models import Nomination
from dingdian.steps.evidence import Sent, evidence_of


def nominate(
    standing: Standing,
    *,
    campaign: Campaign,
    area: str,
    says: str,
    document: str,
    sent: Sent | None,
    by: User,
) -> Nomination:
    """Put a place forward; raises Unusable where the file or the nomination is refused.

    A file whose nomination is refused stays in the folder, known by no record, and harms nothing.
    """
    return actions.nominate(
        standing,
        campaign=campaign,
        area=area,
        says=says,
        evidence=evidence_of(document, sent),
        by=by,
    )
