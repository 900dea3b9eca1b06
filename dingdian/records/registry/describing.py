"""What a village says of itself from a day on."""

from datetime import date

from django.db import transaction

from dingdian.campaign.definition import Campaign
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.act import Act
from dingdian.records.registry.deed import Deed, Kind
from dingdian.records.registry.entering import require_village
from dingdian.records.registry.laying import differing, lay_spans, spans_of, whole
from dingdian.records.registry.refusals import Changed, NotADay
from dingdian.records.registry.rounds import Span, changed, span_on
from dingdian.records.registry.values import Values, checked
from dingdian.records.registry.village import VillageProfile


@transaction.atomic
def describe_village(
    village: Standing, *, fields: Values, since: date, version: int, campaign: Campaign, by: User
) -> Deed | None:
    """Say how a village stands from a day on; None where that stands there already.

    `version` is how many deeds had described it: see `queries.village_version`.
    """
    act = Act(Kind.PROFILED, on=since, campaign=campaign, by=by)
    require_village(village, campaign)
    act.require(village.path)
    rows = VillageProfile.objects.filter(place=village.place_id)
    if rows.values("laid_by").distinct().count() != version:
        raise Changed(village.code, [], [])
    values = checked(campaign, "villages", fields, on=since)
    spans = spans_of(rows.filter(undone_at=None).select_for_update())
    now = span_on(spans, since)
    if spans and now is None:
        raise NotADay(since, first=spans[0].since)
    values = values if now is None else differing(now, values)
    if not values:
        act.deed.delete()
        return None
    told = {"place": village.place_id, "fields": sorted(values)}
    columns = whole(VillageProfile, {**values, "place_id": village.place_id})
    first = [Span(since, None, columns, frozenset(values))]
    after = first if now is None else changed(spans, day=since, values=values)
    lay_spans(rows, spans, after, act.deed)
    return act.finish(deed="described a village", path=village.path, told=told)
