"""The contests of the registry in the records: laying it, and finding somebody in it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.answers import Disagreement
from bench.sizes import Sizes
from bench.timing import cost_of, made

REACH_MS = 100
REACH_ROWS = 20_000


def on_laying(folder: Path, sizes: Sizes) -> Iterator[str]:
    """A whole registry laid into an empty home, then searched; rows in are rows that stand."""
    registry, identities = folder / f"registry-{sizes.kept}", folder / f"identities-{sizes.kept}"
    made("registry", sizes.kept, registry)
    made("identities", sizes.kept, identities)
    out = folder / "laid.json"
    cost = cost_of(
        (
            sys.executable,
            "-m",
            "bench.laying",
            str(registry),
            str(identities),
            str(out),
            str(sizes.searches),
        )
    )
    told = json.loads(out.read_text(encoding="utf-8"))
    rows = json.loads((registry / "manifest.json").read_text(encoding="utf-8"))["tables"]
    yield from _laid(told["laid"], {name: one["rows"] for name, one in rows.items()})
    yield f"  {cost.mebibytes:.0f} MiB"
    yield from _searched(told["searched"])


def _laid(told: dict[str, Any], rows: dict[str, int]) -> Iterator[str]:
    stands = told["stands"]
    kept = {name: stands[one] for name, one in (("households", "household"), ("members", "member"))}
    kept["incomes"] = stands["income"]
    missing = {name for name, count in kept.items() if count != rows[name]}
    if missing or stands["member"] != stands["memberround"]:
        raise Disagreement(f"{rows} went in, and {stands} stand there")
    laid = sum(told["said"].values())
    yield f"lay a registry: {rows['households']:,} households, {rows['members']:,} members"
    seconds, persons = told["seconds"], rows["members"]
    yield (
        f"  rows in = rows stored: {laid:,} in {seconds:.1f} s: {laid / seconds:,.0f} rows/s, "
        f"{persons / seconds:,.0f} persons/s; to reach: {REACH_ROWS:,} rows/s"
    )


def _searched(told: dict[str, Any]) -> Iterator[str]:
    yield "search the registry, one person in the whole of it"
    for way, one in told.items():
        if one["missed"]:
            raise Disagreement(f"by {way}, {one['missed']} persons were not found")
        seconds = one["seconds"]
        p50, p95 = (seconds[min(int(len(seconds) * at), len(seconds) - 1)] for at in (0.5, 0.95))
        said = "within" if p95 * 1_000 <= REACH_MS else "NOT within"
        yield (
            f"  by {way:<10} {len(seconds):>4} asked, all found: p50 {p50 * 1_000:>6.1f} ms, "
            f"p95 {p95 * 1_000:>6.1f} ms, to reach {REACH_MS} ms: {said}"
        )
