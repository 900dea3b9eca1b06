"""The keys: sealing and blind, one file each under keys/, never made anew where they were lost.

A sealed value begins with the version of its key: 1 is keys/sealing, 2 is keys/sealing-2, and on.
What is sealed now is sealed under the newest; what was sealed earlier is opened with its own.
"""

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dingdian.installation import KEY_BYTES, installation
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from dingdian.records.secrecy.kept import anything_is_sealed

SEALING, BLIND = "sealing", "blind"
LAST_VERSION = 255
RESTORE = Text(
    "请从备份恢复 keys/ 文件夹；没有当时的密钥，谁也打不开。",
    "Restore the folder keys/ from a backup: nobody can open it without the key of that time.",
)


class Cryptic(Unusable):
    """What is sealed cannot be read here: its key is missing, or is not the one that sealed it."""

    def __init__(self, code: str, says: Text, *, where: str) -> None:
        super().__init__(code, says, RESTORE, where=where)


def file_of(version: int) -> str:
    """The name under keys/ of the sealing key of a version."""
    return SEALING if version == 1 else f"{SEALING}-{version}"


def make_keys() -> None:
    """Make the keys of a new installation; raises Cryptic where they existed and were lost."""
    for name in (SEALING, BLIND):
        _made(name)


def newest_version() -> int:
    """The version of the key that seals now, as this process first found it."""
    return _newest(installation().home)


def cipher(version: int) -> AESGCM:
    """What seals and opens under the key of a version; raises Cryptic where it is missing."""
    return _cipher(installation().home, version)


def blind_key() -> bytes:
    """The key of the blind indexes; raises Cryptic where it was lost."""
    return _blind_key(installation().home)


def forget_keys() -> None:
    """Have the keys read again, after one was added or restored while the program runs."""
    for kept in (_newest, _cipher, _blind_key):
        kept.cache_clear()


@lru_cache(maxsize=4)
def _newest(home: Path) -> int:
    version = 1
    while version < LAST_VERSION and (home / "keys" / file_of(version + 1)).is_file():
        version += 1
    if version == 1:
        _made(SEALING)
    return version


@lru_cache(maxsize=16)
def _cipher(home: Path, version: int) -> AESGCM:
    path = home / "keys" / file_of(version)
    if not path.is_file():
        raise _lost(path.name)
    return AESGCM(_whole(path.name, path.read_bytes()))


@lru_cache(maxsize=4)
def _blind_key(home: Path) -> bytes:  # noqa: ARG001 - kept by home, which installation() names too
    return _made(BLIND)


def _made(name: str) -> bytes:
    """A key, made only while nothing is sealed: later, a new one would hide the loss of the old."""
    if not (installation().home / "keys" / name).is_file() and anything_is_sealed():
        raise _lost(name)
    return _whole(name, installation().key(name))


def _whole(name: str, key: bytes) -> bytes:
    if len(key) == KEY_BYTES:
        return key
    says = Text("密钥应有 {n} 字节，这个文件有 {m}。", "A key has {n} bytes; this file has {m}.")
    raise Cryptic("damaged_key", says.fill(n=KEY_BYTES, m=len(key)), where=f"keys/{name}")


def _lost(name: str) -> Cryptic:
    says = Text(
        "密钥不在，已加密的数据打不开。", "The key is not there: what it sealed stays shut."
    )
    return Cryptic("missing_key", says, where=f"keys/{name}")
