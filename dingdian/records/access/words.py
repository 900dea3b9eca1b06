"""Roles and sectors as people say them, in both languages."""

from collections.abc import Mapping

from dingdian.lexicon.text import Text
from dingdian.records.access.models import Role, Sector

ROLES: Mapping[str, Text] = {
    Role.OFFICE: Text("领导小组办公室", "Office of the leading group"),
    Role.LEAD: Text("牵头市领导", "City lead"),
    Role.GROUP: Text("市级扶贫集团", "Assistance group"),
    Role.PARTNER: Text("协作协调", "Partner coordinator"),
    Role.COUNTY: Text("区县办公室", "County office"),
    Role.DEPARTMENT: Text("行业部门", "Line department"),
    Role.TOWNSHIP: Text("乡镇办公室", "Township office"),
    Role.VILLAGE: Text("驻村工作队", "Village team"),
    Role.INSPECTOR: Text("督查审计", "Inspection and audit"),
    Role.STEWARD: Text("数据管理", "Data steward"),
    Role.EVALUATOR: Text("第三方评估", "Third-party evaluation"),
}
SECTORS: Mapping[str, Text] = {
    Sector.ALL: Text("全部", "all sectors"),
    Sector.EDUCATION: Text("教育", "education"),
    Sector.HEALTH: Text("卫健医保", "health and insurance"),
    Sector.HOUSING: Text("住建", "housing"),
    Sector.WATER: Text("水利", "water"),
    Sector.LABOUR: Text("人社", "labour"),
    Sector.CIVIL_AFFAIRS: Text("民政", "civil affairs"),
    Sector.RELOCATION: Text("发改", "relocation"),
    Sector.AGRICULTURE: Text("农业农村", "agriculture"),
    Sector.FINANCE: Text("财政", "finance"),
    Sector.COMMERCE: Text("商务", "commerce"),
    Sector.TRANSPORT: Text("交通", "transport"),
    Sector.DISABLED: Text("残联", "disabled persons"),
}
