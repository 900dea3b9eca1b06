"""A sealed value opens with its key, in its column, unchanged; and with nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dingdian.installation import installation
from dingdian.records.secrecy import keys, opening
from dingdian.records.secrecy.keys import BLIND, SEALING, Cryptic, forget_keys, make_keys
from dingdian.records.secrecy.opening import columns_that_stay_shut, missing_keys
from dingdian.records.secrecy.sealing import seal, seal_all, unseal, unseal_all
from tests.makers.letters import Letter

WHERE = "registry_member.name"
FORCED = b"k" * 32


@pytest.fixture
def keys_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The keys of a home of its own, where none is made yet and nothing is sealed."""
    apart = installation().model_copy(update={"home": tmp_path})
    for module in (keys, opening):
        monkeypatch.setattr(module, "installation", lambda: apart)
    forget_keys()
    yield tmp_path / "keys"
    forget_keys()


def write_key(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(path.name.encode().ljust(32, b"-"))


@given(st.lists(st.none() | st.text()))
def test_what_is_sealed_opens_again(values: list[str | None]) -> None:
    bodies = seal_all(values, WHERE)
    assert unseal_all(bodies, WHERE) == values
    assert [body and unseal(body, WHERE) for body in bodies] == values
    for value in filter(None, values):
        assert unseal(seal(value, WHERE), WHERE) == value


def test_the_same_text_is_never_sealed_alike() -> None:
    bodies = {seal("示例甲子", WHERE) for _ in range(100)} | set(
        seal_all(["示例甲子"] * 100, WHERE)
    )
    assert len(bodies) == 200
    assert {len(body) for body in bodies if body} == {12 + 29}


def test_a_value_opens_in_no_other_column() -> None:
    with pytest.raises(Cryptic) as refused:
        unseal(seal("示例甲子", WHERE), "registry_helper.name")
    assert refused.value.where == "registry_helper.name"
    assert "keys/sealing" in refused.value.message("en")
    assert "恢复 keys/" in refused.value.message("zh")


@pytest.mark.parametrize("at", range(0, 41, 5))
def test_a_value_that_was_changed_does_not_open(at: int) -> None:
    body = bytearray(seal("示例甲子", WHERE))
    body[at] ^= 1
    with pytest.raises(Cryptic):
        unseal(bytes(body), WHERE)


@pytest.mark.parametrize("body", [b"", b"\1", b"\1" + b"n" * 12])
def test_what_is_no_sealed_value_does_not_open(body: bytes) -> None:
    with pytest.raises(Cryptic):
        unseal(body, WHERE)


@pytest.mark.django_db
def test_a_key_is_made_readable_by_its_owner_alone(keys_apart: Path) -> None:
    make_keys()
    found = {path.name: path for path in keys_apart.iterdir()}
    assert set(found) == {SEALING, BLIND}
    assert {path.stat().st_mode & 0o777 for path in found.values()} == {0o600}
    assert found[SEALING].read_bytes() != found[BLIND].read_bytes()
    before = {name: path.read_bytes() for name, path in found.items()}
    make_keys()
    assert {name: path.read_bytes() for name, path in found.items()} == before


def test_a_lost_key_is_not_made_anew_while_something_is_sealed(
    keys_apart: Path, letters: type[Letter]
) -> None:
    letters.objects.create(to="示例甲子")
    for name in (SEALING, BLIND):
        (keys_apart / name).unlink(missing_ok=True)
        forget_keys()
        with pytest.raises(Cryptic) as refused:
            make_keys()
        assert refused.value.where == f"keys/{name}"
        assert not (keys_apart / name).exists()
        write_key(keys_apart / name)
    (keys_apart / SEALING).unlink()
    forget_keys()
    for lost in (lambda: letters.objects.get().to, lambda: seal("示例", WHERE)):
        with pytest.raises(Cryptic) as refused:
            lost()
        assert refused.value.code == "missing_key"


@pytest.mark.django_db
def test_another_key_in_its_place_is_told(keys_apart: Path) -> None:
    body = seal("示例甲子", WHERE)
    (keys_apart / SEALING).write_bytes(FORCED)
    forget_keys()
    with pytest.raises(Cryptic) as refused:
        unseal(body, WHERE)
    assert refused.value.code == "wrong_key"


@pytest.mark.django_db
def test_a_damaged_key_is_told(keys_apart: Path) -> None:
    make_keys()
    for name in (SEALING, BLIND):
        (keys_apart / name).write_bytes(FORCED[:-1])
        with pytest.raises(Cryptic) as refused:
            make_keys()
        assert (refused.value.code, refused.value.where) == ("damaged_key", f"keys/{name}")
        assert "31" in refused.value.message("en")
        (keys_apart / name).write_bytes(FORCED)


@pytest.mark.django_db
def test_after_a_new_key_old_values_open_and_new_ones_are_sealed_under_it(
    keys_apart: Path,
) -> None:
    old = seal("示例甲子", WHERE)
    (keys_apart / f"{SEALING}-2").write_bytes(FORCED)
    forget_keys()
    new = seal("示例甲子", WHERE)
    assert (old[0], new[0]) == (1, 2)
    assert unseal_all([old, new], WHERE) == ["示例甲子"] * 2
    (keys_apart / SEALING).unlink()
    forget_keys()
    assert unseal(new, WHERE) == "示例甲子"
    with pytest.raises(Cryptic, match="not there"):
        unseal(old, WHERE)


def test_what_stays_shut_is_told_by_its_column(keys_apart: Path, letters: type[Letter]) -> None:
    write_key(keys_apart / SEALING)
    assert missing_keys() == [BLIND]
    letters.objects.create(to="示例甲子")
    assert columns_that_stay_shut() == []
    (keys_apart / SEALING).write_bytes(FORCED)
    forget_keys()
    assert columns_that_stay_shut() == ["letters_letter.to"]
