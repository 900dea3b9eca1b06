"""Lay a registry of Parquet, with names and numbers beside it, into an installation's records."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from dingdian.campaign.definition import Campaign
from dingdian.frames.whole_families import Some, families_of, villages_of
from dingdian.installation import ZONE
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.access.models import User
from dingdian.records.places.models import Standing
from dingdian.records.registry.income import PARTS
from dingdian.records.registry.models import Household, Level
from dingdian.records.registry.pouring import Columns, Poured, pour
from dingdian.records.registry.values import IDENTITY, fields_of
from dingdian.steps.manifest import NAME as MANIFEST

AT_ONCE = 6_000
"""Families in one batch: some twenty thousand persons."""
CLOSE_OF_DAY = time(18, 0)
UNKNOWN_UNIT = "—"

Places = Mapping[str, tuple[int, str]]


def lay_registry(
    registry: Path,
    identities: Path,
    *,
    campaign: Campaign,
    by: User | None,
    counties: Collection[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Lay what two folders hold into records that hold no household yet; how many rows of each.

    Everything holds from the day that the registry tells of, and is recorded as at the close of
    that day. `counties` lays only their villages. `progress` hears how many households are in.
    Raises Unusable where households are kept already, or a village of the registry is not known.
    """
    if Household.objects.exists():
        raise Unusable(
            "registry_kept_already",
            Text("登记册里已有户，不能整册载入。", "The registry holds households already."),
            Text("请在空的安装中载入。", "Lay it into an installation that holds none."),
        )
    as_of = date.fromisoformat(json.loads((registry / MANIFEST).read_text("utf-8"))["as_of"])
    villages = villages_of(registry, counties)
    places = _places(villages["place"], campaign)
    some = families_of(registry, identities, counties=counties, at_once=AT_ONCE)
    return pour(
        _poured(some, places, progress or (lambda _households: None)),
        happened_on=as_of,
        recorded_at=datetime.combine(as_of, CLOSE_OF_DAY, ZONE),
        source=registry.name,
        by=by,
        profiles=_profiles(villages, places),
    )


def _places(codes: list[str], campaign: Campaign) -> Places:
    rows = Standing.objects.filter(vintage=campaign.vintage, level="village")
    known = {code: (place, path) for code, place, path in rows.values_list("code", "place", "path")}
    for code in codes:
        if code not in known:
            raise Unusable(
                "no_such_village",
                Text(f"没有代码为 {code} 的村。", f"No village has the code {code}."),
                Text("请先载入区划。", "Load the places first."),
                where="villages.parquet",
            )
    return {code: known[code] for code in codes}


def _profiles(villages: Columns, places: Places) -> Columns:
    own = {name: villages[name] for name in fields_of("villages") if name in villages}
    return {"place_id": [places[code][0] for code in villages["place"]], **own}


def _poured(
    batches: Iterator[Some], places: Places, say: Callable[[int], None]
) -> Iterator[Poured]:
    done = 0
    for some in batches:
        done += len(some.households["household"])
        yield Poured(
            households=_households(some.households, places),
            members=_members(some.members),
            incomes=_incomes(some.incomes),
            helpers=_helpers(some.households),
        )
        say(done)


def _households(told: Mapping[str, list[Any]], places: Places) -> Columns:
    at = [places[code] for code in told["village"]]
    return {
        "number": told["household_number"],
        "key": told["household"],
        "place_id": [place for place, _ in at],
        "path": [path for _, path in at],
        **{name: told[name] for name in fields_of("households") if name in told},
    }


def _members(told: Mapping[str, list[Any]]) -> Columns:
    return {
        "number": told["member_number"],
        "key": told["member"],
        "household": told["home"],
        **{name: told[name] for name in (*IDENTITY, *fields_of("members")) if name in told},
    }


def _helpers(told: Mapping[str, list[Any]]) -> Columns:
    """Who helps each family that has somebody; of which unit a registry of files does not say."""
    helped = [(at, name) for at, name in enumerate(told["helper"]) if name is not None]
    return {
        "household": [at for at, _ in helped],
        "name": [name for _, name in helped],
        "unit": [UNKNOWN_UNIT] * len(helped),
        "unit_level": [Level.VILLAGE.value] * len(helped),
        "post": [""] * len(helped),
    }


def _incomes(told: Mapping[str, list[Any]]) -> Columns:
    return {
        "household": told["home"],
        **{name: told[name] for name in ("period_start", "period_end", "kind", *PARTS)},
    }
