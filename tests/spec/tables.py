"""A page of the reference that says which columns a folder of Parquet must and may have."""

from collections.abc import Iterator

from dingdian.analysis.audited import KEYS as AUDIT_KEYS
from dingdian.analysis.schema import FITTING, KEYS, types_of
from dingdian.analysis.tables import SUFFIX
from dingdian.campaign.definition import Campaign, Table
from dingdian.campaign.reach import facts_in_reach
from dingdian.campaign.reading import TABLES, load
from dingdian.lexicon.text import Text
from dingdian.steps.manifest import NAME
from tests.spec.campaign import CAMPAIGN
from tests.spec.markdown import WRITTEN, both, code, codes, table, whole

KEY_LABELS = {
    ("villages", "place"): Text("12位区划代码", "the 12-digit division code"),
    ("villages", "name"): Text("村名", "the village's name"),
    ("villages", "county_name"): Text("所在区县", "the county it lies in"),
    ("villages", "township_name"): Text("所在乡镇", "the township it lies in"),
    ("households", "village"): Text("所在村的区划代码", "the code of the village it lies in"),
    ("members", "village"): Text("所在村的区划代码", "the code of the village they live in"),
    ("incomes", "village"): Text("所在村的区划代码", "the code of the household's village"),
}
INTRODUCTION = (
    Text(
        "`dingdian identify` 除表格文件外，也读一个 Parquet 文件夹。"
        "`villages.parquet` 必须有；`households.parquet`、`members.parquet` 有则按村清点。"
        "多余的列不读。空值就是未知。",
        "Beside workbooks, `dingdian identify` reads a folder of Parquet tables. "
        "`villages.parquet` must be there; `households.parquet` and `members.parquet`, where they "
        "are, are counted by village. Further columns are not read. A null is unknown.",
    ),
    Text(
        "户和人的表按 `village` 归村，不需要姓名、证件号码、户编号。",
        "Households and members belong to their village by `village`; neither names, nor ID "
        "numbers, nor the numbers of households are needed.",
    ),
)
TELLS = (
    ("as_of", Text("数据截至日，必需", "the day that the facts are of; must be there")),
    (
        "tables",
        Text(
            "必需；每张表一项，内有 `sha256`（十六进制）；与文件不符的是问题",
            "must be there: each table with its `sha256` in hex; a table that differs is a problem",
        ),
    ),
    ("synthetic", Text("非空即为合成数据，到处注明", "not empty: 合成数据, said wherever seen")),
)


def page() -> str:
    """The reference of the Parquet tables, for the campaign that ships with the program."""
    campaign = load(CAMPAIGN)
    return whole(
        "# Parquet 表 · Parquet tables",
        WRITTEN,
        *(said for text in INTRODUCTION for said in (text.zh, text.en)),
        *(part for one in TABLES for part in _table(campaign, one)),
        *_audited(campaign),
        "## 类型 · Types",
        table(
            ("应为 promised", "可为 may be"),
            [(one, codes(sorted(FITTING[one]))) for one in FITTING],
        ),
        f"## {code(NAME)}",
        "可有可无。It may be there or not.",
        table(("键 key", "中文", "English"), [(code(key), say.zh, say.en) for key, say in TELLS]),
    )


def _table(campaign: Campaign, name: Table) -> Iterator[str]:
    yield f"## {code(name + SUFFIX)}"
    must = _must(campaign, name)
    rows = []
    for column, kind in types_of(campaign, name).items():
        fact = campaign.facts[name].get(column)
        label = KEY_LABELS[name, column] if fact is None else fact.label
        choices = "" if fact is None else codes(fact.choices)
        needed = both(Text("必需", "must") if column in must else Text("可无", "may"))
        counted = column in campaign.measures and name == "villages"
        by = f"{code(campaign.measures[column].over)}" if counted else ""
        row = (code(column), kind, needed, label.zh, label.en, choices)
        rows.append((*row, by) if name == "villages" else row)
    head = ("列 column", "类型 type", "", "中文", "English", "可选值 choices")
    yield table((*head, "可由此清点 counted from") if name == "villages" else head, rows)


def _audited(campaign: Campaign) -> Iterator[str]:
    """What the data audit reads beside the columns above."""
    yield "## 疑点另读 · Read by the audit alone"
    yield (
        "`dingdian doubts` 还读下列各列；没有的列按未知计，不按空白计。选多项的列是一段文字，"
        "代码之间用一个空格隔开；一项也没选是空文字。"
        "`dingdian doubts` reads these too; a column that is not there is unknown, not blank. "
        "Several choices are one text, a space between their codes; none chosen is the empty text."
    )
    rows = [
        (code(of + SUFFIX), code(name), kind, "必需 · must", "", "")
        for of, keys in AUDIT_KEYS.items()
        for name, kind in keys.items()
        if name not in KEYS[of]
    ]
    within = facts_in_reach(campaign.facts, {})["households"]
    rows += [
        (
            code(f"households{SUFFIX}"),
            code(name),
            "BIGINT",
            "可无 · may",
            fact.label.zh,
            fact.label.en,
        )
        for name, fact in within.items()
        if name not in campaign.facts["households"]
    ]
    yield table(("表 table", "列 column", "类型 type", "", "中文", "English"), rows)


def _must(campaign: Campaign, name: Table) -> frozenset[str]:
    """The columns without which a table is refused: its keys, and what is counted over it."""
    read = (one.where.names for one in campaign.measures.values() if one.over == name and one.where)
    facts = campaign.facts[name].keys()
    counted = {column for names in read for column in names if column in facts}
    return frozenset(KEYS[name]) | (frozenset() if name == "villages" else counted)
