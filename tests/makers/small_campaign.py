"""A campaign small enough to read at a glance, with one of everything."""

import tempfile
from functools import cache
from pathlib import Path

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load

SMALL = """
[campaign]
code = "small"
label = { zh = "小行动", en = "Small campaign" }
document = { zh = "示例文件", en = "example document" }
announced = 2020-07-30
ends = 2020-12-31
root = "50"
vintage = 2020

[unit.persons]
label = { zh = "人", en = "persons" }
one = "person"

[unit.fen]
label = { zh = "分", en = "fen" }
one = "fen"

[unit.bp]
label = { zh = "万分之", en = "basis points" }
one = "basis point"

[villages.poor]
label = { zh = "贫困人口", en = "Poor" }
kind = "whole"
unit = "persons"
source = "test"

[villages.people]
label = { zh = "人口", en = "People" }
kind = "whole"
unit = "persons"
source = "test"

[villages.income]
label = { zh = "集体收入", en = "Income" }
kind = "fen"
unit = "fen"
source = "test"

[villages.road]
label = { zh = "通路", en = "Road" }
kind = "flag"
yes = { zh = "已通路", en = "a road" }
no = { zh = "未通路", en = "no road" }
source = "test"

[villages.bus]
label = { zh = "通车", en = "Bus" }
kind = "flag"
yes = { zh = "已通车", en = "a bus" }
no = { zh = "未通车", en = "no bus" }
source = "test"

[villages.put_forward]
label = { zh = "提名", en = "Put forward" }
kind = "flag"
yes = { zh = "提名已确认", en = "put forward" }
no = { zh = "无提名", en = "not put forward" }
source = "test"

[villages.kind]
label = { zh = "类别", en = "Kind" }
kind = "choice"
source = "test"
[villages.kind.choices]
village = { zh = "行政村", en = "village" }
community = { zh = "社区", en = "community" }

[villages.remark]
label = { zh = "备注", en = "Remark" }
kind = "text"
source = "test"

[members.state]
label = { zh = "状态", en = "State" }
kind = "choice"
source = "test"
choices = { poor = { zh = "贫困", en = "poor" }, well = { zh = "正常", en = "well" } }

[measure.poor]
over = "members"
where = "state = 'poor'"

[share.ratio]
label = { zh = "发生率", en = "Ratio" }
n = "poor"
of = "people"
vintage = { zh = "去年", en = "last year" }

[parameter.poor_over]
label = { zh = "贫困人口多于", en = "Poor, more than" }
unit = "persons"
[[parameter.poor_over.value]]
from = 2020-07-30
is = 20
source = "test"
confidence = "high"
[[parameter.poor_over.value]]
from = 2020-09-01
is = 10
source = "test"
confidence = "medium"

[parameter.ratio_from]
label = { zh = "发生率不低于", en = "Ratio, from" }
unit = "bp"
[[parameter.ratio_from.value]]
from = 2020-01-01
is = 100
source = "test"
confidence = "high"

[parameter.income_at_most]
label = { zh = "收入不超过", en = "Income, at most" }
unit = "fen"
[[parameter.income_at_most.value]]
from = 2020-01-01
is = 10000
source = "test"
confidence = "low"

[parameter.items_from]
label = { zh = "至少缺", en = "Items lacking, from" }
unit = "persons"
assumption = true
[[parameter.items_from.value]]
from = 2020-01-01
is = 1
source = "test"
confidence = "low"

[parameter.seats]
label = { zh = "名额", en = "Quota" }
unit = "persons"
[[parameter.seats.value]]
from = 2020-01-01
is = 2
source = "test"
confidence = "low"

[class.village]
label = { zh = "村", en = "Village" }
level = "village"
source = "test"
admits = "kind = 'village'"
refusal = { zh = "社区不属于行政村", en = "a community is no village" }
quota = "seats"
[[class.village.exception]]
place = "500101151001"
from = 2020-08-15
document = "test"
[[class.village.rank]]
by = "poor"
first = "most"
source = "S"
[[class.village.rank]]
by = "ratio"
first = "most"
source = "S"
[[class.village.branch]]
code = "many"
label = { zh = "贫困人口多于{poor_over}人", en = "more than {poor_over} poor" }
when = "poor > poor_over"
source = "test"
[[class.village.branch]]
code = "dense"
label = { zh = "发生率{ratio_from}及以上", en = "ratio of {ratio_from} or above" }
when = "ratio >= ratio_from"
source = "test"
[[class.village.branch]]
code = "weak"
label = { zh = "有短板", en = "a weakness" }
at_least = "items_from"
nomination = "put_forward"
source = "test"
[[class.village.branch.item]]
code = "road"
label = { zh = "未通路", en = "no road" }
lacks = "NOT road"
[[class.village.branch.item]]
code = "income"
label = { zh = "收入低", en = "income too low" }
lacks = "income <= income_at_most"

[class.township]
label = { zh = "乡镇", en = "Township" }
level = "township"
source = "test"
[class.township.designation]
document = { zh = "名单", en = "list" }
from = 2017-08-01
source = "test"
confidence = "medium"
[[class.township.designation.place]]
code = "500101151"
name = "龙驹镇"
confidence = "medium"

[[task]]
number = 1
code = "first"
label = { zh = "任务一", en = "Task one" }
must_be_none = ["poor"]
source = "test"

[[task]]
number = 2
code = "second"
label = { zh = "任务二", en = "Task two" }

[[case]]
says = "Each branch holds"
on = 2020-07-30
class = "village"
facts = { kind = "village", poor = 21, people = 2100, road = false, income = 20000 }
expect = ["many", "dense", "weak"]

[[case]]
says = "Two are in"
on = 2020-07-30
class = "village"
included = ["a"]
tied = ["b", "c"]
[[case.row]]
place = "a"
kind = "village"
poor = 30
[[case.row]]
place = "b"
kind = "village"
poor = 25
people = 3000
[[case.row]]
place = "c"
kind = "village"
poor = 25
people = 3000
"""


def write_campaign(folder: Path, text: str = SMALL) -> Path:
    """A folder with the text as its campaign.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return folder


def altered(old: str, new: str, text: str = SMALL) -> str:
    """The text changed in one place, which has to be there."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times.")
    return text.replace(old, new)


@cache
def small_campaign() -> Campaign:
    """The small campaign, read once."""
    with tempfile.TemporaryDirectory() as folder:
        return load(str(write_campaign(Path(folder))))
