"""Hold a snapshot against every rule of the data audit: which rows are to be looked into."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dingdian.analysis.audited import open_audited
from dingdian.analysis.doubts import Audit, DoubtedRow, audit
from dingdian.analysis.engine import Engine
from dingdian.campaign.checking import load_checked
from dingdian.campaign.definition import Campaign, Doubt, Family
from dingdian.campaign.doubting import limits_on
from dingdian.campaign.wording import with_parameters
from dingdian.lexicon.problem import Note, Unusable
from dingdian.lexicon.text import Text
from dingdian.steps.manifest import Manifest, read_manifest
from dingdian.steps.source import digest_of_tables, digests_of_folder


@dataclass(frozen=True)
class Doubts:
    """What the audit of a snapshot found: under which rules, of which day, row by row."""

    campaign: Campaign
    source: str
    digest: str
    on: date
    values: Mapping[str, int]
    chosen: tuple[Doubt, ...]
    audit: Audit
    notes: tuple[Note, ...]

    @property
    def count(self) -> int:
        """How many doubts there are, a row once for each rule."""
        return sum(len(rows) for rows in self.audit.found.values())

    @property
    def synthetic(self) -> bool:
        """Whether the rows are of nobody."""
        return any(note.code == "synthetic" for note in self.notes)

    def label(self, doubt: Doubt) -> Text:
        """What the doubt says, with the limits of the day."""
        return with_parameters(doubt.label, self.campaign, self.values)

    def rows(self, doubt: Doubt) -> Sequence[DoubtedRow]:
        """The rows for which it holds."""
        return self.audit.found.get(doubt.id, ())

    def by_family(self) -> Iterator[tuple[Family, list[Doubt]]]:
        """The chosen rules by family, in the families' order."""
        families = sorted(self.campaign.families.values(), key=lambda one: one.number)
        for family in families:
            doubts = [one for one in self.chosen if one.family == family.code]
            if doubts:
                yield family, doubts

    def plain(self) -> dict[str, Any]:
        """The answer for machines; `open` is null where the source lacks the table."""
        return {
            "campaign": {"code": self.campaign.code, "digest": self.campaign.digest},
            "on": self.on.isoformat(),
            "source": {"name": self.source, "digest": self.digest},
            "rules": [
                {
                    "id": one.id,
                    "family": one.family,
                    "open": self.audit.open.get(one.id),
                    "rows": [_plain(row) for row in self.rows(one)],
                }
                for one in self.chosen
            ],
        }


def doubts(
    source: Path,
    *,
    campaign: str = "chongqing_2020",
    rules: Sequence[str] = (),
    on: date | None = None,
    threads: int | None = None,
) -> Doubts:
    """Audit the tables of a folder; raises Unusable for one that is no snapshot.

    `rules` are the ids to ask, all if none are named. `on` is the day whose limits count: by
    default the day of the snapshot, or else that of the announcement.
    """
    declared = load_checked(campaign)
    chosen = _chosen(declared, rules)
    if not source.is_dir():
        raise Unusable(
            "not_a_snapshot",
            Text("不是数据快照的文件夹。", "This is not the folder of a snapshot."),
            Text("请给出含有 Parquet 表的文件夹。", "Give a folder that holds Parquet tables."),
            where=str(source),
        )
    manifest = read_manifest(source)
    day = on or manifest.as_of or declared.announced
    values = limits_on(declared, day)
    with Engine(threads=threads) as engine:
        columns = open_audited(engine, declared, source)
        found = audit(engine, declared, columns, values, chosen)
    digests = digests_of_folder(source)
    return Doubts(
        campaign=declared,
        source=source.resolve().name,
        digest=digest_of_tables(digests),
        on=day,
        values=values,
        chosen=chosen,
        audit=found,
        notes=tuple(_notes(manifest, digests, chosen, found)),
    )


def _chosen(campaign: Campaign, rules: Sequence[str]) -> tuple[Doubt, ...]:
    known = {one.id: one for one in campaign.doubts}
    for rule in rules:
        if rule not in known:
            near = difflib.get_close_matches(rule, known, n=1)
            hint = near[0] if near else next(iter(known), "–")
            raise Unusable(
                "no_such_rule",
                Text(f"没有编号为“{rule}”的疑点规则。", f"There is no rule “{rule}”."),
                Text(f"是否应为“{hint}”？", f"Did you mean “{hint}”?"),
            )
    return tuple(one for one in campaign.doubts if not rules or one.id in rules)


def _notes(
    manifest: Manifest, digests: Mapping[str, str], chosen: Sequence[Doubt], found: Audit
) -> Iterator[Note]:
    yield from manifest.notes()
    for problem in manifest.problems(digests):
        yield Note(problem.code, problem.says)
    unasked = sorted({one.over for one in chosen} - found.rows.keys())
    for table in unasked:
        yield Note(
            "not_in_source",
            Text(
                f"来源中没有 {table}.parquet，相应规则未核查。",
                f"There is no {table}.parquet in the source: its rules were not asked.",
            ),
        )


def _plain(row: DoubtedRow) -> dict[str, Any]:
    keys = {"place": row.place, "household": row.household, "member": row.member}
    return {name: key for name, key in keys.items() if key is not None}
