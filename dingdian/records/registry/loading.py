"""The bulk door: prepared rows laid in batches, in one transaction, with one entry in the trail.

The rows come unsaved, and refer to each other as objects: a round to its household, an income too.
Whoever prepares them answers for what they say; the database still refuses what cannot stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import ForeignKey, Model
from django.utils import timezone

from dingdian.records.access.models import User
from dingdian.records.registry.deed import Deed, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.income import Income
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.standing_by import Helper, Proof
from dingdian.records.registry.village import VillageProfile
from dingdian.records.trail.actions import note

Row = TypeVar("Row", bound=Model)
AT_ONCE = {"sqlite": 500, "postgresql": 2_000}
"""How many rows go in one statement."""


@dataclass
class Batch:
    """Rows that belong together: what refers to what is in the same batch, or saved before."""

    households: Sequence[Household] = ()
    members: Sequence[Member] = ()
    rounds: Sequence[HouseholdRound] = ()
    member_rounds: Sequence[MemberRound] = ()
    incomes: Sequence[Income] = ()
    profiles: Sequence[VillageProfile] = ()
    proofs: Sequence[Proof] = ()
    helpers: Sequence[Helper] = ()
    counted: dict[str, int] = field(default_factory=dict)

    def in_order(self) -> Iterator[tuple[type[Model], Sequence[Any]]]:
        """The rows, table by table, each after those that it refers to."""
        yield Household, self.households
        yield Member, self.members
        yield HouseholdRound, self.rounds
        yield MemberRound, self.member_rounds
        yield Income, self.incomes
        yield VillageProfile, self.profiles
        yield Proof, self.proofs
        yield Helper, self.helpers


@transaction.atomic
def lay(
    batches: Iterable[Batch], *, happened_on: date, source: str, by: User | None
) -> dict[str, int]:
    """Lay prepared rows, batch after batch; how many of each table.

    `by` is None where the program acts. The deed and the moment of every row are set here.
    """
    deed = Deed.objects.create(
        kind=Kind.LAID,
        happened_on=happened_on,
        recorded_at=timezone.now(),
        by=by,
        told={"source": source},
    )
    laid: dict[str, int] = {}
    for batch in batches:
        for model, rows in batch.in_order():
            _lay(model, rows, deed)
            name = model._meta.model_name or ""
            laid[name] = laid.get(name, 0) + len(rows)
    note(by=by, deed="laid the registry", subject=deed, told={"source": source, "rows": laid})
    return laid


def _lay(model: type[Row], rows: Sequence[Row], deed: Deed) -> None:
    """Save the rows of one table; what they refer to has been saved, and has its number now."""
    refers = [one for one in model._meta.concrete_fields if isinstance(one, ForeignKey)]
    own = {one.attname for one in model._meta.concrete_fields}
    for row in rows:
        if "recorded_at" in own:
            row.recorded_at = deed.recorded_at  # type: ignore[attr-defined]  # a round or its like
        for name in ("deed_id", "laid_by_id"):
            if name in own:
                setattr(row, name, deed.pk)
        for one in refers:
            if one.is_cached(row) and (other := one.get_cached_value(row)) is not None:
                setattr(row, one.attname, other.pk)
    at_once = AT_ONCE.get(connection.vendor, 500)
    told = iter(rows)
    while some := list(islice(told, at_once)):
        model._default_manager.bulk_create(some)
