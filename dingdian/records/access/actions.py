"""Opening accounts, giving and ending duties."""

from datetime import date

from django.db import transaction

from dingdian.records.access.models import Duty, Role, Sector, User
from dingdian.records.places.models import Place
from dingdian.records.trail.actions import note


class EndsBeforeItBegan(Exception):
    """A duty was to end on a day before it began."""


@transaction.atomic
def open_account(user: User, *, by: User | None) -> User:
    """Open an account with the name and password it has; it may do nothing until it has a duty."""
    user.save(force_insert=True)
    note(by=by, deed="opened an account", subject=user)
    return user


@transaction.atomic
def give_duty(
    user: User,
    *,
    role: Role,
    place: Place,
    since: date,
    by: User | None,
    sector: Sector = Sector.ALL,
    until: date | None = None,
) -> Duty:
    """Give somebody a role at a place, in a sector, from a day on."""
    if until is not None and until < since:
        raise EndsBeforeItBegan(f"{until} is before {since}.")
    duty = Duty.objects.create(
        user=user, role=role, place=place, sector=sector, since=since, until=until
    )
    told = {"user": user.pk, "role": role, "place": place.pk, "sector": sector}
    note(by=by, deed="gave a duty", subject=duty, told=told | {"since": since.isoformat()})
    return duty


@transaction.atomic
def end_duty(duty: Duty, *, until: date, by: User | None) -> Duty:
    """Let a duty end with a day; it stays on record."""
    if until < duty.since:
        raise EndsBeforeItBegan(f"{until} is before {duty.since}.")
    duty.until = until
    duty.save(update_fields=["until"])
    note(by=by, deed="ended a duty", subject=duty, told={"until": until.isoformat()})
    return duty
