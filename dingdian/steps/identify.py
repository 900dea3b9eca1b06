"""Find the places that a campaign is for, and say of each why, and what would change it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from dingdian.analysis.engine import Engine
from dingdian.analysis.identify import Tables, candidates, places_in
from dingdian.campaign.checking import load_checked
from dingdian.campaign.definition import Campaign, TargetClass
from dingdian.campaign.entry import Entry
from dingdian.campaign.parameters import changed, on_day
from dingdian.campaign.reading import find
from dingdian.campaign.settling import designated, settle
from dingdian.lexicon.problem import Note, Problem
from dingdian.lexicon.text import Text, join, same
from dingdian.steps.decision import Decision
from dingdian.steps.source import open_source
from dingdian.workbooks.sheets import Book


def identify(
    source: Path,
    *,
    campaign: str = "chongqing_2020",
    layout: str | None = None,
    as_of: date | None = None,
    on: date | None = None,
    changes: Sequence[str] = (),
    threads: int | None = None,
    book: Book | None = None,
) -> Decision:
    """Decide over a source of villages; raises Unusable when it, or what is asked, is of no use.

    `on` is the day whose parameters count, by default that of the announcement; `as_of` the day
    that the facts are of. `changes` ("NAME=VALUE") make it a what-if, against the rule as it is.
    `book` is the source where `begin.begun` has opened it already.
    """
    with Engine(threads=threads) as engine:
        return identify_within(
            engine,
            source,
            campaign=campaign,
            layout=layout,
            as_of=as_of,
            on=on,
            changes=changes,
            book=book,
        )


def identify_within(
    engine: Engine,
    source: Path,
    *,
    campaign: str,
    layout: str | None = None,
    as_of: date | None = None,
    on: date | None = None,
    changes: Sequence[str] = (),
    book: Book | None = None,
) -> Decision:
    """The same within an engine of the caller's, which afterwards holds the source's tables."""
    rule = load_checked(campaign)
    day = on or rule.announced
    wanted = dict(changed(one) for one in changes)
    values = on_day(rule, day, wanted)
    opened = open_source(source, engine, rule, folder=find(campaign), layout=layout, book=book)
    entries = decide(engine, rule, values, day, opened.tables)
    before = decide(engine, rule, on_day(rule, day), day, opened.tables) if wanted else entries
    places = places_in(engine)
    return Decision(
        campaign=rule,
        decided_on=day,
        as_of=as_of or opened.as_of,
        source=opened,
        values=values,
        changes=wanted,
        entries=tuple(entries),
        entered=_only_in(entries, before),
        left=_only_in(before, entries),
        problems=(*_ties(entries, values), *_inadmissible(rule, entries), *opened.problems),
        notes=(*opened.notes, *_not_in_source(rule, places)),
    )


def decide(
    engine: Engine, campaign: Campaign, values: Mapping[str, int], on: date, tables: Tables
) -> list[Entry]:
    """The entries of every class over the tables that the engine holds."""
    entries: list[Entry] = []
    for target in campaign.classes:
        if target.designation is not None:
            entries += designated(target, places_in(engine))
        else:
            found = candidates(engine, campaign, target, values, on=on, tables=tables)
            entries += settle(campaign, target, values, found)
    return entries


def _only_in(these: Iterable[Entry], those: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are in here and not there."""
    there = {(entry.target.code, entry.place) for entry in those if entry.included}
    return tuple(
        entry for entry in these if entry.included and (entry.target.code, entry.place) not in there
    )


def _ties(entries: Iterable[Entry], values: Mapping[str, int]) -> list[Problem]:
    tied = [entry for entry in entries if entry.standing == "tied"]
    problems = []
    for target, group in groupby(tied, key=lambda entry: entry.target):
        places = list(group)
        names = join(same(_named(entry)) for entry in places)
        says = Text(
            "{names}并列第{rank}位，跨越名额{quota}",
            "{names} share rank {rank} across the quota of {quota}",
        ).fill(names=names, rank=places[0].rank, quota=values[target.quota or ""])
        do = Text(
            "请由领导小组办公室决定取舍，并留下文件。",
            "The office of the leading group decides between them, by a document.",
        )
        problems.append(Problem("tie_across_quota", says, do, value=str(places[0].rank)))
    return problems


def _named(entry: Entry) -> str:
    """A place by its code and name; by its path of names where it has no code."""
    return entry.place if "/" in entry.place else f"{entry.place} {entry.name}"


def _inadmissible(campaign: Campaign, entries: Iterable[Entry]) -> list[Problem]:
    """Places that would be in if it were known whether their class admits them."""
    facts = campaign.facts["villages"]
    return [
        Problem(
            "admission_unknown",
            Text(
                "“{name}”符合条件，但{missing}未知", "“{name}” qualifies, but {missing} is unknown"
            ).fill(
                name=entry.name, missing=join(facts[one].label for one in entry.admission_unknown)
            ),
            Text("请补填后重新识别。", "Fill it in and identify again."),
            value=entry.place,
        )
        for entry in entries
        if entry.admission_unknown and any(one.holds for one in entry.findings)
    ]


def _not_in_source(campaign: Campaign, places: Sequence[str]) -> list[Note]:
    """Of each designated class, which of its places no row of the source lies in."""
    notes = []
    for target in campaign.classes:
        if target.designation is None:
            continue
        there = {entry.place for entry in designated(target, places)}
        absent = [name for code, name in target.designation.places.items() if code not in there]
        if absent:
            notes.append(_absent(target, absent, len(target.designation.places)))
    return notes


def _absent(target: TargetClass, absent: Sequence[str], whole: int) -> Note:
    if len(absent) == whole:
        return Note(
            "not_in_source",
            Text(
                "{label}：来源中没有这一类的地方。", "{label}: none of its places is in the source."
            ).fill(label=target.label),
        )
    return Note(
        "not_in_source",
        Text(
            "{label}：{whole}个中有{count}个不在来源中：{names}。",
            "{label}: {count} of {whole} are not in the source: {names}.",
        ).fill(
            label=target.label,
            whole=whole,
            count=len(absent),
            names=join(same(one) for one in absent),
        ),
    )
