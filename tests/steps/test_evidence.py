"""Evidence: told by what it holds, kept once under its digest, given back under a harmless name."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dingdian.records.targeting.actions import Evidence
from dingdian.records.targeting.models import Nomination
from dingdian.steps import evidence
from dingdian.steps.evidence import LARGEST, NotEvidence, NotThere, TooLarge, evidence_of, kept
from tests.makers.files import DOCX, JPG, PAGE, PDF, PNG, PROGRAM, WITH_MACROS, XLSX, ZIP


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of uploads for one test."""
    monkeypatch.setattr(evidence, "uploads", lambda: tmp_path / "uploads")
    return tmp_path / "uploads"


def sent(body: bytes, name: str = "函.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type="application/pdf")


@pytest.mark.parametrize(
    ("body", "ending"),
    [(PDF, "pdf"), (PNG, "png"), (JPG, "jpg"), (XLSX, "xlsx"), (DOCX, "docx")],
)
def test_a_file_is_told_by_what_it_holds_whatever_it_is_called(
    body: bytes, ending: str, folder: Path
) -> None:
    found = evidence_of("函", sent(body, "x.exe"))
    assert evidence.KINDS[found.kind] == ending
    assert (found.sha256, found.size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert (folder / found.sha256).read_bytes() == body


@pytest.mark.parametrize(
    "body", [PAGE, PROGRAM, ZIP, WITH_MACROS, PDF[1:], b"PK\x03\x04broken", b""]
)
def test_what_is_none_of_these_is_refused_and_not_kept(body: bytes, folder: Path) -> None:
    with pytest.raises(NotEvidence):
        evidence_of("函", sent(body, "函.pdf"))
    assert not folder.exists()


def test_a_file_of_more_than_ten_mebibytes_is_refused_and_not_kept(folder: Path) -> None:
    assert evidence_of("函", sent(PDF.ljust(LARGEST))).size == LARGEST
    with pytest.raises(TooLarge):
        evidence_of("函", sent(PDF.ljust(LARGEST + 1)))
    assert len(list(folder.iterdir())) == 1


def test_a_size_that_is_not_true_is_found_out_while_the_file_is_written(folder: Path) -> None:
    class Liar:
        name, size, file = "函.pdf", 3, io.BytesIO(PDF)

        def chunks(self) -> Iterator[bytes]:
            yield from (PDF, b"\0" * LARGEST)

    with pytest.raises(TooLarge):
        evidence_of("函", Liar())
    assert list(folder.iterdir()) == []


def test_the_same_file_twice_is_kept_once(folder: Path) -> None:
    assert evidence_of("一", sent(PDF)).sha256 == evidence_of("二", sent(PDF)).sha256
    assert len(list(folder.iterdir())) == 1


def test_without_a_file_the_document_is_named_in_words_alone(folder: Path) -> None:
    assert evidence_of("函", None) == Evidence(says="函")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("函.pdf", "函.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\函\\短板.pdf", "短板.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("gpj.\u202efdp", "gpj.fdp"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_keeps_nothing_that_steers_a_screen_or_a_path(name: str, said: str) -> None:
    assert evidence.clean(name) == said


def test_a_file_is_given_back_under_a_name_of_ours() -> None:
    found = evidence_of("函", sent(PDF, "张三.pdf"))
    nomination = Nomination(
        pk=7, code="500101151200", evidence_sha256=found.sha256, evidence_kind=found.kind
    )
    file = kept(nomination)
    assert (file.name, file.kind) == ("500101151200-evidence-7.pdf", "application/pdf")
    assert file.path.read_bytes() == PDF


@pytest.mark.parametrize(
    ("digest", "kind"), [("", ""), ("0" * 64, "application/pdf"), ("", "application/pdf")]
)
def test_a_file_that_is_not_there_says_so(digest: str, kind: str) -> None:
    with pytest.raises(NotThere):
        kept(Nomination(pk=7, evidence_sha256=digest, evidence_kind=kind))


def test_an_archive_of_nothing_is_no_document() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w"):
        pass
    assert evidence.kind_of(held) is None
