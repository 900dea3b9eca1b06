"""Writing the trail."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models
from django.utils import timezone

from dingdian.records.trail.models import Entry, Head
from dingdian.records.trail.sealing import seal_of, seal_of_head

PROGRAM = "dingdian"


class NotInATransaction(Exception):
    """A deed was noted outside its transaction: one could be kept without the other."""


def note(
    *,
    by: AbstractBaseUser | None,
    deed: str,
    subject: models.Model | str,
    place: str = "",
    told: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry; the last thing an action does, inside its transaction.

    `by` is None where the program itself acted. A trail is written by one writer at a time.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction(f"{deed} must be noted inside the transaction that does it.")
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    last = Entry.objects.filter(number=head.number).values_list("seal", flat=True).first() or ""
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        by=PROGRAM if by is None else by.get_username(),
        deed=deed,
        subject=subject
        if isinstance(subject, str)
        else f"{subject._meta.label_lower}:{subject.pk}",
        place=place,
        told=dict(told or {}),
    )
    entry.seal = seal_of(entry, last)
    entry.save(force_insert=True)
    head.number, head.seal = entry.number, seal_of_head(entry.number, entry.seal)
    head.save()
    return entry
