"""The seal of an entry: a keyed digest over what it says and over the seal before it."""

import hashlib
import hmac
import json
from functools import lru_cache

from dingdian.installation import installation
from dingdian.records.trail.models import Entry


@lru_cache(maxsize=1)
def _key() -> bytes:
    return installation().key("trail")


def seal_of(entry: Entry, before: str) -> str:
    """HMAC-SHA256 over the entry and the seal of the one before it; its own seal is left out."""
    said = [
        before,
        entry.number,
        entry.at.isoformat(),
        entry.by,
        entry.deed,
        entry.subject,
        entry.place,
        entry.told,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def seal_of_head(number: int, last: str) -> str:
    """HMAC-SHA256 over where the trail ends, so that a shortened trail shows."""
    return hmac.new(_key(), f"head {number} {last}".encode(), hashlib.sha256).hexdigest()
