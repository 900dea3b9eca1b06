"""The demonstration as it is made: a registry, and a home in whose database a campaign stands.

A home is built beside its place and moved there whole, so that one that was broken off is never
taken for finished. Its stamp says which program made it, of what; what differs is made anew.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dingdian import __version__
from dingdian.cli import late
from dingdian.cli.speaking import LANG_VARIABLE
from dingdian.cli.stages import Stages
from dingdian.demonstration.size import Size
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import LANGS, Lang, Text, same
from dingdian.steps.manifest import NAME as MANIFEST

SEED = 2020
DAY = "2020-10-19"
"""The day on which the demonstration stands still."""
CAMPAIGN = "chongqing_2020"
PROGRAM = (
    *("analysis", "campaign", "campaigns", "demonstration", "frames", "records", "steps"),
    "settings.py",
)
"""What has a part in what is made: when one of these files changes, it is made anew."""
STAMP = "demonstration.json"
N_STAGES = 6
KEPT = Text("已入库 {n:,} 户", "{n:,} households taken in")
PARTS: Mapping[str, Text] = {
    "villages": Text("村", "villages"),
    "households": Text("户", "households"),
    "members": Text("人", "persons"),
    "incomes": Text("收入", "incomes"),
    "identities": Text("姓名和证件号码", "names and ID numbers"),
    "places": Text("地方", "places"),
    "divisions_2020": Text("2020年区划", "divisions of 2020"),
    "divisions_2023": Text("2023年区划", "divisions of 2023"),
    "overlays": Text("轮廓、坐标和认定", "outlines, points and designations"),
    "nominations": Text("并入已确认的申报", "take in what was confirmed"),
    "identify": Text("识别", "identify"),
    "roll_up": Text("逐级汇总", "roll up"),
    "keep": Text("留存", "keep"),
    "announce": Text("公布", "announce"),
}
"""What the parts of the work are called, by the names under which steps and generator tell them."""


@dataclass(frozen=True)
class Demonstration:
    """Where a demonstration of one size lies: everything under one folder, `home` apart."""

    folder: Path
    size: Size

    @property
    def home(self) -> Path:
        """The installation's home that is served."""
        return self.folder / self.size

    @property
    def registry(self) -> Path:
        return self.folder / f"registry-{self.size}"

    @property
    def identities(self) -> Path:
        """Names and numbers, apart from the registry."""
        return self.folder / f"identities-{self.size}"

    @property
    def ledger(self) -> Path:
        """The messy sheet of a county that tries the reading of sheets."""
        return self.folder / "village_ledger.csv"

    @cached_property
    def made(self) -> Mapping[str, Any] | None:
        """What the home that stands here holds, in numbers; None where it has to be made anew."""
        try:
            said = json.loads((self.home / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        there = (self.registry / MANIFEST).is_file() and self.ledger.is_file()
        return said["made"] if there and said.get("stamp") == self.stamp else None

    @cached_property
    def stamp(self) -> dict[str, Any]:
        """By which two demonstrations are the same."""
        return {
            "version": __version__,
            "program": program_digest(),
            "size": self.size,
            "seed": SEED,
            "folder": str(self.folder.absolute()),
        }

    def environment(self, home: Path) -> dict[str, str]:
        """The environment of a process in that home; what was set for another one is left out."""
        kept = {name: said for name, said in os.environ.items() if not _is_of_an_installation(name)}
        return kept | {
            "DINGDIAN_HOME": str(home.absolute()),
            "DINGDIAN_DEMONSTRATION": "1",
            "DINGDIAN_DAY": DAY,
            "DINGDIAN_CAMPAIGN": CAMPAIGN,
        }

    def make(self, stages: Stages) -> Mapping[str, Any]:
        """Make everything anew, and say what there is in numbers.

        Raises Unusable where something stands in the place of the home that is no demonstration.
        """
        if self.home.exists() and not (self.home / STAMP).is_file():
            raise Unusable(
                "not_ours",
                Text("这里已有别的内容，不能覆盖。", "Something else stands here and is kept."),
                Text("请移走它，或另设 DINGDIAN_HOME。", "Move it, or set another DINGDIAN_HOME."),
                where=str(self.home),
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        _sweep(self.folder, self.size)
        partial = self.folder / f".{self.size}.{os.getpid()}"
        try:
            made = self._draw(stages) | self._records(partial, stages)
            said = json.dumps({"stamp": self.stamp, "made": made}, ensure_ascii=False, indent=1)
            (partial / STAMP).write_text(f"{said}\n", encoding="utf-8")
            _put_in_place(partial, self.home)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return made

    def _draw(self, stages: Stages) -> dict[str, Any]:
        stages.begin(Text("合成登记册", "A synthetic registry"))
        late("dingdian.demonstration.village_ledger").write_ledger(self.ledger)
        late("dingdian.demonstration.registry").write_registry(
            self.registry, size=self.size, seed=SEED, progress=_hearing(stages)
        )
        _hearing(stages)("identities")
        late("dingdian.demonstration.identities").write_identities(
            self.registry, self.identities, seed=SEED
        )
        tables = json.loads((self.registry / MANIFEST).read_text(encoding="utf-8"))["tables"]
        return {name: told["rows"] for name, told in tables.items()} | {
            "comparison": self._compared()
        }

    def _compared(self) -> list[dict[Lang, str]]:
        """The whole city's published totals beside those that were made, line by line."""
        if self.size != "city":
            return []
        found = late("dingdian.demonstration.published").compare(self.registry)
        return [{lang: one.line()[lang] for lang in LANGS} for one in found]

    def _records(self, home: Path, stages: Stages) -> dict[str, Any]:
        """The records of a campaign under way, in a database of their own."""
        _enter(home, self.environment(home))
        stages.begin(Text("数据库和区划", "Database and places"))
        invented = late("dingdian.demonstration.invented_places").invented_divisions()
        late("dingdian.steps.migrate").migrate(villages=invented, progress=_hearing(stages))

        stages.begin(Text("账号和申报", "Accounts and nominations"))
        rule = late("dingdian.campaign.reading").load(CAMPAIGN)
        drawn = late("dingdian.demonstration.synthetic_campaign").draw_villages(self.size, SEED)
        company = late("dingdian.demonstration.under_way").assemble(drawn, campaign=rule)
        nominations = company.nominate_and_confirm(drawn)

        kept = _register(self, company, stages)
        stages.begin(Text("识别并留存", "Identify and keep"))
        run = late("dingdian.steps.keep_run").keep_run(
            self.registry, by=company.office, campaign=CAMPAIGN, progress=_hearing(stages)
        )
        stages.begin(Text("另行决定", "Decide beside it"))
        whole = self.size == "city"
        overrides = company.decide_beside(run, whole=whole)
        if whole:
            _hearing(stages)("announce")
            company.announce(run)
        counted = company.counted(run)
        late("django.db").connections.close_all()
        return {
            "accounts": len(company.accounts),
            "nominations": nominations,
            "overrides": overrides,
            "targets": dict(counted.of_class),
            "tied": counted.tied,
            "remaining_poor": counted.remaining_poor,
            "announced": whole,
            **kept,
        }


def _register(made: Demonstration, company: Any, stages: Stages) -> dict[str, Any]:
    """Households and persons in the records, and what 龙驹镇 entered of them since."""
    stages.begin(Text("户和人入库", "Households and persons into the records"))
    laid = late("dingdian.steps.lay_registry").lay_registry(
        made.registry,
        made.identities,
        campaign=company.campaign,
        by=company.accounts["steward"],
        progress=lambda n: stages.part(KEPT.fill(n=n)),
    )
    deeds = late("dingdian.demonstration.registry_deeds")
    deeds.RegistryDeeds(company.campaign, company.accounts["longju"]).enter_all()
    return {"kept_households": laid["household"], "kept_members": laid["member"]}


def _hearing(stages: Stages) -> Callable[[str], None]:
    """What work calls with the name of each of its parts."""
    return lambda name: stages.part(PARTS.get(name, same(name)))


def program_digest() -> str:
    """SHA-256 over every file that has a part in what is made."""
    package = Path(__file__).resolve().parents[1]
    seal = hashlib.sha256()
    for name in PROGRAM:
        part = package / name
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.is_file() and "__pycache__" not in path.parts:
                seal.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return seal.hexdigest()


def _enter(home: Path, environment: Mapping[str, str]) -> None:
    """Make that home the installation of this process, which may have entered no other."""
    os.environ.clear()
    os.environ.update(environment)
    if late("dingdian.installation").installation().home != home.absolute():
        raise RuntimeError("This process keeps the records of another installation already.")
    late("dingdian.application").start()


def _is_of_an_installation(name: str) -> bool:
    return name.startswith("DINGDIAN_") and name != LANG_VARIABLE


def _sweep(folder: Path, size: Size) -> None:
    """Take away what was broken off: the processes that made it are gone."""
    for whole in (size, f"registry-{size}"):
        for partial in folder.glob(f".{whole}.*"):
            if not _lives(partial.name.split(".")[2]):
                shutil.rmtree(partial, ignore_errors=True)


def _lives(process: str) -> bool:
    return process.isdigit() and Path("/proc", process).exists()


def _put_in_place(partial: Path, home: Path) -> None:
    """A folder that holds files cannot be replaced in one step: the old one steps aside first."""
    aside = partial.with_name(f"{partial.name}.old")
    if home.exists():
        home.rename(aside)
    partial.rename(home)
    shutil.rmtree(aside, ignore_errors=True)
