"""The bulk door for whole columns: a registry's rows without an object for each of them.

Two million persons go through in minutes, where an object for each row would take an hour. Columns
are sealed and blinded in bulk, the spelling of a name is found once, and PostgreSQL is given COPY.
Whoever prepares the columns answers for what they say; the database still refuses what cannot
stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from dingdian.records.access.models import User
from dingdian.records.registry.deed import Deed, Kind
from dingdian.records.registry.household import Household, HouseholdRound
from dingdian.records.registry.income import Income
from dingdian.records.registry.naming import spelling_of
from dingdian.records.registry.person import Member, MemberRound
from dingdian.records.registry.standing_by import Helper
from dingdian.records.registry.values import IDENTITY, last_four
from dingdian.records.registry.village import VillageProfile
from dingdian.records.secrecy.blinding import (
    ACCOUNT,
    ID_NUMBER,
    INITIALS,
    NAME,
    PHONE,
    PINYIN,
    blinds,
)
from dingdian.records.secrecy.fields import SealedText
from dingdian.records.secrecy.sealing import seal_all
from dingdian.records.trail.actions import note

Columns = Mapping[str, Sequence[Any]]
NOTHING_SAID = "[]"
CACHE_KIB = 256 * 1024
"""How much SQLite may keep of its file while columns are poured."""


@dataclass(frozen=True, slots=True)
class Poured:
    """Some households whole: columns by field, as models name them, values as people say them.

    Households have `number`, `key`, `place_id` and `path` beside their fields; members, incomes and
    helpers say by `household` at which position of this batch theirs stands. Days are written
    YYYY-MM-DD.
    """

    households: Columns
    members: Columns
    incomes: Columns
    helpers: Columns


@transaction.atomic
def pour(
    batches: Iterable[Poured],
    *,
    happened_on: date,
    recorded_at: datetime,
    source: str,
    by: User | None,
    profiles: Columns | None = None,
) -> dict[str, int]:
    """Lay whole columns, batch after batch, holding from a day on; how many rows of each table.

    One deed and one entry in the trail for all of them. `by` is None where the program acts;
    `profiles` are the villages' own fields, with `place_id`.
    """
    told: dict[str, Any] = {"source": source}
    deed = Deed.objects.create(
        kind=Kind.LAID, happened_on=happened_on, recorded_at=recorded_at, by=by, told=told
    )
    _make_room()
    pouring = _Pouring(deed)
    if profiles is not None:
        pouring.rounds(VillageProfile, profiles, len(profiles["place_id"]))
    for batch in batches:
        pouring.batch(batch)
    note(by=by, deed="laid the registry", subject=deed, told=told | {"rows": pouring.laid})
    return pouring.laid


def _make_room() -> None:
    """Let SQLite keep the leaves of the indexes in memory: what comes is in no order of theirs."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


class _Pouring:
    """One deed's rows on their way."""

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        self.at = connection.ops.adapt_datetimefield_value(deed.recorded_at)
        self.laid: dict[str, int] = {}

    def batch(self, some: Poured) -> None:
        homes, people = some.households, some.members
        number, count = len(homes["number"]), len(people["key"])
        keys = self.write(
            Household, {"number": homes["number"], "key": homes["key"], "version": [1] * number}
        )
        rest = {name: told for name, told in homes.items() if name not in ("number", "key")}
        phones, accounts = rest.get("phone"), rest.get("account")
        rest["phone_blind"] = _blinded(phones, PHONE, number)
        rest["account_blind"] = _blinded(accounts, ACCOUNT, number)
        self.rounds(HouseholdRound, {"household_id": keys, **rest}, number)
        members = self.write(Member, self._identities(people))
        own = {*IDENTITY, "number", "key", "household"}
        dated = {name: told for name, told in people.items() if name not in own}
        lives = [keys[at] for at in people["household"]]
        self.rounds(MemberRound, {"member_id": members, "household_id": lives, **dated}, count)
        self._incomes(some.incomes, keys)
        self._helpers(some.helpers, keys)

    def _identities(self, people: Columns) -> dict[str, Sequence[Any]]:
        numbers = people["id_number"]
        return {
            **{name: people[name] for name in ("number", "key", *IDENTITY)},
            **_names_found_by(people["name"]),
            "id_blind": blinds(numbers, ID_NUMBER),
            "id_last4": [number and last_four(number) for number in numbers],
            "phone_blind": blinds(people["phone"], PHONE),
        }

    def _incomes(self, incomes: Columns, keys: Sequence[int]) -> None:
        count = len(incomes["household"])
        told = {name: one for name, one in incomes.items() if name != "household"}
        self.write(
            Income,
            {
                "household_id": [keys[at] for at in incomes["household"]],
                **told,
                "recorded_at": [self.at] * count,
                "deed_id": [self.deed.pk] * count,
            },
        )

    def _helpers(self, helpers: Columns, keys: Sequence[int]) -> None:
        """Who helps, from the deed's day on: a few hundred names, each blinded once."""
        count = len(helpers["household"])
        told = {name: one for name, one in helpers.items() if name != "household"}
        found = _names_found_by(helpers["name"])["name_blind"]
        lives = [keys[at] for at in helpers["household"]]
        by = {name: [self.deed.pk] * count for name in ("deed_id", "laid_by_id")}
        since, at = [self.deed.happened_on.isoformat()] * count, [self.at] * count
        own = {"name_blind": found, "since": since, "recorded_at": at}
        self.write(Helper, {"household_id": lives, **told, **by, **own})

    def rounds(self, model: type[Model], columns: Columns, count: int) -> None:
        """Rows that hold from the deed's day on."""
        own: dict[str, Sequence[Any]] = {
            "since": [self.deed.happened_on.isoformat()] * count,
            "said": [NOTHING_SAID] * count,
            "recorded_at": [self.at] * count,
            **{name: [self.deed.pk] * count for name in ("deed_id", "laid_by_id")},
        }
        self.write(model, {**columns, **own})

    def write(self, model: type[Model], columns: Columns) -> list[int]:
        """Write the rows of one table, and give the number of each."""
        fields = {one.attname: one for one in model._meta.concrete_fields}
        sealed: dict[str, Sequence[Any]] = {
            name: seal_all(told, field.where)
            for name, told in columns.items()
            if isinstance(field := fields[name], SealedText)
        }
        rows = len(next(iter(columns.values())))
        if not rows:
            return []
        keys = _numbers(model, rows)
        whole = {"id": keys, **columns, **sealed}
        _insert(
            model,
            [fields[name].column or name for name in whole],
            zip(*whole.values(), strict=True),
        )
        name = model._meta.model_name or ""
        self.laid[name] = self.laid.get(name, 0) + rows
        return keys


def _names_found_by(names: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Under which numbers names are found: each name once, however many have it."""
    each = dict.fromkeys(names)
    spelt = [spelling_of(name) for name in each]
    found = {
        "name_blind": blinds(each, NAME),
        "pinyin_blind": blinds([one.pinyin for one in spelt], PINYIN),
        "initials_blind": blinds([one.initials for one in spelt], INITIALS),
    }
    at = dict(zip(each, range(len(each)), strict=True))
    rows = [at[name] for name in names]
    return {name: [told[row] for row in rows] for name, told in found.items()}


def _blinded(told: Sequence[Any] | None, purpose: Any, count: int) -> Sequence[Any]:
    return [None] * count if told is None else blinds(told, purpose)


def _numbers(model: type[Model], count: int) -> list[int]:
    """Numbers for so many new rows, that nobody else is given."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - a table of ours
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + count))


def _insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names are of our models
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # SQLite takes any iterable
