"""A decision on a screen: each class, who would enter and leave, and what is wrong."""

from collections import Counter

from rich.console import Console

from dingdian.campaign.definition import TargetClass
from dingdian.campaign.entry import STANDINGS, Entry, Finding, Standing
from dingdian.campaign.wording import percent, with_parameters
from dingdian.cli.screen import console, show_problems, table
from dingdian.cli.speaking import SHOWN, readable
from dingdian.lexicon.place import path_of
from dingdian.lexicon.text import Lang, Text, join, same
from dingdian.steps.decision import Decision

HEADINGS = {
    "zh": ["位次", "结果", "地方", "依据", "未知", "怎样会变动"],
    "en": ["Rank", "Result", "Place", "Because of", "Unknown", "What would change it"],
}


def show(decision: Decision, lang: Lang, *, limit: int | None = SHOWN) -> None:
    """The decision on a screen: each class, who would enter and leave, then what is wrong."""
    screen = console()
    screen.print(readable(_head(decision)[lang]))
    for target in decision.campaign.classes:
        entries = decision.of(target)
        if entries:
            _show_class(decision, target, entries, lang, screen, limit)
    if decision.changes:
        _show_moves(decision, lang, screen)
    for note in decision.notes:
        screen.print(readable(note.says[lang]), style="dim", soft_wrap=True)
    show_problems(decision.problems, lang, screen=screen, limit=limit)


def _head(decision: Decision) -> Text:
    return Text(
        "{campaign} · {on} · 来源 {source}（{rows}个村）",
        "{campaign} · {on} · source {source} (villages: {rows})",
    ).fill(
        campaign=decision.campaign.label,
        on=decision.decided_on,
        source=decision.source.name,
        rows=f"{decision.source.rows:,}",
    )


def _show_class(
    decision: Decision,
    target: TargetClass,
    entries: list[Entry],
    lang: Lang,
    screen: Console,
    limit: int | None,
) -> None:
    counted: Counter[Standing] = Counter(entry.standing for entry in entries)
    counts = join(
        (
            Text("{what} {count}", "{what} {count}").fill(
                what=STANDINGS[standing], count=f"{count:,}"
            )
            for standing, count in counted.items()
        ),
        zh="，",
    )
    title = Text("{label}：{counts}", "{label}: {counts}").fill(label=target.label, counts=counts)
    rows = [_row(decision, entry, lang) for entry in entries[:limit]]
    screen.print()
    screen.print(table(title[lang], HEADINGS[lang], rows))
    rest = len(entries) - len(rows)
    if rest > 0:
        more = Text(
            "……另有 {rest} 行，用 --all 或 --out 看全。", "… {rest} more rows: --all or --out."
        )
        screen.print(more.fill(rest=f"{rest:,}")[lang], style="dim")


def _row(decision: Decision, entry: Entry, lang: Lang) -> list[object]:
    facts = decision.campaign.facts["villages"]
    held = join(_because(decision, one) for one in entry.findings if one.holds)
    unknown = join(facts[name].label for name in entry.unknown[:3])
    if len(entry.unknown) > 3:
        unknown = Text("{some}等{count}项", "{some} and more, {count} in all").fill(
            some=unknown, count=len(entry.unknown)
        )
    return [
        entry.rank,
        STANDINGS[entry.standing][lang],
        _place(entry),
        held[lang],
        unknown[lang],
        decision.explainer.change(entry)[lang],
    ]


def _place(entry: Entry) -> str:
    """The code and the path of names, as far as the source has them."""
    if "/" in entry.place:
        return entry.place
    outer = (entry.facts.get("county_name"), entry.facts.get("township_name"))
    return f"{entry.place} {path_of(name for name in (*outer, entry.name) if name)}"


def _because(decision: Decision, finding: Finding) -> Text:
    label = with_parameters(finding.branch.label, decision.campaign, decision.values)
    value = same("" if finding.value is None else f"{finding.value:,}")
    if finding.share and finding.n is not None and finding.of:
        value = same(f"{percent(finding.n, finding.of)} = {finding.n:,}/{finding.of:,}")
    if finding.branch.when is None:
        labels = {item.code: item.label for item in finding.branch.items}
        value = join(labels[code] for code in finding.lacking)
        if finding.nominated:
            value = join(
                [Text("提名已确认", "nomination confirmed"), *([value] if value.zh else [])]
            )
    return Text("{label}（{value}）", "{label} ({value})").fill(label=label, value=value)


def _show_moves(decision: Decision, lang: Lang, screen: Console) -> None:
    nobody = Text("无", "none")
    for says, moved in (
        (Text("改动后进入 {count}：{names}", "Would enter, {count}: {names}"), decision.entered),
        (Text("改动后退出 {count}：{names}", "Would leave, {count}: {names}"), decision.left),
    ):
        names = join(same(entry.name) for entry in moved[:SHOWN])
        if len(moved) > SHOWN:
            names = Text("{names}等", "{names} …").fill(names=names)
        told = says.fill(count=len(moved), names=names if moved else nobody)
        screen.print(readable(told[lang]), soft_wrap=True)
