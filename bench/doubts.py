"""The contest of the data audit: every declared rule over a city's persons, in one process."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.answers import Disagreement
from bench.bounds import Bound
from bench.sizes import Sizes
from bench.timing import DINGDIAN, Command, cost_of, made, medians

OURS = "dingdian"
COLUMNS_ALONE = """
import sys, duckdb
for table in ("households", "members"):
    duckdb.sql(f"SELECT COUNT(COLUMNS(*)) FROM '{sys.argv[1]}/{table}.parquet'").fetchall()
"""


def on_doubts(folder: Path, sizes: Sizes) -> Iterator[str]:
    """doubts on a registry with planted faults, beside what it takes to read its columns at all."""
    source = folder / f"planted-{sizes.planted}"
    made("planted", str(sizes.planted), source)
    out = folder / "doubts.json"
    cost_of((sys.executable, "-m", "bench.doubting", str(source), str(sizes.planted), str(out)))
    told = json.loads(out.read_text(encoding="utf-8"))
    if told["differ"]:
        raise Disagreement(f"the engine and the plain reading differ: {told['differ'][:5]}")
    yield (
        f"doubts, {told['rules']} rules over {told['rows']['households']:,} households and "
        f"{told['rows']['members']:,} members"
    )
    yield f"  rows out: {told['doubts']:,} doubts; the plain reading agrees, rule by rule"
    commands: dict[str, Command] = {
        OURS: (*DINGDIAN, "doubts", str(source), "--json"),
        "limit: columns alone": (sys.executable, "-c", COLUMNS_ALONE, str(source)),
    }
    costs = medians(commands, sizes.rounds)
    for name, cost in costs.items():
        ratio = "" if name == OURS else f"{cost.seconds / costs[OURS].seconds:.1f} x ours"
        yield f"  {name:<22} {cost.seconds:>8.2f} s {cost.mebibytes:>7.0f} MiB   {ratio}".rstrip()
    yield from Bound(10.0, 1024).held(costs[OURS])
