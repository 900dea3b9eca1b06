"""Record what proves a guarantee, with the file that shows it."""

from datetime import date

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import User
from dingdian.records.registry.actions import Evidence, record_proof
from dingdian.records.registry.models import Guarantee, Household, Member, Proof
from dingdian.steps.evidence import Sent, evidence_of


def prove(
    subject: Household | Member,
    *,
    guarantee: Guarantee,
    says: str,
    dated_on: date,
    sent: Sent | None,
    household: Household,
    version: int,
    campaign: Campaign,
    by: User,
) -> Proof:
    """Record a proof; raises Unusable where the file or the proof is refused.

    A file whose proof is refused stays in the folder, known by no record, and harms nothing.
    """
    laid = evidence_of(says, sent)
    return record_proof(
        subject,
        guarantee=guarantee,
        evidence=Evidence(
            says=laid.says,
            dated_on=dated_on,
            sha256=laid.sha256,
            kind=laid.kind,
            size=laid.size,
            name=laid.name,
        ),
        household=household,
        version=version,
        campaign=campaign,
        by=by,
    )
