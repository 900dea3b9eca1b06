"""`python -m bench.laying`: a registry laid into an empty home, counted, and searched in there."""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.own_home import open_home

CAMPAIGN = "chongqing_2020"
WARM = 20
"""Searches before the clock runs: a server has been asked before."""


def main(registry: str, identities: str, to: str, searches: str) -> None:
    """Write what went in, what stands there, and the seconds of the laying and of each search."""
    out = Path(to)
    open_home(out.with_suffix(".home"), anew=True)
    told = {"laid": _laid(Path(registry), Path(identities))}
    told["searched"] = _searched(Path(identities), int(searches))
    out.write_text(json.dumps(told), encoding="utf-8")


def _laid(registry: Path, identities: Path) -> dict[str, Any]:
    """Lay the invented places and the registry; how many rows there are of each table."""
    from dingdian.campaign.reading import load  # noqa: PLC0415 - needs the home
    from dingdian.demonstration.invented_places import (  # noqa: PLC0415 - needs the home
        invented_divisions,
    )
    from dingdian.records.registry import models  # noqa: PLC0415 - needs the home
    from dingdian.steps.lay_registry import lay_registry  # noqa: PLC0415 - needs the home
    from dingdian.steps.load_places import load_places  # noqa: PLC0415 - needs the home

    load_places(campaign=CAMPAIGN, villages=invented_divisions())
    begun = perf_counter()
    said = lay_registry(registry, identities, campaign=load(CAMPAIGN), by=None)
    seconds = perf_counter() - begun
    kept = (models.Household, models.Member, models.MemberRound, models.Income, models.Helper)
    stands = {one._meta.model_name: one._default_manager.count() for one in kept}
    return {"seconds": seconds, "said": said, "stands": stands}


def _searched(identities: Path, searches: int) -> dict[str, Any]:
    """Ask for persons drawn at random in every way; the seconds of each, and who was missed."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - beside the home

    from dingdian.records.access.scope import Scope  # noqa: PLC0415 - needs the home
    from dingdian.records.registry.naming import spelling_of  # noqa: PLC0415 - needs the home
    from dingdian.records.registry.searching import search  # noqa: PLC0415 - needs the home

    table = pq.read_table(identities / "identities.parquet")
    drawn = random.Random(2020)  # noqa: S311 - invented persons are no secret
    rows = [drawn.randrange(table.num_rows) for _ in range(searches + WARM)]
    persons = table.take(rows).to_pylist()
    ways: dict[str, Callable[[dict[str, Any]], str]] = {
        "name": lambda one: one["name"],
        "pinyin": lambda one: spelling_of(one["name"]).pinyin,
        "initials": lambda one: spelling_of(one["name"]).initials,
        "last four": lambda one: one["id_number"][-4:],
        "ID number": lambda one: one["id_number"],
        "household": lambda one: one["household_number"],
    }
    told: dict[str, Any] = {}
    for way, typed in ways.items():
        seconds, missed = [], 0
        for at, one in enumerate(persons):
            scope = Scope(frozenset({"50/"}))
            begun = perf_counter()
            found = search(typed(one), seen_by=scope)
            if at >= WARM:
                seconds.append(perf_counter() - begun)
            missed += not _answers(one, found, way)
        told[way] = {"seconds": sorted(seconds), "missed": missed}
    return told


def _answers(one: dict[str, Any], found: list[Any], way: str) -> bool:
    """Whether the page holds the person, or is full of others who answer to the same."""
    if way == "household":
        return any(hit.household.number == one["household_number"] for hit in found)
    return len(found) == 20 or any(
        hit.member is not None and hit.member.number == one["member_number"] for hit in found
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
