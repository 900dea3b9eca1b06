"""The published totals that the synthetic city answers to, and how near it comes to them."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from dingdian.demonstration.invented_places import focus_townships
from dingdian.demonstration.registry_tally import MEASURES, Measure, read_tally
from dingdian.lexicon.text import Text

BESIDE = Text(
    "{what}：公布 {published}（{as_of}），合成 {made}，{verdict}",
    "{what}: published {published} ({as_of}), made {made}, {verdict}",
)
VERDICTS = {True: Text("相符", "near enough"), False: Text("不符", "too far")}


@dataclass(frozen=True, slots=True)
class Published:
    """One published total: of which places, as of which day, said where, and how near is near.

    `within` holds the starts of codes; `tolerance` is in the unit of `value`, to either side.
    """

    what: Text
    within: tuple[str, ...]
    measure: Measure
    value: float
    tolerance: float
    as_of: date
    source: str

    def written(self, amount: float) -> str:
        """An amount of it as people write it: 1,906,000 or 0.12%."""
        return f"{amount:.2%}" if self.measure == "incidence" else f"{amount:,.0f}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published total beside what a registry makes of it."""

    published: Published
    made: float

    @property
    def is_within(self) -> bool:
        return abs(self.made - self.published.value) <= self.published.tolerance

    def line(self) -> Text:
        """Both numbers in one line."""
        said = self.published
        return BESIDE.fill(
            what=said.what,
            published=said.written(said.value),
            as_of=said.as_of,
            made=said.written(self.made),
            verdict=VERDICTS[self.is_within],
        )


def published_totals() -> tuple[Published, ...]:
    """What published.toml says, in its order."""
    text = (files("dingdian") / "demonstration" / "published.toml").read_text("utf-8")
    return tuple(
        Published(
            what=Text(**said["what"]),
            within=focus_townships() if said["within"] == "focus" else tuple(said["within"]),
            measure=MEASURES[MEASURES.index(said["measure"])],
            value=said["is"],
            tolerance=said["tolerance"],
            as_of=said["as_of"],
            source=said["source"],
        )
        for said in tomllib.loads(text)["total"]
    )


def compare(folder: Path) -> Iterator[Comparison]:
    """Every published total that a registry of this size can answer, beside what it makes.

    The whole city answers all; the campaign's townships answer only for townships.
    """
    size = json.loads((folder / "manifest.json").read_text("utf-8"))["size"]
    tally = read_tally(folder)
    for total in published_totals():
        townships = all(len(code) == len(focus_townships()[0]) for code in total.within)
        if size == "city" or (size == "campaign" and townships):
            yield Comparison(total, tally.of(total.within, total.measure))
