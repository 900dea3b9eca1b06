"""A sealed decision is recomputed: the same comes out, or what differs is named."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dingdian.campaign.definition import Campaign
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang
from dingdian.steps.decision import digest_of
from dingdian.steps.identify import identify
from dingdian.steps.save import save
from dingdian.steps.verify import Verification, verify
from tests.makers.tables import IN_NO_WANT, village, write_tables

Plain = dict[str, Any]


@pytest.fixture
def sealed(ledger: Path) -> Path:
    """A decision over the ledger beside it."""
    return seal(ledger)


def seal(source: Path, lang: Lang = "zh", **asked: Any) -> Path:
    path = source.with_name("decision.json")
    save(identify(source, **asked), path, lang=lang)
    return path


def alter(path: Path, change: Callable[[Plain], object]) -> None:
    """Change a sealed decision in its file."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    change(plain)
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def codes(found: Verification) -> list[str]:
    return [one.code for one in found.differences]


def test_a_decision_comes_out_the_same(sealed: Path, ledger: Path) -> None:
    found = verify(sealed)
    assert (found.differences, found.entries, found.source) == ((), 4, str(ledger))


def test_it_comes_out_the_same_in_the_other_language(ledger: Path) -> None:
    found = verify(seal(ledger, "en"))
    assert found.differences == ()
    assert found.digest == verify(seal(ledger, "zh")).digest


def test_a_what_if_comes_out_the_same(ledger: Path) -> None:
    asked = ["remaining_poor_over=19", "village.quota=1"]
    assert verify(seal(ledger, changes=asked)).differences == ()


def test_a_decision_of_another_day_comes_out_the_same(ledger: Path) -> None:
    path = seal(ledger, on=date(2020, 12, 31), as_of=date(2020, 11, 30), layout="villages")
    assert verify(path).differences == ()


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_a_registry_comes_out_the_same_on_any_number_of_threads(
    tmp_path: Path, registry: Path, threads: int
) -> None:
    path = tmp_path / "decision.json"
    save(identify(registry), path, lang="zh")
    assert verify(path, source=registry, threads=threads).differences == ()


def test_a_source_is_found_under_another_name_where_it_is_given(sealed: Path, ledger: Path) -> None:
    moved = ledger.rename(ledger.with_name("moved.csv"))
    assert verify(sealed, source=moved).differences == ()


def test_a_source_in_the_working_folder_is_found(
    sealed: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    ledger.rename(here / ledger.name)
    monkeypatch.chdir(here)
    assert verify(sealed).differences == ()


def test_a_source_that_is_nowhere_is_asked_for(sealed: Path, ledger: Path) -> None:
    ledger.unlink()
    with pytest.raises(Unusable) as refused:
        verify(sealed)
    assert refused.value.code == "no_source"
    assert "“villages.csv”" in refused.value.message("en")
    assert "--source" in refused.value.message("en")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("place", "500101151903"),
        ("name", "示例902邨"),
        ("included", False),
        ("included", None),
        ("rank", 1),
        ("class", "villagf"),
        ("standing", "beyond_quota"),
        ("unknown", ["dropouts"]),
    ],
)
def test_one_altered_value_of_an_entry_is_found_and_named(
    sealed: Path, key: str, value: object
) -> None:
    alter(sealed, lambda plain: plain["entries"][2].update({key: value}))
    found = verify(sealed)
    assert codes(found)[0] == "altered"
    named = [one.says for one in found.differences if one.code == "entry"]
    assert "villag" in named[0].en
    assert any("500101151902" in says.en and "500101151902" in says.zh for says in named)
    if key not in ("place", "class"):
        assert f"{key} sealed as {json.dumps(value, ensure_ascii=False)}" in named[0].en


@pytest.mark.parametrize(
    ("key", "value"), [("holds", None), ("value", 22), ("threshold", 21), ("code", "incidence")]
)
def test_one_altered_value_of_a_branch_is_found_and_named(
    sealed: Path, key: str, value: object
) -> None:
    alter(sealed, lambda plain: plain["entries"][2]["branches"][0].update({key: value}))
    found = verify(sealed)
    assert codes(found) == ["altered", "entry"]
    assert found.differences[1].says.en.startswith("village/500101151902: branches sealed as ")


