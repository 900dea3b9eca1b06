"""Who helped a household until somebody else does: closed, and the open row kept as replaced."""

from datetime import date

from dingdian.records.registry.deed import Deed
from dingdian.records.registry.household import Household
from dingdian.records.registry.refusals import LaterSaid
from dingdian.records.registry.standing_by import Helper


def close_helpers(household: Household, day: date, deed: Deed) -> None:
    """Let who helps the household do so until a day; raises LaterSaid for one who began since."""
    for one in Helper.objects.filter(household=household, undone_at=None, until=None):
        if one.since >= day:
            raise LaterSaid(one.since)
        one.undone_at, one.replaced_by = deed.recorded_at, deed
        one.save(update_fields=["undone_at", "replaced_by"])
        one.pk, one.undone_at, one.replaced_by = None, None, None
        one.until, one.laid_by = day, deed
        one._state.adding = True
        one.save(force_insert=True)
