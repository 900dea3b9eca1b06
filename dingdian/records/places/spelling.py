"""How the name of a place is spelt: its pinyin and its initials, as somebody types them to find it.

Names are read character by character: the reading of ordinary words misleads in the names of places
(朝阳 and 长坪 begin with chao and chang). What must be read otherwise stands in one table.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin

READINGS = {
    "弥勒": "mi le",
    "杉木": "shan mu",
    "松溉": "song ji",
    "畜牧": "xu mu",
    "茄子": "qie zi",
    "重工": "zhong gong",
    "降龙": "xiang long",
    "佛": "fo",
    "曾": "zeng",
    "朝": "chao",
    "覃": "qin",
    "都": "du",
    "重": "chong",
    "长": "chang",
}
"""What reads otherwise in the names of places than elsewhere; longer ones stand first."""

PIECE = re.compile("|".join([*READINGS, "."]))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name without tones or spaces, and the first letter of each of its syllables."""

    pinyin: str
    initials: str


@lru_cache(maxsize=50_000)
def spell(name: str) -> Spelling:
    """The spelling of a name; a sign that nobody can read is left out."""
    said = syllables(name)
    return Spelling("".join(said), "".join(one[0] for one in said))


def syllables(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones, ü written v."""
    return tuple(one for piece in PIECE.findall(name) for one in _read(piece))


def sound_of(name: str) -> str:
    """How a name sounds here, where -ng is said as -n: some that are written apart sound alike."""
    return " ".join(re.sub("ng$", "n", one) for one in syllables(name))


@lru_cache(maxsize=10_000)
def _read(piece: str) -> tuple[str, ...]:
    said = READINGS.get(piece) or lazy_pinyin(piece, errors="ignore", v_to_u=False)
    return tuple(said.split() if isinstance(said, str) else said)