def test_any_one_altered_character_of_an_entry_is_found(sealed: Path) -> None:
    whole = sealed.read_text(encoding="utf-8")
    start, end = whole.index('"entries"'), whole.index('"problems"')
    digits = [at for at in range(start, end) if whole[at].isascii() and whole[at].isdigit()]
    for at in digits[:: len(digits) // 12]:
        if '"change"' in whole[:at].splitlines()[-1]:
            continue
        other = str((int(whole[at]) + 1) % 10)
        sealed.write_text(whole[:at] + other + whole[at + 1 :], encoding="utf-8")
        assert codes(verify(sealed))[0] == "altered"


def test_an_entry_that_was_taken_out_or_put_in_is_named(sealed: Path) -> None:
    alter(sealed, lambda plain: plain["entries"].pop(1))
    assert verify(sealed).differences[1].says.en == (
        "village/500101151901: it is there now, and was not sealed."
    )
    alter(sealed, lambda plain: plain["entries"].append(plain["entries"][1] | {"place": "甲"}))
    says = [one.says.en for one in verify(sealed).differences]
    assert "village/甲: it was sealed, and is not there now." in says


def test_another_order_of_the_same_entries_is_found(sealed: Path) -> None:
    alter(sealed, lambda plain: plain["entries"].reverse())
    assert codes(verify(sealed)) == ["altered", "order"]


def test_an_entry_that_was_written_twice_is_found(sealed: Path) -> None:
    alter(sealed, lambda plain: plain["entries"].append(plain["entries"][-1]))
    assert codes(verify(sealed)) == ["altered", "order"]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("source", lambda plain: plain["source"].update(digest="sha256:0")),
        ("source", lambda plain: plain["source"].update(rows=6)),
        ("campaign", lambda plain: plain["campaign"].update(digest="sha256:0")),
        ("parameters", lambda plain: plain["parameters"].pop("village.quota")),
    ],
)
def test_what_is_no_longer_as_it_was_sealed_is_named(
    sealed: Path, part: str, change: Callable[[Plain], object]
) -> None:
    alter(sealed, change)
    assert codes(verify(sealed)) == ["altered", part]


def test_an_altered_source_is_named_with_the_places_that_it_moves(
    sealed: Path, ledger: Path
) -> None:
    said = ledger.read_text(encoding="utf-8").splitlines()
    said[2] = said[2].replace(",21,", ",19,")
    ledger.write_text("\n".join(said), encoding="utf-8")
    found = verify(sealed)
    assert codes(found) == ["source", "entry"]
    assert "500101151902" in found.differences[1].says.zh


def test_problems_that_were_left_out_are_found_even_under_a_new_seal(sealed: Path) -> None:
    from_now_on = json.loads(sealed.read_text(encoding="utf-8"))
    from_now_on["problems"] = []
    reseal(sealed, from_now_on)
    assert codes(verify(sealed)) == ["rest"]


def test_a_forged_entry_under_a_new_seal_is_found(sealed: Path) -> None:
    forged = json.loads(sealed.read_text(encoding="utf-8"))
    forged["entries"][2]["included"] = False
    reseal(sealed, forged)
    assert codes(verify(sealed)) == ["entry"]


def reseal(path: Path, plain: Plain) -> None:
    """Put a digest over what a forger wrote."""
    from_file = dict(plain)
    from_file["digest"] = digest_of(from_file)
    path.write_text(json.dumps(from_file, ensure_ascii=False), encoding="utf-8")


def test_words_may_be_put_otherwise(sealed: Path) -> None:
    alter(sealed, lambda plain: plain["entries"][1].update(change="in other words"))
    assert verify(sealed).differences == ()


def test_a_long_difference_is_cut(sealed: Path) -> None:
    alter(sealed, lambda plain: plain["entries"][2].update(unknown=["dropouts"] * 99))
    assert "…" in verify(sealed).differences[1].says.en


def test_an_altered_table_of_a_folder_is_named(tmp_path: Path, campaign: Campaign) -> None:
    rows = [village(**IN_NO_WANT | {"remaining_poor": 40})]
    folder = write_tables(tmp_path / "tables", campaign, villages=rows)
    path = seal(folder)
    assert verify(path).differences == ()
    write_tables(folder, campaign, villages=rows, members=[])
    assert "source" in codes(verify(path))


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.update(schema=2),
        lambda plain: plain.pop("digest"),
        lambda plain: plain.update(digest=None),
        lambda plain: plain.update(decided_on="yesterday"),
        lambda plain: plain.update(entries=None),
        lambda plain: plain.update(entries=[None]),
        lambda plain: plain["entries"][0].pop("place"),
        lambda plain: plain["entries"][0].update(place=["甲"]),
        lambda plain: plain["entries"][0].update({"class": 7}),
        lambda plain: plain.update(source=[]),
        lambda plain: plain["source"].update(as_of="now"),
        lambda plain: plain["source"].update(name="../villages.csv"),
        lambda plain: plain["source"].update(digest=7),
        lambda plain: plain.update(campaign={"code": "x"}),
        lambda plain: plain["parameters"].update({"village.quota": True}),
        lambda plain: plain.update(parameters=[]),
    ],
)
def test_a_file_of_another_shape_is_no_decision(
    sealed: Path, change: Callable[[Plain], object]
) -> None:
    alter(sealed, change)
    with pytest.raises(Unusable) as refused:
        verify(sealed)
    assert refused.value.code == "not_a_decision"
    assert "decision.json" in refused.value.message("en")


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 99_999])
def test_anything_else_is_no_decision_either(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "decision.json"
    path.write_bytes(said)
    with pytest.raises(Unusable) as refused:
        verify(path)
    assert refused.value.code == "not_a_decision"


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        verify(tmp_path / "none.json")
    assert refused.value.code == "no_such_file"


def test_a_file_beyond_all_bounds_is_not_read(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dingdian.steps.verify.LARGEST_FILE", 100)
    with pytest.raises(Unusable, match="no sealed decision"):
        verify(sealed)
