"""Views stay short and never save, templates say what they need, and both languages are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dingdian.records.trail.words import DEEDS
from tests.house.tree import files, functions, n_lines, syntax, text_of

PAGES = files(".py", under="dingdian/pages")
TEMPLATES = files(".html", under="dingdian/pages/templates")
LONGEST = {"view": 20, "template": 150}
WRITES = re.compile(r"^(save|create|update|delete|bulk_\w+|(get|update)_or_create)$")
VIEW = re.compile(r"^(seen_by_viewer|login_required|require_\w+)$")

ABOUT = re.compile(r"\{# .+ #\}")
NAMES = re.compile(r"\b(Needs|Blocks)\b")
SAY = re.compile(r'\{% say ("[^"]*") ("[^"]*")([^%]*)%\}')
PAIR = re.compile(r'\b(\w+)_zh="[^"]*" \1_en="[^"]*"')
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(?:title|alt|placeholder|aria-label|value)="([^"<>]*)"')
TYPED = re.compile(r"<code>.*?</code>", re.DOTALL)
HTML = re.compile(r"<[^>]*>")
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
PLACE = re.compile(r"\{(\w+)\}")
KNOWN = ("合成数据", "简体中文", "定点 Dingdian")
"""What stands on pages of either language: the mark of what is invented, a language, our name."""


def name_of(node: ast.expr) -> str:
    """The last name of what is called or decorates: django.shortcuts.render is render."""
    match node:
        case ast.Call():
            return name_of(node.func)
        case ast.Attribute():
            return node.attr
        case ast.Name():
            return node.id
    return ""


def routed() -> set[str]:
    """The views that an address leads to, as module.function."""
    tree = syntax(Path("dingdian/pages/addresses.py"))
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def views() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function that is decorated as a view, or to which an address leads."""
    led_to = routed()
    for path in PAGES:
        for node in functions(path):
            decorated = any(VIEW.match(name_of(one)) for one in node.decorator_list)
            if decorated or f"{path.stem}.{node.name}" in led_to:
                yield path, node


def writes(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call by which a record could be written."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if WRITES.match(name):
                yield node


def bare(template: str) -> list[str]:
    """The words of a template that stand in one language alone."""
    text = COMMENT.sub("", template)
    text = TYPED.sub("", PAIR.sub("", SAY.sub("", text)))
    in_code = [found for found in CODE.findall(text) if HAN.search(found)]
    text = CODE.sub("\n", text)
    for known in KNOWN:
        text = text.replace(known, "")
    shown = [*ATTRIBUTE.findall(text), *HTML.sub("\n", text).splitlines()]
    return in_code + [one.strip() for one in shown if HAN.search(one) or ENGLISH.search(one)]


def one_sided(template: str) -> list[str]:
    """What is said with other {places} in one language than in the other, or not at all in one."""
    return [
        zh
        for zh, en, _ in SAY.findall(template)
        if '""' in (zh, en) or set(PLACE.findall(zh)) != set(PLACE.findall(en))
    ]


def deeds() -> Iterator[tuple[Path, str]]:
    """Every deed that is written to the trail: as deed="…", or handed on to what takes a `deed`."""
    for path in files(".py", under="dingdian"):
        places = {
            node.name: [one.arg for one in node.args.args].index("deed")
            for node in functions(path)
            if "deed" in [one.arg for one in node.args.args] and name_of_note(node)
        }
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call):
                for said in told(node, places.get(name_of(node))):
                    yield from ((path, one) for one in spelt(said))


def name_of_note(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function leaves an entry in the trail."""
    return any(isinstance(one, ast.Call) and name_of(one) == "note" for one in ast.walk(node))


def told(call: ast.Call, place: int | None) -> list[ast.expr]:
    """What a call gives as a deed, by name or by its place."""
    named = [one.value for one in call.keywords if one.arg == "deed"]
    return named + (call.args[place : place + 1] if place is not None else [])


def spelt(said: ast.expr) -> list[str]:
    """The words of a deed; of one with a part that varies, every deed of that form."""
    if isinstance(said, ast.Constant):
        return [str(said.value)]
    if isinstance(said, ast.JoinedStr):
        form = "".join(
            re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+"
            for one in said.values
        )
        return [one for one in DEEDS if re.fullmatch(form, one)] or [ast.unparse(said)]
    return []


def test_views_never_save() -> None:
    found = [
        f"{path}:{call.lineno}: {ast.unparse(call.func)}"
        for path in PAGES
        for call in writes(syntax(path))
    ]
    assert found == []


def test_a_view_parses_permits_asks_and_renders_in_twenty_lines() -> None:
    found = list(views())
    assert len(found) > 20
    too_long = [
        f"{path}:{node.lineno}: {node.name}, {n_lines(node)} lines"
        for path, node in found
        if n_lines(node) > LONGEST["view"]
    ]
    assert too_long == []


def test_no_template_is_too_long() -> None:
    lines = {str(path): len(text_of(path).splitlines()) for path in TEMPLATES}
    assert {path: n for path, n in lines.items() if n > LONGEST["template"]} == {}


def test_every_template_opens_by_naming_what_it_needs() -> None:
    opening = {path: text_of(path).split("\n")[0] for path in TEMPLATES}
    silent = [
        str(path)
        for path, line in opening.items()
        if not (ABOUT.fullmatch(line) and NAMES.search(line))
    ]
    assert silent == []


def test_what_is_said_on_a_page_is_said_in_both_languages() -> None:
    found = {str(path): bare(text_of(path)) for path in TEMPLATES}
    assert {path: words for path, words in found.items() if words} == {}


def test_both_languages_speak_of_the_same_places() -> None:
    found = {str(path): one_sided(text_of(path)) for path in TEMPLATES}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% say "未知" "unknown" %}</p>', []),
        ("<p>未知</p>", ["未知"]),
        ("<p>Nothing here yet</p>", ["Nothing here yet"]),
        ("{# 未知 #}<p>{{ name }}</p>", []),
        ('{% include "x" with label_zh="账号" label_en="Name" %}', []),
        ('{% include "x" with label_zh="账号" %}', ['{% include "x" with label_zh="账号" %}']),
        ('<input placeholder="名称">', ["名称"]),
        ("<strong>合成数据</strong>", []),
        ('<th scope="col" class="n wide">{{ one }}</th>', []),
    ],
)
def test_words_in_one_language_alone_are_found(template: str, found: list[str]) -> None:
    assert bare(template) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("job.save()", 1),
        ("Job.objects.filter(pk=1).update(state=1)", 1),
        ("Job.objects.bulk_create([])", 1),
        ("actions.cancel(job, by=user)", 0),
        ("saved(form)", 0),
    ],
)
def test_a_write_is_told_from_a_question(source: str, found: int) -> None:
    assert len(list(writes(ast.parse(source)))) == found


def test_every_deed_of_the_trail_has_its_words() -> None:
    found = set(deeds())
    assert {deed for _, deed in found} >= {"kept a run", "work done", "nominated a place"}
    assert [f"{path}: {deed}" for path, deed in sorted(found) if deed not in DEEDS] == []


def test_no_words_are_kept_for_a_deed_that_nobody_does() -> None:
    done = {deed for _, deed in deeds()}
    assert [deed for deed in DEEDS if deed not in done | {"gave work back"}] == []
