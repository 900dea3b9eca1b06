"""What a run knows of every place, from the facts of its villages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dingdian.analysis.rollup import POOR, POPULATION, Rolled, RollUp
from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import Entry
from dingdian.campaign.ranges import at_most
from dingdian.lexicon.place import level_of
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.places.models import Standing, ZoneMember
from dingdian.records.targeting.models import Light, Profile
from dingdian.records.targeting.refusals import first_of

Facts = Mapping[str, Any]
Standings = Mapping[str, Standing]


def standings_of(vintage: int) -> dict[str, Standing]:
    """How every place stands in a vintage, by its code; without what only a search reads."""
    rows = Standing.objects.filter(vintage=vintage).defer("pinyin", "initials", "official_name")
    return {one.code: one for one in rows}


def see_that_places_are_there(villages: Iterable[Facts], standings: Standings) -> None:
    """Raises Unusable where a village has no code, or one that no place of the records has."""
    places = [one["place"] for one in villages]
    if not places:
        raise Unusable(
            "no_villages",
            Text("来源里没有一个可用的村。", "There is not one village in it that can be told."),
            Text("请补上代码、去掉重复后再试。", "Give codes, take out what stands twice."),
        )
    unnamed = [place for place in places if level_of(place) != "village"]
    if unnamed:
        says = Text(
            "有{n}个村没有区划代码：{names}。", "{n} villages have no division code: {names}."
        )
        raise Unusable(
            "places_without_codes",
            says.fill(n=f"{len(unnamed):,}", names=first_of(unnamed)),
            Text(
                "只有名称的地方不入库；请补上12位代码。",
                "Places that have only names are not kept; give their codes of 12 digits.",
            ),
        )
    unknown = [place for place in places if place not in standings]
    if unknown:
        says = Text(
            "有{n}个村不在库中的区划里：{names}。",
            "{n} villages are not among the places of the records: {names}.",
        )
        raise Unusable(
            "places_not_loaded",
            says.fill(n=f"{len(unknown):,}", names=first_of(unknown)),
            Text("请先装入区划：dingdian migrate。", "Load the places first: dingdian migrate."),
        )


def rolled_up(
    campaign: Campaign,
    villages: Iterable[Facts],
    entries: Iterable[Entry],
    standings: Standings,
) -> Mapping[str, Rolled]:
    """Every village, and what its villages come to for every place above them, zones among them."""
    included = [entry for entry in entries if entry.included]
    added = RollUp(
        counted=[name for name, fact in campaign.weighed.items() if fact.unit is not None],
        focus={entry.place for entry in included},
        targets={entry.place for entry in included if entry.target.level == "village"},
    )
    zones = _zones(standings)
    for facts in villages:
        path = standings[facts["place"]].path.rstrip("/").split("/")
        overlaid = [zone for code in path for zone in zones.get(code, ())]
        added.add(facts["place"], facts, lies_in=(*path, *overlaid))
    return added.of


def profiles_of(
    campaign: Campaign,
    villages: Iterable[Facts],
    entries: Iterable[Entry],
    rolled: Mapping[str, Rolled],
    standings: Standings,
) -> Iterator[Profile]:
    """The rows of a run, unsaved: one for each village and each place above one."""
    own = {facts["place"]: _own(campaign, facts) for facts in villages}
    focus = {entry.place for entry in entries if entry.included}
    for code, one in rolled.items():
        standing = standings[code]
        yield Profile(
            place_id=standing.place_id,
            code=code,
            name=standing.name,
            path=standing.path,
            level=standing.level,
            kind=standing.kind,
            position=standing.position,
            remaining_poor=one.known(POOR),
            agricultural_population=one.known(POPULATION),
            incidence_ppm=one.incidence_ppm,
            n_villages=one.n_villages,
            n_communities=one.n_communities,
            n_population_unknown=one.n_population_unknown,
            n_targets=one.n_targets,
            is_focus=code in focus,
            remaining_in_targets=one.remaining_in_targets,
            facts=own.get(code) or _sums(one),
            light=Light(one.light(campaign.must_be_none)),
        )


def _zones(standings: Standings) -> dict[str, list[str]]:
    """For each place that zones are made of, the codes of those zones."""
    codes = {one.place_id: code for code, one in standings.items()}
    zones: dict[str, list[str]] = {}
    for zone, place in ZoneMember.objects.values_list("zone_id", "place_id"):
        if zone in codes and place in codes:
            zones.setdefault(codes[place], []).append(codes[zone])
    return zones


def _own(campaign: Campaign, facts: Facts) -> dict[str, Any]:
    """The facts of a village by their names, and of the counted ones the upper ends."""
    names: Sequence[str] = [
        *campaign.weighed,
        *map(at_most, sorted(campaign.measured)),
    ]
    return {name: facts[name] for name in names}


def _sums(one: Rolled) -> dict[str, Any]:
    """Each count's certain sum, and of how many villages it is unknown; the ratio's two numbers."""
    counts = {name: [count.sum, count.n_unknown] for name, count in one.counts.items()}
    return {"counts": counts, "incidence": [one.n, one.of]}
