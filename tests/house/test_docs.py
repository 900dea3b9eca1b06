"""The documents do not lie: links lead somewhere, lists are complete, pages are current."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dingdian
from tests.house.generated import GENERATED, text_by
from tests.house.tree import REPOSITORY, files, text_of

PAGES = files(".md")
DECISIONS = files(".md", under="docs/adr")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^()\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+?) *#*$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The fragments that a page's headings answer to."""
    plain = (re.sub(r"[^\w\- ]", "", one.lower()) for one in HEADING.findall(FENCED.sub("", text)))
    return {one.strip().replace(" ", "-") for one in plain}


def dead_links(page: Path) -> Iterator[str]:
    """Each link of a page to a file or heading of this repository that is not there."""
    for link in LINK.findall(FENCED.sub("", text_of(page))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, fragment = link.partition("#")
        path = (REPOSITORY / page).parent / target if target else REPOSITORY / page
        if not path.exists():
            yield f"{page}: {link}"
        elif fragment and fragment not in anchors(path.read_text(encoding="utf-8")):
            yield f"{page}: {link} (no such heading)"


def test_every_link_within_the_repository_leads_somewhere() -> None:
    assert [dead for page in PAGES for dead in dead_links(page)] == []


def test_every_decision_is_in_the_index() -> None:
    index = text_of(Path("docs/adr/README.md"))
    records = [path.name for path in DECISIONS if path.name != "README.md"]
    assert records
    assert [name for name in records if f"]({name})" not in index] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS if path.name != "README.md"]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", [path for path in DECISIONS if path.name != "README.md"], ids=str)
def test_a_decision_says_context_decision_and_consequences_on_one_screen(path: Path) -> None:
    text = text_of(path)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 50


def test_the_change_log_begins_with_this_version() -> None:
    first = re.search(r"^## (\S+)", text_of(Path("CHANGELOG.md")), re.MULTILINE)
    assert first is not None
    assert first.group(1) == dingdian.__version__


def test_every_command_that_a_page_shows_is_a_verb_of_run() -> None:
    shown = {
        verb for page in PAGES for verb in re.findall(r"(?:^|[`\s])\./run ([a-z]+)", text_of(page))
    }
    assert shown >= {"demo", "test"}
    assert shown <= set(re.findall(r"^([a-z]+)(?: \|.*)?\)$", text_of(Path("run")), re.MULTILINE))


def test_every_generated_page_is_current() -> None:
    """`./run docs` writes them again."""
    stale = [page for page, by in GENERATED if text_of(Path(page)) != text_by(by)]
    assert stale == []


def glossary() -> list[tuple[str, str, str]]:
    """Every line of the glossary: the Chinese, the English, the words in code."""
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \|(.*)\|$", text_of(Path("docs/glossary.md")), re.MULTILINE
    )
    return [row for row in rows if row[0] not in ("中文", "---")]


def test_a_chinese_term_stands_once_in_the_glossary() -> None:
    terms = [term for chinese, _, _ in glossary() for term in chinese.split("、")]
    assert len(terms) > 50
    assert [term for term in set(terms) if terms.count(term) > 1] == []


def test_every_word_of_the_glossary_is_in_the_program() -> None:
    program = "\n".join(text_of(path) for path in files(".py", ".toml", under="dingdian"))
    words = [word for _, _, code in glossary() for word in re.findall(r"`(\w+)`", code)]
    assert [word for word in words if word not in program] == []


def test_every_promise_names_code_that_exists() -> None:
    named = re.findall(r"`(dingdian/[\w/.]+)`", text_of(Path("SECURITY.md")))
    assert named
    assert [path for path in named if not (REPOSITORY / path).exists()] == []
