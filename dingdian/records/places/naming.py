"""From the official name of a place to the one that people say, and to its stem.

后坪苗族土家族乡 is called 后坪乡, 歌乐村民委员会 歌乐村. When 土主镇 becomes 土主街道, it is
still 土主: the stem outlives the rank.
"""

import re

PEOPLES = (
    *("蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族"),
    *("布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族"),
    *("哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族"),
    *("高山族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族"),
    *("土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族"),
    *("仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族", "乌孜别克族"),
    *("俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族"),
    *("独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族"),
)
"""The 55 peoples that may stand in the name of an autonomous place."""

OF_A_PEOPLE = re.compile(rf"^(.+?)(?:{'|'.join(PEOPLES)})+(?:自治)?([县州旗乡镇])$")
VILLAGERS = re.compile(r"^(.+?)(?:村民委员会|村民委会|村委会)$")
RESIDENTS = re.compile(r"^(.+?)(?:居民委员会|居民委会|居委会|工作站)$")
ENDINGS = {
    "county": ("县", "区", "市"),
    "township": ("街道", "镇", "乡"),
    "village": ("社区", "村"),
}
"""What the names of a level end in, as people say them."""


def said_name(official: str, kind: str) -> str:
    """The name as people say it: 云阳县, 后坪乡, 歌乐村, 中坝社区."""
    if kind == "village_committee":
        return _called(VILLAGERS, official, "村")
    if kind == "residents_committee":
        return _called(RESIDENTS, official, "社区")
    found = OF_A_PEOPLE.match(official)
    return f"{found[1]}{found[2]}" if found else official


def stem_of(name: str, level: str) -> str:
    """What remains of a name as people say it without the word for its rank: 土主 of 土主镇."""
    for ending in ENDINGS.get(level, ()):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _called(committee: re.Pattern[str], official: str, ending: str) -> str:
    found = committee.match(official)
    name = found[1] if found else official
    return name if name.endswith(ENDINGS["village"]) else f"{name}{ending}"
