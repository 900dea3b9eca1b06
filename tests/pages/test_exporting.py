"""A list that goes out: the rows of its page, who took it, when and why, and an entry for it."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from dingdian.records.targeting.models import Run, Target
from dingdian.records.trail.models import Entry
from tests.makers.cast import signed_in

pytestmark = pytest.mark.django_db
LISTS = ("/targets/export/", "/villages/export/")


def book_of(answer: Any) -> Any:
    """The workbook of an answer."""
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    """The rows of the first sheet, without the headings."""
    return list(book_of(answer).worksheets[0].iter_rows(min_row=2, values_only=True))


def about(answer: Any) -> dict[str, str]:
    """What the last sheet says."""
    rows = book_of(answer).worksheets[-1].iter_rows(values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0]}


def lines_of(answer: Any) -> list[list[str]]:
    """The lines of a csv."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "query", ["in=all", "in=no&unknown=yes", "class=township", "county=500229"]
)
def test_the_rows_are_those_of_the_page_in_its_order(query: str, run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in("office")
    page = client.get(f"/targets/?{query}&order=remaining").context
    rows = rows_of(client.post(f"/targets/export/?{query}&order=remaining"))
    assert len(rows) == page["total"] > 0
    shown = [line.row.code for line in page["rows"]]
    assert [row[0] for row in rows][: len(shown)] == shown


@pytest.mark.parametrize("to", LISTS)
def test_a_code_is_text_and_a_number_a_number(to: str, run: Run) -> None:  # noqa: ARG001 - there is one
    sheet = book_of(signed_in("office").post(f"{to}?in=all")).worksheets[0]
    for code, poor in zip(sheet["A"][1:], sheet["E" if "targets" in to else "D"][1:], strict=True):
        assert (code.data_type, code.number_format) == ("s", "@")
        assert poor.value is None or isinstance(poor.value, int)


@pytest.mark.parametrize("to", LISTS)
@pytest.mark.parametrize(("language", "who"), [("zh-hans", "导出人"), ("en", "Taken by")])
def test_a_file_says_who_took_it_and_why(to: str, language: str, who: str, run: Run) -> None:
    client = signed_in("county", language=language)
    answer = client.post(f"{to}?in=all", {"why": "周调度会"})
    told = about(answer)
    assert told[who] == "county"
    assert "周调度会" in told.values()
    assert run.digest in told.values()
    assert "合成数据" not in told
    lines = [line[0] for line in lines_of(client.post(to, {"form": "csv", "why": "周调度会"}))]
    assert any(one.startswith(f"# {who}: county") for one in lines)


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_marks_every_file(run: Run) -> None:  # noqa: ARG001 - there is one
    for to in LISTS:
        answer = signed_in("office").post(to)
        book = book_of(answer)
        assert "合成数据" in book.worksheets[0].title
        assert "虚构" in about(answer)["合成数据"]
        body = signed_in("office").post(to, {"form": "csv"}).content.decode("utf-8-sig")
        assert "# 合成数据: " in body


def test_a_synthetic_run_marks_every_file_and_page_outside_a_demonstration_too(
    run_of_one_township: Run,
) -> None:
    assert run_of_one_township.synthetic
    client = signed_in("office")
    for to in LISTS:
        assert "虚构" in about(client.post(to))["合成数据"]
    for to in ("/", "/targets/", "/villages/", "/targets/what-if/", "/places/50/"):
        page = client.get(to).text
        assert page.count("合成数据</strong>") == 2, to
        assert " · 合成数据</title>" in page


@pytest.mark.parametrize("to", LISTS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_trail_holds_how_many_rows_went_out_to_whom(to: str, form: str, run: Run) -> None:  # noqa: ARG001 - there is one
    client = signed_in("county")
    answer = client.post(f"{to}?in=all&kind=village", {"form": form, "why": "核对"})
    entry = Entry.objects.order_by("-number")[0]
    n = len(rows_of(answer)) if form == "xlsx" else _n_rows(answer)
    assert (entry.by, entry.deed) == ("county", "exported a list")
    assert entry.told == {"form": form, "rows": n, "asked": "in=all&kind=village"}


def _n_rows(answer: Any) -> int:
    return len([one for one in lines_of(answer)[1:] if not one[0].startswith("#")])


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "<b>&"])
def test_a_text_that_looks_like_a_formula_stays_a_text(name: str, run: Run) -> None:
    code = Target.objects.filter(run=run, standing="included").values_list("code", flat=True)[0]
    Target.objects.filter(run=run, code=code).update(name=name)
    client = signed_in("office")
    sheet = book_of(client.post("/targets/export/?in=all")).worksheets[0]
    cells = [row[2] for row in sheet.iter_rows(min_row=2) if row[0].value == code]
    assert [(one.data_type, one.value.strip()) for one in cells] == [("s", name.strip())]
    lines = lines_of(client.post("/targets/export/?in=all", {"form": "csv"}))
    (line,) = [one for one in lines if one[0] == code]
    assert not line[2].startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("why", ["=1+1", "\0", "\x01\x02", "中" * 500, "a\nb", "￾", ""])
def test_whatever_is_given_as_reason_a_whole_file_comes_of_it(why: str, run: Run) -> None:  # noqa: ARG001 - there is one
    for form in ("xlsx", "csv"):
        answer = signed_in("office").post("/targets/export/", {"why": why, "form": form})
        assert answer.status_code == 200
        assert len(rows_of(answer) if form == "xlsx" else lines_of(answer)) > 40


def test_a_file_is_named_for_what_is_in_it(run: Run) -> None:  # noqa: ARG001 - there is one
    answer = signed_in("office", language="en").post("/targets/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="List of targets.xlsx"'
    assert "no-store" in answer["Cache-Control"]


def test_nothing_goes_out_without_a_run() -> None:
    assert signed_in("office").post("/targets/export/").status_code == 404
    assert Entry.objects.filter(deed="exported a list").count() == 0
