"""What a folder of tables says of itself: its day, whether it is synthetic, its digests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dingdian.lexicon.problem import Note, Problem, Unusable
from dingdian.lexicon.text import Text

NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """A folder's own account of its tables; one that has none says nothing."""

    as_of: date | None = None
    synthetic: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)

    def notes(self) -> list[Note]:
        """Synthetic data says so wherever it is seen."""
        says = Text(
            "合成数据：不是任何真实的地方和人。",
            "合成数据 Synthetic data: no real place or person.",
        )
        return [Note("synthetic", says)] if self.synthetic else []

    def problems(self, digests: Mapping[str, str]) -> list[Problem]:
        """The tables that are not those of which the manifest speaks."""
        return [
            Problem(
                "manifest_differs",
                Text(f"{table} 与清单中的摘要不符", f"{table} is not the table of the manifest"),
                Text(
                    "表在导出后被改动；请重新导出。",
                    "It was changed after the export; export it again.",
                ),
                sheet=f"{table}.parquet",
            )
            for table, digest in self.digests.items()
            if digests.get(table) != f"sha256:{digest}"
        ]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; raises Unusable for one that is there and cannot be read."""
    path = folder / NAME
    if not path.is_file():
        return Manifest()
    try:
        says = json.loads(path.read_text(encoding="utf-8"))
        tables = {str(table): str(told["sha256"]) for table, told in says["tables"].items()}
        return Manifest(date.fromisoformat(says["as_of"]), bool(says.get("synthetic")), tables)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unusable(
            "bad_manifest",
            Text("清单 manifest.json 读不懂。", "The manifest cannot be read."),
            Text("请重新导出，或删去清单。", "Export again, or take the manifest away."),
            where=str(path),
        ) from None
