"""What each role allows: one table, read by every action and every page."""

from collections.abc import Mapping

from dingdian.records.access.models import Role

READ_PLACES = "read_places"
READ_TRAIL = "read_trail"
DECIDE = "decide"
OVERRIDE = "override"
ANNOUNCE = "announce"
NOMINATE = "nominate"
CONFIRM_NOMINATION = "confirm_nomination"
READ_PERSONS = "read_persons"
EDIT_REGISTRY = "edit_registry"
RUN_JOBS = "run_jobs"
GIVE_DUTIES = "give_duties"

ALLOWED: Mapping[Role, frozenset[str]] = {
    Role.OFFICE: frozenset(
        {
            READ_PLACES,
            READ_PERSONS,
            DECIDE,
            OVERRIDE,
            ANNOUNCE,
            RUN_JOBS,
            GIVE_DUTIES,
            READ_TRAIL,
        }
    ),
    Role.LEAD: frozenset({READ_PLACES}),
    Role.GROUP: frozenset({READ_PLACES}),
    Role.PARTNER: frozenset({READ_PLACES}),
    Role.COUNTY: frozenset({READ_PLACES, READ_PERSONS, EDIT_REGISTRY, NOMINATE}),
    Role.DEPARTMENT: frozenset({READ_PLACES, READ_PERSONS, CONFIRM_NOMINATION}),
    Role.TOWNSHIP: frozenset({READ_PLACES, READ_PERSONS, EDIT_REGISTRY}),
    Role.VILLAGE: frozenset({READ_PLACES, READ_PERSONS, EDIT_REGISTRY, NOMINATE}),
    Role.INSPECTOR: frozenset({READ_PLACES, READ_PERSONS, READ_TRAIL}),
    Role.STEWARD: frozenset({READ_PLACES, READ_PERSONS, EDIT_REGISTRY, RUN_JOBS}),
    Role.EVALUATOR: frozenset({READ_PLACES}),
}
