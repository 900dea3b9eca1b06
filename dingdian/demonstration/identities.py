"""Names, ID numbers and phones for the invented persons, which no person has or can ever have.

An ID number begins with the code of an area. GB/T 2260 gives no province the digits 99, so a number
that begins with them was never issued and never will be; its birth date and check digit are right,
so that whatever checks numbers takes it. A name is 示例 and a pair of signs that people count by
(干支): no family is called so. A phone begins with 140, which the numbering plan keeps for things
and gives thirteen digits: with eleven, it is nobody's.

They lie apart from the registry: a snapshot of a registry holds no name and no number.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dingdian.demonstration.naming import SYNTHETIC, numeral
from dingdian.demonstration.synthetic_campaign import stream
from dingdian.frames.parquet import Coded, Column, Schema, read_numbers, read_texts, write_table

NO_PROVINCE = "99"
"""How every invented ID number begins: the digits of a province that does not exist."""
NOBODYS = (
    "合成数据：证件号码以99开头，国家标准没有这样的省份；电话以140开头而只有十一位，"
    "账号以9900开头：都不可能是任何人的。",
    "Synthetic data: ID numbers begin with 99, which is no province's code, phones with 140, "
    "which is given to things alone, accounts with 9900: nobody can have them.",
)
"""What is said wherever such a number is shown, in Chinese and in English."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = np.frombuffer(b"10X98765432", dtype=np.uint8)
"""ISO 7064 MOD 11-2, as GB 11643 has it: by the weighted sum of the other digits, modulo 11."""

AREAS, ORDERS = 10_000, 500
"""Areas below the province, and orders of each sex within one: five million persons at most."""
LAST_BIRTHDAY = np.datetime64("2020-06-30")
IDENTITIES = 6
"""The stream that names and numbers are drawn from: the other six are those of the registry."""
PHONES = 7
"""The stream of the phones."""
NO_PHONE = "140"
"""How every invented phone begins."""
PHONE_BITS = 26
"""Of what stands after the 140: 67 million numbers, all of eight digits."""
BANK, NO_ACCOUNT = "示例农村商业银行", "9900"
"""How every invented account begins: a card that begins with 9 names a country, and 900 is none."""
GROWN_UP, HAVE_A_PHONE = (18, 70), 0.5

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CYCLE = tuple(f"{stem}{branch}" for stem in STEMS for branch in BRANCHES)

HELPERS = tuple(f"示例帮扶人{sign}" for sign in CYCLE)
FAMILIES_OF_A_HELPER = 5

TABLE: Schema = {
    "member": "int64",
    "household": "int64",
    "village": "text",
    "name": "text",
    "id_number": "text",
    "phone": "text",
    "bank": "text",
    "account": "text",
    "helper": "text",
    "household_number": "text",
    "member_number": "text",
}


