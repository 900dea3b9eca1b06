"""A run's villages as the engine reads them: loaded once for each process and run, then asked."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from dingdian.analysis.claims import Claims, facts_of, prepare
from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables
from dingdian.analysis.schema import weighed_types
from dingdian.campaign.checking import load_checked
from dingdian.campaign.definition import Campaign
from dingdian.campaign.entry import STANDINGS, Standing
from dingdian.campaign.ranges import at_most
from dingdian.campaign.settling import designated
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.targeting.models import Profile, Run, Target

KEPT = 2
"""Runs whose tables a process holds at once: the current one, and one that is compared with it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place as people know it, and where it lies."""

    name: str
    path: str


@dataclass(frozen=True)
class VillageTable:
    """What is asked again and again of one run: its villages' claims, and how they stood."""

    campaign: Campaign
    engine: Engine
    claims: dict[str, Claims]
    named: dict[str, Named]
    before: dict[str, dict[str, Standing]]
    designated: dict[str, dict[str, str]]

    def beside(self) -> Engine:
        """An engine over the same villages for the thread that asks; use it as a context."""
        return Engine(beside=self.engine)

    def facts(self, engine: Engine, places: list[str]) -> dict[str, dict[str, Any]]:
        """All that the run knew of some villages."""
        return facts_of(engine, self.campaign, places)


Key = tuple[int, str, date]
_tables: "OrderedDict[Key, VillageTable]" = OrderedDict()
_lock = Lock()


def village_table(run: Run, *, on: date) -> VillageTable:
    """The table of a run on a day, of the two asked for last; others wait while one is loaded.

    Raises Unusable where the campaign's files have changed since the run.
    """
    key = (run.pk, run.digest, on)
    with _lock:
        if key not in _tables:
            _tables[key] = load_village_table(run, on=on)
            while len(_tables) > KEPT:
                _tables.popitem(last=False)
        _tables.move_to_end(key)
        return _tables[key]


def load_village_table(run: Run, *, on: date) -> VillageTable:
    """Read a run's villages and targets into an engine of their own."""
    campaign = load_checked(run.campaign)
    if campaign.digest != run.campaign_digest:
        raise _rule_changed(run)
    rows = Profile.objects.filter(run=run, level="village").order_by("code")
    told = list(rows.values_list("code", "name", "path", "facts"))
    facts = [one for *_, one in told]
    columns: dict[str, list[Any]] = {
        name: [one.get(name) for one in facts] for name in weighed_types(campaign)
    }
    for name in campaign.measured:
        columns[at_most(name)] = [one.get(at_most(name), one.get(name)) for one in facts]
    columns |= {"place": [code for code, *_ in told], "name": [name for _, name, *_ in told]}
    types = weighed_types(campaign) | {at_most(one): "BIGINT" for one in campaign.measured}
    engine = Engine(threads=1)
    engine.load_rows("villages", columns, types)
    tables = Tables(frozenset(columns), rows=len(told), ranges=campaign.measured)
    return VillageTable(
        campaign=campaign,
        engine=engine,
        claims=prepare(engine, campaign, tables, on=on),
        named=_named(run) | {code: Named(name, path) for code, name, path, _ in told},
        before=_before(run),
        designated={
            target.code: {one.place: one.name for one in designated(target, columns["place"])}
            for target in campaign.classes
            if target.designation is not None
        },
    )


def _named(run: Run) -> dict[str, Named]:
    rows = Target.objects.filter(run=run).order_by("pk").values_list("code", "name", "path")
    return {code: Named(name, path) for code, name, path in rows}


def _before(run: Run) -> dict[str, dict[str, Standing]]:
    """By class, how each place of the run stood when it was kept."""
    stood: dict[str, dict[str, Standing]] = {}
    standings: dict[str, Standing] = {one: one for one in STANDINGS}
    rows = Target.objects.filter(run=run).order_by("pk")
    for target_class, code, standing in rows.values_list("target_class", "code", "standing"):
        stood.setdefault(target_class, {})[code] = standings[standing]
    return stood


def _rule_changed(run: Run) -> Unusable:
    return Unusable(
        "rule_changed",
        Text(
            f"这次识别之后，规则 {run.campaign} 的文件改过。",
            f"The files of the rule {run.campaign} have changed since this identification.",
        ),
        Text("请重新识别，再试算。", "Identify again, then ask what would be."),
    )
