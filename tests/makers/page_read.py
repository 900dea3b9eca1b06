"""A page as somebody reads it who wants to know: links, codes, and what is wrong with it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
)
LABELLED = frozenset(("input", "select", "textarea"))
NEED_NO_LABEL = frozenset(("hidden", "submit", "button"))
CODE = re.compile(r"(?<![\w,.:])5\d{5}(?:\d{3}(?:\d{3})?)?(?![\w,.])")


class Read(HTMLParser):
    """One page: links and texts as they come, and every fault of its markup in words."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self._hrefs: list[str] = []
        self._open: list[str] = []
        self._ids: list[str] = []
        self._for: list[str] = []
        self._asks: list[dict[str, str | None]] = []
        self._within_label = 0
        self.feed(markup)
        self.close()
        self.faults += [f"<{one}> stays open" for one in self._open]
        self.faults += list(self._faults_of_ids())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens."""
        has = dict(attrs)
        if len(has) != len(attrs):
            self.faults.append(f"<{tag}> says something twice")
        if "style" in has or any(name.startswith("on") for name in has):
            self.faults.append(f"<{tag}> brings a style or script along")
        if (said := has.get("id")) is not None:
            self._ids.append(said)
        for name in ("href", "action", "hx-get"):
            if (to := has.get(name)) is not None:
                self.links.append(to)
        if tag == "a" and has.get("href"):
            self._hrefs.append(has["href"] or "")
        self._ask(tag, has)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens and closes at once, as drawings have them."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes what was opened last."""
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]} at {self.getpos()}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """What is written."""
        if data.strip():
            self.texts.append(data.strip())

    @property
    def text(self) -> str:
        """Everything that is written."""
        return " ".join(self.texts)

    @property
    def ways_on(self) -> set[str]:
        """Where its links lead, without the forms that are sent."""
        return set(self._hrefs)

    @property
    def codes(self) -> set[str]:
        """Every code of a place that stands in a text or a link."""
        return {code for one in (*self.texts, *self.links) for code in codes_in(unquote(one))}

    def _ask(self, tag: str, has: dict[str, str | None]) -> None:
        if tag == "label":
            if not has.get("for"):
                self.faults.append("a label is for nothing")
            self._for.append(has.get("for") or "")
        if tag in LABELLED and has.get("type") not in NEED_NO_LABEL:
            self._asks.append(has)

    def _faults_of_ids(self) -> Iterator[str]:
        for one in {one for one in self._ids if self._ids.count(one) > 1}:
            yield f"id {one} stands twice"
        for one in set(self._for) - set(self._ids) - {""}:
            yield f"a label is for {one}, which is not there"
        for has in self._asks:
            if has.get("id") not in self._for and not has.get("aria-label"):
                yield f"{has.get('name')} has no label"
        for one in self.links:
            if one.startswith("#") and one[1:] not in self._ids:
                yield f"{one} leads nowhere"


def codes_in(text: str) -> set[str]:
    """The codes of 6, 9 or 12 digits of places in Chongqing that stand in a text."""
    return set(CODE.findall(text))