def draw_id_numbers(
    birth_year: NDArray[Any], female: NDArray[np.bool_], chance: np.random.Generator
) -> NDArray[np.bytes_]:
    """An ID number for each person, all different: area, birth date, order, check digit.

    The order is even for a woman and odd for a man. Raises ValueError beyond five million persons.
    """
    count = len(birth_year)
    if count > AREAS * ORDERS:
        raise ValueError(f"{count} persons, but {AREAS * ORDERS} numbers")
    number = np.arange(count)
    digits = np.empty((count, 18), dtype=np.uint8)
    digits[:, :2] = [int(one) for one in NO_PROVINCE]
    _write(digits[:, 2:6], number // ORDERS)
    _write(digits[:, 6:14], _as_eight_digits(_birthdays(birth_year, chance)))
    _write(digits[:, 14:17], number % ORDERS * 2 + ~female)
    weighed = digits[:, :17].astype(np.uint16) @ np.array(WEIGHTS, dtype=np.uint16)
    digits[:, :17] += ord("0")
    digits[:, 17] = CHECK_DIGITS[weighed % 11]
    return digits.view("S18").ravel()


def draw_birthdays(birth_year: NDArray[Any], *, seed: int) -> NDArray[np.datetime64]:
    """The day of birth that stands in the number of each person."""
    return _birthdays(birth_year, stream(seed, IDENTITIES))


def has_phone(
    household: NDArray[Any], birth_year: NDArray[Any], chance: np.random.Generator
) -> NDArray[np.bool_]:
    """Every head of a family has a phone, and half of the other grown-ups have one."""
    low, high = GROWN_UP
    age = LAST_BIRTHDAY.astype(object).year - birth_year.astype(np.int64)
    has_one = (age >= low) & (age <= high) & (chance.random(len(age)) < HAVE_A_PHONE)
    return np.asarray(has_one | (_since_change(household) == 0))


def draw_phones(
    household: NDArray[Any], birth_year: NDArray[Any], chance: np.random.Generator
) -> list[str | None]:
    """A phone of their own for everybody who has one, no two of them the same."""
    has_one = has_phone(household, birth_year, chance)
    order = np.cumsum(has_one) % (1 << PHONE_BITS)
    add, odd = (int(one) for one in chance.integers(1, 1 << PHONE_BITS, 2))
    scattered = (order + add) * (odd | 1) % (1 << PHONE_BITS)
    return [
        f"{NO_PHONE}{number:08d}" if has else None
        for number, has in zip(scattered.tolist(), has_one.tolist(), strict=True)
    ]


def draw_names(household: NDArray[Any], village: NDArray[Any]) -> Coded:
    """A name for each person: the family's sign, and from the second on the place in the family.

    Persons stand by village and family. The head of a village's first family is 示例甲子, the
    others in it 示例甲子二 and 示例甲子三; the head of the hundred and twenty-first is 示例甲子甲.
    """
    family, place = _counted(household), _since_change(household)
    first = np.flatnonzero(np.diff(village, prepend=-1))
    starts = np.repeat(family[first], np.diff(first, append=len(village)))
    most = int(place.max(initial=0)) + 1
    keys, positions = np.unique((family - starts) * most + place, return_inverse=True)
    return Coded(positions, [_name(*divmod(int(key), most)) for key in keys])


def write_identities(registry: Path, folder: Path, *, seed: int = 2020) -> None:
    """Write identities.parquet for the persons of a registry into a folder of its own."""
    persons = registry / "members.parquet"
    numbers = read_numbers(persons, ["member", "household", "born_on"])
    texts = read_texts(persons, ["village", "sex"])
    household, village = numbers["household"], texts["village"]
    birth_year = numbers["born_on"].astype("datetime64[Y]").astype(np.int64) + 1970
    is_head = _since_change(household) == 0
    columns: Mapping[str, Column] = {
        "member": numbers["member"],
        "household": household,
        "village": village,
        "name": draw_names(household, village.positions),
        "id_number": draw_id_numbers(
            birth_year, texts["sex"].says("female"), stream(seed, IDENTITIES)
        ).astype(str),
        "phone": draw_phones(household, birth_year, stream(seed, PHONES)),
        "bank": Coded(np.where(is_head, 0, -1).astype(np.int8), (BANK,)),
        "account": _accounts(is_head),
        "helper": Coded(_helped_by(registry, is_head), HELPERS),
        **_register_numbers(household, village),
    }
    folder.mkdir(parents=True, exist_ok=True)
    rows = write_table(folder / "identities.parquet", columns, TABLE)
    says = {"schema": 1, "synthetic": SYNTHETIC, "says": NOBODYS, "seed": seed, "rows": rows}
    written = json.dumps(says, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(written, "utf-8")


def _helped_by(registry: Path, is_head: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Who helps a family stands with its head; nobody where the registry tells of no helper."""
    helpers = read_numbers(registry / "households.parquet", ["helpers"])["helpers"]
    order = np.cumsum(is_head) - 1
    helped = is_head & (helpers[order] > 0)
    return np.where(helped, order // FAMILIES_OF_A_HELPER % len(HELPERS), -1).astype(np.int8)


def _register_numbers(household: NDArray[Any], village: Coded) -> dict[str, Column]:
    """户编号 and 人口编号: the village's code, the family's number in it, the person's in that."""
    family, place = _counted(household), _since_change(household)
    first = np.flatnonzero(np.diff(village.positions, prepend=-1))
    within = family - np.repeat(family[first], np.diff(first, append=len(family))) + 1
    homes = [
        f"{code}{number:04d}" for code, number in zip(village.texts(), within.tolist(), strict=True)
    ]
    persons = [
        f"{home}{number:02d}" for home, number in zip(homes, (place + 1).tolist(), strict=True)
    ]
    return {"household_number": homes, "member_number": persons}


def _accounts(is_head: NDArray[np.bool_]) -> list[str | None]:
    """An account for every head of a family, which is where the family is paid."""
    return [
        f"{NO_ACCOUNT}{number:015d}" if has else None
        for number, has in zip(np.cumsum(is_head).tolist(), is_head.tolist(), strict=True)
    ]


def _birthdays(birth_year: NDArray[Any], chance: np.random.Generator) -> NDArray[np.datetime64]:
    """A birthday in each year, none after the day of the registry."""
    first = (birth_year.astype(np.int64) - 1970).astype("datetime64[Y]")
    new_year = first.astype("datetime64[D]")
    until = np.minimum((first + 1).astype("datetime64[D]"), LAST_BIRTHDAY + 1)
    days = ((until - new_year).astype(np.int64) * chance.random(len(first))).astype(np.int64)
    return np.asarray(new_year + days)


def _as_eight_digits(day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """30 June 2020 is 20200630."""
    month = day.astype("datetime64[M]")
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    in_month = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
    return np.asarray((year * 100 + month.astype(np.int64) % 12 + 1) * 100 + in_month)


def _write(digits: NDArray[np.uint8], number: NDArray[Any]) -> None:
    """A number into as many decimal digits as there are columns."""
    rest = number.astype(np.int32)
    for column in range(digits.shape[1] - 1, -1, -1):
        rest, digits[:, column] = np.divmod(rest, 10)


def _counted(group: NDArray[Any]) -> NDArray[np.int64]:
    """The number of each row's group, in the order in which they come."""
    return np.asarray(np.cumsum(np.diff(group, prepend=group[:1]) != 0), dtype=np.int64)


def _since_change(group: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each row in its group: 0 for the first."""
    first = np.flatnonzero(np.diff(group, prepend=-1))
    lengths = np.diff(first, append=len(group))
    return np.arange(len(group)) - np.repeat(first, lengths)


def _name(family: int, place: int) -> str:
    again, sign = divmod(family, len(CYCLE))
    extra = STEMS[(again - 1) % len(STEMS)] * ((again - 1) // len(STEMS) + 1) if again else ""
    return f"示例{CYCLE[sign]}{extra}{numeral(place + 1) if place else ''}"
