"""No person can have one of the invented names and ID numbers, and every number checks out."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from dingdian.demonstration.identities import (
    NO_PHONE,
    NO_PROVINCE,
    NOBODYS,
    draw_id_numbers,
    draw_names,
    write_identities,
)
from dingdian.demonstration.invented_places import official_divisions
from dingdian.lexicon.id_number import checked

MANY = 20_000


def drawn(count: int = MANY, seed: int = 1) -> list[str]:
    chance = np.random.default_rng(seed)
    years = chance.integers(1921, 2021, count).astype(np.int16)
    numbers = draw_id_numbers(years, chance.random(count) < 0.5, chance)
    return [str(number) for number in numbers.astype(str)]


def checks_out(number: str) -> bool:
    """ISO 7064 MOD 11-2 as it is defined: each digit weighs twice the one after it."""
    values = [10 if sign == "X" else int(sign) for sign in number]
    return sum(value << at for at, value in enumerate(reversed(values))) % 11 == 1


def test_the_naive_check_knows_the_example_of_the_standard() -> None:
    assert checks_out("11010519491231002X")
    assert not checks_out("110105194912310020")


def test_every_number_is_eighteen_signs_and_its_check_digit_is_right() -> None:
    numbers = drawn()
    assert {len(number) for number in numbers} == {18}
    assert all(map(checks_out, numbers))
    assert sum(number.endswith("X") for number in numbers) > MANY / 20


def test_the_check_of_numbers_takes_every_one_and_tells_that_it_is_nobodys() -> None:
    found = [checked(number, on=date(2020, 6, 30)) for number in drawn()]
    assert {one.verdict for one in found} == {"valid"}
    assert all("nobody" in one.cautions for one in found)


def test_no_two_persons_have_the_same_number() -> None:
    assert len(set(drawn())) == MANY


def test_no_number_begins_as_any_real_one_does() -> None:
    provinces = {one.code[:2] for one in official_divisions()}
    areas = {one.code for one in official_divisions() if one.level == "county"}
    numbers = drawn()
    assert {number[:2] for number in numbers} == {NO_PROVINCE}
    assert NO_PROVINCE not in provinces
    assert not {number[:6] for number in numbers} & areas


def test_every_birth_date_is_a_day_that_was_and_none_is_after_the_registrys() -> None:
    days = [date.fromisoformat(f"{n[6:10]}-{n[10:12]}-{n[12:14]}") for n in drawn()]
    assert max(days) <= date(2020, 6, 30)
    assert len({(day.month, day.day) for day in days}) >= 365


def test_the_order_in_a_number_tells_the_sex() -> None:
    female = np.array([True, False, True])
    numbers = draw_id_numbers(np.full(3, 1960), female, np.random.default_rng(1))
    assert [int(number[16:17]) % 2 for number in numbers.astype(str)] == [0, 1, 0]


def test_more_persons_than_there_are_numbers_are_refused() -> None:
    years = np.zeros(5_000_001, dtype=np.int8)
    with pytest.raises(ValueError, match="5000001 persons, but 5000000 numbers"):
        draw_id_numbers(years, years == 0, np.random.default_rng(1))


def test_names_are_counted_by_family_and_start_again_in_each_village() -> None:
    household = np.array([1, 1, 2, 3, 3, 3])
    village = np.array([0, 0, 0, 1, 1, 1])
    assert draw_names(household, village).texts() == [
        "示例甲子",
        "示例甲子二",
        "示例甲丑",
        "示例甲子",
        "示例甲子二",
        "示例甲子三",
    ]


def test_no_two_persons_of_a_village_have_the_same_name() -> None:
    names = draw_names(np.repeat(np.arange(1, 1_501), 2), np.zeros(3_000, dtype=int)).texts()
    assert len(set(names)) == 3_000
    assert all(name is not None and name.startswith("示例") for name in names)
    assert names[240] == "示例甲子甲"


def test_a_registrys_identities_lie_apart_from_it_and_say_what_they_are(
    village_registry: Path, tmp_path: Path
) -> None:
    write_identities(village_registry, tmp_path / "identities")
    written = pq.read_table(tmp_path / "identities/identities.parquet").to_pydict()
    persons = pq.read_table(village_registry / "members.parquet").to_pydict()
    assert written["member"] == persons["member"]
    assert written["village"] == persons["village"]
    born = [day.strftime("%Y%m%d") for day in persons["born_on"]]
    assert [number[6:14] for number in written["id_number"]] == born
    assert sum(phone is not None for phone in written["phone"]) == sum(
        seen is not None for seen in persons["phone_seen"]
    )
    said = json.loads((tmp_path / "identities/manifest.json").read_text("utf-8"))
    assert said["synthetic"] == "合成数据"
    assert said["says"] == list(NOBODYS)


def test_no_two_phones_are_equal_and_none_can_be_dialled(
    village_registry: Path, tmp_path: Path
) -> None:
    write_identities(village_registry, tmp_path / "identities")
    written = pq.read_table(tmp_path / "identities/identities.parquet").to_pydict()
    phones = [phone for phone in written["phone"] if phone is not None]
    assert len(set(phones)) == len(phones) > 1_000
    assert {(len(phone), phone[:3]) for phone in phones} == {(11, NO_PHONE)}


def test_every_family_has_one_phone_at_least_and_one_account(
    village_registry: Path, tmp_path: Path
) -> None:
    write_identities(village_registry, tmp_path / "identities")
    written = pq.read_table(tmp_path / "identities/identities.parquet").to_pylist()
    families = {one["household"] for one in written}
    assert {one["household"] for one in written if one["phone"]} == families
    accounts = [one["account"] for one in written if one["account"]]
    assert len(set(accounts)) == len(accounts) == len(families)
    assert {(len(one), one[:4]) for one in accounts} == {(19, "9900")}


def test_the_same_seed_gives_the_same_numbers() -> None:
    assert drawn(100) == drawn(100)
    assert drawn(100, seed=2) != drawn(100)
