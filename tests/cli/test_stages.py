"""Long work tells how far it is: in lines where nobody watches, by a bar on a terminal."""

import io

import pytest

from dingdian.cli.stages import stages
from dingdian.lexicon.text import LANGS, Lang, Text

PLACES, VILLAGES = Text("区划", "Places"), Text("村", "villages")


class Terminal(io.StringIO):
    """What is said to somebody who watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("lang", LANGS)
def test_elsewhere_each_stage_and_part_is_a_line(
    lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    with stages(2, lang) as work:
        work.begin(PLACES)
        work.part(VILLAGES)
    said = capsys.readouterr()
    assert said.err == f"{PLACES[lang]} …\n  {VILLAGES[lang]} …\n"
    assert said.out == ""


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_terminal_a_bar_names_the_stage_and_its_part(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    with stages(2, lang) as work:
        work.begin(VILLAGES)
        work.begin(PLACES)
        work.part(VILLAGES)
    said = terminal.getvalue()
    assert f"{PLACES[lang]} · {VILLAGES[lang]}" in said
    assert "1/2" in said
