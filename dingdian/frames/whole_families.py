"""A registry's Parquet, family after family in batches: whole columns, as a database takes them.

Rows stand by village and family in every table, as a snapshot and a generator write them. Names,
numbers and phones come from a file of their own that stands beside the persons row by row.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

Columns = dict[str, list[Any]]
OF_A_HOME = ("household_number", "bank", "account", "helper")
OF_A_PERSON = ("name", "id_number", "phone", "member_number")


@dataclass(frozen=True, slots=True)
class Some:
    """Some families with their persons and incomes, each table in columns.

    `home` of a person or an income is the position of its family in this batch.
    """

    households: Columns
    members: Columns
    incomes: Columns


def villages_of(registry: Path, counties: Collection[str] | None = None) -> Columns:
    """The villages' columns; of these counties alone, where some are named."""
    return _lists(_within(pq.read_table(registry / "villages.parquet"), "place", counties))


def families_of(
    registry: Path,
    identities: Path,
    *,
    counties: Collection[str] | None = None,
    at_once: int,
) -> Iterator[Some]:
    """The families of a registry, so many at once; of these counties alone, where some are named.

    Raises ValueError where persons and identities are not the same persons in the same order.
    """
    homes = _within(_read(registry / "households.parquet"), "village", counties)
    people = _within(_read(registry / "members.parquet"), "village", counties)
    named = _within(_read(identities / "identities.parquet"), "village", counties)
    earned = _within(_read(registry / "incomes.parquet"), "village", counties)
    if not people["member"].equals(named["member"]):
        raise ValueError("identities.parquet is not of these persons")
    keys = homes["household"].to_numpy()
    ends = {
        name: np.searchsorted(table["household"].to_numpy(), keys, side="right")
        for name, table in (("people", people), ("earned", earned))
    }
    for begin in range(0, len(keys), at_once):
        until = min(begin + at_once, len(keys))
        mine = slice(begin, until)
        who = _between(ends["people"], mine)
        what = _between(ends["earned"], mine)
        told, persons = named.slice(*who), people.slice(*who)
        yield Some(
            households=_lists(homes.slice(begin, until - begin)) | _heads(told),
            members=_lists(persons)
            | _lists(told.select(list(OF_A_PERSON)))
            | {"home": _positions(persons, keys[mine])},
            incomes=_lists(earned.slice(*what))
            | {"home": _positions(earned.slice(*what), keys[mine])},
        )


def _heads(told: Any) -> Columns:
    """What the file of identities says of a family: it stands with its first person."""
    household = told["household"].to_numpy()
    first = np.flatnonzero(np.diff(household, prepend=-1))
    heads = told.select([*OF_A_HOME, "phone"]).take(pa.array(first))
    return _lists(heads)


def _between(ends: NDArray[Any], mine: slice) -> tuple[int, int]:
    begin = int(ends[mine.start - 1]) if mine.start else 0
    return begin, int(ends[mine.stop - 1]) - begin


def _positions(table: Any, keys: NDArray[Any]) -> list[int]:
    found: list[int] = np.searchsorted(keys, table["household"].to_numpy()).tolist()
    return found


def _read(path: Path) -> Any:
    names = pq.read_schema(path)
    texts = [one.name for one in names if pa.types.is_string(one.type)]
    return pq.read_table(path, read_dictionary=texts)


def _within(table: Any, name: str, counties: Collection[str] | None) -> Any:
    if counties is None:
        return table
    county = pc.utf8_slice_codeunits(table[name].cast(pa.string()), 0, 6)
    return table.filter(pc.is_in(county, value_set=pa.array(sorted(counties), pa.string())))


def _lists(table: Any) -> Columns:
    return {name: _list(table[name].combine_chunks()) for name in table.column_names}


def _list(array: Any) -> list[Any]:
    """A column as a list, days as they are written: quicker than value by value."""
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if pa.types.is_date(array.type):
        array = array.cast(pa.string()).dictionary_encode()
    if pa.types.is_string(array.type):
        array = array.dictionary_encode()
    if pa.types.is_dictionary(array.type):
        words = [*array.dictionary.to_pylist(), None]
        at = array.indices.fill_null(len(words) - 1).to_numpy().tolist()
        return [words[one] for one in at]
    zero = False if pa.types.is_boolean(array.type) else 0
    values: list[Any] = array.fill_null(zero).to_numpy(zero_copy_only=False).tolist()
    if array.null_count:
        unknown = array.is_null().to_numpy(zero_copy_only=False).tolist()
        return [None if no else value for value, no in zip(values, unknown, strict=True)]
    return values


def counted(registry: Path) -> Mapping[str, int]:
    """How many rows each table of a registry has."""
    return {
        path.stem: pq.read_metadata(path).num_rows for path in sorted(registry.glob("*.parquet"))
    }
