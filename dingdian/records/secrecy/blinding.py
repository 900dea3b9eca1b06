"""Blind indexes: whole numbers that stand for texts, so that equal ones are found and none is read.

HMAC-SHA-256 under a key of its own, over the purpose and the text as it is compared: 63 bits, for a
bigint. Two texts may share a number, so rarely that nobody will see it: who must be certain
opens what was found. Equal texts show as equal: who holds the file sees how often one stands there,
and not what it is.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

from dingdian.records.secrecy.keys import blind_key

Purpose = Literal["id_number", "phone", "name", "pinyin", "initials", "account"]
ID_NUMBER: Final = "id_number"
PHONE: Final = "phone"
NAME: Final = "name"
PINYIN: Final = "pinyin"
INITIALS: Final = "initials"
ACCOUNT: Final = "account"

BITS_63 = (1 << 63) - 1
HYPHENS = frozenset("-‐‑–—―－")
DOTS = str.maketrans(dict.fromkeys("•‧∙⋅・･．.", "·"))
"""What stands between the parts of a name (买买提·吐尔逊), written in many ways."""
COUNTRY = "+86"


def blind(value: str, purpose: Purpose) -> int:
    """The number under which a text is found; blank has one as well, which no row has."""
    return _number(blind_key(), purpose.encode() + b"\0", compared(value, purpose))


def blinds(values: Iterable[str | None], purpose: Purpose) -> list[int | None]:
    """The numbers of a column; None where there is nothing to find."""
    key, before = blind_key(), purpose.encode() + b"\0"
    plain = (value and compared(value, purpose) for value in values)
    return [_number(key, before, value) if value else None for value in plain]


def compared(value: str, purpose: Purpose) -> str:
    """A text as it is compared: half-width, without spaces and unseen signs, in capitals.

    Phones and accounts lose their hyphens, phones +86 as well; the dot in a name is one dot.
    """
    if value.isalnum() and unicodedata.is_normalized("NFKC", value):
        return value.upper()
    text = unicodedata.normalize("NFKC", value).upper()
    text = "".join(one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")
    if purpose == NAME:
        return text.translate(DOTS)
    if purpose in (PHONE, ACCOUNT):
        text = "".join(one for one in text if one not in HYPHENS)
    return text.removeprefix(COUNTRY) if purpose == PHONE else text


def _number(key: bytes, before: bytes, text: str) -> int:
    return int.from_bytes(hmac.digest(key, before + text.encode(), hashlib.sha256)[:8]) & BITS_63
