"""A page of the reference that says everything a campaign declares, in words and in its codes."""

from collections.abc import Iterator

from dingdian.campaign.condition import Condition, bind
from dingdian.campaign.definition import Campaign, Fact, Parameter, Table, TargetClass
from dingdian.campaign.parameters import on_day
from dingdian.campaign.reading import load
from dingdian.campaign.wording import amount, sentence, with_parameters
from dingdian.lexicon.text import Text
from tests.spec.markdown import WRITTEN, both, code, table, whole

CAMPAIGN = "chongqing_2020"
TABLES: dict[Table, Text] = {
    "villages": Text("村", "villages"),
    "households": Text("户", "households"),
    "members": Text("人", "members"),
    "incomes": Text("收入", "incomes"),
}
KINDS = {
    "whole": Text("整数", "whole number"),
    "fen": Text("金额（分）", "amount in fen"),
    "flag": Text("是/否", "yes/no"),
    "choice": Text("选项", "choice"),
    "choices": Text("多选", "several choices"),
    "day": Text("日期", "day"),
    "text": Text("文字", "text"),
}
CONFIDENCE = {
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}
FIRST = {"most": Text("多者在前", "the most first"), "least": Text("少者在前", "the least first")}
LEVELS = {"township": Text("乡镇", "township"), "village": Text("村", "village")}


def page() -> str:
    """The reference of the campaign that ships with the program."""
    campaign = load(CAMPAIGN)
    return whole(
        f"# {both(campaign.label)}",
        WRITTEN,
        _head(campaign),
        *_tasks(campaign),
        *_parameters(campaign),
        *(part for target in campaign.classes for part in _class(campaign, target)),
        *_facts(campaign),
        *_shares(campaign),
        *_measures(campaign),
        *_cases(campaign),
    )


def _head(campaign: Campaign) -> str:
    said = (
        ("代码 code", code(campaign.code)),
        ("依据 by", both(campaign.document)),
        ("公布 announced", campaign.announced),
        ("期限 ends", campaign.ends),
        ("区划 within", f"{code(campaign.root)}（{campaign.vintage}）"),
        ("对象类别 classes", len(campaign.classes)),
        ("算例 worked cases", len(campaign.cases)),
    )
    return table(("", ""), said)


def _tasks(campaign: Campaign) -> Iterator[str]:
    yield "## 攻坚任务 · Tasks"
    rows = [
        (
            one.number,
            code(one.code),
            one.label.zh,
            one.label.en,
            "、".join(map(code, one.must_be_none)) or "–",
            one.source or "–",
        )
        for one in campaign.tasks
    ]
    head = ("", "代码 code", "中文", "English", "必须为零 must be none", "来源 source")
    yield table(head, rows)


def _parameters(campaign: Campaign) -> Iterator[str]:
    yield "## 参数 · Parameters"
    yield (
        "用 `--set 代码=整数` 试算；比率用万分数，金额用分。"
        "Try another value with `--set CODE=NUMBER`; shares in basis points, money in fen."
    )
    head = ("代码 code", "中文", "English", "值 value", "自 from", "性质 nature", "来源 source", "")
    rows = [row for one in campaign.parameters.values() for row in _values(one)]
    yield table(head, rows)
    yield (
        "最后一列是把握：高、中、低。“假设”是我们的假设，没有文件写明。"
        "The last column says how sure the source is. An assumption is ours: no document says it."
    )


def _values(parameter: Parameter) -> Iterator[tuple[object, ...]]:
    nature = Text("假设", "assumption") if parameter.assumption else Text("有来源", "sourced")
    for one in parameter.values:
        yield (
            code(parameter.name),
            parameter.label.zh,
            parameter.label.en,
            f"{code(one.value)} {both(amount(one.value, parameter.unit))}",
            one.since,
            both(nature),
            one.source,
            both(CONFIDENCE[one.confidence]),
        )


def _class(campaign: Campaign, target: TargetClass) -> Iterator[str]:
    yield f"## {both(target.label)}"
    yield f"{code(target.code)} · {both(LEVELS[target.level])} · {target.source}"
    if target.designation is not None:
        yield from _designated(target)
        return
    if target.admits is not None and target.refusal is not None:
        yield (
            f"只收 admits：{both(sentence(target.admits.tree, campaign))} "
            f"({code(target.admits.text)})；否则 otherwise：{both(target.refusal)}"
        )
    for place, since in target.exceptions.items():
        yield f"例外 exception：{code(place)}（{since}）"
    yield from _branches(campaign, target)
    yield from _items(campaign, target)
    yield from _ranking(campaign, target)


def _designated(target: TargetClass) -> Iterator[str]:
    made = target.designation
    if made is None:
        return
    yield (
        f"由文件认定，不按条件。Designated by a document, not by criteria: {both(made.document)}；"
        f"{made.since}；{made.source}；{both(CONFIDENCE[made.confidence])}"
    )
    yield table(
        ("", "代码 code", "名称 name"),
        [(n, code(place), name) for n, (place, name) in enumerate(made.places.items(), start=1)],
    )


