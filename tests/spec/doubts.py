"""A page of the reference: every rule of the data audit in words, and what cannot be said."""

from collections.abc import Iterator

from dingdian.campaign.condition import bind
from dingdian.campaign.definition import Campaign, Doubt, Family, HouseholdMeasure
from dingdian.campaign.doubting import limits_on
from dingdian.campaign.reach import view
from dingdian.campaign.reading import load
from dingdian.campaign.wording import sentence, with_parameters
from dingdian.lexicon.text import Text
from tests.spec.campaign import CAMPAIGN, CONFIDENCE, TABLES
from tests.spec.markdown import WRITTEN, both, code, table, whole

HOW = {
    "count": Text("人数", "how many"),
    "exists": Text("有没有", "whether there is one"),
    "sum": Text("合计", "the sum"),
    "min": Text("最小", "the least"),
    "max": Text("最大", "the greatest"),
}
NOT_SAID = (
    (
        Text(
            "因安全住房、安全饮水、因病、因学而无对应措施",
            "a risk of housing, water, illness or schooling without the matching measure",
        ),
        Text("尚无帮扶措施台账", "there is no ledger of support measures yet"),
    ),
    (
        Text(
            "一个月内登记措施、六个月内有开发式措施",
            "a measure within a month, one of development within six",
        ),
        Text("同上；条件里也不能加减日期", "the same; and conditions add nothing to a day"),
    ),
    (
        Text(
            "识别当月或次月消除风险",
            "a risk removed in the month of identification or the next",
        ),
        Text("条件里不能加减日期", "conditions add nothing to a day"),
    ),
    (
        Text("其他致贫原因多于两个", "more than two other causes"),
        Text("条件里不能数选了几项", "conditions do not count how many are chosen"),
    ),
    (
        Text(
            "证件号码分别在村、县、市、省内重复",
            "duplicate numbers within village, county, city and province apart",
        ),
        Text(
            "快照只数全库出现次数；省内别处的库不在这里",
            "a snapshot counts over the whole registry; other registries are not here",
        ),
    ),
    (
        Text("姓名、电话、账号空白", "a blank name, phone or account"),
        Text("加密字段不进快照", "sealed fields never reach a snapshot"),
    ),
    (
        Text("脱贫当年收入低于当年标准", "the income of the year of exit below its line"),
        Text(
            "快照只有最近两期收入；按快照当日的标准比较",
            "a snapshot holds two periods; the line is that of its day",
        ),
    ),
    (
        Text("资金使用的疑点", "doubts about the use of money"),
        Text("资金和项目尚未入库", "funds and projects are not in the records yet"),
    ),
)


def page() -> str:
    """The reference of all doubts of the campaign that ships with the program."""
    campaign = load(CAMPAIGN)
    families = sorted(campaign.families.values(), key=lambda one: one.number)
    return whole(
        "# 疑点数据 · Doubts",
        WRITTEN,
        (
            f"{len(campaign.doubts)}条规则。只有条件确定成立的行才是疑点；无法判断的另计。"
            f"{len(campaign.doubts)} rules. A row is a doubt only where the condition certainly "
            "holds; what cannot be told is counted apart. 数字是公布日的；每个限值在"
            "[参数](campaign-chongqing_2020.md#参数--parameters)里有日期和来源。"
            "Numbers are those of the day of the announcement; each limit is a parameter with its "
            "day and source."
        ),
        *(part for family in families for part in _family(campaign, family)),
        *_measures(campaign),
        "## 尚不能说的 · What cannot be said yet",
        table(("疑点", "Doubt", "原因", "Why"), [(a.zh, a.en, b.zh, b.en) for a, b in NOT_SAID]),
    )


def _family(campaign: Campaign, family: Family) -> Iterator[str]:
    yield f"## {family.number} {both(family.label)}"
    head = (
        "编号 id",
        "中文",
        "English",
        "对象 over",
        "条件",
        "Condition",
        "写作 written",
        "怎么办",
        "What to do",
        "来源 source",
        "",
    )
    doubts = [one for one in campaign.doubts if one.family == family.code]
    yield table(head, [_doubt(campaign, one) for one in doubts])


def _doubt(campaign: Campaign, doubt: Doubt) -> tuple[object, ...]:
    values = limits_on(campaign, campaign.announced)
    label = with_parameters(doubt.label, campaign, values)
    said = sentence(bind(doubt.when.tree, values), view(campaign, doubt.over), over=doubt.over)
    return (
        code(doubt.id),
        label.zh,
        label.en,
        both(TABLES[doubt.over]),
        said.zh,
        said.en,
        code(doubt.when.text),
        doubt.do.zh,
        doubt.do.en,
        doubt.source,
        both(CONFIDENCE[doubt.confidence]),
    )


def _measures(campaign: Campaign) -> Iterator[str]:
    yield "## 按成员计算 · Reckoned over members"
    yield (
        "户的疑点可以用；有成员情况不明的，结果也不明。"
        "For doubts about households; what is unknown of a member keeps the household open."
    )
    head = ("名字 name", "中文", "English", "算法 how", "条件", "Condition", "写作 written")
    yield table(head, [_measure(campaign, one) for one in campaign.household_measures.values()])
    yield "## 户的比率 · Shares of a household"
    rows = [
        (code(one.name), one.label.zh, one.label.en, code(one.n), code(one.of), _unit(one.unit))
        for one in campaign.household_shares.values()
    ]
    yield table(("名字 name", "中文", "English", "分子 part", "分母 whole", "比较 in"), rows)


def _measure(campaign: Campaign, measure: HouseholdMeasure) -> tuple[object, ...]:
    fact, where = measure.fact, measure.where
    values = limits_on(campaign, campaign.announced)
    every = Text("每个人", "every member")
    said = every
    if where is not None:
        said = sentence(bind(where.tree, values), view(campaign, "members"), over="members")
    how = both(HOW[measure.how]) + (f" {code(measure.of)}" if measure.of else "")
    written = "" if where is None else code(where.text)
    return code(fact.name), fact.label.zh, fact.label.en, how, said.zh, said.en, written


def _unit(unit: object) -> str:
    label = getattr(unit, "label", None)
    return "万分之 · basis points" if label is None else both(label)
