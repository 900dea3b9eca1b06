"""Keep a decision as a sealed file of JSON, from which anybody can recompute it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dingdian.lexicon.text import Lang
from dingdian.steps.decision import Decision
from dingdian.workbooks.replacing import replacing


def seal(decision: Decision, path: Path, *, lang: Lang) -> None:
    """Write the sealed decision, whole or not at all."""
    with replacing(path) as passing:
        passing.write_text(written(decision.sealed(lang)), encoding="utf-8")


def written(sealed: Mapping[str, Any]) -> str:
    """The text of a sealed decision as its file holds it."""
    return json.dumps(sealed, ensure_ascii=False, indent=1) + "\n"
