"""The contests of the command: what is run beside what, within which bound, and how it is told."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.answers import Answer, agreed, rivals_answer, sealed_answer
from bench.bounds import Bound, growing
from bench.sizes import Sizes
from bench.timing import DINGDIAN, Command, Cost, cost_of, made, medians

OURS = "dingdian"
CELLS_ALONE = """
import sys
from python_calamine import CalamineWorkbook
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
COUNTS_ALONE = """
import sys, duckdb
duckdb.sql(f'''
    SELECT village, COUNT_IF(poverty_status = 'not_lifted'),
           COUNT_IF(school_state = 'dropped_out'), COUNT_IF(insurance_state = 'uninsured')
    FROM '{sys.argv[1]}/members.parquet' GROUP BY village''').fetchall()
"""


def on_a_workbook(folder: Path, sizes: Sizes) -> Iterator[str]:
    """identify on a workbook of all standard columns, beside openpyxl and pandas."""
    source = _workbook(folder, sizes.villages)
    rivals = {"openpyxl + pandas": "bench.rival_openpyxl"}
    yield f"identify, a workbook of {sizes.villages:,} villages ({source.stat().st_size:,} bytes)"
    limits = {"limit: cells alone": CELLS_ALONE}
    yield from _told(folder, source, sizes, rivals, limits, sizes.villages, Bound(1.0))


def on_a_registry(folder: Path, sizes: Sizes) -> Iterator[str]:
    """identify on a registry of persons and families, beside pandas and a loop over rows."""
    source = folder / f"registry-{sizes.registry}"
    made("registry", sizes.registry, source)
    tables = json.loads((source / "manifest.json").read_text(encoding="utf-8"))["tables"]
    rows = {name: told["rows"] for name, told in tables.items()}
    rivals = {"pandas": "bench.rival_pandas", "loop over rows": "bench.rival_loop"}
    said = ", ".join(f"{count:,} {name}" for name, count in rows.items())
    yield f"identify, a registry of {said}"
    limits = {"limit: counts alone": COUNTS_ALONE}
    yield from _told(folder, source, sizes, rivals, limits, rows["villages"], Bound(0.8, 200))


def on_help(folder: Path, sizes: Sizes) -> Iterator[str]:  # noqa: ARG001 - it reads no input
    """dingdian --help, beside a Python that does nothing."""
    commands = {
        OURS: (*DINGDIAN, "--help"),
        "limit: python -c pass": (sys.executable, "-c", "pass"),
    }
    yield "dingdian --help"
    yield from _table(medians(commands, max(sizes.rounds, 3)), Bound(0.3))


def on_growth(folder: Path, sizes: Sizes) -> Iterator[str]:
    """How the cost of identify grows with the villages, as the slope on a logarithmic scale."""
    sources = {size: _workbook(folder, size) for size in sizes.growth}
    commands = {
        str(size): _identify(source, folder / "growth.json") for size, source in sources.items()
    }
    costs = medians(commands, sizes.rounds)
    yield "identify, how cost grows with villages in a workbook"
    for size in sizes.growth:
        cost = costs[str(size)]
        yield f"  {size:>10,} villages {cost.seconds:>8.2f} s {cost.mebibytes:>7.0f} MiB"
    yield from growing({size: costs[str(size)].seconds for size in sizes.growth})


def _told(
    folder: Path,
    source: Path,
    sizes: Sizes,
    rivals: Mapping[str, str],
    limits: Mapping[str, str],
    rows: int,
    bound: Bound,
) -> Iterator[str]:
    """Run all once and hold the answers together; then measure, and tell.

    A limit answers nothing: it is the least that has to be done to read such a source at all.
    """
    out = folder / "ours.json"
    commands: dict[str, Command] = {OURS: _identify(source, out)}
    outs = {name: folder / f"{module}.json" for name, module in rivals.items()}
    for name, module in rivals.items():
        commands[name] = (sys.executable, "-m", module, str(source), str(outs[name]))
    for name, code in limits.items():
        commands[name] = (sys.executable, "-c", code, str(source))
    for command in commands.values():
        cost_of(command, ends=(0, 1))
    answers: dict[str, Answer] = {OURS: sealed_answer(out, rows)}
    answers |= {name: rivals_answer(path) for name, path in outs.items()}
    answer = agreed(answers)
    yield (
        f"  rows in: {rows:,} villages; rows out: {len(answer.qualify):,} qualify, "
        f"{len(answer.undecided):,} undecided; all contenders agree"
    )
    yield from _table(medians(commands, sizes.rounds), bound)


def _table(costs: Mapping[str, Cost], bound: Bound) -> Iterator[str]:
    """Each contender's cost, and how it stands to ours."""
    ours = costs[OURS]
    for name, cost in costs.items():
        ratio = f"{cost.seconds / ours.seconds:.1f} x ours" if name != OURS else ""
        yield f"  {name:<22} {cost.seconds:>8.2f} s {cost.mebibytes:>7.0f} MiB   {ratio}".rstrip()
    yield from bound.held(ours)


def _identify(source: Path, out: Path) -> Sequence[str]:
    return (*DINGDIAN, "identify", str(source), "--out", str(out))


def _workbook(folder: Path, villages: int) -> Path:
    path = folder / f"villages-{villages}.xlsx"
    made("workbook", str(villages), path)
    return path
