"""Sealing: AES-256-GCM over one value, bound to the column that it stands in.

A sealed value is one byte for the version of the key, 12 bytes that are never used twice, then the
ciphertext with its 16 bytes of proof. `where` is "table.column": a value that somebody copied into
another column does not open there. 29 bytes more than the text; how long a text is shows.
"""

import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag

from dingdian.lexicon.text import Text
from dingdian.records.secrecy.keys import Cryptic, cipher, file_of, newest_version

NONCE = 12
HEAD = 1 + NONCE


def seal(value: str, where: str) -> bytes:
    """One value, sealed under the newest key."""
    version, nonce = newest_version(), os.urandom(NONCE)
    return (
        bytes((version,)) + nonce + cipher(version).encrypt(nonce, value.encode(), where.encode())
    )


def unseal(body: bytes, where: str) -> str:
    """What was sealed, in plain; raises Cryptic where the key is missing, or is not its own."""
    if len(body) <= HEAD:
        raise _shut(body, where)
    try:
        return cipher(body[0]).decrypt(body[1:HEAD], body[HEAD:], where.encode()).decode()
    except InvalidTag:
        raise _shut(body, where) from None


def seal_all(values: Iterable[str | None], where: str) -> list[bytes | None]:
    """A column, sealed under the newest key; None stays None."""
    version, bound = newest_version(), where.encode()
    head, close, fresh = bytes((version,)), cipher(version).encrypt, os.urandom
    return [
        None
        if value is None
        else head + (nonce := fresh(NONCE)) + close(nonce, value.encode(), bound)
        for value in values
    ]


def unseal_all(bodies: Iterable[bytes | None], where: str) -> list[str | None]:
    """A column in plain; None stays None. Raises Cryptic as `unseal` does."""
    return [None if body is None else unseal(body, where) for body in bodies]


def _shut(body: bytes, where: str) -> Cryptic:
    return Cryptic(
        "wrong_key",
        Text(
            "打不开：不是用 keys/{key} 加密的，或者加密后被改动过。",
            "It does not open: it was not sealed with keys/{key}, or was changed since.",
        ).fill(key=file_of(body[0] if body else 1)),
        where=where,
    )
