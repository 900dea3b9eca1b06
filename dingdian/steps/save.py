"""Write a decision down: sealed as JSON, or as a workbook or csv that people read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dingdian.campaign.definition import TargetClass
from dingdian.campaign.entry import STANDINGS, Entry, Finding
from dingdian.campaign.parameters import in_force
from dingdian.campaign.wording import amount, with_parameters
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text, join
from dingdian.steps.decision import Decision
from dingdian.steps.seal import seal
from dingdian.workbooks.write import ColumnOut, SheetOut, write_csv, write_workbook

HOLDS: Mapping[bool | None, Text] = {
    True: Text("是", "yes"),
    False: Text("否", "no"),
    None: Text("未知", "unknown"),
}


def save(decision: Decision, path: Path, *, lang: Lang) -> None:
    """Write the decision in the form that the file's ending asks for, whole or not at all."""
    match path.suffix.lower():
        case ".json":
            seal(decision, path, lang=lang)
        case ".xlsx":
            sheets = [*_class_sheets(decision, lang), _problem_sheet(decision, lang)]
            write_workbook(path, sheets, about=_about(decision, lang), lang=lang)
        case ".csv":
            write_csv(path, _flat(decision, lang), lang=lang)
        case ending:
            raise Unusable(
                "unknown_ending",
                Text(f"不能写成“{ending}”。", f"“{ending}” cannot be written."),
                Text("请用 .xlsx、.csv 或 .json。", "Use .xlsx, .csv or .json."),
                where=str(path),
            )


def _class_sheets(decision: Decision, lang: Lang) -> Iterator[SheetOut]:
    for target in decision.campaign.classes:
        entries = decision.of(target)
        if entries:
            rows = (_row(decision, entry, lang) for entry in entries)
            title = marked(target.label, decision)[lang]
            yield SheetOut(title, _columns(decision, target, lang), rows)


def marked(label: Text, decision: Decision) -> Text:
    """A label that says so where the decision is over synthetic data."""
    if all(note.code != "synthetic" for note in decision.notes):
        return label
    return Text("{label}（合成数据）", "{label} (合成数据)").fill(label=label)


def _columns(decision: Decision, target: TargetClass, lang: Lang) -> list[ColumnOut]:
    first = [
        ColumnOut({"zh": "位次", "en": "Rank"}[lang], "whole"),
        ColumnOut({"zh": "结果", "en": "Result"}[lang], "text"),
        ColumnOut({"zh": "区划代码", "en": "Division code"}[lang], "text"),
        ColumnOut({"zh": "区县", "en": "County"}[lang], "text"),
        ColumnOut({"zh": "乡镇", "en": "Township"}[lang], "text"),
        ColumnOut({"zh": "名称", "en": "Name"}[lang], "text"),
    ]
    for branch in target.branches:
        label = with_parameters(branch.label, decision.campaign, decision.values)
        value = Text("{label}·数值", "{label}: value").fill(label=label)
        first += [
            ColumnOut(label[lang], "text"),
            ColumnOut(value[lang], _kind(branch.code, decision)),
        ]
    return [
        *first,
        ColumnOut({"zh": "未知事实", "en": "Unknown facts"}[lang], "text"),
        ColumnOut({"zh": "怎样会变动", "en": "What would change it"}[lang], "text"),
    ]


def _kind(code: str, decision: Decision) -> str:
    found = (one for entry in decision.entries for one in entry.findings if one.branch.code == code)
    return "share" if any(one.share for one in found) else "whole"


def _row(decision: Decision, entry: Entry, lang: Lang) -> list[object]:
    facts = decision.campaign.facts["villages"]
    found = [cell for one in entry.findings for cell in (HOLDS[one.holds][lang], _value(one))]
    return [
        entry.rank,
        STANDINGS[entry.standing][lang],
        entry.place,
        entry.facts.get("county_name"),
        entry.facts.get("township_name"),
        entry.name,
        *found,
        join(facts[name].label for name in entry.unknown)[lang],
        decision.explainer.change(entry)[lang],
    ]


def _value(finding: Finding) -> int | float | None:
    if finding.share:
        return None if finding.n is None or not finding.of else finding.n / finding.of
    return finding.value


def _problem_sheet(decision: Decision, lang: Lang) -> SheetOut:
    headings = {
        "zh": ("工作表", "行", "列", "值", "问题", "怎么办"),
        "en": ("Sheet", "Row", "Column", "Value", "What", "What to do"),
    }[lang]
    columns = [
        ColumnOut(heading, "whole" if place == 1 else "text")
        for place, heading in enumerate(headings)
    ]
    rows = (
        (one.sheet, one.row, one.column, one.value, one.says[lang], one.do[lang])
        for one in decision.problems
    )
    return SheetOut(marked(Text("问题", "Problems"), decision)[lang], columns, rows)


def _flat(decision: Decision, lang: Lang) -> SheetOut:
    """All classes in one table, the class first; the branches that hold in one cell."""
    headings: Sequence[str] = {
        "zh": ("类别", "位次", "结果", "区划代码", "名称", "成立的条件", "未知事实", "怎样会变动"),
        "en": (
            "Class",
            "Rank",
            "Result",
            "Division code",
            "Name",
            "Holds",
            "Unknown facts",
            "What would change it",
        ),
    }[lang]
    facts = decision.campaign.facts["villages"]
    rows = (
        (
            marked(entry.target.label, decision)[lang],
            entry.rank,
            STANDINGS[entry.standing][lang],
            entry.place,
            entry.name,
            join(
                with_parameters(one.branch.label, decision.campaign, decision.values)
                for one in entry.findings
                if one.holds
            )[lang],
            join(facts[name].label for name in entry.unknown)[lang],
            decision.explainer.change(entry)[lang],
        )
        for entry in decision.entries
    )
    columns = [
        ColumnOut(one, "whole" if place == 1 else "text") for place, one in enumerate(headings)
    ]
    return SheetOut(marked(Text("名单", "List"), decision)[lang], columns, rows)


def _about(decision: Decision, lang: Lang) -> list[tuple[str, str]]:
    """What the workbook is, from what it was made, and under which parameters."""
    said = [
        (Text("攻坚行动", "Campaign"), decision.campaign.label),
        (Text("依据", "By"), decision.campaign.document),
        (Text("参数日期", "Parameters of"), Text(*(str(decision.decided_on),) * 2)),
        (Text("来源", "Source"), Text(*(decision.source.name,) * 2)),
        (Text("来源摘要", "Digest of the source"), Text(*(decision.source.digest,) * 2)),
        (Text("规则摘要", "Digest of the rules"), Text(*(decision.campaign.digest,) * 2)),
        (Text("决定摘要", "Digest of the decision"), Text(*(decision.sealed(lang)["digest"],) * 2)),
    ]
    for name, parameter in decision.campaign.deciding.items():
        dated = in_force(parameter, decision.decided_on)
        by = Text("假设", "assumption") if parameter.assumption else Text("来源", "source")
        if name in decision.changes:
            by = Text("试算改动", "what-if")
        value = Text("{value}（{by}：{source}）", "{value} ({by}: {source})").fill(
            value=amount(decision.values[name], parameter.unit),
            by=by,
            source="" if dated is None else dated.source,
        )
        said.append((parameter.label, value))
    said += [(Text("说明", "Note"), note.says) for note in decision.notes]
    return [(label[lang], text[lang]) for label, text in said]
