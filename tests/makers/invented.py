"""Invented villages under real townships, laid among the places of the tests' database."""

from dingdian.demonstration.invented_places import InventedVillage, invented_villages
from dingdian.records.places.models import Place, Standing

VINTAGE = 2020


def lay_invented(*townships: str) -> list[Standing]:
    """Lay the invented villages of some townships; how they stand, in the order of their codes."""
    villages = [one for one in invented_villages() if one.township in townships]
    above = {one.code: one for one in Standing.objects.filter(vintage=VINTAGE, code__in=townships)}
    last = Standing.objects.filter(vintage=VINTAGE).order_by("-position").first()
    first = 0 if last is None else last.position + 1
    places = Place.objects.bulk_create([Place() for _ in villages])
    return Standing.objects.bulk_create(
        _standing(one, place, above[one.township], first + number)
        for number, (one, place) in enumerate(zip(villages, places, strict=True))
    )


def _standing(one: InventedVillage, place: Place, above: Standing, position: int) -> Standing:
    return Standing(
        place=place,
        vintage=VINTAGE,
        code=one.place,
        name=one.name,
        official_name=one.name,
        level="village",
        kind=one.kind,
        parent_id=above.place_id,
        path=f"{above.path}{one.place}/",
        position=position,
    )
