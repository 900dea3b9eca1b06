"""From a gazetteer to its rows, unsaved, each under the key by which it is found again."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Model

from dingdian.records.places.division import Division
from dingdian.records.places.gazetteer import Gazetteer
from dingdian.records.places.models import Boundary, Designation, Point, Standing, ZoneMember
from dingdian.records.places.named import Named
from dingdian.records.places.spelling import spell

ZONE = "zone"
Key = tuple[object, ...]
KEYS: Mapping[type[Model], tuple[str, ...]] = {
    Standing: ("code",),
    ZoneMember: ("zone_id", "place_id"),
    Point: ("place_id",),
    Boundary: ("place_id",),
    Designation: ("place_id", "purpose", "since"),
}
"""By which of its fields a row is found again; a standing within its vintage."""
Identities = Mapping[str, int]
"""The key of the enduring place behind each code of a vintage."""


def with_zones(divisions: Sequence[Division], gazetteer: Gazetteer) -> list[Division]:
    """A list with the zones beside its counties: a zone lies in the root, and nothing in it."""
    (root,) = (one.code for one in divisions if not one.parent)
    zones = (
        Division(one.code, one.name, one.official_name, ZONE, ZONE, root) for one in gazetteer.zones
    )
    return [*divisions, *zones]


def beside(divisions: Sequence[Division], others: Iterable[Division]) -> list[Division]:
    """A list with those of the others that are not in it, by code; zones stand at its end."""
    listed = {one.code for one in divisions}
    kept = [one for one in others if one.code not in listed]
    if not kept:
        return [*divisions]
    return sorted([*divisions, *kept], key=lambda one: (one.level == ZONE, one.code))


def standings(
    vintage: int, divisions: Sequence[Division], gazetteer: Gazetteer, identities: Identities
) -> dict[Key, Standing]:
    """How every place stands in a vintage, by code, in document order."""
    paths = _paths(divisions)
    ranks = {code: rank for rank, code in enumerate(gazetteer.order)}
    last = len(ranks)

    def in_order(one: Division) -> tuple[tuple[int, str], ...]:
        return tuple((ranks.get(code, last), code) for code in paths[one.code])

    return {
        (one.code,): _standing(one, vintage, position, paths[one.code], identities)
        for position, one in enumerate(sorted(divisions, key=in_order))
    }


def _standing(
    one: Division, vintage: int, position: int, path: tuple[str, ...], identities: Identities
) -> Standing:
    spelling = spell(one.name)
    return Standing(
        place_id=identities[one.code],
        vintage=vintage,
        code=one.code,
        name=one.name,
        official_name=one.official_name,
        level=one.level,
        kind=one.kind,
        parent_id=identities[one.parent] if one.parent else None,
        path="".join(f"{code}/" for code in path),
        position=position,
        pinyin=spelling.pinyin,
        initials=spelling.initials,
    )


def _paths(divisions: Iterable[Division]) -> dict[str, tuple[str, ...]]:
    """The codes from the root down to each place; what something lies in stands before it."""
    paths: dict[str, tuple[str, ...]] = {"": ()}
    for one in divisions:
        paths[one.code] = (*paths[one.parent], one.code)
    return paths


def zone_members(gazetteer: Gazetteer, identities: Identities) -> dict[Key, ZoneMember]:
    """What the zones are made of, by zone and place."""
    pairs = (
        (identities[zone.code], identities[code])
        for zone in gazetteer.zones
        for code in zone.places
    )
    return {(zone, place): ZoneMember(zone_id=zone, place_id=place) for zone, place in pairs}


def points(gazetteer: Gazetteer, identities: Identities) -> dict[Key, Point]:
    """Where places lie, by place."""
    found = ((identities[code], one) for code, one in gazetteer.points.items())
    return {
        (place,): Point(
            place_id=place, longitude=one.longitude, latitude=one.latitude, source=one.source
        )
        for place, one in found
    }


def boundaries(gazetteer: Gazetteer, identities: Identities) -> dict[Key, Boundary]:
    """The outlines of places, by place."""
    outlines = gazetteer.outlines
    found = ((identities[code], geometry) for code, geometry in outlines.of.items())
    return {
        (place,): Boundary(
            place_id=place, geometry=geometry, datum=outlines.datum, source=outlines.source
        )
        for place, geometry in found
    }


def designations(named: Iterable[Named], identities: Identities) -> dict[Key, Designation]:
    """What documents say of places, by place, purpose and day."""
    return {
        (identities[code], one.purpose, one.since): Designation(
            place_id=identities[code],
            purpose=one.purpose,
            document=one.document,
            since=one.since,
            position=position,
        )
        for one in named
        for position, code in enumerate(one.codes, start=1)
    }
