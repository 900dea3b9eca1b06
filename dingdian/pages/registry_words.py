"""What the registry holds in words: a field's value, a guarantee, a deed, the reason for a look."""

from collections.abc import Mapping
from datetime import date

from dingdian.campaign.definition import Campaign, Fact, Table
from dingdian.campaign.wording import amount, value_of
from dingdian.lexicon.text import Text, join, same
from dingdian.records.registry.models import Guarantee, Kind, Level
from dingdian.records.registry.readiness import Lack
from dingdian.records.registry.revealing import Why
from dingdian.records.secrecy.fields import SHOWN
from dingdian.records.secrecy.masks import masked_account, masked_id, masked_phone

UNKNOWN = Text("未知", "unknown")
NONE = Text("无", "none")
SEALED = Text("（加密，不显示）", "(sealed, not shown)")
MASKS = {"phone": masked_phone, "account": masked_account, "id_number": masked_id}
HERE = Text("在本户", "in this household")
GUARANTEES: Mapping[Guarantee, Text] = {
    Guarantee.SCHOOLING: Text("义务教育", "Schooling"),
    Guarantee.INSURANCE: Text("基本医疗", "Insurance"),
    Guarantee.HOUSING: Text("住房安全", "Housing"),
    Guarantee.WATER: Text("饮水安全", "Water"),
}
LEVELS: Mapping[Level, Text] = {
    Level.CITY: Text("市直", "city"),
    Level.COUNTY: Text("县直", "county"),
    Level.TOWNSHIP: Text("乡直", "township"),
    Level.VILLAGE: Text("村", "village"),
}
DEEDS: Mapping[Kind, Text] = {
    Kind.LAID: Text("载入", "Loaded"),
    Kind.ENTERED: Text("登记户", "Household entered"),
    Kind.CHANGED: Text("变更户信息", "Household changed"),
    Kind.MEMBER_CHANGED: Text("变更成员信息", "Member changed"),
    Kind.CORRECTED: Text("更正身份信息", "Identity corrected"),
    Kind.INCOME: Text("核算收入", "Income recorded"),
    Kind.PROVED: Text("登记佐证", "Proof recorded"),
    Kind.HELPED: Text("确定帮扶责任人", "Helper assigned"),
    Kind.PROFILED: Text("更新村情", "Village described"),
    Kind.BORN: Text("出生", "Birth"),
    Kind.DIED: Text("死亡", "Death"),
    Kind.LEFT: Text("迁出", "Somebody left"),
    Kind.JOINED: Text("转入", "Somebody joined"),
    Kind.MOVED: Text("整户迁移", "Household moved"),
    Kind.SPLIT: Text("分户", "Household split"),
    Kind.MERGED: Text("并户", "Households merged"),
    Kind.UNDONE: Text("撤销", "A deed undone"),
}
WHYS: Mapping[Why, Text] = {
    Why.CHECK: Text("核对证件", "checking a document"),
    Why.ENTER: Text("录入国家系统", "entering it in the national system"),
    Why.COMPARE: Text("与部门数据比对", "comparing with a department's data"),
    Why.CORRECT: Text("更正登记", "correcting the record"),
    Why.INSPECT: Text("监督检查", "an inspection"),
}
LACKS: Mapping[Lack, Text] = {
    Lack.SCHOOLING_ILL: Text("有适龄儿童辍学", "a child of school age has dropped out"),
    Lack.SCHOOLING_UNKNOWN: Text("适龄儿童就学情况未报", "a child's schooling is not reported"),
    Lack.INSURANCE_ILL: Text("有人未参加基本医保", "somebody is uninsured"),
    Lack.INSURANCE_UNKNOWN: Text("有人参保情况未报", "somebody's insurance is not reported"),
    Lack.HOUSING_ILL: Text("住房未保障", "housing is not assured"),
    Lack.HOUSING_UNKNOWN: Text("住房情况未报", "housing is not reported"),
    Lack.WATER_ILL: Text("饮水不安全", "water is not safe"),
    Lack.WATER_UNKNOWN: Text("饮水情况未报", "water is not reported"),
    Lack.INCOME_BELOW: Text("人均纯收入低于贫困线", "income per head is below the poverty line"),
    Lack.INCOME_UNKNOWN: Text(
        "至9月30日的年度收入未核算", "the income of the year to 30 September is not recorded"
    ),
    Lack.YEAR_NOT_OVER: Text(
        "收入年度到9月30日才结束", "the income year is not over before 30 September"
    ),
}


def field_said(fact: Fact, value: object) -> Text:
    """A field's value in words; what is sealed is masked, or not shown at all."""
    if value is None:
        return UNKNOWN
    if fact.sealed and fact.name != "name":
        mask = MASKS.get(fact.name)
        return SEALED if mask is None or value == SHOWN else same(mask(str(value)))
    if fact.kind == "choices":
        told = [fact.choices.get(code, same(code)) for code in str(value).split()]
        return join(told) if told else NONE
    if isinstance(value, date):
        return same(value.isoformat())
    if fact.unit is not None and isinstance(value, int):
        return _counted(fact, value)
    return value_of(fact, value)


def label_of(campaign: Campaign, table: Table, name: str) -> Text:
    """A field's label as the campaign declares it; the two that none declares have their own."""
    if name == "place":
        return Text("所在村", "Village")
    fact = campaign.facts[table].get(name)
    return same(name) if fact is None else fact.label


def money(value: int | None) -> Text:
    """An amount of fen in yuan; unknown where it is not known."""
    if value is None:
        return UNKNOWN
    sign, whole = ("-" if value < 0 else ""), abs(value)
    yuan = f"{sign}{whole // 100:,}.{whole % 100:02d}"
    return Text(f"{yuan}元", f"{yuan} yuan")


def _counted(fact: Fact, value: int) -> Text:
    unit = fact.unit
    if unit is None or unit.code == "year":
        return same(str(value))
    if unit.hundredths_of is not None:
        number = f"{value // 100:,}.{value % 100:02d}".rstrip("0").rstrip(".")
        return Text(f"{number}{unit.hundredths_of.zh}", f"{number} {unit.hundredths_of.en}")
    return amount(value, unit)
