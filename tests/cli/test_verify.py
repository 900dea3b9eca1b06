"""`dingdian verify`: the same, exit 0; anything else, named, exit 1; no decision, exit 2."""

import json
from pathlib import Path

import pytest

from dingdian.lexicon.text import LANGS, Lang
from tests.cli.conftest import Command


@pytest.fixture
def sealed(run: Command, ledger: Path, tmp_path: Path) -> Path:
    path = tmp_path / "decision.json"
    assert run("identify", ledger, "--out", path).code == 1
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("lang", "says"), [("zh", "一致：4个地方"), ("en", "The same: 4 places")])
def test_a_decision_that_comes_out_the_same_exits_with_nought(
    run: Command, sealed: Path, lang: Lang, says: str
) -> None:
    ran = run("verify", sealed, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert says in ran.out
    assert "sha256:" in ran.out


def test_the_answer_to_machines_says_that_it_is_the_same(run: Command, sealed: Path) -> None:
    answer = json.loads(run("verify", sealed, "--json").out)
    assert (answer["same"], answer["differences"], answer["entries"]) == (True, [], 4)
    assert answer["digest"] == json.loads(sealed.read_text(encoding="utf-8"))["digest"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"place": "500101151902"', '"place": "500101151903"'),
        ('"rank": 2', '"rank": 1'),
        (
            '"included": true,\n   "standing": "included"',
            '"included": null,\n   "standing": "tied"',
        ),
        ('"value": 21', '"value": 31'),
    ],
)
def test_an_altered_decision_exits_with_one_and_names_the_place(
    run: Command, sealed: Path, old: str, new: str
) -> None:
    change(sealed, old, new)
    for lang in LANGS:
        ran = run("verify", sealed, "--lang", lang)
        assert (ran.code, ran.err) == (1, "")
        assert "village/50010115190" in ran.out
    answer = json.loads(run("verify", sealed, "--json").out)
    assert answer["same"] is False
    assert [one["code"] for one in answer["differences"]][:2] == ["altered", "entry"]


def test_an_altered_source_exits_with_one(run: Command, sealed: Path, ledger: Path) -> None:
    change(ledger, ",21,", ",19,")
    ran = run("verify", sealed, "--lang", "en")
    assert ran.code == 1
    assert "The source is not the file that was sealed." in ran.out


def test_a_decision_in_the_other_language_has_the_same_digest(
    run: Command, sealed: Path, ledger: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    run("identify", ledger, "--out", other, "--lang", "en")
    digests = {json.loads(one.read_text(encoding="utf-8"))["digest"] for one in (sealed, other)}
    assert len(digests) == 1
    assert run("verify", other).code == 0


def test_a_what_if_can_be_verified(run: Command, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "what_if.json"
    run("identify", ledger, "--set", "remaining_poor_over=19", "--out", path)
    assert run("verify", path).code == 0


def test_a_source_elsewhere_is_given(
    run: Command, sealed: Path, ledger: Path, tmp_path: Path
) -> None:
    moved = ledger.rename(tmp_path / "moved.csv")
    assert run("verify", sealed).code == 2
    assert run("verify", sealed, "--source", moved).code == 0


def test_many_differences_are_cut_to_the_first(
    run: Command, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dingdian.cli.verify.SHOWN", 1)
    change(sealed, '"rank": 2', '"rank": 1')
    assert "另有 1 处，见 --json" in run("verify", sealed).out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("said", ["", "{}", '{"schema": 1}', "not json"])
def test_what_is_no_decision_exits_with_two(
    run: Command, tmp_path: Path, said: str, lang: Lang
) -> None:
    path = tmp_path / "x.json"
    path.write_text(said)
    ran = run("verify", path, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert "x.json" in ran.err
    assert ran.err.count("\n") == 1


def test_a_decision_that_is_not_there_exits_with_two(start: Command, tmp_path: Path) -> None:
    ran = start("verify", tmp_path / "none.json")
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
