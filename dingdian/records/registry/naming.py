"""How a person's name is spelt, so that who types wangxm or xiaoming finds it.

Surnames are read as surnames: 单 is shan, 仇 is qiu. Given names are read sign by sign.
"""

from functools import lru_cache

from pypinyin import lazy_pinyin

from dingdian.records.places.spelling import Spelling

SURNAMES = {
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "单": "shan",
    "仇": "qiu",
    "任": "ren",
    "区": "ou",
    "华": "hua",
    "员": "yun",
    "尹": "yin",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "秘": "bi",
    "种": "chong",
    "繁": "po",
    "翟": "zhai",
    "覃": "qin",
    "解": "xie",
    "都": "du",
    "重": "chong",
    "黑": "he",
    "乐": "yue",
    "折": "she",
    "召": "shao",
    "缪": "miao",
    "晟": "cheng",
}
"""Surnames that read otherwise than the word; those of two signs stand first."""


@lru_cache(maxsize=50_000)
def spelling_of(name: str) -> Spelling:
    """The spelling of a person's name without tones or spaces, ü written v; marks are left out."""
    surname = next((one for one in SURNAMES if name.startswith(one)), "")
    said = SURNAMES[surname].split() if surname else []
    for sign in name[len(surname) :]:
        said += lazy_pinyin(sign, errors="ignore", v_to_u=False)
    return Spelling("".join(said), "".join(one[0] for one in said))
