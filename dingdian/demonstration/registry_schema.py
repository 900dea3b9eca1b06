"""The columns of the demonstration's registry: three tables, their columns in order and in kind."""

from dingdian.frames.parquet import Schema

VILLAGES: Schema = {
    "place": "text",
    "name": "text",
    "township_name": "text",
    "county_name": "text",
    "kind": "text",
    "agricultural_population": "int32",
    "hardened_road": "flag",
    "group_roads": "flag",
    "bus": "flag",
    "three_phase_power": "flag",
    "broadband": "flag",
    "clinic_qualified": "flag",
    "culture_room": "flag",
    "ecommerce_point": "flag",
    "waste_collected": "flag",
    "public_toilet": "flag",
    "leading_industry": "flag",
    "cooperatives": "int32",
    "collective_income_fen": "int64",
    "nominated_guarantees": "flag",
    "nominated_infrastructure": "flag",
    "nominated_industry": "flag",
    "nominated_living_environment": "flag",
    "nominated_public_services": "flag",
    "nominated_other": "flag",
}
HOUSEHOLDS: Schema = {
    "household": "int64",
    "village": "text",
    "members": "int32",
    "house_grade": "text",
    "lived_in": "flag",
    "safe_water": "flag",
    "sanitary_latrine": "flag",
    "registered": "flag",
}
MEMBERS: Schema = {
    "member": "int64",
    "household": "int64",
    "village": "text",
    "poverty_status": "text",
    "school_state": "text",
    "insurance_state": "text",
    "sex": "text",
    "birth_year": "int16",
    "health": "text",
    "labour": "text",
    "working": "flag",
}
TABLES: dict[str, Schema] = {"villages": VILLAGES, "households": HOUSEHOLDS, "members": MEMBERS}
