"""Keep a decision as a sealed file of JSON, from which anybody can recompute it."""

import json
from pathlib import Path

from dingdian.lexicon.text import Lang
from dingdian.steps.decision import Decision
from dingdian.workbooks.replacing import replacing


def seal(decision: Decision, path: Path, *, lang: Lang) -> None:
    """Write the sealed decision, whole or not at all."""
    text = json.dumps(decision.sealed(lang), ensure_ascii=False, indent=1)
    with replacing(path) as passing:
        passing.write_text(text + "\n", encoding="utf-8")