def _branches(campaign: Campaign, target: TargetClass) -> Iterator[str]:
    yield "### 条件分支 · Branches"
    yield (
        "任一成立即符合；数值是公布日的。"
        "Any one of them is enough; the numbers are those of the day of the announcement."
    )
    values = on_day(campaign, campaign.announced)
    rows = []
    for branch in target.branches:
        label = with_parameters(branch.label, campaign, values)
        if branch.when is not None:
            said = _said(branch.when, campaign)
            condition = code(branch.when.text)
        else:
            said = _weakness(campaign, values[branch.at_least or ""], branch.nomination or "")
            condition = f"{code(branch.at_least)} {code(branch.nomination)}"
        rows.append(
            (code(branch.code), label.zh, label.en, said.zh, said.en, condition, branch.source)
        )
    head = ("代码 code", "中文", "English", "条件", "Condition", "写作 written", "来源 source")
    yield table(head, rows)


def _said(condition: Condition, campaign: Campaign) -> Text:
    """A condition in words, its parameters as they were on the day of the announcement."""
    values = on_day(campaign, campaign.announced)
    return sentence(bind(condition.tree, values), campaign)


def _weakness(campaign: Campaign, at_least: int, nomination: str) -> Text:
    return Text(
        "下列项目至少缺{count}项，或{nomination}",
        "at least {count} of the items below lack, or: {nomination}",
    ).fill(count=at_least, nomination=campaign.facts["villages"][nomination].label)


def _items(campaign: Campaign, target: TargetClass) -> Iterator[str]:
    yield "### 短板项目 · Items that can lack"
    rows = []
    for branch in target.branches:
        for item in branch.items:
            said = _said(item.lacks, campaign)
            rows.append(
                (
                    code(branch.code),
                    code(item.code),
                    item.label.zh,
                    item.label.en,
                    both(said),
                    code(item.lacks.text),
                )
            )
    head = ("分支 branch", "项目 item", "中文", "English", "条件 condition", "写作 written")
    yield table(head, rows)


def _ranking(campaign: Campaign, target: TargetClass) -> Iterator[str]:
    yield "### 名额与排序 · Quota and ranking"
    labels = {
        name: one.label
        for named in (campaign.facts["villages"], campaign.shares)
        for name, one in named.items()
    }
    rows = [
        (n, code(one.by), both(labels[one.by]), both(FIRST[one.first]), one.source)
        for n, one in enumerate(target.ranking, start=1)
    ]
    yield f"名额 quota：{code(target.quota)}"
    yield table(("", "按 by", "", "次序 order", "来源 source"), rows)
    yield "未知的排在最后；从不按代码。The unknown comes last; the code never counts."


def _facts(campaign: Campaign) -> Iterator[str]:
    yield "## 事实 · Facts"
    head = (
        "名字 name",
        "中文",
        "English",
        "类型 kind",
        "单位 unit",
        "可选值 choices",
        "来源 source",
    )
    for of, label in TABLES.items():
        yield f"### {both(label)} · `{of}`"
        yield table(head, [_fact(one) for one in campaign.facts[of].values()])


def _fact(fact: Fact) -> tuple[object, ...]:
    choices = "、".join(f"{code(one)} {both(label)}" for one, label in fact.choices.items())
    unit = "" if fact.unit is None else both(fact.unit.label)
    kind = both(KINDS[fact.kind])
    return code(fact.name), fact.label.zh, fact.label.en, kind, unit, choices, fact.source


def _shares(campaign: Campaign) -> Iterator[str]:
    yield "## 比率 · Shares"
    rows = [
        (code(one.name), one.label.zh, one.label.en, code(one.n), code(one.of), both(one.vintage))
        for one in campaign.shares.values()
    ]
    head = ("名字 name", "中文", "English", "分子 part", "分母 whole", "分母年份 vintage")
    yield table(head, rows)


def _measures(campaign: Campaign) -> Iterator[str]:
    yield "## 清点 · Measures"
    yield (
        "给出户、人两张表时，村的这些事实由清点得出；有不清楚的行，就是“至少……至多……”。"
        "Where the tables of households and members are given, these facts of a village are "
        "counted; rows that do not tell make it “at least … at most …”."
    )
    rows = []
    for one in campaign.measures.values():
        every = Text("每一行", "every row")
        said = every if one.where is None else sentence(one.where.tree, campaign, over=one.over)
        written = "" if one.where is None else code(one.where.text)
        rows.append((code(one.name), both(TABLES[one.over]), said.zh, said.en, written))
    yield table(("名字 name", "清点 counts", "条件", "Condition", "写作 written"), rows)


def _cases(campaign: Campaign) -> Iterator[str]:
    yield "## 算例 · Worked cases"
    yield (
        f"{len(campaign.cases)}个，写在规则旁边；`dingdian check-campaign` 逐个复算。"
        f"{len(campaign.cases)} of them stand beside the rules; `dingdian check-campaign` "
        "computes each."
    )
    rows = [(code(one.file), code(one.target), one.says) for one in campaign.cases]
    yield table(("文件 file", "类别 class", "说明 says"), rows)
