"""The small campaign with households, what is counted of their members, and a few doubts."""

import tempfile
from functools import cache
from pathlib import Path

from dingdian.campaign.definition import Campaign
from dingdian.campaign.reading import load
from tests.makers.small_campaign import SMALL, write_campaign

AUDITED = (
    SMALL
    + """
[unit.li]
label = { zh = "厘", en = "hundredths of a mu" }
one = "hundredth of a mu"
hundredths_of = { zh = "亩", en = "mu" }

[unit.year]
label = { zh = "年", en = "year" }
one = "year"

[households.land]
label = { zh = "耕地", en = "Land" }
kind = "whole"
unit = "li"
source = "test"

[households.since]
label = { zh = "识别日", en = "Since" }
kind = "day"
source = "test"

[households.risks]
label = { zh = "风险", en = "Risks" }
kind = "choices"
source = "test"
choices = { illness = { zh = "因病", en = "illness" }, water = { zh = "因水", en = "water" } }

[households.cause]
label = { zh = "原因", en = "Cause" }
kind = "choice"
source = "test"
choices = { illness = { zh = "因病", en = "illness" }, water = { zh = "因水", en = "water" } }

[households.listed]
label = { zh = "在册", en = "Listed" }
kind = "flag"
yes = { zh = "在册", en = "listed" }
no = { zh = "不在册", en = "not listed" }
source = "test"

[households.account]
label = { zh = "账号", en = "Account" }
kind = "text"
sealed = true
source = "test"

[incomes.wage]
label = { zh = "工资", en = "Wages" }
kind = "fen"
unit = "fen"
source = "test"

[members.age]
label = { zh = "年龄", en = "Age" }
kind = "whole"
unit = "persons"
source = "test"

[members.ill]
label = { zh = "患病", en = "Ill" }
kind = "flag"
yes = { zh = "患病", en = "ill" }
no = { zh = "未患病", en = "not ill" }
source = "test"

[parameter.age_from]
label = { zh = "年龄自", en = "Age, from" }
unit = "persons"
[[parameter.age_from.value]]
from = 2020-01-01
is = 16
source = "test"
confidence = "high"

[parameter.land_over]
label = { zh = "人均耕地超过", en = "Land per head, above" }
unit = "li"
[[parameter.land_over.value]]
from = 2020-01-01
is = 5000
source = "test"
confidence = "high"

[parameter.grown_from]
label = { zh = "成年人占比不低于", en = "Share of grown persons, from" }
unit = "bp"
[[parameter.grown_from.value]]
from = 2020-01-01
is = 5000
source = "test"
confidence = "high"

[measure.persons]
on = "households"
over = "members"
value = "count"
unit = "persons"
label = { zh = "人数", en = "Persons" }

[measure.grown]
on = "households"
over = "members"
where = "age >= age_from"
value = "count"
unit = "persons"
label = { zh = "成年人", en = "Grown persons" }

[measure.has_ill]
on = "households"
over = "members"
where = "ill"
value = "exists"
label = { zh = "有病人", en = "Somebody is ill" }
yes = { zh = "有病人", en = "somebody is ill" }
no = { zh = "无病人", en = "nobody is ill" }

[measure.years]
on = "households"
over = "members"
value = "sum:age"
label = { zh = "年龄之和", en = "Years together" }

[measure.youngest]
on = "households"
over = "members"
where = "ill"
value = "min:age"
label = { zh = "最小病人", en = "Youngest who is ill" }

[measure.oldest]
on = "households"
over = "members"
value = "max:age"
label = { zh = "最年长", en = "Oldest" }

[share.grown_share]
on = "households"
label = { zh = "成年人占比", en = "Share of grown persons" }
n = "grown"
of = "persons"
vintage = { zh = "当日", en = "that day" }

[share.land_each]
on = "households"
label = { zh = "人均耕地", en = "Land per head" }
n = "land"
of = "persons"
unit = "li"
vintage = { zh = "当日", en = "that day" }

[family.kin]
number = 1
label = { zh = "家庭", en = "Kin" }

[[doubt]]
id = "ill-cause"
family = "kin"
over = "households"
when = "cause = 'illness' AND NOT has_ill"
label = { zh = "因病而无病人", en = "Illness, and nobody is ill" }
do = { zh = "核对。", en = "Check it." }
source = "test"
confidence = "high"
holds = { cause = "illness", members = [{ ill = false }] }
clean = { cause = "illness", members = [{ ill = true }] }

[[doubt]]
id = "land-each"
family = "kin"
over = "households"
when = "land_each > land_over OR grown_share < grown_from"
label = { zh = "人均耕地超过{land_over}亩", en = "more than {land_over} mu per head" }
do = { zh = "核对。", en = "Check it." }
source = "test"
confidence = "high"
holds = { land = 10001, members = [{ age = 40 }, { age = 41 }] }
clean = { land = 10000, members = [{ age = 40 }, { age = 41 }] }

[[doubt]]
id = "young-listed"
family = "kin"
over = "members"
when = "age < age_from AND household_listed"
label = { zh = "未成年而在册", en = "Under age and listed" }
do = { zh = "核对。", en = "Check it." }
source = "test"
confidence = "low"
holds = { age = 15, household_listed = true }
clean = { age = 16, household_listed = true }

[[doubt]]
id = "no-road-blank"
family = "kin"
over = "villages"
when = "road AND bus IS NULL"
label = { zh = "通车空白", en = "Bus is blank" }
do = { zh = "补填。", en = "Fill it in." }
source = "test"
confidence = "low"
holds = { road = true }
clean = { road = true, bus = false }

[[doubt]]
id = "wage-same"
family = "kin"
over = "households"
when = "wage = wage_before"
label = { zh = "工资相同", en = "The same wages" }
do = { zh = "核对。", en = "Check it." }
source = "test"
confidence = "low"
holds = { wage = 5, wage_before = 5 }
clean = { wage = 5, wage_before = 6 }

[[doubt]]
id = "ill-together"
family = "kin"
over = "households"
when = "risks = 'illness' AND (years > 100 OR youngest < 3)"
label = { zh = "年龄", en = "Years" }
do = { zh = "核对。", en = "Check it." }
source = "test"
confidence = "low"
holds = { risks = ["illness"], members = [{ age = 2, ill = true }] }
clean = { risks = ["illness"], members = [{ age = 3, ill = true }] }
"""
)


@cache
def small_audit() -> Campaign:
    """The small campaign with its doubts, read once."""
    with tempfile.TemporaryDirectory() as folder:
        return load(str(write_campaign(Path(folder), AUDITED)))
