"""A decision written down: sealed, as a workbook or as csv, whole or not at all."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Lang
from dingdian.steps.decision import Decision
from dingdian.steps.identify import identify
from dingdian.steps.save import save
from tests.makers.ledgers import sheet_of, write_csv
from tests.makers.tables import IN_NO_WANT, village
from tests.steps.conftest import located

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENDINGS = (".json", ".xlsx", ".csv")


@pytest.fixture
def decision(ledger: Path) -> Decision:
    return identify(ledger)


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a workbook says, sheet by sheet."""
    book = openpyxl.load_workbook(path)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def saved(decision: Decision, path: Path, lang: Lang = "en") -> Path:
    save(decision, path, lang=lang)
    return path


def test_the_sealed_file_is_the_decision(decision: Decision, tmp_path: Path) -> None:
    path = saved(decision, tmp_path / "out.json")
    text = path.read_text(encoding="utf-8")
    assert json.loads(text) == decision.sealed("en")
    assert "龙驹镇" in text
    assert text.endswith("}\n")


def test_a_workbook_has_a_sheet_for_each_class_the_problems_and_what_it_is(
    decision: Decision, tmp_path: Path
) -> None:
    found = sheets(saved(decision, tmp_path / "out.xlsx"))
    assert list(found) == ["Deep-poverty township", "Administrative village", "Problems", "About"]
    head, first, *_ = found["Administrative village"]
    row = dict(zip(head, first, strict=True))
    assert (row["Rank"], row["Result"], row["Division code"]) == (1, "included", "500101151901")
    assert (row["County"], row["Township"], row["Name"]) == ("万州区", "龙驹镇", "示例901村")
    assert row["more than 20 remaining poor"] == "yes"
    assert row["more than 20 remaining poor: value"] == 40
    assert row["headcount ratio of 1% or above: value"] == pytest.approx(40 / 3000)


def test_an_unknown_ratio_is_an_empty_cell_and_the_word_unknown(
    decision: Decision, tmp_path: Path
) -> None:
    head, *rows = sheets(saved(decision, tmp_path / "out.xlsx"))["Administrative village"]
    row = dict(zip(head, rows[-1], strict=True))
    assert row["Division code"] == "500101151904"
    assert row["headcount ratio of 1% or above"] == "unknown"
    assert row["headcount ratio of 1% or above: value"] is None
    assert row["Unknown facts"] == "Agricultural-hukou population (end of 2014)"


def test_every_problem_is_in_the_workbook(decision: Decision, tmp_path: Path) -> None:
    head, *rows = sheets(saved(decision, tmp_path / "out.xlsx", "zh"))["问题"]
    assert head == ("工作表", "行", "列", "值", "问题", "怎么办")
    assert [row[:4] for row in rows] == [("villages", 5, "农业户籍人口", None)]


def test_the_workbook_says_from_what_and_under_which_parameters(
    ledger: Path, tmp_path: Path
) -> None:
    decision = identify(ledger, changes=["village.quota=1"])
    about = dict(sheets(saved(decision, tmp_path / "out.xlsx"))["About"])
    assert about["Source"] == "villages.csv"
    assert about["Digest of the decision"] == decision.sealed("en")["digest"]
    assert about["Quota of villages"].startswith("1 village (what-if: ")
    assert about["Remaining poor, more than"].startswith("20 persons (source: ")
    assert about["Headcount ratio, from"].startswith("1.00% (source: ")


@pytest.mark.parametrize("ending", ENDINGS)
def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path, ending: str) -> None:
    armed = village(**IN_NO_WANT | {"remaining_poor": 40}) | {"name": '=HYPERLINK("x")'}
    source = write_csv(tmp_path / "villages.csv", sheet_of(located([armed])))
    path = saved(identify(source), tmp_path / f"out{ending}")
    if ending == ".xlsx":
        cells = [cell for page in openpyxl.load_workbook(path) for row in page for cell in row]
        assert any(cell.value == '=HYPERLINK("x")' for cell in cells)
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    elif ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert '\'=HYPERLINK("x")' in cells
        assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
    else:
        assert '=HYPERLINK(\\"x\\")' in path.read_text(encoding="utf-8")


def test_csv_holds_every_class_in_one_table(decision: Decision, tmp_path: Path) -> None:
    path = saved(decision, tmp_path / "out.csv", "zh")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head[:6] == ["类别", "位次", "结果", "区划代码", "名称", "成立的条件"]
    assert [row[:4] for row in rows] == [
        ["深度贫困乡镇", "", "认定", "500101151"],
        ["行政村", "1", "列入", "500101151901"],
        ["行政村", "2", "列入", "500101151902"],
        ["行政村", "", "未定", "500101151904"],
    ]
    assert rows[1][5] == "剩余贫困人口多于20人、贫困发生率1%及以上"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", LANGS)
def test_synthetic_data_says_so_in_whatever_is_written(
    registry: Path, tmp_path: Path, ending: str, lang: Lang
) -> None:
    path = saved(identify(registry), tmp_path / f"out{ending}", lang)
    if ending == ".xlsx":
        *titles, about = sheets(path)
        assert all("合成数据" in title for title in titles)
        assert "合成数据" in str(sheets(path)[about])
    elif ending == ".csv":
        rows = path.read_text(encoding="utf-8-sig").splitlines()[1:]
        assert all("合成数据" in row for row in rows)
    else:
        assert "合成数据" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ENDINGS)
def test_in_english_no_chinese_is_left_but_names_and_quoted_headings(
    decision: Decision, tmp_path: Path, ending: str
) -> None:
    path = saved(decision, tmp_path / f"out{ending}")
    said = (
        "\n".join(str(sheets(path)).split("), ("))
        if ending == ".xlsx"
        else path.read_text(encoding="utf-8-sig")
    )
    quoted = r"万州区|龙驹镇|示例\d+村|“[^”]*”|农业户籍人口|定点攻坚|多于20人|1%以上|明显|空壳村"
    made = decision.campaign.classes[0].designation
    assert made is not None
    named = "|".join([made.document.zh, *made.places.values()])
    assert CHINESE.findall(re.sub(f"{quoted}|{named}", "", said)) == []


@pytest.mark.parametrize("name", ["out", "out.doc", "out.xls", "out.json.gz"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(
    decision: Decision, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Unusable) as refused:
        save(decision, tmp_path / name, lang="zh")
    assert refused.value.code == "unknown_ending"
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_cannot_be_written_leaves_nothing_behind(
    decision: Decision, tmp_path: Path, ending: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Unusable) as refused:
        save(decision, tmp_path / "none" / f"out{ending}", lang="zh")
    assert (refused.value.code, refused.value.where) == ("cannot_write", f"out{ending}")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_fails_midway_keeps_the_file_that_stood_there(
    decision: Decision, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"out{ending}"
    path.write_text("kept", encoding="utf-8")
    before = sorted(tmp_path.iterdir())

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fails)
    with pytest.raises(Unusable, match="No space left"):
        save(decision, path, lang="zh")
    assert path.read_text(encoding="utf-8") == "kept"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_decision_gives_the_same_file(
    decision: Decision, tmp_path: Path, ending: str
) -> None:
    one, two = (saved(decision, tmp_path / f"{name}{ending}") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
