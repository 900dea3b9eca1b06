"""The rows of places that did not qualify, and about which somebody decides all the same."""

from django.db.models import Exists, OuterRef

from dingdian.lexicon.place import on_path
from dingdian.records.places.models import Standing
from dingdian.records.targeting.models import Light, Override, Profile, Run, Target


def lay_rows_beyond(run: Run) -> int:
    """Give every place with an override a row in a run, as one that does not qualify; how many.

    Three queries, and one to lay them where any is missing.
    """
    there = Target.objects.filter(
        run=run, target_class=OuterRef("target_class"), place=OuterRef("place")
    )
    wanting = list(
        Override.objects.filter(~Exists(there), campaign=run.campaign, withdrawn_at=None)
    )
    if not wanting:
        return 0
    places = [one.place_id for one in wanting]
    profiles = {one.place_id: one for one in Profile.objects.filter(run=run, place__in=places)}
    standings = Standing.objects.filter(vintage=run.vintage, place__in=places)
    standing_of = {one.place_id: one for one in standings}
    rows = [
        _row(run, one, standing_of[one.place_id], profiles.get(one.place_id))
        for one in wanting
        if one.place_id in standing_of
    ]
    return len(Target.objects.bulk_create(rows))


def _row(run: Run, one: Override, standing: Standing, profile: Profile | None) -> Target:
    return Target(
        run=run,
        target_class=one.target_class,
        place_id=one.place_id,
        code=standing.code,
        name=standing.name,
        path=standing.path,
        position=standing.position,
        county_code=on_path(standing.path, "county"),
        township_code=on_path(standing.path, "township"),
        standing="not_qualified",
        remaining_poor=None if profile is None else profile.remaining_poor,
        agricultural_population=None if profile is None else profile.agricultural_population,
        incidence_ppm=None if profile is None else profile.incidence_ppm,
        light=Light.NONE if profile is None else profile.light,
    )
